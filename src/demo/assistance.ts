import type { needKind } from '../db/codes/people.ts';
import { dayBetween, demoToday, yearOf } from './days.ts';
import type { Cause } from './family.ts';
import { officeName } from './names.ts';
import type { Random } from './random.ts';
import { drawPath, type ExitPath, firstExitYear, type StatusStep } from './status.ts';
import type { Story } from './story.ts';

type NeedKind = (typeof needKind.values)[number];

const needsByCause: Partial<Record<Cause, readonly NeedKind[]>> = {
  ILLNESS: ['MEDICAL_CARE', 'SAFETY_NET', 'INDUSTRY'],
  DISABILITY: ['SAFETY_NET', 'MEDICAL_CARE'],
  SCHOOLING: ['SCHOOLING', 'EMPLOYMENT'],
  LACK_OF_LABOUR: ['SAFETY_NET', 'INDUSTRY'],
  LACK_OF_SKILL: ['SKILL_TRAINING', 'EMPLOYMENT'],
  LACK_OF_CAPITAL: ['CREDIT', 'INDUSTRY'],
  POOR_TRANSPORT: ['INFRASTRUCTURE', 'EMPLOYMENT'],
  LACK_OF_WATER: ['INFRASTRUCTURE', 'INDUSTRY'],
};
const usualNeeds: readonly NeedKind[] = ['INDUSTRY', 'EMPLOYMENT', 'HOUSING'];

const descriptions: Readonly<Record<NeedKind, string>> = {
  INDUSTRY: '发展种植养殖', EMPLOYMENT: '就近务工', SKILL_TRAINING: '参加实用技术培训', CREDIT: '申请小额扶贫信贷', HOUSING: '改造危房',
  SCHOOLING: '资助子女就学', MEDICAL_CARE: '减轻医疗负担', SAFETY_NET: '纳入低保', INFRASTRUCTURE: '改善道路和饮水',
};

/** When the household lived through the drive: from its first year as poor to its exit, its end or the last day. */
const span = (story: Story, steps: readonly StatusStep[]) => ({
  first: Math.max(2016, yearOf(story.registeredOn)),
  last: Math.min(firstExitYear(story, steps) ?? 2020, story.endedOn ? yearOf(story.endedOn) - 1 : 2020),
});

/** What a poor household needs; met by the day of its exit. */
export const needs = (rng: Random, story: Story, steps: readonly StatusStep[]) => {
  const { first, last } = span(story, steps);
  const kinds = (story.mainCause && needsByCause[story.mainCause]) ?? usualNeeds;
  const exit = steps.find(({ status }) => status === 'EXITED')?.decidedOn;
  const from = `${first}-07-01`;
  return first > last ? [] : kinds.slice(0, rng.between(1, 2)).map((kind) => ({
    kind, year: first, description: descriptions[kind], metOn: exit && exit > from ? dayBetween(rng, from, exit) : null,
  }));
};

const measures: Readonly<Record<ExitPath, readonly string[]>> = {
  INDUSTRY: ['种植杂粮五亩,配发良种和化肥', '入股村合作社,年底分红', '养殖绵羊二十只,提供技术指导', '村级光伏电站收益帮扶'],
  RELOCATION: ['纳入易地扶贫搬迁,落实安置房和后续产业'],
  ECOLOGY: ['聘为护林员,签订管护协议', '参加造林专业合作社', '退耕还林补助'],
  EDUCATION: ['子女享受助学金,毕业后推荐就业', '参加雨露计划职业培训'],
  SAFETY_NET: ['纳入农村低保,代缴医保', '五保供养,村医签约服务'],
};

/** A plan for every year until the exit. */
export const plans = (rng: Random, story: Story, steps: readonly StatusStep[]) => {
  const { first, last } = span(story, steps);
  const path = steps.find((step) => step.exitPath)?.exitPath ?? drawPath(rng, story.mainCause);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => ({
    year: first + at,
    exitPath: path,
    plannedExitYear: story.exitYear > 2020 ? 2020 : story.exitYear,
    measures: rng.pick(measures[path]),
    status: first + at === 2020 && firstExitYear(story, steps) === null ? ('IN_FORCE' as const) : ('DONE' as const),
  }));
};

const units = ['林业局', '教育局', '财政局', '水务局', '农业委员会', '交通运输局', '卫生和计划生育局', '人力资源和社会保障局', '民政局', '扶贫开发办公室'];

const helper = (rng: Random, { county }: Story, fromOn: string, toOn: string | null) => ({
  helperName: officeName(rng),
  helperUnit: `${county.name}${rng.pick(units)}`,
  // subscribers' numbers never begin with 0, so that this rings nowhere
  helperPhone: `0${county.cityCode.slice(2, 4)}-0${String(rng.between(0, 999_999)).padStart(6, '0')}`,
  fromOn,
  toOn,
});

/** The responsible helpers, one after the other. */
export const helpers = (rng: Random, story: Story) => {
  const early = dayBetween(rng, '2016-03-01', '2016-12-20');
  const from = early > story.registeredOn ? early : story.registeredOn;
  if (story.endedOn && story.endedOn <= from) return [];
  const changed = dayBetween(rng, '2018-01-10', '2019-12-20');
  const until = story.endedOn ?? null;
  if (changed <= from || changed >= (until ?? demoToday) || !rng.chance(0.35)) return [helper(rng, story, from, until)];
  return [helper(rng, story, from, changed), helper(rng, story, changed, until)];
};
