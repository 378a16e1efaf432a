import DataLoader from 'dataloader';
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { requireRole } from '../access/identity.ts';
import type { AccessKind } from '../db/codes/access.ts';
import { accessEntry, accessHousehold, auditEntry } from '../db/tables/journal.ts';
import { localIdOf } from '../records/global-id.ts';
import { scopeOf } from '../records/listing.ts';
import { countAll, countPerParent, type Listing, type Parentage, readPage, readPages, type Row } from '../records/page.ts';
import type { Connection } from './connection.ts';
import { loaderOf, type RequestContext } from './context.ts';
import { fingerprint } from './cursor.ts';
import { householdByNumber } from './household.ts';
import { type PageArgs, readPageArgs } from './page-args.ts';

type Given<T> = T | null | undefined;

/** What both journals can be asked by. */
interface CommonFilter {
  readonly actor?: Given<string>;
  readonly department?: Given<string>;
  readonly recordType?: Given<string>;
  readonly registrationNumber?: Given<string>;
  readonly from?: Given<string>;
  readonly until?: Given<string>;
  readonly requestId?: Given<string>;
}

export interface AuditFilter extends CommonFilter {
  readonly recordId?: Given<string>;
  readonly action?: Given<string>;
}

export interface AccessFilter extends CommonFilter {
  readonly kind?: Given<AccessKind>;
}

export interface ListArgs<F> extends PageArgs {
  readonly filter?: Given<F>;
}

const equal = (column: PgColumn, value: Given<string>): SQL | undefined => (value == null ? undefined : sql`${column} = ${value}`);

const commonWhere = (table: typeof auditEntry | typeof accessEntry, { actor, department, from, until, requestId }: CommonFilter): readonly (SQL | undefined)[] => [
  equal(table.actor, actor),
  equal(table.department, department),
  equal(table.requestId, requestId),
  from == null ? undefined : sql`${table.at} >= ${from}::timestamptz`,
  until == null ? undefined : sql`${table.at} < ${until}::timestamptz`,
];

/** The condition for a household by its number; one that is out of reach has no entries. */
const ofHousehold = async (ctx: RequestContext, number: Given<string>, condition: (id: string) => SQL): Promise<SQL | undefined> => {
  if (number == null) return undefined;
  const row = await householdByNumber(ctx, number);
  return row ? condition(row.householdId as string) : sql`false`;
};

/** Entries of accesses are found by household through a table whose index the row policies leave usable. */
const aboutHousehold = (ctx: RequestContext, id: string): SQL =>
  sql`${accessEntry.seq} in (select ${accessHousehold.seq} from ${accessHousehold} where ${accessHousehold.householdId} = ${id}::uuid${andScope(ctx)})`;

const andScope = (ctx: RequestContext): SQL => {
  const scope = scopeOf(ctx.identity, accessHousehold);
  return scope ? sql` and ${scope}` : sql``;
};

const connectionOf = async (ctx: RequestContext, listing: Listing, args: PageArgs): Promise<Connection<Row>> => ({
  page: await readPage(ctx, listing, readPageArgs(args)),
  total: () => countAll(ctx, listing),
});

/** What was written within the auditor's places, in the order it was. */
export const auditEntries = async (ctx: RequestContext, args: ListArgs<AuditFilter>): Promise<Connection<Row>> => {
  requireRole(ctx.identity, 'AUDITOR');
  const filter = args.filter ?? {};
  const { recordType, recordId, action, registrationNumber } = filter;
  const where = [
    scopeOf(ctx.identity, auditEntry),
    ...commonWhere(auditEntry, filter),
    equal(auditEntry.recordType, recordType),
    equal(auditEntry.action, action),
    recordId == null ? undefined : sql`${auditEntry.recordId} = ${localIdOf(recordId)}::uuid`,
    await ofHousehold(ctx, registrationNumber, (id) => sql`${auditEntry.householdId} = ${id}::uuid`),
  ];
  return connectionOf(ctx, { table: auditEntry, order: { id: auditEntry.seq }, where, print: fingerprint('auditEntries', filter) }, args);
};

/** What was read of persons within the auditor's places, in the order it was. */
export const accessEntries = async (ctx: RequestContext, args: ListArgs<AccessFilter>): Promise<Connection<Row>> => {
  requireRole(ctx.identity, 'AUDITOR');
  const filter = args.filter ?? {};
  const { recordType, kind, registrationNumber } = filter;
  const where = [
    scopeOf(ctx.identity, accessEntry),
    ...commonWhere(accessEntry, filter),
    recordType == null ? undefined : sql`${recordType}::text = any(${accessEntry.recordTypes})`,
    equal(accessEntry.kind, kind),
    await ofHousehold(ctx, registrationNumber, (id) => aboutHousehold(ctx, id)),
  ];
  return connectionOf(ctx, { table: accessEntry, order: { id: accessEntry.seq }, where, print: fingerprint('accessEntries', filter) }, args);
};

const byHousehold: Parentage = {
  key: sql`${accessHousehold.householdId}`,
  among: (keys) => sql`${accessHousehold.householdId} = any(${sql.param([...keys])}::uuid[])`,
  join: () => ({ source: sql`${accessHousehold}`, on: sql`${accessHousehold.seq} = ${accessEntry.seq}` }),
};

/** Who looked at a family: for auditors and reviewers whose scope has the household, many households in one statement. */
export const accessesOf = async (ctx: RequestContext, householdId: string, args: PageArgs): Promise<Connection<Row>> => {
  requireRole(ctx.identity, 'AUDITOR', 'REVIEWER');
  const request = readPageArgs(args);
  const where = [scopeOf(ctx.identity, accessEntry), scopeOf(ctx.identity, accessHousehold)];
  const listing: Listing = { table: accessEntry, order: { id: accessEntry.seq }, where, print: fingerprint('Household.accesses') };
  const load = <V>(kind: string, batch: (keys: readonly string[]) => Promise<readonly V[]>): Promise<V> =>
    loaderOf<string, V>(ctx, `${kind}:accesses:${fingerprint(request)}`, () => new DataLoader(batch)).load(householdId);
  const page = await load('page', (keys) => readPages(ctx, listing, byHousehold, keys, request));
  return { page, total: () => load('count', (keys) => countPerParent(ctx, listing, byHousehold, keys)) };
};
