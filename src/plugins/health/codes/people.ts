import type { CodeList } from '#db';
import * as contract from './contract.ts';
import * as illness from './illness.ts';
import * as prevention from './prevention.ts';
import * as treatment from './treatment.ts';
import * as warning from './warning.ts';

/** Code lists of what is known and done about the health of people. */
export const peopleCodes = [illness, treatment, contract, prevention, warning].flatMap((lists) => Object.values(lists)) as readonly CodeList[];
