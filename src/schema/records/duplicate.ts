import { duplicateCandidate } from '../../db/tables/duplicates.ts';
import { defineRecord } from '../../records/define.ts';
import { internal, personal } from '../../records/field.ts';

const found = { readOnly: true, derived: { zh: '查重', en: 'the search for duplicates' } } as const;

/** Two that may be one. It is decided by its own mutations, and only there. */
export const duplicateRecord = defineRecord({
  table: duplicateCandidate,
  name: 'DuplicateCandidate',
  about: 'county',
  title: ['疑似重复', 'Two persons or households that may be one'],
  key: [],
  ownWrites: true,
  rows: 'personal',
  status: {
    initial: 'OPEN',
    moves: {
      SAME: { from: ['OPEN', 'DIFFERENT'], by: 'REVIEWER' },
      DIFFERENT: { from: ['OPEN'], by: 'REVIEWER' },
      OPEN: { from: ['SAME'], by: 'REVIEWER' },
    },
  },
  fields: {
    kind: internal('类型', 'What may have been recorded twice', found),
    firstPersonId: personal('人员甲', 'One of the persons', { ...found, person: true, names: 'pair' }),
    secondPersonId: personal('人员乙', 'The other person', { ...found, person: true, names: 'pair' }),
    firstHouseholdId: personal('农户甲', 'Household of the one', { ...found, household: true, names: 'pair' }),
    secondHouseholdId: personal('农户乙', 'Household of the other', { ...found, household: true, names: 'pair' }),
    reasons: personal('依据', 'Why they may be one', found),
    score: internal('相似度', 'How likely it is, of 100', found),
    status: internal('状态', 'Status'),
    verdict: personal('核对意见', 'Verdict'),
    decidedBy: personal('核对人', 'Account that decided'),
    decidedOn: internal('核对日期', 'Decided on'),
    moved: personal('合并清单', 'What the merge moved, sealed', { hidden: true }),
  },
});
