// Not run: `npm run typecheck` reads this file. Every line after a directive must be refused by the
// compiler; should it begin to be accepted, the unused directive is itself an error.
import { pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { countyRecord } from '../src/db/columns.ts';
import { table } from '../src/db/table.ts';
import { definePlugin } from '../src/plugins/define.ts';
import { defineRecord } from '../src/records/define.ts';
import { internal } from '../src/records/field.ts';
import type { Indicator } from '../src/schema/indicator-define.ts';

const tank = table(pgSchema('water'), 'tank', { ...countyRecord(), name: text().notNull(), size: uuid(), status: text({ enum: ['FULL', 'DRY'] }).notNull() });
const fields = { name: internal('名', 'Name'), size: internal('大', 'Size'), status: internal('状', 'Status') };
const record = { table: tank, name: 'Tank', about: 'county', title: ['池', 'Tank'], key: ['name'] } as const;

export const accepted = defineRecord({ ...record, fields, status: { initial: 'FULL', moves: { DRY: { from: ['FULL'] } } } });

// @ts-expect-error the column `size` has no field
export const missingField = defineRecord({ ...record, fields: { name: fields.name, status: fields.status } });

// @ts-expect-error the field `size` has no class
export const missingClass = defineRecord({ ...record, fields: { ...fields, size: { title: { zh: '大', en: 'Size' } } } });

// @ts-expect-error the field `size` has no English title
export const missingTitle = defineRecord({ ...record, fields: { ...fields, size: { title: { zh: '大' }, class: 'internal' } } });

const { about: _, ...unscoped } = record;

// @ts-expect-error nothing says whose it is, so nothing could say who may see it
export const missingScope = defineRecord({ ...unscoped, fields });

// @ts-expect-error its rows have no household
export const wrongScope = defineRecord({ ...record, about: 'household', fields });

const loose = table(pgSchema('water'), 'loose', { id: uuid().primaryKey(), name: text().notNull() });

// @ts-expect-error its rows have no county
export const missingCounty = defineRecord({ ...record, table: loose, fields: { name: fields.name } });

// @ts-expect-error there is no column `width`
export const unknownKey = defineRecord({ ...record, key: ['width'], fields });

// @ts-expect-error there is no status EMPTY
export const unknownStatus = defineRecord({ ...record, fields, status: { initial: 'EMPTY', moves: {} } });

const manifest = { id: 'water', title: { zh: '水', en: 'Water' }, actions: [], contract: 1, records: [], codes: [], measures: {} } as const;
const migrations = new URL('./migrations/', import.meta.url);

export const acceptedPlugin = definePlugin({ ...manifest, db: { schema: pgSchema('water'), migrations } });

// @ts-expect-error the schema of another plugin
export const foreignSchema = definePlugin({ ...manifest, db: { schema: pgSchema('roads'), migrations } });

declare const own: Indicator & { readonly id: 'water.length' };
declare const foreign: Indicator & { readonly id: 'roads.length' };

export const acceptedIndicator = definePlugin({ ...manifest, db: { schema: pgSchema('water'), migrations }, indicators: [own] });

// @ts-expect-error an indicator without the plugin's prefix
export const foreignIndicator = definePlugin({ ...manifest, db: { schema: pgSchema('water'), migrations }, indicators: [foreign] });
