import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { mayHoldIdNumber } from '../access/id-number-text.ts';
import { type Sent, sendRows, upsertRows } from '../db/insert-rows.ts';
import type { RequestContext } from '../schema/context.ts';
import { PlatformError } from '../errors.ts';
import { kindOf } from './column-type.ts';
import { type AnyRecord, fieldsOf } from './define.ts';
import { type Written, writeJournal } from './journal.ts';
import { idKeyOf } from './listing.ts';
import type { Row } from './page.ts';
import type { Draft } from './rules.ts';

const storedColumns = (record: AnyRecord): string[] =>
  (Object.entries(getTableColumns(record.table)) as [string, PgColumn][]).filter(([, column]) => !column.generated).map(([name]) => name);

const storedRow = (names: readonly string[], row: Row): Row => {
  const stored: Record<string, unknown> = {};
  for (const name of names) stored[name] = row[name];
  return stored;
};

const primaryKey = (record: AnyRecord): readonly string[] =>
  record.about === 'household' && idKeyOf(record) === 'id' ? ['householdId', 'id'] : [idKeyOf(record)];

/** Rows of one record that belong together in a write. */
export interface RecordDrafts {
  readonly record: AnyRecord;
  readonly drafts: readonly Draft<Row>[];
}

const textFieldsOf = (record: AnyRecord): readonly string[] => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  return fieldsOf(record).filter(([name, { hidden }]) => !hidden && kindOf(columns[name] as PgColumn) === 'String').map(([name]) => name);
};

/** Whatever way a text came, it holds no ID number: those stand sealed in one place. */
const refuseIdNumbers = ({ record, drafts }: RecordDrafts): void => {
  const names = textFieldsOf(record);
  for (const { after } of drafts) {
    const at = names.find((name) => after[name] != null && mayHoldIdNumber(String(after[name])));
    if (at !== undefined) throw new PlatformError('ID_NUMBER_IN_TEXT', {}, { path: [at] });
  }
};

const storeRows = async (ctx: RequestContext, { record, drafts }: RecordDrafts) => {
  const names = storedColumns(record);
  const rows = drafts.map(({ before, after }) => ({
    before,
    after: before ? { ...after, version: (before.version as number) + 1, updatedAt: ctx.now } : after,
  }));
  const created = rows.filter(({ before }) => !before).map(({ after }) => storedRow(names, after));
  const changed = rows.filter(({ before }) => before).map(({ after }) => storedRow(names, after));
  const sent = created.length > 0 ? await sendRows(ctx.tx, record.table, created as never) : undefined;
  if (changed.length > 0) {
    await sent?.answered;
    await upsertRows(ctx.tx, record.table, changed as never, primaryKey(record) as never);
  }
  return { sent, written: rows.map(({ before, after }) => ({ record, before, after })) };
};

/**
 * Writes rows with their audit and change entries: per record new rows in one statement and changed
 * ones in another, then two for the whole journal. A changed row's version rises by one.
 */
export const writeRows = async (ctx: RequestContext, sets: readonly RecordDrafts[], action: string, reason?: string): Promise<void> => {
  sets.forEach(refuseIdNumbers);
  if (reason !== undefined && mayHoldIdNumber(reason)) throw new PlatformError('ID_NUMBER_IN_TEXT', {}, { path: ['reason'] });
  const [written, answers]: [Written[], (Sent | undefined)[]] = [[], []];
  for (const set of sets) {
    const stored = await storeRows(ctx, set);
    for (const row of stored.written) written.push({ ...row, action, reason });
    answers.push(stored.sent);
  }
  answers.push(await writeJournal(ctx, written));
  for (const sent of answers) await sent?.answered; // in their order: the first that fails is why the others do
};
