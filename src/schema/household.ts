import DataLoader from 'dataloader';
import { and, type SQL, sql } from 'drizzle-orm';
import { householdStatus } from '../db/codes/people.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { householdStatusChange, residence } from '../db/tables/people.ts';
import type { CoreTypes } from '../records/graphql-type.ts';
import { type SeenRow, told } from '../records/facts.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { requireReader, scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import { livedOn } from '../records/parentage.ts';
import { rowsById } from '../records/rows.ts';
import { loaderOf, type RequestContext } from './context.ts';
import { coreRecords } from './core-records.ts';
import { definePersonGraph } from './person.ts';
import { placesByCode } from './place-data.ts';
import { rosters, sizeSql } from './roster.ts';

/** The day a row is seen at: its parent's, else today. */
export const dayOf = (ctx: RequestContext, row: Row, asked?: string | null): string => asked ?? (row.asOf as string | undefined) ?? ctx.today;

/** Statuses of households on a day; null before the first change. */
export const statusesOn = (ctx: RequestContext, asOf: string): DataLoader<string, string | null> =>
  loaderOf(ctx, `status@${asOf}`, () => new DataLoader(async (ids: readonly string[]) => {
    const change = householdStatusChange;
    const rows = await ctx.tx.orm
      .selectDistinctOn([change.householdId], { householdId: change.householdId, status: change.status })
      .from(change)
      .where(and(sql`${change.householdId} = any(${sql.param(ids)}::uuid[])`, sql`${change.decidedOn} <= ${asOf}::date`, scopeOf(ctx.identity, change)))
      .orderBy(change.householdId, sql`${change.decidedOn} desc`, sql`${change.id} desc`);
    const byId = new Map(rows.map((row) => [row.householdId, row.status as string]));
    return ids.map((id) => byId.get(id) ?? null);
  }));

/** The same for one household in a statement. */
const statusSql = ({ column, day, identity }: SeenRow): SQL => sql`(select ${householdStatusChange.status} from ${householdStatusChange}
  where ${and(sql`${householdStatusChange.householdId} = ${column('householdId')}`, sql`${householdStatusChange.decidedOn} <= ${day}::date`, scopeOf(identity, householdStatusChange))}
  order by ${householdStatusChange.decidedOn} desc, ${householdStatusChange.id} desc limit 1)`;

/** The village where a household lived on the day, in a statement. */
const homeSql = ({ column, day, identity }: SeenRow): SQL => sql`(select ${residence.villageCode} from ${residence}
  where ${and(sql`${residence.householdId} = ${column('householdId')}`, livedOn(day), scopeOf(identity, residence))} limit 1)`;

const homes = (ctx: RequestContext, asOf: string): DataLoader<string, string | null> =>
  loaderOf(ctx, `home@${asOf}`, () => new DataLoader(async (ids: readonly string[]) => {
    const rows = await ctx.tx.orm
      .select({ householdId: residence.householdId, villageCode: residence.villageCode })
      .from(residence)
      .where(and(sql`${residence.householdId} = any(${sql.param(ids)}::uuid[])`, livedOn(asOf), scopeOf(ctx.identity, residence)));
    const byId = new Map(rows.map((row) => [row.householdId, row.villageCode]));
    return ids.map((id) => byId.get(id) ?? null);
  }));

/** The household with a registration number, within the caller's scope. */
export const householdByNumber = async (ctx: RequestContext, registrationNumber: string): Promise<Row | null> => {
  const [found] = await ctx.tx.orm
    .select()
    .from(householdRegistry)
    .where(and(sql`${householdRegistry.registrationNumber} = ${registrationNumber}`, scopeOf(ctx.identity, householdRegistry)));
  return found ? rowsById(ctx, coreRecords.household).load(found.householdId) : null;
};

/** What a household has beyond its declared fields: its roster, and how things stood on a day. */
export const defineHouseholdGraph = (shelf: TypeShelf, core: CoreTypes): void => {
  const { builder } = shelf;
  const household = shelf.typeOf(coreRecords.household);
  const asOf = bilingual({ zh: '截至日期,默认随上级对象', en: 'As of this day; the day of the object above by default' });
  builder.objectField(household, 'members', (t) =>
    t.field({
      type: [shelf.typeOf(coreRecords.person)],
      description: bilingual({ zh: '当日家庭成员,户主在前', en: 'Members on the day, the head first' }),
      ...told({ is: 'members' }),
      args: { asOf: t.arg({ type: 'Date', description: asOf }) },
      resolve: (row, args, ctx) => rosters(ctx, dayOf(ctx, row, args.asOf)).load(row.householdId as string),
    }));
  builder.objectField(household, 'size', (t) =>
    t.int({
      description: bilingual({ zh: '当日家庭人口', en: 'Number of members on the day' }),
      ...told({ is: 'computed', sql: sizeSql }),
      args: { asOf: t.arg({ type: 'Date', description: asOf }) },
      resolve: async (row, args, ctx) => (await rosters(ctx, dayOf(ctx, row, args.asOf)).load(row.householdId as string)).length,
    }));
  builder.objectField(household, 'statusOn', (t) =>
    t.field({
      type: shelf.enumOf(householdStatus),
      nullable: true,
      description: bilingual({ zh: '当日脱贫状态', en: 'Poverty status on the day' }),
      ...told({ is: 'computed', sql: statusSql }),
      args: { asOf: t.arg({ type: 'Date', description: asOf }) },
      resolve: (row, args, ctx) => statusesOn(ctx, dayOf(ctx, row, args.asOf)).load(row.householdId as string),
    }));
  builder.objectField(household, 'home', (t) =>
    t.field({
      type: core.Place,
      nullable: true,
      description: bilingual({ zh: '当日居住的村', en: 'Village it lived in on the day, on the map of that day' }),
      ...told({ is: 'place', sql: homeSql }),
      args: { asOf: t.arg({ type: 'Date', description: asOf }) },
      resolve: (async (row: Row, args: { asOf?: string | null }, ctx: RequestContext) => {
        const day = dayOf(ctx, row, args.asOf);
        const code = await homes(ctx, day).load(row.householdId as string);
        return code === null ? null : placesByCode(ctx, day).load(code);
      }) as never,
    }));
  builder.queryField('household', (t) =>
    t.field({
      type: household,
      nullable: true,
      description: bilingual({ zh: '按户编号查农户', en: 'The household with this registration number' }),
      ...told({ is: 'find', by: 'number', of: coreRecords.household }),
      args: {
        registrationNumber: t.arg.string({ required: true }),
        asOf: t.arg({ type: 'Date', description: bilingual({ zh: '截至日期,默认今天', en: 'As of this day, today by default' }) }),
      },
      resolve: async (_, args, ctx) => {
        requireReader(ctx.identity);
        const row = await householdByNumber(ctx, args.registrationNumber);
        return row && args.asOf ? { ...row, asOf: args.asOf } : row;
      },
    }));
  definePersonGraph(shelf);
};
