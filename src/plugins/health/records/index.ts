import type { AnyRecord } from '#records';
import { careRecords, facilityRecords } from './care.ts';
import { peopleRecords } from './people.ts';

/** Every record of the plugin: what it refers to comes first. */
export const records: readonly AnyRecord[] = [...facilityRecords, ...peopleRecords, ...careRecords];
