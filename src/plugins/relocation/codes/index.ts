import type { CodeList } from '#db';
import * as aftercare from './aftercare.ts';
import * as cases from './cases.ts';
import * as finance from './finance.ts';
import * as housing from './housing.ts';
import * as sites from './sites.ts';
import * as villages from './villages.ts';

type OwnList = CodeList & { readonly id: `relocation.${string}` };

/** Every code list of the plugin. */
export const codes = [aftercare, cases, finance, housing, sites, villages].flatMap((lists) => Object.values(lists)) as readonly CodeList[] as readonly OwnList[];
