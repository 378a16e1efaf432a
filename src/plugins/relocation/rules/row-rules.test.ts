import { describe, expect, test } from 'vitest';
import type { Draft, Rule } from '#records';
import type { RequestContext } from '#schema';
import { caseShapeRules } from './case-shape.ts';
import { poolingRules } from './finance.ts';
import { renovationRules } from './renovation.ts';
import { type CaseRow, fixedOnce, inOrder } from './progress.ts';

const ctx = { today: '2018-06-30' } as RequestContext;

/** The codes of what the rules that need no database say about one draft. */
const codesOf = async <Row>(rules: readonly Rule<Row>[], draft: Draft<Row>): Promise<string[]> => {
  const found: string[] = [];
  for (const rule of rules) found.push(...(await rule.check(ctx, [draft])).flatMap((fault) => fault?.code ?? []));
  return found;
};

const base = {
  programme: 'POVERTY', mode: 'TOWN_OR_INDUSTRIAL_PARK', status: 'APPLIED', persons: 3, subsidenceVillageId: null, siteId: null,
  cost: null, subsidy: null, selfRaised: null, appliedOn: '2016-03-01', oldHouseDemolishedOn: null, movedInOn: null,
} as CaseRow;
const shapeOf = (changes: Partial<CaseRow>, before?: CaseRow) => codesOf(caseShapeRules, { before, after: { ...base, ...changes } });

describe('the shape of a case', () => {
  test('an application may be bare', async () => {
    expect(await shapeOf({})).toEqual([]);
  });

  test.each<[string, Partial<CaseRow>, string[]]>([
    ['monetary settlement has no site', { mode: 'MONETARY', siteId: 's' }, ['RELOCATION_SITE_NOT_ALLOWED']],
    ['building needs a site', { status: 'BUILDING' }, ['RELOCATION_SITE_REQUIRED']],
    ['but not scattered insertion', { status: 'BUILDING', mode: 'SCATTERED_INSERTION' }, []],
    ['a subsidence case may be opened without its village', { programme: 'SUBSIDENCE' }, []],
    ['and names it before consent', { programme: 'SUBSIDENCE', status: 'CONSENTED' }, ['RELOCATION_VILLAGE_REQUIRED']],
    ['a poverty case has no subsidence village', { subsidenceVillageId: 'v' }, ['RELOCATION_VILLAGE_NOT_ALLOWED']],
    ['funds stay within the cost', { cost: '100.00', subsidy: '90.00', selfRaised: '10.01' }, ['RELOCATION_OVERFUNDED']],
    ['funds may equal the cost', { cost: '0.30', subsidy: '0.10', selfRaised: '0.20' }, []],
    ['nothing is applied for tomorrow', { appliedOn: '2018-07-01' }, ['DATE_IN_FUTURE']],
    ['steps follow each other', { approvedOn: '2016-02-01' }, ['RELOCATION_DATES_OUT_OF_ORDER']],
    ['steps left out do not hide the order', { consentedOn: '2016-05-01', movedInOn: '2016-04-01' }, ['RELOCATION_DATES_OUT_OF_ORDER']],
    ['the old house stands until the move', { oldHouseDemolishedOn: '2017-01-01' }, ['RELOCATION_DEMOLISHED_BEFORE_MOVE']],
  ])('%s', async (_, changes, codes) => {
    expect(await shapeOf(changes)).toEqual(codes);
  });

  test('what was approved stays', async () => {
    const approved = { ...base, status: 'APPROVED' } as CaseRow;
    expect(await shapeOf({ status: 'APPROVED', subsidy: '1.00' }, approved)).toEqual(['RELOCATION_FIELD_FIXED']);
    expect(await shapeOf({ status: 'APPROVED', siteId: 's' }, approved)).toEqual([]);
  });
});

test('fixed fields name the field and the status', async () => {
  const rule = fixedOnce<{ status: string; amount: string }>(new Set(['DONE']), ['amount']);
  const [fault] = await rule.check(ctx, [{ before: { status: 'DONE', amount: '1' }, after: { status: 'DONE', amount: '2' } }]);
  expect(fault).toMatchObject({ code: 'RELOCATION_FIELD_FIXED', details: { field: 'amount', status: 'DONE' }, path: ['amount'] });
});

test('the order of dates passes over those left open', async () => {
  const rule = inOrder<{ a: string | null; b: string | null; c: string | null }>(['a', 'b', 'c']);
  const faults = await rule.check(ctx, [
    { before: undefined, after: { a: '2016-01-01', b: null, c: '2016-01-01' } },
    { before: undefined, after: { a: '2016-01-02', b: null, c: '2016-01-01' } },
  ]);
  expect(faults.map((fault) => fault?.details)).toEqual([undefined, { earlier: 'a', later: 'c' }]);
});

test('only dilapidated houses are renovated, and become safe', async () => {
  const [grades] = renovationRules;
  const after = { gradeBefore: 'D', gradeAfter: 'B' };
  expect(await codesOf([grades as never], { before: undefined, after })).toEqual([]);
  expect(await codesOf([grades as never], { before: undefined, after: { ...after, gradeBefore: 'B' } })).toEqual(['RELOCATION_GRADE_INVALID']);
  expect(await codesOf([grades as never], { before: undefined, after: { ...after, gradeAfter: 'C' } })).toEqual(['RELOCATION_GRADE_INVALID']);
});

test('facilities are those of a site, restoration is of the land that was left', async () => {
  const row = { use: 'SITE_FACILITY', siteId: null, pooledOn: null, spentOn: null };
  expect(await codesOf(poolingRules as never, { before: undefined, after: row })).toEqual(['RELOCATION_POOLING_SITE']);
  expect(await codesOf(poolingRules as never, { before: undefined, after: { ...row, use: 'ECOLOGICAL_RESTORATION' } })).toEqual([]);
});
