import type { Plugin } from '../plugins/define.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';

/** The plugins this service runs with, for dashboards that adapt to what is there. */
export const definePluginList = ({ builder }: TypeShelf, plugins: readonly Plugin[]): void => {
  const pluginType = builder.objectRef<Plugin>('Plugin').implement({
    description: '已启用的插件 / A plugin that is switched on',
    fields: (t) => ({
      id: t.exposeID('id', {}),
      titleZh: t.string({ resolve: ({ title }) => title.zh }),
      titleEn: t.string({ resolve: ({ title }) => title.en }),
      actions: t.intList({ description: '专项行动 / Numbers of its actions', resolve: ({ actions }) => [...actions] }),
      records: t.stringList({ description: '记录类型 / Its record types', resolve: ({ records }) => records.map(({ name }) => name) }),
    }),
  });
  builder.queryField('plugins', (t) =>
    t.field({ type: [pluginType], description: bilingual({ zh: '插件', en: 'Plugins' }), resolve: () => [...plugins] }));
};
