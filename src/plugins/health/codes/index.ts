import type { CodeList } from '#db';
import { careCodes } from './care.ts';
import { peopleCodes } from './people.ts';

type OwnList = CodeList & { readonly id: `health.${string}` };

/** Every code list of the plugin. */
export const codes = [...careCodes, ...peopleCodes] as readonly CodeList[] as readonly OwnList[];
