import { defineCodes } from '../../db/codes.ts';

/** What became of a record, as a reader of the feed sees it. */
export const changeKind = defineCodes('core.change_kind', 'ChangeKind', ['变更类别', 'What became of a record'], {
  CREATED: ['新建', 'It is new'],
  UPDATED: ['更新', 'It was changed'],
  ENDED: ['终止', 'It ended'],
  MOVED: ['迁移', 'It is at another place now, within the caller\'s reach as before'],
  ENTERED: ['进入范围', 'It came into the caller\'s reach from elsewhere'],
  LEFT: ['离开范围', 'It left the caller\'s reach: what is kept of it is to be dropped'],
});
export type ChangeKind = (typeof changeKind.values)[number];
