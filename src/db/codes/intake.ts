import { defineCodes } from '../codes.ts';

export const importState = defineCodes('core.import_state', 'ImportState', ['导入状态', 'State of an import'], {
  RUNNING: ['进行中', 'Under way, or waiting to be taken up again'],
  DONE: ['完成', 'Every row is settled'],
});

export const quarantineState = defineCodes('core.quarantine_state', 'QuarantineState', ['隔离状态', 'State of a row in quarantine'], {
  OPEN: ['待处理', 'Waits to be put right'],
  CORRECTED: ['已更正入库', 'Put right and stored'],
  DISCARDED: ['已弃用', 'Not to be stored'],
});
