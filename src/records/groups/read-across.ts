import type { SQL } from 'drizzle-orm';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import { requireReader } from '../listing.ts';
import {
  acrossCounts, actionJoin, homesOn, membersOn, personsWithheld, type ProgrammeRecord, programmeCode, reachable, reached, rowsAcross,
} from './across.ts';
import { entriesOf, type GroupOrder, holds, keyOrder, type NumberCondition } from './conditions.ts';
import { orderSql } from './keys.ts';
import { noteGroups } from './note.ts';
import type { Counted } from './numbers.ts';
import { homeAt, homeWithin, type Join } from './places.ts';
import { groupsFrom, type Groups, limitOf, placeWithin } from './read.ts';
import { columnsOf, finishGroups } from './statement.ts';
import type { Wanted } from './wanted.ts';

/** What rows of all programmes can be grouped by. */
export const acrossDimensions = ['programme', 'action', 'record', 'year', 'city', 'county', 'township', 'village'] as const;
export type AcrossDimension = (typeof acrossDimensions)[number];

type Given<T> = T | null | undefined;
type Counts<T> = Readonly<Partial<Record<Counted, Given<T>>>>;

export interface AcrossArgs {
  readonly by: readonly AcrossDimension[];
  readonly filter?: Given<{ readonly action?: Given<NumberCondition>; readonly year?: Given<NumberCondition> }>;
  readonly within?: Given<string>;
  readonly having?: Given<Counts<NumberCondition>>;
  readonly orderBy?: Given<readonly (Counts<string> & { readonly key?: Given<AcrossDimension>; readonly direction?: Given<string> })[]>;
  readonly limit?: Given<number>;
  readonly asOf?: Given<string>;
}

const keySql = (name: AcrossDimension): SQL => {
  if (name === 'programme') return programmeCode;
  return name === 'action' || name === 'record' || name === 'year' ? reached(name) : homeAt(name);
};

/** Whether rows of an action may meet a condition; the statement asks again. */
const mayMeet = (number: number, { eq, in: among, gte, lte }: NumberCondition): boolean =>
  (eq == null || number === eq) && (among == null || among.includes(number)) && (gte == null || number >= Number(gte)) && (lte == null || number <= Number(lte));

const asked = (records: readonly ProgrammeRecord[], condition: Given<NumberCondition>): readonly ProgrammeRecord[] =>
  records.filter(({ actions }) => condition == null || actions === undefined || actions.some((number) => mayMeet(number, condition)));

/** @throws PlatformError GROUP_ORDER_NOT_SINGLE, GROUP_ORDER_NOT_GROUPED */
const ordersAcross = (by: readonly AcrossDimension[], orderBy: AcrossArgs['orderBy']): readonly (GroupOrder & { readonly counted?: Counted })[] => {
  const dimensions = by.map((name) => ({ name }));
  const given = (orderBy ?? []).map(({ direction, ...item }) => {
    const [first, ...more] = entriesOf<string>(item);
    if (!first || more.length > 0 || (direction != null && first[0] !== 'key')) throw new PlatformError('GROUP_ORDER_NOT_SINGLE');
    return first[0] === 'key' ? keyOrder(dimensions, first[1], direction) : { counted: first[0] as Counted, descending: first[1] === 'DESC' };
  });
  const rest = by.filter((name) => !given.some((order) => 'key' in order && order.key === name)).map((name) => ({ key: name, descending: false }));
  return [...given, ...rest];
};

/**
 * Groups of the rows of all these records that the caller may see, in one statement: a person or household that
 * several programmes reach counts once. Persons are those whom rows name, and the members on the date of households
 * whose rows name nobody.
 * @throws PlatformError UNAUTHENTICATED, FORBIDDEN, PAGE_SIZE_INVALID, GROUP_NOT_ALLOWED, GROUP_ORDER_NOT_SINGLE,
 * GROUP_ORDER_NOT_GROUPED, PLACE_CODE_INVALID, PLACE_UNKNOWN
 */
export const readAcross = async (ctx: RequestContext, all: readonly ProgrammeRecord[], args: AcrossArgs, wanted: readonly Wanted[]): Promise<Groups> => {
  requireReader(ctx.identity);
  const asOf = args.asOf ?? ctx.today;
  const limit = limitOf(args.limit);
  const by = [...new Set(args.by)];
  const orders = ordersAcross(by, args.orderBy);
  const bounds = entriesOf<NumberCondition>(args.having ?? {}) as [Counted, NumberCondition][];
  const records = asked(reachable(ctx, all), args.filter?.action);
  const withheld = personsWithheld(ctx, records);
  const isBound = bounds.some(([name]) => name === 'distinctPersons') || orders.some(({ counted }) => counted === 'distinctPersons');
  if (withheld && isBound) throw new PlatformError('GROUP_NOT_ALLOWED', { field: 'distinctPersons' });
  const readable = wanted.filter(({ counted }) => !(withheld && counted === 'distinctPersons'));
  const withMembers = isBound || readable.some(({ counted }) => counted === 'distinctPersons');
  const within = await placeWithin(ctx, args.within, asOf);
  const counts = acrossCounts(withMembers);
  const keys = by.map((name) => ({ name, isText: name !== 'action' && name !== 'year', sql: keySql(name) }));
  const isPlaced = within !== undefined || by.some((name) => ['city', 'county', 'township', 'village'].includes(name));
  const joins: readonly Join[] = [...(isPlaced ? [homesOn(ctx, asOf)] : []), ...(withMembers ? [membersOn(ctx, asOf)] : []), ...(by.includes('programme') ? [actionJoin] : [])];
  const values = readable.map(({ counted }) => counts[counted as Counted]);
  const rows = await finishGroups(ctx.tx.orm.select(columnsOf(keys.map((key) => key.sql), values)).from(rowsAcross(ctx, records)).$dynamic() as never, {
    keys: keys.map((key) => key.sql), joins, limit: limit + 1,
    where: [...holds(reached('action'), args.filter?.action ?? {}), ...holds(reached('year'), args.filter?.year ?? {}), within && homeWithin(within)],
    having: bounds.flatMap(([name, condition]) => holds(counts[name], condition)),
    orders: orders.map(({ counted, ...order }) => orderSql(counted ? { ...order, sql: counts[counted] } : order, keys)),
  });
  if (withMembers) for (const { record } of records) noteGroups(ctx, record, [{ class: 'personal' }]);
  const sources = [...records.map(({ record }) => record.name), ...joins.flatMap(({ record }) => record ?? [])];
  return groupsFrom(rows, { keys, wanted: readable, limit, asOf, computedAt: ctx.now, sources });
};
