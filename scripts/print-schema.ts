import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { printSchema } from 'graphql';
import { allPlugins } from '../src/plugins/index.ts';
import { buildSchema } from '../src/schema/build.ts';

/** The graph of the core and all plugins as schema.graphql holds it, so that a change of the contract shows up in review. */
export const printedSchema = (): string => `${printSchema(buildSchema(allPlugins))}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(new URL('../schema.graphql', import.meta.url), printedSchema());
