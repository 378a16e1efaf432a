import { requireSignedIn } from '../../access/identity.ts';
import type { OperationOptions } from '../../server/operation.ts';
import type { Route } from '../../server/routes.ts';
import { createFileMaker, fileAnswer } from '../export/made.ts';
import { mediaTypes } from '../formats/cells.ts';
import type { Importers } from '../intake/importers.ts';
import { type AskedTemplate, askedTemplate, madeTemplate, templateEntry, templateMs } from './made.ts';

const address = /^\/template\/(\w{1,60})\.(xlsx|csv)$/;

const askedOf = ({ pathname, searchParams: search }: URL, importers: Importers): AskedTemplate => {
  const [, name = '', ending] = address.exec(pathname) ?? [];
  return askedTemplate(importers.find(name), ending === 'csv' ? 'CSV' : 'XLSX', search);
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
      return fileAnswer(made, call, { type: mediaTypes[asked.format], name: `${asked.importer.name}-template.${asked.format.toLowerCase()}` });
    },
  };
};
