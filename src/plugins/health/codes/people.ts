import type { CodeList } from '#db';
import * as illness from './illness.ts';

/** Code lists of what is known and done about the health of people. */
export const peopleCodes = [illness].flatMap((lists) => Object.values(lists)) as readonly CodeList[];
