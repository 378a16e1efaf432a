import type { assuranceKind } from '../db/codes/people.ts';
import { dayBetween, daysAfter, demoToday } from './days.ts';
import { officeName } from './names.ts';
import type { Random } from './random.ts';
import type { StatusStep } from './status.ts';
import type { Story } from './story.ts';

type Kind = (typeof assuranceKind.values)[number];

export interface Check {
  readonly kind: Kind;
  readonly checkedOn: string;
  readonly met: boolean;
  readonly evidence: string;
  readonly checkedBy: string;
}

/** How often each is not met at first, and what is written down when it is and when it is not. */
const kinds: readonly (readonly [kind: Kind, unmet: number, evidence: string, lack: string])[] = [
  ['FOOD', 0.02, '口粮充足,饮水有保障', '口粮需亲友接济'],
  ['CLOTHING', 0.02, '四季衣被齐全', '冬季衣被不足'],
  ['COMPULSORY_EDUCATION', 0.05, '无辍学子女', '子女因家庭困难有辍学风险'],
  ['BASIC_MEDICAL_CARE', 0.2, '已参加新农合,村卫生室可就医', '大病费用负担重,未享受救助'],
  ['SAFE_HOUSING', 0.4, '住房鉴定为安全等级', '土窑洞,鉴定为危房'],
];

const visit = (rng: Random, checkedOn: string, isUnmet: (kind: Kind, unmet: number) => boolean): readonly Check[] => {
  const checkedBy = officeName(rng);
  return kinds.map(([kind, unmet, evidence, lack]) => {
    const met = !isUnmet(kind, unmet);
    return { kind, checkedOn, met, evidence: met ? evidence : lack, checkedBy };
  });
};

const firstVisit = (rng: Random, { registeredOn }: Story): string => {
  const on = dayBetween(rng, '2016-07-10', '2016-09-30');
  return on > registeredOn ? on : daysAfter(registeredOn, rng.between(5, 30));
};

/** The days before an exit on which all five were seen to be met. */
const exitVisits = (rng: Random, { registeredOn }: Story, steps: readonly StatusStep[]): readonly string[] =>
  steps.filter(({ status, decidedOn }) => status === 'EXITED' && decidedOn > registeredOn).map(({ decidedOn }) => {
    const on = daysAfter(decidedOn, -rng.between(7, 30));
    return on > registeredOn ? on : daysAfter(registeredOn, 1);
  });

/** The visits to a poor household: one at the start of the drive, one before each exit at which all is met. */
export const checks = (rng: Random, story: Story, steps: readonly StatusStep[]): readonly Check[] => {
  const first = story.splitFrom ? [] : [firstVisit(rng, story)];
  const stillPoor = story.exitYear > 2020 ? [dayBetween(rng, '2020-09-01', '2020-11-30')] : [];
  const visits = [
    ...first.flatMap((on) => visit(rng, on, (_, unmet) => rng.chance(unmet))),
    ...exitVisits(rng, story, steps).flatMap((on) => visit(rng, on, () => false)),
    ...stillPoor.flatMap((on) => visit(rng, on, (kind) => kind === 'SAFE_HOUSING' || kind === 'BASIC_MEDICAL_CARE')),
  ];
  return visits.filter(({ checkedOn }) => checkedOn <= (story.endedOn ?? demoToday));
};
