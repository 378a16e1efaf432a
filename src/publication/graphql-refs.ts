import type { CodeList } from '../db/codes.ts';
import type { TypeShelf } from '../records/kit.ts';
import type { ReleasedCell } from './read.ts';
import type { OwnedTable } from './tables.ts';
import type { Release } from './write-releases.ts';

/** A release with the table it is of. */
export interface TableRelease {
  readonly release: Release;
  readonly table: OwnedTable;
}

/** The types of published figures, made before their fields, since they lead to each other. */
export const refsOf = ({ builder }: TypeShelf) => ({
  code: builder.objectRef<{ readonly list: CodeList; readonly code: string }>('PublishedCode'),
  dimension: builder.objectRef<CodeList>('PublishedDimension'),
  table: builder.objectRef<OwnedTable>('PublishedTable'),
  release: builder.objectRef<TableRelease>('PublishedRelease'),
  cell: builder.objectRef<ReleasedCell>('PublishedCell'),
});

export type PublicationRefs = ReturnType<typeof refsOf>;
