import type { CodeList } from '#db';
import * as claim from './claim.ts';
import * as facility from './facility.ts';
import * as insurance from './insurance.ts';
import * as staff from './staff.ts';
import * as support from './support.ts';

/** Code lists of insurance, bills, assistance and facilities. */
export const careCodes: readonly CodeList[] = [claim, facility, insurance, staff, support].flatMap((lists) => Object.values(lists)) as readonly CodeList[];
