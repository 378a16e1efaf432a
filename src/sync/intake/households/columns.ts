import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { codesOf } from '../../../db/codes.ts';
import { membership } from '../../../db/tables/people.ts';
import { coreRecords } from '../../../schema/core-records.ts';
import { type ExchangeColumn, exchangeColumns } from '../../columns.ts';

const householdNames = ['registrationNumber', 'villageCode', 'registeredOn', 'isRegisteredPoor', 'address', 'mainCause', 'otherCauses'];
const personNames = ['name', 'sex', 'bornOn', 'labourAbility', 'healthState', 'education'];
const optional = new Set(['address', 'mainCause', 'otherCauses', 'sex', 'bornOn']);

const pick = (columns: readonly ExchangeColumn[], names: readonly string[]): readonly ExchangeColumn[] =>
  names.map((name): ExchangeColumn => {
    const column = columns.find((one) => one.name === name) as ExchangeColumn;
    return { ...column, writable: true, isKey: name === 'registrationNumber', required: !optional.has(name) };
  });

const relationCodes = codesOf((getTableColumns(membership) as unknown as Record<string, PgColumn>).relation as PgColumn);

const memberColumn = (name: string, zh: string, en: string, extra: Partial<ExchangeColumn>): ExchangeColumn => ({
  name, title: { zh, en }, kind: 'String', isList: false, codes: undefined, class: 'personal', names: 'value', target: undefined, isOwner: false, isKey: false, writable: true, required: false, ...extra,
});

/** Columns about the household; every row of it says the same, or leaves them to its first row. */
export const householdColumns = pick(exchangeColumns(coreRecords.household), householdNames);

/** Columns of a household's exports that no file writes: they may come back, and are passed over. */
export const keptColumns: readonly ExchangeColumn[] = exchangeColumns(coreRecords.household).filter(({ name }) => !householdNames.includes(name)).map((column) => ({ ...column, writable: false }));

/** Columns about the member of the row. */
export const memberColumns: readonly ExchangeColumn[] = [
  ...pick(exchangeColumns(coreRecords.person), ['name']),
  memberColumn('idNumber', '身份证号', 'ID number', { class: 'sensitive' }),
  memberColumn('relation', '与户主关系', 'Relation to the head of household', { kind: 'Enum', codes: relationCodes, required: true }),
  ...pick(exchangeColumns(coreRecords.person), personNames.slice(1)),
];
