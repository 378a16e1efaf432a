import { defineRecord, internal, notInFuture, personal } from '#records';
import { disbursementRecord } from '#schema';
import { loanRules } from '../rules/loan.ts';
import { paymentRules } from '../rules/payment.ts';
import { householdTaxRelief, relocatedHouseholdLoan, subsidyPayment } from '../tables/payment.ts';
import { byProgramme, relocationAction } from './actions.ts';
import { relocationCaseRecord } from './case.ts';

const stamped = { readOnly: true } as const;

/** Subsidy that reached the household, under one programme only. */
export const subsidyPaymentRecord = defineRecord({
  table: subsidyPayment,
  name: 'RelocationSubsidyPayment',
  about: 'household',
  title: ['搬迁补助兑付', 'Instalment of a relocation subsidy paid to the household'],
  measures: ['A05-M02', 'A06-M02'],
  action: byProgramme,
  key: ['caseId', 'instalment'],
  rules: [notInFuture('paidOn'), ...paymentRules],
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    programme: internal('搬迁项目', 'Programme that pays'),
    instalment: internal('期次', 'Number of the instalment'),
    amount: internal('金额', 'Amount'),
    paidOn: internal('兑付日期', 'Paid on'),
    disbursementId: internal('资金拨付', 'The payment in the funds', { ref: () => disbursementRecord }),
  },
});

/** Subsidised loans of relocated poor households. */
export const relocatedLoanRecord = defineRecord({
  table: relocatedHouseholdLoan,
  name: 'RelocatedHouseholdLoan',
  about: 'household',
  title: ['搬迁贫困户贴息贷款', 'Loan with interest subsidy to a relocated poor household'],
  measures: ['A05-M07'],
  action: relocationAction,
  key: ['contractNumber'],
  rules: [notInFuture('contractedOn'), ...loanRules],
  status: {
    initial: 'APPLIED',
    moves: {
      GRANTED: { from: ['APPLIED'], dates: 'grantedOn', by: 'REVIEWER' },
      REPAYING: { from: ['GRANTED', 'OVERDUE'] },
      OVERDUE: { from: ['GRANTED', 'REPAYING'] },
      CLOSED: { from: ['GRANTED', 'REPAYING', 'OVERDUE'], dates: 'closedOn' },
    },
  },
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    contractNumber: personal('合同编号', 'Number of the contract'),
    bank: internal('银行', 'Bank'),
    purpose: internal('用途', 'Purpose'),
    principal: personal('本金', 'Principal'),
    rate: internal('年利率(%)', 'Interest rate, per cent a year'),
    subsidisedInterest: personal('贴息金额', 'Interest paid by the budget'),
    contractedOn: internal('签订日期', 'Contract signed on'),
    dueOn: internal('到期日期', 'Due on'),
    grantedOn: internal('发放日期', 'Granted on', stamped),
    closedOn: internal('结清日期', 'Closed on', stamped),
    status: internal('状态', 'State'),
  },
});

/** Tax relief for relocated households. */
export const householdTaxReliefRecord = defineRecord({
  table: householdTaxRelief,
  name: 'RelocationHouseholdTaxRelief',
  about: 'household',
  title: ['搬迁户税收减免', 'Tax relief of a relocated household'],
  measures: ['A05-M09'],
  action: relocationAction,
  key: ['caseId', 'tax', 'appliedOn'],
  rules: [notInFuture('appliedOn')],
  status: { initial: 'APPLIED', moves: { GRANTED: { from: ['APPLIED'], dates: 'grantedOn', by: 'REVIEWER' } } },
  fields: {
    caseId: internal('搬迁户', 'Relocation case', { ref: () => relocationCaseRecord }),
    tax: internal('税种', 'Tax'),
    amount: internal('减免金额', 'Relief'),
    appliedOn: internal('申请日期', 'Applied on'),
    grantedOn: internal('批准日期', 'Granted on', stamped),
    status: internal('状态', 'State'),
  },
});
