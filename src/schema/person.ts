import { and, sql } from 'drizzle-orm';
import { checkIdNumber, maskIdNumber } from '../access/id-number.ts';
import { relation } from '../db/codes/people.ts';
import { personIdentity } from '../db/tables/people.ts';
import { mayRead } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import { told } from '../records/facts.ts';
import { localIdOf } from '../records/global-id.ts';
import { masked, withheld } from '../records/graphql-type.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { requireReader, scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import { rowsById } from '../records/rows.ts';
import type { RequestContext } from './context.ts';
import { coreRecords } from './core-records.ts';
import { toGraphQLError } from './graphql-error.ts';
import { relations, relationSql } from './roster.ts';

const personal = { class: 'personal' } as const;

/** Years lived on a day. */
const ageOn = (bornOn: string, day: string): number => Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0);

/** The person with this ID number, found by its keyed hash; never by a part of it. */
const personByIdNumber = async (ctx: RequestContext, idNumber: string): Promise<Row | null> => {
  if (!mayRead(ctx.identity, 'sensitive')) throw new PlatformError('FORBIDDEN');
  const checked = checkIdNumber(idNumber, { today: ctx.today, allowSynthetic: true });
  // As a GraphQL error: graphql-js takes an error with a `path` of its own for one that it has placed already.
  if (!checked.ok) throw toGraphQLError(new PlatformError(checked.code, {}, { path: ['idNumber'] }));
  const [found] = await ctx.tx.orm.select({ id: personIdentity.personId }).from(personIdentity)
    .where(and(sql`${personIdentity.idHash} = any(${sql.param(ctx.vault.hashes(checked.value))}::text[])`, scopeOf(ctx.identity, personIdentity)));
  const row = found ? await rowsById(ctx, coreRecords.person).load(found.id) : null;
  if (row) ctx.accesses.note('Person', row, 'sensitive'); // that the number is theirs was answered
  return row;
};

/** What a person has beyond its declared fields. */
export const definePersonGraph = (shelf: TypeShelf): void => {
  const { builder } = shelf;
  const person = shelf.typeOf(coreRecords.person);
  builder.objectField(person, 'relation', (t) =>
    t.field({
      type: shelf.enumOf(relation),
      nullable: true,
      description: bilingual({ zh: '当日与户主关系', en: 'Relation to the head of household on the day' }),
      ...told({ is: 'computed', class: 'personal', sql: relationSql }),
      resolve: (row, _, ctx, info) => {
        if (withheld(ctx, coreRecords.person, personal, info, row)) return null;
        return (row.relation ?? relations(ctx, (row.asOf as string | undefined) ?? ctx.today).load(row)) as never;
      },
    }));
  builder.objectField(person, 'idNumberMasked', (t) =>
    t.string({
      nullable: true,
      description: bilingual({ zh: '身份证号(只显示末四位)', en: 'ID number, only its last four characters shown' }),
      ...told({ is: 'computed', class: 'personal', sql: (row) => sql`${row.column('idNumberTail')}`, finish: (tail) => tail && maskIdNumber(tail as string) }),
      resolve: (row, _, ctx, info) => masked(ctx, coreRecords.person, personal, info, row, row.idNumberTail && maskIdNumber(row.idNumberTail as string)) as string | null,
    }));
  builder.objectField(person, 'age', (t) =>
    t.int({
      nullable: true,
      description: bilingual({ zh: '当日周岁', en: 'Age in years on the day' }),
      ...told({ is: 'computed', class: 'personal', sql: (row) => sql`${row.column('bornOn')}`, finish: (bornOn, day) => ageOn(bornOn as string, day) }),
      resolve: (row, _, ctx, info) => {
        const bornOn = masked(ctx, coreRecords.person, personal, info, row, row.bornOn) as string | null;
        return bornOn === null ? null : ageOn(bornOn, (row.asOf as string | undefined) ?? ctx.today);
      },
    }));
  builder.queryField('person', (t) =>
    t.field({
      type: person,
      nullable: true,
      description: bilingual({ zh: '按标识或身份证号查人员', en: 'A person by id, or by exact ID number' }),
      args: { id: t.arg.id({}), idNumber: t.arg.string({}) },
      ...told({ is: 'find', by: 'id', of: coreRecords.person }),
      resolve: (_, { id, idNumber }, ctx) => {
        requireReader(ctx.identity);
        if (id) return rowsById(ctx, coreRecords.person).load(localIdOf(id, 'Person'));
        if (idNumber) return personByIdNumber(ctx, idNumber);
        throw new PlatformError('NOTHING_TO_LOOK_UP');
      },
    }));
};
