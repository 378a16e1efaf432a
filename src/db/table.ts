import type { PgColumnBuilderBase, PgSchema, PgTableExtraConfigValue, PgTableWithColumns } from 'drizzle-orm/pg-core';
import type { BuildColumns, BuildExtraConfigColumns } from 'drizzle-orm';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Columns = Record<string, PgColumnBuilderBase>;

/**
 * A plain Drizzle table whose column names are the snake_case of their keys. Drizzle's own `casing`
 * option does this only inside each `drizzle()` instance; set here, the name is the column's own,
 * so drizzle-kit, plain SQL and every instance agree.
 */
export const table = <S extends string, const N extends string, C extends Columns>(
  schema: PgSchema<S>,
  name: N,
  columns: C,
  extra?: (self: BuildExtraConfigColumns<N, C, 'pg'>) => PgTableExtraConfigValue[],
): PgTableWithColumns<{ name: N; schema: S; columns: BuildColumns<N, C, 'pg'>; dialect: 'pg' }> => {
  for (const [key, builder] of Object.entries(columns)) {
    (builder as unknown as { setName(name: string): void }).setName(snake(key));
  }
  return (extra ? schema.table(name, columns, extra) : schema.table(name, columns)) as never;
};
