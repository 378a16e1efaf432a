import type { Indicator } from '#schema';
import { careIndicators } from './care.ts';
import { peopleIndicators } from './people.ts';

type OwnIndicator = Indicator & { readonly id: `health.${string}` };

/** Every figure of the plugin. */
export const indicators: readonly OwnIndicator[] = [...careIndicators, ...peopleIndicators];
