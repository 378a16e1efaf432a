import { type SQL, sql } from 'drizzle-orm';
import type { GroupOrder } from './conditions.ts';
import type { DimensionKind } from './dimensions.ts';
import type { PlacesOf } from './places.ts';

/** The expression of what a group is of. */
export const keySql = (kind: DimensionKind, places: PlacesOf): SQL => {
  switch (kind.of) {
    case 'year': return sql`extract(year from ${kind.column})::int`;
    case 'month': return sql`to_char(${kind.column}, 'YYYY-MM')`;
    case 'home': return places.at(kind.level);
    case 'named': return kind.level === 'itself' ? sql`${kind.column}` : places.above(kind.column, kind.level);
    default: return sql`${kind.column}`;
  }
};

/** A key of the groups, as it stands in the statement. */
export interface GroupKey {
  readonly name: string;
  readonly isText: boolean;
  readonly sql: SQL;
}

/** Whether keys are compared by code point. */
export const isText = (kind: DimensionKind): boolean =>
  kind.of === 'home' || kind.of === 'named' || kind.of === 'month' || (kind.of === 'value' && kind.column.getSQLType() === 'text');

/** Nothing comes last; text by code point, the same on every server whatever its locale. */
export const orderSql = ({ key, sql: value, descending }: GroupOrder, keys: readonly GroupKey[]): SQL => {
  const way = sql.raw(descending ? 'desc nulls last' : 'asc nulls last');
  if (value) return sql`${value} ${way}`;
  const found = keys.find(({ name }) => name === key) as GroupKey;
  return found.isText ? sql`${found.sql} collate "C" ${way}` : sql`${found.sql} ${way}`;
};
