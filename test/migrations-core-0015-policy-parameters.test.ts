import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const add = `insert into core.policy_parameter (id, parameter, place_code, valid_from, valid_to, value, source) values ($1, 'test.wage', $2, '2016-01-01', $3, 10000, '文件')`;

describe.each(databases)('policy parameters for a database that had none, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('are read by everybody, and written for own counties or by the province', async () => {
    const db = await source.open('parameters');
    await migrate(db, [ownerBefore(coreOwner, '0015_policy_parameters')]);
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    const as = (counties: readonly string[] | '*', text: string, params: readonly unknown[] = []) =>
      db.transaction({ scope: { counties, actor: 'somebody' } }, async (tx) => (await tx.query(text, params as never)).rows);
    await as('*', add, [uuidOf('province'), '140000', null]);
    await as(['140224'], add, [uuidOf('own'), '140224', null]);
    await expect(as(['140224'], add, [uuidOf('other'), '140225', null])).rejects.toThrow(/row-level security/);
    await expect(as(['140224'], add, [uuidOf('above'), '140200', null])).rejects.toThrow(/row-level security/);
    await expect(as('*', add, [uuidOf('again'), '140000', null])).rejects.toThrow(/policy_parameter/);
    await expect(as('*', add, [uuidOf('turned'), '140200', '2015-12-31'])).rejects.toThrow(/policy_parameter_days/);
    await as(['140224'], 'update core.policy_parameter set value = 1');
    expect(await as(['140225'], 'select place_code, value::int from core.policy_parameter order by place_code')).toEqual([['140000', 10_000], ['140224', 1]]);
  });
});
