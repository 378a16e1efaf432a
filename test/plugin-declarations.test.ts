import { readFileSync } from 'node:fs';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { allPlugins } from '../src/plugins/index.ts';
import type { AnyRecord, FieldSpec, StatusSpec } from '../src/records/define.ts';

interface CatalogueAction {
  readonly number: number;
  readonly measures: readonly { readonly id: string }[];
  readonly targets: readonly { readonly code: string; readonly value: number | null; readonly unit: string | null }[];
}

const catalogue = JSON.parse(readFileSync(new URL('../data/policy-catalogue.json', import.meta.url), 'utf8')) as { readonly actions: readonly CatalogueAction[] };

const fieldsOf = (record: AnyRecord) => Object.entries(record.fields as Record<string, FieldSpec>);
const linkName = (name: string): string => name.replace(/(Id|Code)$/, '');

/** Names a record has in the graph: links for ids, both code and link for places. */
const graphNames = (record: AnyRecord): ReadonlySet<string> =>
  new Set(fieldsOf(record).flatMap(([name, { ref, person, place }]) => (ref || person ? [linkName(name)] : place ? [name, linkName(name)] : [name])));

const kept = ['id', 'householdId', 'countyCode', 'areaCode', 'version', 'createdAt', 'updatedAt'];
const owners = { household: ['householdId'], county: ['countyCode'], province: [] } as const;
const recordsOf = allPlugins.flatMap(({ id, records }) => records.map((record) => [id, record.name, record] as const));

describe.each(recordsOf)('%s: %s', (_, __, record) => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;

  test('every column has a field, and every field a column', () => {
    expect(Object.keys(columns).filter((name) => !kept.includes(name)).sort()).toEqual(fieldsOf(record).map(([name]) => name).sort());
  });

  test('its natural key is unique in the database', () => {
    const names = [...owners[record.about], ...record.key];
    const keys = getTableConfig(record.table).uniqueConstraints.map((key) => key.columns.map(({ name }) => name));
    expect(keys).toContainEqual(names.map((name) => columns[name]?.name));
    expect(names.every((name) => columns[name]?.notNull)).toBe(true);
  });

  test('its status moves between known statuses, and dates are stamped by moves alone', () => {
    if (!record.status) return;
    const known = columns['status']?.enumValues as readonly string[];
    const { initial, moves, byMutation = [] } = record.status as StatusSpec;
    expect(known).toContain(initial);
    expect(columns['status']?.default).toBe(initial);
    for (const [to, move] of Object.entries(moves)) {
      expect(known).toEqual(expect.arrayContaining([to, ...(move?.from ?? [])]));
      for (const name of move?.needs ?? []) expect(columns[name]?.notNull, `${to} needs ${name}`).toBe(false);
      if (move?.dates) expect((record.fields as Record<string, FieldSpec>)[move.dates]?.readOnly, move.dates).toBe(true);
    }
    expect([...Object.keys(moves), initial, ...byMutation].sort()).toEqual(expect.arrayContaining([...known].sort()));
  });
});

describe.each(allPlugins.map((plugin) => [plugin.id, plugin] as const))('%s', (id, { actions, records, codes, measures, indicators = [], parameters = [] }) => {
  const own = catalogue.actions.filter(({ number }) => actions.includes(number));

  test('a table is declared once, and names do not clash', () => {
    expect(new Set(records.map(({ table }) => table)).size).toBe(records.length);
    const names = records.flatMap(({ name, single, plural }) => [name, single, plural]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(codes.map(({ name }) => name)).size).toBe(codes.length);
  });

  test('every measure of its actions has its place', () => {
    expect(Object.keys(measures).sort()).toEqual(own.flatMap((action) => action.measures.map((measure) => measure.id)).sort());
  });

  test('the places are records and fields of the graph', () => {
    for (const [measure, places] of Object.entries(measures)) {
      for (const { record: name, fields } of places) {
        const record = records.find((one) => one.name === name);
        if (!record) throw new Error(`${measure} is kept in ${name}, which ${id} does not declare`);
        expect(fields.filter((field) => !graphNames(record).has(field)), `${measure}: ${name}`).toEqual([]);
      }
    }
  });

  test('records and parameters name measures they serve', () => {
    for (const record of records) {
      const served = Object.entries(measures).filter(([, places]) => places.some((place) => place.record === record.name)).map(([measure]) => measure);
      expect(served, record.name).toEqual(expect.arrayContaining([...(record.measures ?? [])]));
      expect(served.length, `${record.name} serves no measure`).toBeGreaterThan(0);
    }
    for (const parameter of parameters) {
      expect(actions, parameter.id).toContain(parameter.action);
      expect(Object.keys(measures), parameter.id).toEqual(expect.arrayContaining([...parameter.measures]));
    }
  });

  test('every target with a number has an indicator of its unit', () => {
    for (const { number, targets } of own) {
      for (const { code, unit } of targets.filter(({ value }) => value !== null)) {
        expect(indicators.filter((one) => one.target === code), code).toMatchObject([{ unit, action: number }]);
      }
    }
  });
});
