import { describe, expect, it } from 'vitest';
import { createOutline, noExit } from './outline.ts';
import { partsOf } from './parts.ts';
import type { County, Village } from './places.ts';

const village = (code: string): Village => ({ name: code, home: { villageCode: code, townshipCode: code.slice(0, 9), placeCountyCode: code.slice(0, 6), cityCode: '140200' } });

const county = (at: number): County => {
  const code = at === 0 ? '140224' : at === 1 ? '140215' : String(140300 + at);
  return { code, name: code, cityCode: '140200', exitYear: 2017 + (at % 3), villages: Array.from({ length: 20 + at * 3 }, (_, number) => village(`${code}${String(number).padStart(6, '0')}`)) };
};

const counties = Array.from({ length: 58 }, (_, at) => county(at));

describe('the outline', () => {
  it.each([58, 100, 600, 5_000, 100_000])('spreads %i households over all counties', (households) => {
    const outline = createOutline(counties, households, 'a');
    expect(outline.counties.map(({ count }) => count).reduce((a, b) => a + b)).toBe(households);
    expect(new Set(outline.counties.filter(({ count }) => count > 0).map(({ county: { code } }) => code)).size).toBe(58);
    expect(outline.counties.every(({ villages, count }) => villages.length > 0 && villages.length <= count)).toBe(true);
  });

  it('takes the featured counties into the smallest demo', () => {
    expect(createOutline(counties, 2, 'a').counties.map(({ county: { code } }) => code).sort()).toEqual(['140215', '140224']);
  });

  it('follows the plan of exits', () => {
    const years = createOutline(counties, 100_000, 'a').counties.flatMap(({ exitYears }) => [...exitYears]).filter((year) => year > 0);
    const share = (year: number): number => (years.filter((one) => one === year).length / years.length) * 232;
    for (const [year, planned] of [[2016, 50], [2017, 56], [2018, 55], [2019, 46], [2020, 23], [noExit, 2]] as const) expect(share(year)).toBeCloseTo(planned, 1);
  });

  it('lets households of counties that left the list early exit earlier', () => {
    const outline = createOutline(counties, 10_000, 'a');
    const late = (exitYear: number): number => {
      const years = outline.counties.filter((one) => one.county.exitYear === exitYear).flatMap(({ exitYears }) => [...exitYears]).filter((year) => year > 0);
      return years.filter((year) => year > exitYear).length / years.length;
    };
    expect(late(2017)).toBeLessThan(0.15);
    expect(late(2018)).toBeLessThan(0.3);
  });
});

describe('parts', () => {
  it.each([58, 600, 100_000, 400_000])('take every one of %i households once and stay small', (households) => {
    const parts = partsOf(createOutline(counties, households, 'a'));
    const stretches = parts.flatMap((part) => part.stretches);
    expect(stretches.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(households);
    expect(new Set(stretches.map(({ outline, from }) => `${outline.county.code}/${from}`)).size).toBe(stretches.length);
    for (const part of parts) expect(part.stretches.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(5_000);
  });

  it('do not cut counties of a usual size', () => {
    const parts = partsOf(createOutline(counties, 100_000, 'a'));
    expect(parts.flatMap((part) => part.stretches).every(({ outline, from, to }) => from === 0 && to === outline.count)).toBe(true);
  });
});
