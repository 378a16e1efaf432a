import { PlatformError } from '../../errors.ts';
import type { Plugin } from '../../plugins/define.ts';
import type { AnyRecord } from '../../records/define.ts';
import { allCoreRecords } from '../../schema/core-records.ts';
import { householdImporter } from './households/importer.ts';
import { listImporter } from '../matching/list-importer.ts';
import { listOf } from '../matching/list-name.ts';
import type { Importer } from './importer.ts';
import { importableRecords, recordImporter } from './record-importer.ts';

/** Finds importers by the name of their record; every declared record has one without further code. */
export interface Importers {
  readonly names: readonly string[];
  /** A record's, or that of a list to be compared, by its name. @throws PlatformError IMPORT_RECORD_UNKNOWN, COMPARISON_LIST_INVALID */
  find(name: string): Importer;
}

const recordsOf = (plugins: readonly Plugin[]): readonly AnyRecord[] => [...allCoreRecords, ...plugins.flatMap(({ records }) => records)];

export const createImporters = (plugins: readonly Plugin[]): Importers => {
  const importers = new Map([householdImporter, ...importableRecords(recordsOf(plugins)).map(recordImporter)].map((importer) => [importer.name.toLowerCase(), importer]));
  return {
    names: [...importers.values()].map(({ name }) => name),
    find: (name) => {
      const list = listOf(name);
      if (list) return listImporter(list);
      const found = importers.get(name.toLowerCase());
      if (!found) throw new PlatformError('IMPORT_RECORD_UNKNOWN', { record: name.slice(0, 60) });
      return found;
    },
  };
};
