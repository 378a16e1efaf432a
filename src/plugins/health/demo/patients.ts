import { type DemoHousehold, type DemoKit, type DemoPerson, later } from '#plugin';

/** Somebody of the demo with what ails them. */
export interface Patient {
  readonly household: DemoHousehold;
  readonly person: DemoPerson;
  /** The gravest of their illnesses; null for the healthy. */
  readonly ailment: Ailment | null;
  /** Day of the diagnosis; null for the healthy. */
  readonly diagnosedOn: string | null;
}

/** A disease as demo records name it. */
export interface Ailment {
  readonly icdCode: string;
  readonly name: string;
  readonly diseaseClass: 'SERIOUS' | 'CHRONIC' | 'INFECTIOUS' | 'ENDEMIC' | 'OTHER';
}

const ailments: Readonly<Record<'SERIOUS' | 'CHRONIC', readonly Ailment[]>> = {
  SERIOUS: [
    { icdCode: 'C16.9', name: '胃恶性肿瘤', diseaseClass: 'SERIOUS' }, { icdCode: 'C15.9', name: '食管恶性肿瘤', diseaseClass: 'SERIOUS' },
    { icdCode: 'N18.5', name: '终末期肾病', diseaseClass: 'SERIOUS' }, { icdCode: 'I63.9', name: '脑梗死', diseaseClass: 'SERIOUS' },
    { icdCode: 'I21.9', name: '急性心肌梗死', diseaseClass: 'SERIOUS' },
  ],
  CHRONIC: [
    { icdCode: 'I10', name: '高血压', diseaseClass: 'CHRONIC' }, { icdCode: 'E11.9', name: '2型糖尿病', diseaseClass: 'CHRONIC' },
    { icdCode: 'J44.9', name: '慢性阻塞性肺病', diseaseClass: 'CHRONIC' }, { icdCode: 'A15.0', name: '肺结核', diseaseClass: 'INFECTIOUS' },
    { icdCode: 'M12.1', name: '大骨节病', diseaseClass: 'ENDEMIC' },
  ],
};

const ailmentOf = (kit: DemoKit, household: DemoHousehold, person: DemoPerson): Ailment | null => {
  const chance = kit.random();
  if (person.healthState === 'SERIOUS_ILLNESS') return kit.pick(ailments.SERIOUS);
  if (person.healthState === 'CHRONIC_ILLNESS') return kit.pick(ailments.CHRONIC);
  const share = household.mainCause === 'ILLNESS' ? 0.15 : 0.03;
  return person.healthState === 'HEALTHY' && chance < share ? kit.pick(ailments.CHRONIC) : null;
};

/** Who of the demo is ill, and since when: everybody of the registered households is told. */
export const choosePatients = (kit: DemoKit): readonly Patient[] =>
  kit.households.filter(({ isRegisteredPoor }) => isRegisteredPoor).flatMap((household) => household.persons.map((person): Patient => {
    const ailment = ailmentOf(kit, household, person);
    const first = person.memberFrom > household.registeredOn ? person.memberFrom : household.registeredOn;
    const day = later(first, kit.between(20, 1_200));
    const diagnosedOn = day > kit.today ? later(kit.today, -30) : day;
    return { household, person, ailment, diagnosedOn: ailment && diagnosedOn < first ? first : ailment && diagnosedOn };
  }));
