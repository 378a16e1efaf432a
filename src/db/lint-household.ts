import type { ForeignKeyFact } from './lint-facts.ts';
import { type Catalogue, columnOf, householdTable, named, type Rule, tablesOf } from './lint-rule.ts';

const isUuid = (catalogue: Catalogue, table: string): boolean => {
  const column = columnOf(catalogue, table, 'household_id');
  return column?.type === 'uuid' && column.notNull;
};

const householdId = named('household-id', function* (catalogue) {
  for (const table of tablesOf(catalogue, 'household')) {
    if (!isUuid(catalogue, table)) yield [table, 'needs household_id uuid not null'];
  }
});

const countyCode = named('county-code', function* (catalogue) {
  for (const table of tablesOf(catalogue, 'household', 'county')) {
    const column = columnOf(catalogue, table, 'county_code');
    if (column?.type !== 'text' || !column.notNull) yield [table, 'needs its own county_code text not null'];
  }
  for (const table of tablesOf(catalogue, 'journal', 'audit')) {
    if (columnOf(catalogue, table, 'county_code')?.type !== 'text') yield [table, 'needs county_code text'];
  }
});

const areaCode = named('area-code', function* (catalogue) {
  for (const table of tablesOf(catalogue, 'household')) {
    const column = columnOf(catalogue, table, table === householdTable ? 'village_code' : 'area_code');
    if (column?.type !== 'text' || !column.notNull) yield [table, `needs the village of its household, ${table === householdTable ? 'village_code' : 'area_code'} text not null`];
  }
});

const primaryKey = named('primary-key', function* (catalogue) {
  const { facts } = catalogue;
  for (const table of catalogue.placements.keys()) {
    if (!facts.relations.some(({ name }) => name === table)) continue;
    const key = facts.indexes.find((index) => index.table === table && index.primary);
    if (!key) yield [table, 'has no primary key'];
    else if (catalogue.placements.get(table) === 'household' && key.columns[0] !== 'household_id') yield [table, 'household_id must come first in its primary key'];
  }
});

const uniqueKeys = named('unique-key', function* (catalogue) {
  const households = new Set(tablesOf(catalogue, 'household'));
  for (const { table, name, unique, primary, columns } of catalogue.facts.indexes) {
    if (households.has(table) && unique && !primary && columns[0] !== 'household_id') yield [table, `household_id must come first in ${name}`];
  }
});

const householdReferences = named('household-foreign-key', function* (catalogue) {
  const households = new Set(tablesOf(catalogue, 'household'));
  for (const { table, name, columns, toTable, toColumns } of catalogue.facts.foreignKeys) {
    if (!households.has(table) || !households.has(toTable)) continue;
    if (columns[0] !== 'household_id' || toColumns[0] !== 'household_id') yield [table, `${name} must be led by household_id on both sides`];
  }
});

const joins = (key: ForeignKeyFact, table: string, columns: string, deferred: boolean, toColumns = columns): boolean =>
  key.table === table && key.toTable === householdTable && key.deferred === deferred
  && key.columns.join() === columns && key.toColumns.join() === toColumns;

const keysToHousehold = named('household-keys', function* (catalogue) {
  const { foreignKeys } = catalogue.facts;
  for (const table of tablesOf(catalogue, 'household')) {
    if (table === householdTable) continue;
    if (!foreignKeys.some((key) => joins(key, table, 'household_id', false))) yield [table, 'lacks the immediate key (household_id) to core.household'];
    if (!foreignKeys.some((key) => joins(key, table, 'household_id,county_code,area_code', true, 'household_id,county_code,village_code'))) {
      yield [table, 'lacks the deferred key (household_id, county_code, area_code) to core.household'];
    }
  }
});

/** What lets a table of household records be spread over servers by household. */
export const householdRules: readonly Rule[] = [householdId, countyCode, areaCode, primaryKey, uniqueKeys, householdReferences, keysToHousehold];
