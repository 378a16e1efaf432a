import { v7 as uuidv7 } from 'uuid';
import type { AdministrativeWrite } from '../../administration/audit.ts';
import type { UnmaskPurpose } from '../../db/codes/access.ts';
import { PlatformError } from '../../errors.ts';
import { isPermitted } from '../../records/permissions.ts';
import { accessFacts, type RequestContext } from '../../schema/context.ts';
import { spool } from '../../server/spool.ts';
import type { KeepAccesses, MadeFile } from '../export/made.ts';
import type { OutCell } from '../formats/cells.ts';
import { writeFile } from '../formats/write.ts';
import { watermarkOf } from '../forms/watermark.ts';
import type { Importer } from '../intake/importer.ts';
import { checkNames, placeIn, purposeIn } from '../search-params.ts';
import { classOfCell } from '../show-keys.ts';
import { templateColumns } from './columns.ts';
import { keyPages, showsKeys } from './keys.ts';
import { templateBook, templateHeaders } from './workbook.ts';

/** Which template is asked for. */
export interface AskedTemplate {
  readonly importer: Importer;
  readonly format: 'XLSX' | 'CSV';
  /** Whose records stand in it already; without, it is blank. */
  readonly place: string | undefined;
  readonly purpose: UnmaskPurpose | undefined;
}

const mostBytes = 1024 ** 3;

/** Longest life of a template that is made. */
export const templateMs = 300_000;

const known = new Set(['place', 'purpose']);

/** @throws PlatformError PARAMETER_UNKNOWN, PARAMETER_INVALID */
export const askedTemplate = (importer: Importer, format: AskedTemplate['format'], search: URLSearchParams): AskedTemplate => {
  checkNames(search, known);
  return { importer, format, place: placeIn(search), purpose: purposeIn(search) };
};

/** A template is for who may import the record. @throws PlatformError FORBIDDEN, DEPARTMENT_NOT_IN_CHARGE */
const admit = async (ctx: RequestContext, { record, admit: admitImport }: Importer): Promise<void> => {
  await admitImport(ctx);
  const isProvincial = record.about === 'province' && record.reach === undefined && ctx.identity.scope.counties !== '*';
  if (isProvincial || !(await isPermitted(ctx, 'WRITE', record))) throw new PlatformError('FORBIDDEN');
};

/** Makes a template whole, and says page by page whose values stand in it. */
export const madeTemplate = async (ctx: RequestContext, { importer, format, place, purpose }: AskedTemplate, keep: KeepAccesses): Promise<MadeFile> => {
  await admit(ctx, importer);
  const columns = templateColumns(ctx.identity, importer);
  const keyColumns = columns.filter(({ isKey }) => isKey);
  const isFilled = place !== undefined && showsKeys(ctx, importer, importer.columns.filter(({ isKey, writable }) => isKey && writable));
  if (isFilled && purpose === undefined && keyColumns.some((column) => classOfCell(ctx, column) === 'personal')) throw new PlatformError('EXPORT_PURPOSE_REQUIRED');
  let rows = 0;
  async function* keys(): AsyncGenerator<readonly OutCell[]> {
    if (!isFilled) return;
    for await (const page of keyPages(ctx, importer, keyColumns, place)) {
      await keep(page.accesses.rows({ ...accessFacts(ctx), kind: 'EXPORT', purpose: purpose ?? null }));
      rows += page.rows.length;
      yield* page.rows;
    }
  }
  const plan = { title: importer.record.title, columns, all: importer.columns, keys: keys(), footer: watermarkOf(ctx).zh };
  const headers = templateHeaders(plan).map((header, at) => ({ header, kind: columns[at]?.kind ?? ('String' as const) }));
  const file = await spool(importer.name, format === 'XLSX' ? templateBook(plan) : writeFile('CSV', headers, plan.keys), mostBytes);
  return { file, rows };
};

/** What the journal of writes is told. */
export const templateEntry = ({ importer, format, place, purpose }: AskedTemplate, { rows }: MadeFile): AdministrativeWrite => ({
  action: 'template', recordType: importer.name, recordId: uuidv7(), reason: purpose, changes: { rows: [null, rows], format: [null, format], place: [null, place ?? null] },
});
