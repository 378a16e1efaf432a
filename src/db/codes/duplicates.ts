import { defineCodes } from '../codes.ts';

/** What a pair consists of. */
export const duplicateKind = defineCodes('core.duplicate_kind', 'DuplicateKind', ['疑似重复类型', 'What may have been recorded twice'], {
  PERSON: ['人员', 'A person'],
  HOUSEHOLD: ['农户', 'A household'],
});

/** Why two may be one. */
export const duplicateReason = defineCodes('core.duplicate_reason', 'DuplicateReason', ['疑似重复的依据', 'Why two may be one'], {
  SAME_NAME: ['姓名相同', 'Same name'],
  SAME_SOUND: ['姓名同音', 'Names that sound the same'],
  ONE_CHARACTER: ['姓名一字之差', 'Names that differ in one character'],
  SAME_BIRTH: ['出生日期相同', 'Same date of birth'],
  SAME_ADDRESS: ['住址相同', 'Same address'],
  SAME_HEAD: ['户主疑似同一人', 'The heads may be one person'],
  SAME_MEMBERS: ['多名成员疑似同一人', 'Several members may be the same persons'],
});
export type DuplicateReason = (typeof duplicateReason.values)[number];

export const duplicateStatus = defineCodes('core.duplicate_status', 'DuplicateStatus', ['核对状态', 'Status of a pair'], {
  OPEN: ['待核对', 'Nobody has decided'],
  SAME: ['同一', 'They are one; merged'],
  DIFFERENT: ['不同', 'They are two'],
});
