import type { CodeList } from '../db/codes.ts';
import { mostDimensions, type PublishedTable, total } from './define.ts';

const faultOfList = ({ id, values }: CodeList): string | undefined =>
  values.includes(total) ? `has the code list ${id} with a code ${total}, which stands for all codes together` : undefined;

/** What is wrong with the declaration of a published table, if anything is. */
export const faultOf = ({ id, title, definition, dimensions, population }: PublishedTable): string | undefined => {
  if (dimensions.length > mostDimensions) return `published table ${id} has ${dimensions.length} dimensions; at most ${mostDimensions}`;
  if (new Set(dimensions).size < dimensions.length) return `published table ${id} has a dimension twice`;
  if (![title, definition].every(({ zh, en }) => zh && en)) return `published table ${id} needs title and definition in zh and en`;
  if (population.covers !== undefined && population.cumulative) return `published table ${id}: a population that grows cannot cover another`;
  return dimensions.map(faultOfList).find((fault) => fault !== undefined);
};
