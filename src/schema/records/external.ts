import { externalSystem } from '../../db/tables/external.ts';
import { defineRecord } from '../../records/define.ts';
import { internal } from '../../records/field.ts';

/** Systems of departments whose keys find our records. */
export const externalSystemRecord = defineRecord({
  table: externalSystem,
  name: 'ExternalSystem',
  about: 'province',
  title: ['外部系统', 'System of a department that keeps records under keys of its own'],
  key: ['code'],
  fields: {
    code: internal('系统代码', 'Code of the system'),
    departmentCode: internal('所属单位', 'Code of the department whose it is'),
    title: internal('名称', 'Name'),
  },
});
