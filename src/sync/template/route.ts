import { requireSignedIn } from '../../access/identity.ts';
import { unmaskPurpose } from '../../db/codes/access.ts';
import { PlatformError } from '../../errors.ts';
import type { OperationOptions } from '../../server/operation.ts';
import type { Route } from '../../server/routes.ts';
import { bodyOf, createFileMaker } from '../export/made.ts';
import { mediaTypes } from '../formats/cells.ts';
import type { Importers } from '../intake/importers.ts';
import { chosenIn, parameterInvalid } from '../search-params.ts';
import { type AskedTemplate, madeTemplate, placeAsked, templateEntry, templateMs } from './made.ts';

const address = /^\/template\/(\w{1,60})\.(xlsx|csv)$/;
const known = new Set(['place', 'purpose']);

const askedOf = ({ pathname, searchParams: search }: URL, importers: Importers): AskedTemplate => {
  const [, name = '', ending] = address.exec(pathname) ?? [];
  const importer = importers.find(name);
  for (const parameter of search.keys()) {
    if (!known.has(parameter)) throw new PlatformError('PARAMETER_UNKNOWN', { name: parameter.slice(0, 50) });
    if (search.getAll(parameter).length > 1) throw parameterInvalid(parameter);
  }
  return {
    importer, format: ending === 'csv' ? 'CSV' : 'XLSX', place: placeAsked(search.get('place') ?? undefined),
    purpose: search.has('purpose') ? chosenIn(search, 'purpose', unmaskPurpose.values, 'OTHER') : undefined,
  };
};

/**
 * `GET /template/<record>.xlsx|csv`: what is to be filled in and sent to `POST /import/<record>`; with `?place=` the keys
 * of the records that are there, within the caller's scope.
 */
export const templateRoute = (operation: OperationOptions, importers: Importers): Route => {
  const maker = createFileMaker(operation, 'Template', templateMs);
  return {
    method: 'GET',
    path: '/template/',
    cost: 2_000,
    deadlineMs: templateMs,
    answer: async (call) => {
      requireSignedIn(call.identity);
      const asked = askedOf(call.url, importers);
      const facts = maker.factsOf(call);
      const made = await maker.make(facts, call, (ctx, keep) => madeTemplate(ctx, asked, keep), (file) => templateEntry(asked, file));
      return new Response(bodyOf(made.file), {
        headers: {
          'content-type': mediaTypes[asked.format], 'content-length': String(made.bytes), 'content-disposition': `attachment; filename="${asked.importer.name}-template.${asked.format.toLowerCase()}"`,
          'x-youyu-rows': String(made.rows), 'x-youyu-request-id': call.requestId,
        },
      });
    },
  };
};
