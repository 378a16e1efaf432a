import { defineRecord, internal, notInFuture, personal } from '#records';
import { consentRules } from '../rules/consent.ts';
import { assignmentRules } from '../rules/assignment.ts';
import { programmeAssignment, relocationConsent, relocationPolicyDecision } from '../tables/consent.ts';
import { byProgramme, relocationAction } from './actions.ts';
import { relocationCaseRecord } from './case.ts';

const stamped = { readOnly: true } as const;

/** The household's own word on its move; without it nothing is approved. */
export const relocationConsentRecord = defineRecord({
  table: relocationConsent,
  name: 'RelocationConsent',
  about: 'household',
  title: ['搬迁意愿', 'Will and opinion of a household on its relocation'],
  measures: ['A05-M01'],
  action: byProgramme,
  key: ['caseId', 'consultedOn'],
  rules: [notInFuture('consultedOn'), ...consentRules],
  status: {
    initial: 'CONSULTED',
    moves: {
      AGREED: { from: ['CONSULTED'], needs: ['signedById'], dates: 'signedOn' },
      REFUSED: { from: ['CONSULTED'], needs: ['opinion'], dates: 'refusedOn' },
      WITHDRAWN: { from: ['AGREED'], dates: 'withdrawnOn' },
    },
  },
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    programme: internal('搬迁项目', 'Programme of the case'),
    consultedOn: internal('征求意见日期', 'Consulted on'),
    explainedBy: personal('政策讲解人', 'Who explained the policy'),
    opinion: personal('意见', 'Opinion'),
    personsCovered: internal('涉及人口', 'Persons covered'),
    signedById: personal('签字人', 'Signed by', { person: true }),
    signedOn: internal('签字日期', 'Signed on', stamped),
    refusedOn: internal('拒绝日期', 'Refused on', stamped),
    withdrawnOn: internal('撤回日期', 'Withdrawn on', stamped),
    status: internal('意愿状态', 'State'),
  },
});

/** Old or new policy for a case, so that neighbours are not treated differently without a reason. */
export const policyDecisionRecord = defineRecord({
  table: relocationPolicyDecision,
  name: 'RelocationPolicyDecision',
  about: 'household',
  title: ['新旧政策衔接', 'Relocation policy, old or new, that a case is treated under'],
  measures: ['A05-M04'],
  action: relocationAction,
  key: ['caseId'],
  rules: [notInFuture('decidedOn')],
  status: {
    initial: 'ASSIGNED',
    moves: {
      DISPUTED: { from: ['ASSIGNED', 'RESOLVED'], needs: ['dispute'], dates: 'disputedOn' },
      RESOLVED: { from: ['DISPUTED'], needs: ['resolution'], dates: 'resolvedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    policy: internal('适用政策', 'Policy applied'),
    oldPolicySubsidy: internal('旧政策补助', 'Subsidy under the old policy'),
    newPolicySubsidy: internal('新政策补助', 'Subsidy under the new policy'),
    decidedOn: internal('确定日期', 'Decided on'),
    dispute: personal('异议', 'Dispute'),
    disputedOn: internal('提出异议日期', 'Disputed on', stamped),
    resolution: personal('化解结果', 'Resolution'),
    resolvedOn: internal('化解日期', 'Resolved on', stamped),
    status: internal('状态', 'State'),
  },
});

/** One row a household: the programme it is counted and paid under. */
export const programmeAssignmentRecord = defineRecord({
  table: programmeAssignment,
  name: 'RelocationProgrammeAssignment',
  about: 'household',
  title: ['两项搬迁衔接', 'Which of the two relocation programmes a household belongs to'],
  measures: ['A06-M02'],
  action: byProgramme,
  key: [],
  rules: [notInFuture('decidedOn'), ...assignmentRules],
  status: {
    initial: 'ASSIGNED',
    moves: {
      CONFLICT: { from: ['ASSIGNED', 'RESOLVED'], needs: ['conflict'], dates: 'conflictOn' },
      RESOLVED: { from: ['CONFLICT'], needs: ['resolution'], dates: 'resolvedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    programme: internal('归属项目', 'Programme assigned'),
    decidedOn: internal('确定日期', 'Decided on'),
    decidedBy: internal('确定单位', 'Decided by which unit'),
    povertySubsidy: internal('易地扶贫搬迁补助', 'Subsidy due under poverty relocation'),
    subsidenceSubsidy: internal('采煤沉陷区补助', 'Subsidy due under subsidence relocation'),
    conflict: personal('重复情况', 'How both programmes came to claim it'),
    conflictOn: internal('发现重复日期', 'Found to be claimed twice on', stamped),
    resolution: personal('处理结果', 'Resolution'),
    resolvedOn: internal('解决日期', 'Resolved on', stamped),
    status: internal('状态', 'State'),
  },
});
