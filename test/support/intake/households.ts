import { syntheticIdNumber } from '../../../src/access/id-number.ts';

/** One row of a file of households: a member, with what the row says of the household. */
export type HouseholdRow = Readonly<Record<string, string | boolean>>;

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const given = ['建国', '秀英', '桂兰', '志强', '玉梅', '海燕', '小军', '晓东'];

/**
 * Households with three or four members each, made up from a number: the same for the same number.
 * @param serial keeps households of different files apart
 */
export function* householdRows(villages: readonly string[], count: number, serial: number): Generator<HouseholdRow> {
  for (let at = 0; at < count; at += 1) {
    const village = villages[at % villages.length] as string;
    const home = {
      registrationNumber: `${village.slice(0, 6)}${String(serial).padStart(2, '0')}${String(at).padStart(8, '0')}`,
      villageCode: village, registeredOn: `2016-${String(1 + (at % 12)).padStart(2, '0')}-15`, isRegisteredPoor: true, address: `${at} 号院`, mainCause: 'ILLNESS',
    };
    const size = 3 + (at % 3 === 0 ? 1 : 0);
    for (let member = 0; member < size; member += 1) {
      const sex = (at + member) % 2 === 0 ? 'MALE' : 'FEMALE';
      const bornOn = `${member < 2 ? 1950 + (at % 40) : 1990 + (at % 25)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + ((at + member) % 28)).padStart(2, '0')}`;
      yield {
        ...home, name: `${surnames[at % 10]}${given[(at + member * 3) % 8]}`, idNumber: syntheticIdNumber(bornOn, sex, (serial * 1_100_000 + at * 4 + member) % 5_000_000),
        relation: ['HEAD', 'SPOUSE', 'CHILD', 'PARENT'][member] as string, labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY',
      };
    }
  }
}

/** Rows as JSON lines. */
export const asLines = (rows: Iterable<HouseholdRow>): string => [...rows].map((row) => JSON.stringify(row)).join('\n');
