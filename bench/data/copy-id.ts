/** So far apart, in milliseconds, are the ids of a row and of its next copy: further than those of a whole demo. */
const apart = 1_000_000_000;

/** The same for the database: a uuid v7 whose time is moved on, so that copies stand together in order of their number. */
export const copyIdFunction = `
  create or replace function bench.copy_id(id uuid, k integer) returns uuid language sql immutable parallel safe as $body$
    select (lpad(to_hex(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint + k * ${apart}::bigint), 12, '0') || substr(replace(id::text, '-', ''), 13))::uuid
  $body$`;

/** The id of a row's copy with this number. */
export const copyId = (id: string, k: number): string => {
  const hex = id.replaceAll('-', '');
  const moved = (BigInt(`0x${hex.slice(0, 12)}`) + BigInt(k) * BigInt(apart)).toString(16).padStart(12, '0') + hex.slice(12);
  return [moved.slice(0, 8), moved.slice(8, 12), moved.slice(12, 16), moved.slice(16, 20), moved.slice(20)].join('-');
};
