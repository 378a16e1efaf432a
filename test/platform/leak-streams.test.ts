import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { role as roles } from '../../src/db/codes/access.ts';
import { leavesOf } from '../support/graph.ts';
import { type LeakPlatform, openLeakPlatform } from '../support/leak/ask.ts';
import { callerAccounts } from '../support/leak/callers.ts';
import type { LeakTable } from '../support/leak/catalogue.ts';
import type { Caller } from '../support/leak/oracle.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import { leaksIn } from '../support/leak/scan.ts';
import { streamOf, subscriptionRequest, type TestStream } from '../support/stream.ts';

/** Every stream there is, by everybody at once, while things happen to everybody. */

let source: PlantedTemplate;
let platform: LeakPlatform;
let counties: readonly string[];
beforeAll(async () => {
  source = await plantTemplate();
  counties = [...new Set(['140224', '140225', ...households().map(({ county }) => String(county))])].slice(0, 4);
  platform = await openLeakPlatform({ from: source.template, streams: { everyMs: 30 } });
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

const signedIn = callerAccounts.flatMap(({ subject }) => (subject ? [subject] : []));
const callerOf = (subject: string): Caller => source.callers.find((one) => one.subject === subject) as Caller;

const fields = (): readonly GraphQLField<unknown, unknown>[] => Object.values(platform.app.schema.getSubscriptionType()?.getFields() ?? {});
/** Every leaf of an event, and every leaf of what it leads to. */
const selectionOf = (type: GraphQLObjectType): string => {
  const links = Object.values(type.getFields()).flatMap(({ name, type: of }) => {
    const below = getNamedType(of);
    return isObjectType(below) ? [`${name} { ${leavesOf(below).join(' ')} }`] : [];
  });
  return [...leavesOf(type), ...links].join(' ');
};
const documentOf = (field: GraphQLField<unknown, unknown>): string => `subscription { ${field.name} { ${selectionOf(getNamedType(field.type) as GraphQLObjectType)} } }`;

const open = async (subject: string, query: string): Promise<TestStream> =>
  streamOf(await platform.app.fetch(subscriptionRequest('http://test/graphql', query, await platform.tokenOf(subject))));

/** A notice, to whom it is, and the secret that its emergency tells. */
interface Told {
  readonly id: string;
  readonly actor: string | null;
  readonly role: string | null;
  readonly county: string | null;
  readonly reason: string;
}

const households = () => source.planted.rows.get(source.planted.tables.find(({ name }) => name === 'core.household') as LeakTable) ?? [];

/** An emergency in each county, told to everybody by name and to every role there. */
const tellAll = (turn: number): Promise<readonly Told[]> =>
  platform.db.transaction({ scope: 'owner' }, async (tx) => {
    const told: Told[] = [];
    for (const county of counties) {
      const household = households().find((row) => row.county === county)?.household;
      const reason = `SECRET-${turn}-${county}-夜间火灾核实`;
      const { rows: [[use]] } = (await tx.query(`
        insert into core.break_glass (id, account_id, actor, household_id, county_code, reason, opened_at, until)
        select gen_random_uuid(), id, 'somebody-else', $3, $1, $2, now(), now() + interval '1 hour' from core.account limit 1 returning id::text`, [county, reason, household])) as unknown as { rows: [[string]] };
      const to = [...signedIn.map((actor) => [actor, null, null] as const), ...roles.values.map((role) => [null, role, county] as const)];
      for (const [actor, role, of] of to) {
        const { rows: [[id]] } = (await tx.query(`
          insert into core.notice (id, to_actor, to_role, to_county, kind, record_type, record_id, created_at)
          values (gen_random_uuid(), $1, $2, $3, 'BREAK_GLASS', 'BreakGlassUse', $4, now()) returning id::text`, [actor, role, of, use])) as unknown as { rows: [[string]] };
        told.push({ id, actor, role, county: of, reason });
      }
    }
    return told;
  });

/** Administrators hold their role for the province, though they see no rows of it. */
const isAdministrators = (role: string): boolean => role.endsWith('_ADMINISTRATOR');

const isFor = ({ subject, roles: held, counties: reach }: Caller, { actor, role, county }: Told): boolean =>
  actor === null ? held.has(role as string) && (reach === '*' || isAdministrators(role as string) || reach.includes(county as string)) : actor === subject;

const uuidIn = (id: string): string => /[0-9a-f-]{36}/.exec(Buffer.from(id, 'base64').toString('utf8'))?.[0] ?? id;

/** All that a stream said until nothing came for a while. */
const heard = async (stream: TestStream, items: string[]): Promise<void> => {
  for (let item = await stream.next(); item; item = await stream.next()) items.push(JSON.stringify(item));
};

test('nobody opens one without a token', async () => {
  for (const field of fields()) {
    const stream = streamOf(await platform.app.fetch(subscriptionRequest('http://test/graphql', documentOf(field))));
    expect(await stream.codes()).toEqual(['UNAUTHENTICATED']);
  }
});

describe('notices to everybody at once', () => {
  test('reach each caller who is meant, all of them and no other, and tell nothing else', async () => {
    const query = documentOf(fields().find(({ name }) => name === 'notices') as GraphQLField<unknown, unknown>);
    const streams = await Promise.all(signedIn.map(async (subject) => ({ subject, stream: await open(subject, query), items: [] as string[] })));
    const reading = streams.map(({ stream, items }) => heard(stream, items));
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    // the place from which a stream hears is known with its first look: what is told before may be missed
    const began = new Map<string, number>();
    const told: (readonly Told[])[] = [];
    for (let turn = 0; turn < 40 && (began.size < streams.length || told.length < 4); turn += 1) {
      for (const { subject, items } of streams) if (items.length > 0 && !began.has(subject)) began.set(subject, told.length);
      told.push(await tellAll(turn));
      await pause(120);
    }
    const heardBy = (items: readonly string[]): ReadonlySet<string> => new Set(items.flatMap((item) => [...item.matchAll(/"id":"([\w=+/-]+)"/g)].map(([, id]) => uuidIn(id as string))));
    const missed = (subject: string, items: readonly string[]): readonly Told[] => {
      const got = heardBy(items);
      return told.slice(began.get(subject)).flat().filter((one) => isFor(callerOf(subject), one) && !got.has(one.id));
    };
    for (let wait = 0; wait < 200 && streams.some(({ subject, items }) => missed(subject, items).length > 0); wait += 1) await pause(100);
    await pause(200); // what is nobody's business may still be on its way
    await Promise.all(streams.map(({ stream }) => stream.cancel()));
    await Promise.all(reading);
    for (const { subject, items } of streams) {
      const caller = callerOf(subject);
      const text = items.join('\n');
      const got = heardBy(items);
      const wanted = told.flat().filter((one) => isFor(caller, one));
      expect(wanted.length, subject).toBeGreaterThan(0);
      expect(missed(subject, items), `${subject} misses`).toEqual([]);
      expect(told.flat().filter((one) => got.has(one.id) && !isFor(caller, one)), `${subject} hears`).toEqual([]);
      expect(leaksIn(source.planted, caller, text), subject).toEqual([]);
      const mayReadUse = (county: string): boolean => caller.roles.has('AUDITOR') || (caller.roles.has('REVIEWER') && (caller.counties === '*' || caller.counties.includes(county)));
      expect(counties.filter((county) => !mayReadUse(county) && text.includes(`-${county}-夜间`)), `${subject} reads reasons`).toEqual([]);
      if (caller.roles.has('REVIEWER')) expect(text).toContain('SECRET-');
    }
  }, 120_000);
});
