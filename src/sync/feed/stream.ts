/** A turn of a stream of changes: what comes after a cursor is to be read. */
export interface ChangeEvent {
  /** Where the last page ended; undefined in a stream that begins now. */
  readonly after: string | undefined;
  /** Tells the stream where a page ended, and whether more is there already. */
  read(page: { readonly end: string; readonly hasNextPage: boolean }): void;
  /** Tells it that no page can be read any more. */
  failed(): void;
}
