import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const household = `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
  values ($1, '140224', '1402240000000001', false, '140224100200', '2014-05-01')`;
const person = `insert into core.person (household_id, id, county_code, area_code, name, sex, born_on, labour_ability, health_state, education)
  values ($1, $2, '140224', '140224100200', '张三', 'MALE', '1960-01-01', 'FULL', 'HEALTHY', 'PRIMARY')`;
const residence = `insert into core.residence (household_id, id, county_code, area_code, village_code, township_code, place_county_code, city_code, from_on, to_on, reason)
  values ($1, $2, '140224', '140224100200', '140224100200', '140224100', '140224', '140200', '2014-05-01', $3, 'REGISTER')`;
const pair = `insert into core.duplicate_candidate (id, county_code, kind, first_person_id, second_person_id, first_household_id, second_household_id, reasons, score)
  values ($1, $2, 'PERSON', $3, $4, $5, $5, '{SAME_NAME,SAME_BIRTH}', 80)`;

describe.each(databases)('duplicates for a database with households, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('keeps the people, lets a residence be empty, and takes a pair once, seen by its county alone', async () => {
    const db = await source.open('duplicates');
    await migrate(db, [ownerBefore(coreOwner, '0013_duplicates')]);
    const asOwner = (text: string, params: readonly unknown[]) => db.transaction({ scope: 'owner' }, (tx) => tx.query(text, params as never));
    await asOwner(household, [uuidOf('household')]);
    for (const name of ['one', 'two']) await asOwner(person, [uuidOf('household'), uuidOf(name)]);
    await expect(asOwner(residence, [uuidOf('household'), uuidOf('home'), '2014-05-01'])).rejects.toThrow(/residence_period/);
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    const as = (counties: readonly string[] | '*', text: string, params: readonly unknown[] = []) =>
      db.transaction({ scope: { counties, actor: 'somebody' } }, async (tx) => (await tx.query(text, params as never)).rows);
    await as('*', residence, [uuidOf('household'), uuidOf('home'), '2014-05-01']);
    const people = [uuidOf('one'), uuidOf('two')].sort();
    const add = (id: string, county: string, [first, second]: readonly string[]) => as('*', pair, [uuidOf(id), county, first, second, uuidOf('household')]);
    await add('pair', '140224', people);
    await expect(add('again', '140224', people)).rejects.toThrow(/duplicate_candidate_persons/);
    await expect(add('turned', '140224', people.toReversed())).rejects.toThrow(/duplicate_candidate_pair/);
    await expect(as('*', `update core.duplicate_candidate set status = 'SAME'`)).rejects.toThrow(/duplicate_candidate/);
    const count = 'select count(*)::int from core.duplicate_candidate';
    expect([await as(['140224'], count), await as(['140225'], count)]).toEqual([[[1]], [[0]]]);
    expect(await as('*', 'select count(*)::int from core.person where merged_into_id is null')).toEqual([[2]]);
  });
});
