import { bilingual, type TypeShelf } from '../kit.ts';

/** The input that names a row by the key of another system. */
export const externalKeyInput = ({ builder, inputOf }: TypeShelf) => inputOf('ExternalKeyInput', () => builder.inputType('ExternalKeyInput', {
  description: bilingual({ zh: '外部系统中的标识', en: 'A row by its key in another system' }),
  fields: (t) => ({
    system: t.string({ required: true, description: bilingual({ zh: '外部系统代码', en: 'Code of the other system' }) }),
    key: t.string({ required: true, description: bilingual({ zh: '外部编号', en: 'Its key there' }) }),
  }),
}) as never);
