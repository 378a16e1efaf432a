import { mayReadField } from '../../access/identity.ts';
import { codesOf } from '../../db/codes.ts';
import { householdStatus } from '../../db/codes/people.ts';
import type { AnyRecord, FieldSpec } from '../../records/define.ts';
import { columnOf, reachesRows } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { statusesOn } from '../../schema/household.ts';
import { rosters } from '../../schema/roster.ts';
import { codeText } from '../code-text.ts';
import { type Form, type FormColumn, withheldMark } from './form.ts';
import { householdRecords } from './household-card.ts';
import { householdsOf, placeOfForm } from './households-of-place.ts';
import { formColumns, headOf, rowsOfHouseholds, shownRows } from './shown.ts';
import { watermarkOf } from './watermark.ts';

const ownColumns = new Set(['registrationNumber', 'mainCause', 'registeredOn']);

const able = new Set<unknown>(['FULL', 'SKILLED']);

/** Head, persons, and persons able to work, of each household on the day. */
const peopleOf = (ctx: RequestContext, members: readonly Row[]): readonly string[] => {
  const isPersonal = mayReadField(ctx.identity, coreRecords.person, 'personal');
  for (const row of members) if (isPersonal) ctx.accesses.note(coreRecords.person.name, row, 'personal');
  const head = String(members.find(({ relation }) => relation === 'HEAD')?.name ?? '');
  const working = String(members.filter((row) => able.has(row.labourAbility)).length);
  return [isPersonal ? head : withheldMark, String(members.length), isPersonal ? working : withheldMark];
};

const peopleColumns: readonly FormColumn[] = [
  { title: { zh: '当日脱贫状态', en: 'Status on the day' } },
  { title: { zh: '户主', en: 'Head' } }, { title: { zh: '人口', en: 'Persons' }, isFigure: true }, { title: { zh: '劳动力人数', en: 'Able to work' }, isFigure: true },
];

/** States of a record that has one the caller may read: then the ledger says how things stand, else how many there are. */
const stateOf = (ctx: RequestContext, record: AnyRecord) => {
  const { status } = record.fields as Record<string, FieldSpec>;
  return record.status && status && mayReadField(ctx.identity, record, status.class) ? codesOf(columnOf(record.table, 'status') as never) : undefined;
};

/** What each household has of a record: its states in words, or a number. */
const standing = async (ctx: RequestContext, record: AnyRecord, ids: readonly string[]): Promise<readonly string[]> => {
  const found = await rowsOfHouseholds(ctx, record, ids);
  // that a row is there may say something about somebody by itself
  for (const row of found) if (record.rows) ctx.accesses.note(record.name, row, record.rows);
  const rows = Map.groupBy(found, (row) => row.householdId as string);
  const codes = stateOf(ctx, record);
  return ids.map((id) => {
    const own = rows.get(id) ?? [];
    if (own.length === 0) return '';
    if (!codes) return String(own.length);
    return [...Map.groupBy(own, ({ status }) => String(status))].map(([status, some]) => `${codeText(codes, status, 'zh')}${some.length > 1 ? `×${some.length}` : ''}`).join('、');
  });
};

/**
 * The ledger of a village or township (精准扶贫台账): a line for each registered household that lived there
 * on the day, and how it stands today with every kind of help that the platform keeps.
 */
export const villageLedger = async (ctx: RequestContext, records: readonly AnyRecord[], code: string, asOf: string): Promise<Form> => {
  const place = await placeOfForm(ctx, code, asOf);
  const households = await householdsOf(ctx, place);
  const ids = households.map(({ householdId }) => householdId as string);
  const columns = formColumns(coreRecords.household).filter(({ name }) => ownColumns.has(name));
  const own = await shownRows(ctx, asOf, coreRecords.household, columns, households);
  const members = await rosters(ctx, asOf).loadMany(ids);
  const statuses = await statusesOn(ctx, asOf).loadMany(ids);
  const statusOf = (at: number): string => (typeof statuses[at] === 'string' ? codeText(householdStatus, statuses[at] as string, 'zh') : '');
  const kinds = householdRecords(records).filter((record) => reachesRows(ctx.identity, record));
  const states: (readonly string[])[] = [];
  for (const record of kinds) states.push(await standing(ctx, record, ids));
  const used = kinds.map((record, at) => ({ record, cells: states[at] as readonly string[] })).filter(({ cells }) => cells.some((cell) => cell !== ''));
  return {
    name: `ledger-${code}-${asOf}`,
    title: { zh: '精准扶贫台账', en: 'Ledger of poor households' },
    subtitle: { zh: `${place.name} 截至 ${asOf},${households.length} 户`, en: `${place.name}, as of ${asOf}: ${households.length} households` },
    sections: [{
      title: { zh: '建档立卡户及其帮扶情况(帮扶为生成时的情况)', en: 'Registered households, and the help they have as it stands today' },
      layout: 'table',
      columns: [...columns.map(headOf), ...peopleColumns, ...used.map(({ record }) => ({ title: record.title, isFigure: !stateOf(ctx, record) }))],
      rows: own.map((cells, at) => {
        const roster = members[at];
        return [...cells, statusOf(at), ...peopleOf(ctx, roster instanceof Error || !roster ? [] : roster), ...used.map((kind) => kind.cells[at] as string)];
      }),
    }],
    watermark: watermarkOf(ctx),
  };
};
