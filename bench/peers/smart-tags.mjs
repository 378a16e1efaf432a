import pg from 'pg';

const deferredKeys = `select n.nspname || '.' || c.relname || '.' || k.conname as name from pg_constraint k
  join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.conname like '%\\_household\\_area' and k.contype = 'f'`;

/** What PostGraphile cannot read from the tables: relations without foreign keys, and keys that only repeat another. */
export const smartTags = async (connectionString) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(deferredKeys);
  await client.end();
  return {
    version: 1,
    config: {
      constraint: Object.fromEntries(rows.map(({ name }) => [name, { tags: { behavior: '-*' } }])),
      attribute: Object.fromEntries(['core.household.ended_on', 'relocation.relocation_case.status'].map((name) => [name, { tags: { behavior: '+attribute:filterBy' } }])),
      class: {
        'bench.place_now': { tags: { primaryKey: 'code' } },
        'core.household': { tags: { foreignKey: '(village_code) references bench.place_now (code)|@fieldName village' } },
        'core.allocation': { tags: { foreignKey: '(to_place_code) references bench.place_now (code)|@fieldName toPlace' } },
        'core.disbursement': { tags: { foreignKey: '(household_id) references core.household (household_id)|@fieldName household' } },
      },
    },
  };
};
