import { integer, pgSchema } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { countyRecord } from '../src/db/columns.ts';
import { table } from '../src/db/table.ts';
import { checkPlugins } from '../src/plugins/check.ts';
import { definePlugin, type Plugin } from '../src/plugins/define.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { type AnyRecord, defineRecord } from '../src/records/define.ts';
import { internal } from '../src/records/field.ts';
import { buildSchema } from '../src/schema/build.ts';

const schemaOf = <const Id extends string>(id: Id) => pgSchema(id);

const wells = (id: string, name = 'Well', plural?: string) =>
  defineRecord({
    table: table(schemaOf(id), 'well', { ...countyRecord(), depth: integer().notNull() }),
    name,
    ...(plural ? { plural } : {}),
    about: 'county',
    title: ['水井', 'Well'],
    key: ['depth'],
    fields: { depth: internal('深度', 'Depth in metres') },
  });

const plugin = <const Id extends string>(id: Id, extra: Partial<Plugin> = {}): Plugin => ({
  ...definePlugin({
    id,
    title: { zh: '供水', en: 'Water' },
    actions: [],
    contract: 1,
    db: { schema: schemaOf(id), migrations: new URL('./none/', import.meta.url) },
    records: [],
    codes: [],
    measures: {},
  }),
  ...extra,
});

describe('a plugin that the platform cannot run is refused at boot, with its name', () => {
  test.each<readonly [string, unknown, RegExp]>([
    ['a function', () => plugin('water'), /is a function; list the object that definePlugin returns/],
    ['nothing, as a circular import leaves it', undefined, /is undefined; is it imported in a circle\?/],
    ['an id that is no kebab-case', plugin('Water'), /Plugin Water: needs an id in kebab-case/],
    ['another contract', plugin('water', { contract: 2 as 1 }), /Plugin water: was written for contract 2, the platform has 1/],
    ['no English title', plugin('water', { title: { zh: '供水', en: '' } }), /needs a title in zh and en/],
    ['a foreign schema', plugin('water', { db: { ...plugin('other').db } as never }), /keeps its tables in schema other; its schema must be pgSchema\('water'\)/],
    ['a table outside its schema', plugin('water', { records: [wells('other')] }), /record Well is kept in other\.well, outside/],
    ['an error code without prefix', plugin('water', { errors: { DRY: { zh: '干', en: 'dry' } } }), /error code DRY must start with WATER_/],
    ['an error in one language', plugin('water', { errors: { WATER_DRY: { zh: '干', en: '' } } }), /needs a message in zh and en/],
  ])('%s', (_, wrong, message) => {
    expect(() => checkPlugins([wrong as Plugin])).toThrow(message);
  });

  test('an action that another plugin has: both are named', () => {
    expect(() => checkPlugins([plugin('water', { actions: [12] }), plugin('roads', { actions: [12] })])).toThrow(
      /Plugin roads: action 12 belongs to plugin water already/,
    );
  });
});

describe('a declaration that was forced past the compiler is refused at boot', () => {
  const broken = (change: (record: AnyRecord) => object): Plugin => {
    const record = wells('water');
    return plugin('water', { records: [{ ...record, ...change(record) } as AnyRecord] });
  };
  test.each<readonly [string, Plugin, RegExp]>([
    ['a column without a field', broken(() => ({ fields: {} })), /water: record Well: field depth is a column without a field/],
    ['a field without a class', broken(() => ({ fields: { depth: { title: { zh: '深', en: 'Depth' } } } })), /field depth needs a class/],
    ['a field without an English title', broken(() => ({ fields: { depth: { title: { zh: '深', en: '' }, class: 'internal' } } })), /field depth needs a title in zh and en/],
    ['a read-only field that comes from nowhere', broken(() => ({ fields: { depth: internal('深', 'Depth', { readOnly: true }) } })), /field depth is read-only, but no step dates it and nothing says what it is derived from/],
    ['a field without a column', broken(({ fields }) => ({ fields: { ...(fields as object), width: internal('宽', 'Width') } })), /field width has no column/],
    ['a household record without household', broken(() => ({ about: 'household' })), /is about a household but its table has no householdId/],
    ['no scope at all', broken(() => ({ about: undefined })), /is about undefined; a record is about a household, a county or the province/],
  ])('%s', (_, wrong, message) => {
    expect(() => checkPlugins([wrong])).toThrow(message);
  });
});

describe('two owners of one name: the message names both', () => {
  test('a type', () => {
    expect(() => buildSchema([plugin('water', { records: [wells('water')] }), plugin('roads', { records: [wells('roads')] })])).toThrow(
      /roads defines the type Well, which water has defined already/,
    );
  });
  test('a field on a core type', () => {
    const adds = (id: string) => plugin(id, { graphql: ({ builder, core }) => builder.objectField(core.Place, 'rainfall' as never, ((t: { int(o: object): never }) => t.int({ resolve: () => 1 })) as never) });
    expect(() => buildSchema([adds('water'), adds('roads')])).toThrow(/roads defines Place\.rainfall, which water has defined already/);
  });
  test('a root field against the core', () => {
    const adds = plugin('water', { graphql: ({ builder }) => builder.queryField('places', (t) => t.int({ resolve: () => 1 })) });
    expect(() => buildSchema([adds])).toThrow(/water defines Query\.places, which core has defined already/);
  });
  test('plural forms that would hide the names are refused', () => {
    const adds = plugin('water', { graphql: ({ builder }) => builder.queryFields((t) => ({ rain: t.int({ resolve: () => 1 }) })) });
    expect(() => buildSchema([adds])).toThrow(/water uses builder\.queryFields; add fields one by one/);
  });
});

test('any subset of plugins gives a schema, in any order, and several live side by side', () => {
  const without = buildSchema([]);
  const withAll = buildSchema(allPlugins);
  expect(without.getType('RelocationCase')).toBeUndefined();
  expect(withAll.getType('RelocationCase')).toBeDefined();
  expect(buildSchema([plugin('water', { records: [wells('water')] }), ...allPlugins]).getType('Well')).toBeDefined();
});
