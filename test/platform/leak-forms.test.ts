import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/demo/random.ts';
import { getFrom } from '../support/http-get.ts';
import { type LeakPlatform, openLeakPlatform } from '../support/leak/ask.ts';
import { callerAccounts } from '../support/leak/callers.ts';
import type { Caller } from '../support/leak/oracle.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import { leaksIn } from '../support/leak/scan.ts';

/** Every form, of places and households of everybody, asked for by everybody. */

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const households = Math.ceil(12 * soak);
const villages = Math.ceil(6 * soak);

let source: PlantedTemplate;
let platform: LeakPlatform;
let numbers: readonly string[];
let areas: readonly string[];

beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template });
  numbers = [...source.planted.tokens].filter(([, { row, column }]) => row.table.name === 'core.household' && column.name === 'registration_number').map(([token]) => token);
  areas = [...new Set([...(source.planted.rows.entries())].filter(([{ name }]) => name === 'core.household').flatMap(([, rows]) => rows.flatMap(({ areas: its }) => its)))];
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

const callerNamed = (name: string): Caller => source.callers.find((one) => one.name === name) as Caller;

const formsFor = (caller: Caller): readonly string[] => {
  const random = createRandom(`forms/${caller.name}`);
  const some = <T>(all: readonly T[], count: number): readonly T[] => random.shuffled([...all]).slice(0, count);
  // half of them of the caller's own places, so that there is something to be leaked
  const own = areas.filter((area) => caller.counties === '*' || caller.counties.includes(area.slice(0, 6)) || caller.areas.some((code) => area.startsWith(code)));
  const codes = [...some(own, villages / 2), ...some(areas, villages / 2)].flatMap((area) => [area, area.slice(0, 9)]);
  return [
    ...some(numbers, households).map((number) => `/forms/household/${number}`),
    ...codes.flatMap((code) => [`/forms/village/${code}.csv`, `/forms/roster/${code}.csv?year=2018`]),
  ];
};

/** What the address itself says is no news. */
const beyond = (text: string, path: string): string => path.split(/[/.?]/).reduce((rest, part) => (part.length > 8 ? rest.replaceAll(part, '') : rest), text);

describe.each(callerAccounts.map(({ name }) => name))('%s', (name) => {
  test('reads nothing of others on any form', async () => {
    const caller = callerNamed(name);
    const leaks: string[] = [];
    let made = 0;
    for (const path of formsFor(caller)) {
      const { status, text, headers } = await getFrom(platform, path, caller.subject);
      expect([200, 401, 403, 404]).toContain(status);
      if (status === 200) made += 1;
      leaks.push(...leaksIn(source.planted, caller, beyond(`${text}\n${[...headers].join('\n')}`, path)).map((what) => `${path}: ${what}`));
    }
    expect(leaks.slice(0, 10)).toEqual([]);
    const mayRead = [...caller.roles].some((role) => !role.endsWith('_ADMINISTRATOR'));
    expect(made > 0).toBe(mayRead);
  }, 600_000);
});
