import type { DocumentNode } from 'graphql';

const mostCharacters = 2_000_000;

/**
 * Parsed documents by their text, those used last kept. By default a thousand are kept however long they are, and texts
 * that do not parse as well: a caller could fill the memory with them.
 */
export const createDocumentCache = () => {
  const documents = new Map<string, DocumentNode>();
  let characters = 0;
  const forget = (text: string): void => {
    if (documents.delete(text)) characters -= text.length;
  };
  return {
    get: (text: string): DocumentNode | undefined => {
      const known = documents.get(text);
      if (!known) return undefined;
      documents.delete(text);
      documents.set(text, known);
      return known;
    },
    set: (text: string, document: DocumentNode): void => {
      forget(text);
      documents.set(text, document);
      characters += text.length;
      for (const oldest of documents.keys()) {
        if (characters <= mostCharacters) break;
        forget(oldest);
      }
    },
  };
};

/** Remembers nothing. */
export const noCache = { get: (): undefined => undefined, set: (): void => undefined };
