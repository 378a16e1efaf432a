import type { TestApp } from './app.ts';

export interface JournalEntry extends Readonly<Record<string, unknown>> {
  readonly changes: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

export interface Journal {
  readonly audit: readonly JournalEntry[];
  readonly change: readonly Readonly<Record<string, unknown>>[];
  /** Everything both journals hold of it, as text to search. */
  readonly texts: string;
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the journals hold of a record, or of everything, in the order it was written. */
export const journalOf = ({ db }: TestApp, globalId?: string): Promise<Journal> =>
  db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, async (tx) => {
    const id = globalId && Buffer.from(globalId, 'base64').toString().split(':')[1];
    const read = async (table: string) => {
      const { rows } = await tx.query(`select row_to_json(t)::text from core.${table} t ${id ? 'where record_id = $1::uuid' : ''} order by seq`, id ? [id] : []);
      return rows.map(([text]) => text as string);
    };
    const [audit, change] = [await read('audit_entry'), await read('change_entry')];
    const parsed = (texts: readonly string[]) => texts.map((text) => Object.fromEntries(Object.entries(JSON.parse(text)).map(([key, value]) => [camel(key), value])));
    return { audit: parsed(audit) as JournalEntry[], change: parsed(change), texts: [...audit, ...change].join('\n') };
  });
