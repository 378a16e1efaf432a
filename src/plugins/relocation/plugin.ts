import { definePlugin } from '#plugin';
import { codes } from './codes/index.ts';
import { demo } from './demo.ts';
import { relocationErrors } from './errors.ts';
import { addFields } from './graphql/index.ts';
import { indicators } from './indicators/index.ts';
import { measures } from './measures.ts';
import { publications } from './publications.ts';
import { records } from './records/index.ts';
import { relocation } from './schema.ts';

/** Relocation from inhospitable and subsiding places, and the living environment: actions 5 and 6. */
export const relocationPlugin = definePlugin({
  id: 'relocation',
  title: { zh: '易地扶贫搬迁与人居环境', en: 'Relocation and the living environment' },
  actions: [5, 6],
  contract: 1,
  db: { schema: relocation, migrations: new URL('./migrations/', import.meta.url) },
  records,
  codes,
  errors: relocationErrors,
  measures,
  indicators,
  publications,
  graphql: addFields,
  demo,
});
