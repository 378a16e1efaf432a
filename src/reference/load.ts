import type { Database, Transaction } from '../db/database.ts';
import { place, placeDesignation, placeEvent } from '../db/tables/places.ts';
import type { Bilingual } from '../errors.ts';
import { catalogueFile } from './catalogue.ts';
import { fingerprint } from './data-files.ts';
import { readDesignations } from './designation-rows.ts';
import { placeFiles, readPlaceEvents, readPlaces } from './place-rows.ts';
import { policySets } from './policy-sets.ts';
import { referenceSet, type ReferenceSet, type SetChanges } from './reference-set.ts';

/** Called as rows go in: how many of how many, and of what. */
export type ReferenceProgress = (done: number, total: number, label: Bilingual) => void;

interface DataSet {
  readonly name: string;
  readonly label: Bilingual;
  readonly files: readonly string[];
  /** Raised when the code makes other rows of the same files. */
  readonly version: number;
  readonly sets: () => Promise<readonly ReferenceSet[]>;
}

const placeSets = async (): Promise<readonly ReferenceSet[]> => {
  const events = await readPlaceEvents();
  return [
    referenceSet(placeEvent, events, ['oldCode', 'newCode', 'effectiveFrom']),
    referenceSet(placeDesignation, await readDesignations(events), ['code', 'kind', 'validFrom']),
    referenceSet(place, await readPlaces(), ['code', 'validFrom']),
  ];
};

const dataSets: readonly DataSet[] = [
  { name: 'policy', label: { zh: '政策目录', en: 'Policy catalogue' }, files: [catalogueFile], version: 1, sets: policySets },
  { name: 'places', label: { zh: '行政区划', en: 'Places' }, files: placeFiles, version: 1, sets: placeSets },
];

const isLoaded = async (tx: Transaction, name: string, print: string): Promise<boolean> => {
  const { rows } = await tx.query('select 1 from core.reference_load where name = $1 and fingerprint = $2', [name, print]);
  return rows.length > 0;
};

/** Parents first when rows come, children first when they go, so that foreign keys hold throughout. */
const apply = async (tx: Transaction, sets: readonly ReferenceSet[], onRows: (count: number) => void): Promise<readonly SetChanges[]> => {
  const upserted: Omit<SetChanges, 'deleted'>[] = [];
  for (const set of sets) upserted.push(await set.upsert(tx, onRows));
  const deleted: number[] = [];
  for (const set of sets.toReversed()) deleted.unshift(await set.prune(tx));
  // An embedded database has no autovacuum: without statistics its planner guesses.
  for (const set of sets) await tx.query(`analyze ${set.table}`);
  return upserted.map((change, at) => ({ ...change, deleted: deleted[at] ?? 0 }));
};

const load = (db: Database, dataSet: DataSet, print: string, onProgress: ReferenceProgress): Promise<readonly SetChanges[]> =>
  db.transaction({ scope: 'owner', deadlineMs: 300_000 }, async (tx) => {
    if (await isLoaded(tx, dataSet.name, print)) return [];
    // Of several processes that start together one loads; the others wait here and find it done.
    await tx.query('lock table core.reference_load in exclusive mode');
    if (await isLoaded(tx, dataSet.name, print)) return [];
    const sets = await dataSet.sets();
    const total = sets.reduce((sum, set) => sum + set.size, 0);
    let done = 0;
    const changes = await apply(tx, sets, (count) => onProgress((done += count), total, dataSet.label));
    await tx.query(
      'insert into core.reference_load (name, fingerprint, loaded_at) values ($1, $2, now())'
        + ' on conflict (name) do update set fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at',
      [dataSet.name, print],
    );
    return changes;
  });

/**
 * Loads places, designations and the policy catalogue from the data folder. Sets whose files did
 * not change since are skipped by their fingerprint; of the others only differences are written.
 */
export const loadReference = async (
  db: Database,
  { onProgress = () => {} }: { readonly onProgress?: ReferenceProgress } = {},
): Promise<readonly SetChanges[]> => {
  const changes: SetChanges[] = [];
  for (const dataSet of dataSets) {
    changes.push(...(await load(db, dataSet, await fingerprint(dataSet.files, dataSet.version), onProgress)));
  }
  return changes;
};
