import { columnOf } from '../../src/records/listing.ts';
import type { TestApp } from './app.ts';
import { allRecords, countyRecords, freeTexts, idColumnNameOf, personalFields, tableOf } from './declared.ts';

const wide = { counties: '*', domains: '*', actor: 'test' } as const;

/** What only rows of other counties hold. */
export interface Planted {
  /** Stands in every text of every row of another county, and nowhere else. */
  readonly marker: string;
  /** Ids of all those rows. */
  readonly ids: ReadonlySet<string>;
  /** One of those ids by record type. */
  readonly idByType: ReadonlyMap<string, string>;
  readonly registrationNumbers: readonly string[];
}

/** Writes a marker, told apart by row, into every text of every row outside a county. */
export const plantOutside = ({ db }: TestApp, county: string): Promise<Planted> =>
  db.transaction({ scope: wide, deadlineMs: 60_000 }, async (tx) => {
    const marker = 'ZQX外县';
    const idByType = new Map<string, string>();
    const ids = new Set<string>();
    for (const record of countyRecords) {
      const id = idColumnNameOf(record);
      const changes = freeTexts(record).map(({ name }) => `"${name}" = case when "${name}" is not null then '${marker}' || "${id}" end`);
      if (changes.length > 0) await tx.query(`update ${tableOf(record)} set ${changes.join(', ')} where county_code <> $1`, [county]);
      for (const [one] of (await tx.query(`select "${id}" from ${tableOf(record)} where county_code <> $1`, [county])).rows) {
        ids.add(String(one));
        idByType.set(record.name, String(one));
      }
    }
    const numbers = await tx.query('select registration_number from core.household where county_code <> $1', [county]);
    return { marker, ids, idByType, registrationNumbers: numbers.rows.map(([number]) => String(number)) };
  });

/** Writes a marker into every personal text, in every county. */
export const plantPersonal = ({ db }: TestApp): Promise<string> =>
  db.transaction({ scope: wide, deadlineMs: 60_000 }, async (tx) => {
    const marker = 'ZQX隐私';
    for (const record of allRecords) {
      const personal = new Set(personalFields(record).map(([name]) => columnOf(record.table, name)));
      const changes = freeTexts(record).filter((column) => personal.has(column)).map(({ name }) => `"${name}" = case when "${name}" is not null then '${marker}' || "${idColumnNameOf(record)}" end`);
      if (changes.length > 0) await tx.query(`update ${tableOf(record)} set ${changes.join(', ')}`);
    }
    return marker;
  });

/** Which of these ids an answer tells, in the clear or inside its opaque ids. */
export const idsToldIn = (text: string, ids: ReadonlySet<string>): readonly string[] => {
  const opened = [...text.matchAll(/"([\w+/=-]{16,})"/g)].map(([, token]) => Buffer.from(token as string, 'base64').toString('latin1'));
  const uuids = [text, ...opened].flatMap((part) => part.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []);
  return uuids.filter((uuid) => ids.has(uuid));
};

