import { card } from './card.ts';
import { byCounty, byVillage, byYearAndCause, paymentsByCounty } from './dashboards.ts';
import { funds } from './funds.ts';
import { list } from './list.ts';
import { nested } from './nested.ts';
import { page } from './page.ts';
import { people } from './people.ts';
import { point } from './point.ts';
import type { Question } from './question.ts';

/** What the benchmark asks. A new question is one object in a file of its own, named here. */
export const questions: readonly Question[] = [point, list, nested, page, card, people, byCounty, byVillage, byYearAndCause, paymentsByCounty, funds];
