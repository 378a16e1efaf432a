import { definePlugin } from '#plugin';
import { codes } from './codes/index.ts';
import { demo } from './demo.ts';
import { healthErrors } from './errors.ts';
import { addFields } from './graphql/index.ts';
import { indicators } from './indicators/index.ts';
import { measures } from './measures.ts';
import { records } from './records/index.ts';
import { health } from './schema.ts';

/** Health: nobody falls into poverty, or back into it, because of illness. Action 16. */
export const healthPlugin = definePlugin({
  id: 'health',
  title: { zh: '健康扶贫', en: 'Health' },
  actions: [16],
  contract: 1,
  db: { schema: health, migrations: new URL('./migrations/', import.meta.url) },
  records,
  codes,
  errors: healthErrors,
  measures,
  indicators,
  graphql: addFields,
  demo,
});
