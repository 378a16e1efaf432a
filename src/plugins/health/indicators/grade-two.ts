import { and, type SQL, sql } from 'drizzle-orm';
import { place, placeDesignation, placeEvent } from '#db';
import { scopeOf } from '#records';
import type { Indicator, PlaceNode, RequestContext } from '#schema';
import { healthAction } from '../records/action.ts';
import { facility } from '../tables/facility.ts';
import { ofDomain } from './domain.ts';

const openOn = (asOf: string): SQL => sql`${facility.openedOn} <= ${asOf}::date and (${facility.closedOn} is null or ${facility.closedOn} > ${asOf}::date)`;

const gradeTwo = sql.raw("('GRADE_2B', 'GRADE_2A', 'GRADE_3B', 'GRADE_3A')");

/** Hospitals of Grade II or above that a county had on the day, whatever its code has become since. */
const hospitalsOf = (asOf: string, { identity }: RequestContext): SQL => sql`(select count(*) from ${facility} where ${and(
  sql`(${facility.countyCode} = ${place.code} or ${facility.countyCode} in (select ${placeEvent.newCode} from ${placeEvent} where ${placeEvent.oldCode} = ${place.code} and ${placeEvent.isWhole}))`,
  sql`${facility.tier} = 'COUNTY' and ${facility.grade} in ${gradeTwo} and ${facility.gradedOn} <= ${asOf}::date`,
  openOn(asOf),
  scopeOf(identity, facility),
)})`;

const keyOf = { PROVINCE: sql`'140000'::text`, CITY: sql`${place.cityCode}`, COUNTY: sql`${place.code}` } as const;

/** Only counties within the caller's reach can be counted: the others would be noughts. */
const reached = ({ identity: { scope } }: RequestContext): SQL | undefined =>
  scope.counties === '*' ? undefined : sql`${place.code} = any(${sql.param(scope.counties)}::text[])`;

const fewest = async (ctx: RequestContext, level: keyof typeof keyOf, seenOn: string, asOf: string): Promise<ReadonlyMap<string, string>> => {
  const poor = sql`exists (select from ${placeDesignation} where ${placeDesignation.code} = ${place.code} and ${placeDesignation.validFrom} <= ${seenOn}::date and (${placeDesignation.validTo} is null or ${placeDesignation.validTo} > ${seenOn}::date))`;
  const rows = await ctx.tx.orm
    .select({ key: sql<string>`${keyOf[level]}`.as('place_key'), value: sql<string>`min(${hospitalsOf(asOf, ctx)})::text`.as('figure') })
    .from(place)
    .where(and(sql`${place.level} = 'COUNTY' and ${place.validFrom} <= ${seenOn}::date and (${place.validTo} is null or ${place.validTo} > ${seenOn}::date)`, poor, reached(ctx)))
    .groupBy(sql`place_key`);
  return new Map(rows.map((row) => [row.key, row.value]));
};

const isAbove = (level: PlaceNode['level']): level is keyof typeof keyOf => level in keyOf;

const values: Indicator['values'] = async (ctx, questions) => {
  const answers = new Map<string, ReadonlyMap<string, string>>();
  const groupOf = ({ place: { level, asOf: seenOn }, asOf }: (typeof questions)[number]): string => `${level}/${seenOn}/${asOf}`;
  for (const [group, [first]] of Map.groupBy(questions, groupOf)) {
    const { place: { level, asOf: seenOn }, asOf } = first as (typeof questions)[number];
    if (isAbove(level)) answers.set(group, await fewest(ctx, level, seenOn, asOf));
  }
  return questions.map((question) => answers.get(groupOf(question))?.get(question.place.code) ?? null);
};

export const gradeTwoHospitals = {
  id: 'health.grade_two_county_hospitals',
  title: { zh: '贫困县二级及以上县级医院数', en: 'County hospitals of Grade II or above in a poor county' },
  definition: {
    zh: '当日各贫困县二级及以上县级医院数的最小值;达到1即每个贫困县至少有一家',
    en: 'The fewest county hospitals of Grade II or above that any poor county of the place had on the date: 1 means that each has at least one',
  },
  unit: 'hospital_per_poor_county',
  action: healthAction,
  target: 'county_hospital_grade2',
  values: ofDomain(facility, values),
} as const satisfies Indicator;
