import { definePlugin } from '#plugin';
import { codes } from './codes/index.ts';
import { demo } from './demo.ts';
import { ecologyErrors } from './errors.ts';
import { addFields } from './graphql/index.ts';
import { indicators } from './indicators/index.ts';
import { measures } from './measures.ts';
import { ecologyAction, parameters } from './parameters.ts';
import { records } from './records/index.ts';
import { ecology } from './schema.ts';

/** Ecological construction: action 8. */
export const ecologyPlugin = definePlugin({
  id: 'ecology',
  title: { zh: '生态建设扶贫', en: 'Ecological construction' },
  actions: [ecologyAction],
  contract: 1,
  db: { schema: ecology, migrations: new URL('./migrations/', import.meta.url) },
  records,
  codes,
  errors: ecologyErrors,
  parameters,
  measures,
  indicators,
  graphql: addFields,
  demo,
});
