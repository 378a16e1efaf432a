import { readFileSync } from 'node:fs';

/** The trusted documents as the service has them, by id. */
export const trustedDocuments: ReadonlyMap<string, string> = new Map(Object.entries(JSON.parse(readFileSync('src/server/documents/trusted.json', 'utf8')) as Record<string, string>));

/** Id of the trusted document with this operation. */
export const documentIdOf = (operation: string): string => {
  const [id] = [...trustedDocuments].find(([, text]) => text.startsWith(`query ${operation}`)) ?? [];
  if (!id) throw new Error(`no trusted document ${operation}`);
  return id;
};
