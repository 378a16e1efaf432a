import { copyFileSync } from 'node:fs';

// The list of trusted documents is made beside the typed client, in a folder that the service has no part in.
copyFileSync('test/generated/trusted/persisted-documents.json', 'src/server/documents/trusted.json');
