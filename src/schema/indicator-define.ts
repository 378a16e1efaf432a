import type { Bilingual } from '../errors.ts';
import type { RequestContext } from './context.ts';
import type { PlaceNode } from './place-data.ts';

/** What an indicator is asked for: a place as seen on a date, counted up to and with that date. */
export interface IndicatorQuestion {
  readonly place: PlaceNode;
  readonly asOf: string;
}

/** A figure with its definition. It is counted in SQL, within the caller's scope. */
export interface Indicator {
  /** Owner-prefixed, e.g. `relocation.registered_people_moved_in`. */
  readonly id: string;
  readonly title: Bilingual;
  /** What is counted, from which records, at which status. */
  readonly definition: Bilingual;
  /** As in the catalogue: `person`, `household`, `village`, `yuan`. */
  readonly unit: string;
  readonly action: number;
  /** Code of the catalogue's target it is measured against. */
  readonly target?: string;
  /** Values for many questions at once, in order; decimals as text. One statement per level and date. */
  values(ctx: RequestContext, questions: readonly IndicatorQuestion[]): Promise<readonly (string | null)[]>;
}
