import { readFileSync } from 'node:fs';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import type { AnyRecord, FieldSpec } from '#records';
import { measures } from '../measures.ts';
import { healthPlugin } from '../plugin.ts';

const { records, codes, errors = {}, indicators = [] } = healthPlugin;

const catalogue = JSON.parse(readFileSync(new URL('../../../../data/policy-catalogue.json', import.meta.url), 'utf8')) as {
  readonly actions: readonly { readonly number: number; readonly measures: readonly { readonly id: string }[]; readonly targets: readonly { readonly code: string; readonly value: number | null; readonly unit: string | null }[] }[];
};
const own = catalogue.actions.filter(({ number }) => (healthPlugin.actions as readonly number[]).includes(number));

const fieldsOf = (record: AnyRecord) => Object.entries(record.fields as Record<string, FieldSpec>);
const linkName = (name: string): string => name.replace(/(Id|Code)$/, '');

/** Names a record has in the graph: links for ids, both code and link for places. */
const graphNames = (record: AnyRecord): ReadonlySet<string> =>
  new Set(fieldsOf(record).flatMap(([name, { ref, person, place }]) => (ref || person ? [linkName(name)] : place ? [name, linkName(name)] : [name])));

const owners = { household: ['householdId'], county: ['countyCode'], province: [] } as const;

/** Statuses that a mutation of the plugin's own leads to. */
const byMutation: Readonly<Record<string, readonly string[]>> = { MedicalClaim: ['SETTLED'] };

describe.each(records.map((record) => [record.name, record] as const))('%s', (_, record) => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;

  test('every column has a field, and every field a column', () => {
    const kept = ['id', 'householdId', 'countyCode', 'areaCode', 'version', 'createdAt', 'updatedAt'];
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
    const known = columns.status?.enumValues as readonly string[];
    const { initial, moves } = record.status as { initial: string; moves: Record<string, { from: readonly string[]; needs?: readonly string[]; dates?: string }> };
    expect(known).toContain(initial);
    expect(columns.status?.default).toBe(initial);
    for (const [to, { from, needs = [], dates }] of Object.entries(moves)) {
      expect(known).toEqual(expect.arrayContaining([to, ...from]));
      for (const name of needs) expect(columns[name]?.notNull, `${to} needs ${name}`).toBe(false);
      if (dates) expect((record.fields as Record<string, FieldSpec>)[dates]?.readOnly, dates).toBe(true);
    }
    expect([...Object.keys(moves), initial, ...(byMutation[record.name] ?? [])].sort()).toEqual(expect.arrayContaining([...known].sort()));
  });
});

test('a table is declared once, and names do not clash', () => {
  expect(new Set(records.map(({ table }) => table)).size).toBe(records.length);
  const names = records.flatMap(({ name, single, plural }) => [name, single, plural]);
  expect(new Set(names).size).toBe(names.length);
});

test('ids of code lists and indicators, and codes of errors, start with the plugin', () => {
  expect(codes.filter(({ id }) => !id.startsWith('health.'))).toEqual([]);
  expect(indicators.filter(({ id }) => !id.startsWith('health.'))).toEqual([]);
  expect(Object.keys(errors).filter((code) => !code.startsWith('HEALTH_'))).toEqual([]);
  expect(new Set(codes.map(({ name }) => name)).size).toBe(codes.length);
});

describe('measures of the catalogue', () => {
  test('every measure of action 16 has its place', () => {
    expect(Object.keys(measures).sort()).toEqual(own.flatMap((action) => action.measures.map(({ id }) => id)).sort());
  });

  test('the places are records and fields of the graph', () => {
    for (const [id, places] of Object.entries(measures)) {
      for (const { record: name, fields } of places) {
        const record = records.find((one) => one.name === name) as AnyRecord;
        expect(record, `${id}: ${name}`).toBeDefined();
        expect(fields.filter((field) => !graphNames(record).has(field)), `${id}: ${name}`).toEqual([]);
      }
    }
  });

  test('a record names the measures it serves', () => {
    for (const record of records) {
      const served = Object.entries(measures).filter(([, places]) => places.some((place) => place.record === record.name)).map(([id]) => id);
      expect(served, record.name).toEqual(expect.arrayContaining([...(record.measures ?? [])]));
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
