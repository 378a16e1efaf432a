import { writeFileSync } from 'node:fs';
import { defaultGuards } from '../src/app.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { buildSchema } from '../src/schema/build.ts';
import { fittingDocuments, shippedSources } from '../src/server/trusted-documents.ts';
import { openApiOf } from '../src/sync/plain-urls/open-api.ts';
import { plainDocuments } from '../src/sync/plain-urls/plain-documents.ts';

// the addresses of the shipped documents, as GET /openapi.json describes them, so that a change shows up in review
const schema = buildSchema(allPlugins);
const documents = plainDocuments(schema, fittingDocuments(schema, defaultGuards.budget), new Map(), shippedSources());
writeFileSync('openapi.json', `${JSON.stringify(openApiOf([...documents.values()]), null, 2)}\n`);
