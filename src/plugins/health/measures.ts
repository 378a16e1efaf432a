import type { MeasurePlace } from '#plugin';
import { careMeasures } from './measures/care.ts';
import { peopleMeasures } from './measures/people.ts';

const ids = [...new Set([...Object.keys(careMeasures), ...Object.keys(peopleMeasures)])].sort();

/** Where each measure of action 16 is kept; some on both sides. */
export const measures: Readonly<Record<string, readonly MeasurePlace[]>> = Object.fromEntries(
  ids.map((id) => [id, [...(careMeasures[id] ?? []), ...(peopleMeasures[id] ?? [])]]),
);
