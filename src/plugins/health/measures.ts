import type { MeasurePlace } from '#plugin';
import { careMeasures } from './measures/care.ts';
import { peopleMeasures } from './measures/people.ts';

/** Where each measure of action 16 is kept. */
export const measures: Readonly<Record<string, readonly MeasurePlace[]>> = { ...careMeasures, ...peopleMeasures };
