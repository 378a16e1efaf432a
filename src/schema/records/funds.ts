import { allocation, disbursement, fundSource, project, projectStage } from '../../db/tables/funds.ts';
import { type AnyRecord, defineRecord } from '../../records/define.ts';
import { internal, personal } from '../../records/field.ts';
import { notInFuture } from '../../records/rules.ts';
import { allocationWithinMeans, disbursementWithinAllocation, paidInOwnCounty } from './fund-rules.ts';

export const fundSourceRecord = defineRecord({
  table: fundSource,
  name: 'FundSource',
  about: 'province',
  title: ['资金来源', 'Source of funds'],
  key: ['code'],
  fields: {
    code: internal('编码', 'Code'),
    name: internal('名称', 'Name'),
    kind: internal('类别', 'Kind'),
    level: internal('级次', 'Level of government it comes from'),
    year: internal('年度', 'Fiscal year'),
    amount: internal('金额', 'Amount'),
  },
});

export const allocationRecord = defineRecord({
  table: allocation,
  name: 'Allocation',
  about: 'province',
  title: ['资金下达', 'Allocation of funds to a place'],
  key: ['documentNumber', 'toPlaceCode'],
  rules: [notInFuture('allocatedOn'), allocationWithinMeans],
  fields: {
    fundSourceId: internal('资金来源', 'Source of funds', { ref: () => fundSourceRecord }),
    parentId: internal('上级下达', 'The allocation it was taken from', { ref: (): AnyRecord => allocationRecord }),
    documentNumber: internal('文号', 'Document number'),
    fromPlaceCode: internal('下达地', 'From', { place: true }),
    toPlaceCode: internal('接收地', 'To', { place: true }),
    amount: internal('金额', 'Amount'),
    allocatedOn: internal('下达日期', 'Allocated on'),
  },
});

export const projectRecord = defineRecord({
  table: project,
  name: 'Project',
  about: 'county',
  title: ['项目', 'Project'],
  key: ['code'],
  place: 'placeCode',
  action: { column: 'actionNumber' },
  status: {
    initial: 'PLANNED',
    moves: {
      APPROVED: { from: ['PLANNED'], by: 'REVIEWER' },
      TENDERED: { from: ['APPROVED'] },
      BUILDING: { from: ['APPROVED', 'TENDERED'], needs: ['contractor'] },
      COMPLETED: { from: ['BUILDING'] },
      ACCEPTED: { from: ['COMPLETED'], by: 'REVIEWER' },
      CANCELLED: { from: ['PLANNED', 'APPROVED', 'TENDERED'], by: 'REVIEWER' },
    },
  },
  fields: {
    code: internal('项目编号', 'Code'),
    name: internal('名称', 'Name'),
    actionNumber: internal('专项行动', 'Number of its action', { ordinal: true }),
    placeCode: internal('实施地', 'Place', { place: true }),
    year: internal('年度', 'Year'),
    budget: internal('预算', 'Budget'),
    status: internal('状态', 'Status'),
    contractor: internal('施工单位', 'Contractor'),
  },
});

export const projectStageRecord = defineRecord({
  table: projectStage,
  name: 'ProjectStage',
  plural: 'stages',
  about: 'county',
  lists: 'parents',
  title: ['项目阶段', 'Stage of a project'],
  key: ['projectId', 'kind'],
  fields: {
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    kind: internal('阶段', 'Stage'),
    plannedOn: internal('计划日期', 'Planned for'),
    doneOn: internal('完成日期', 'Done on'),
  },
});

export const disbursementRecord = defineRecord({
  table: disbursement,
  name: 'Disbursement',
  about: 'county',
  title: ['资金拨付', 'Payment to a household, person, village or contractor'],
  key: ['paymentNumber'],
  place: 'villageCode',
  rules: [notInFuture('paidOn'), paidInOwnCounty, disbursementWithinAllocation],
  fields: {
    paymentNumber: internal('支付凭证号', 'Payment number'),
    allocationId: internal('资金下达', 'Allocation it was paid from', { ref: () => allocationRecord }),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    beneficiary: internal('受益对象', 'Kind of beneficiary'),
    householdId: internal('农户', 'Household', { household: true }),
    personId: personal('人员', 'Person', { person: true }),
    villageCode: internal('村', 'Village', { place: true }),
    contractor: internal('施工单位', 'Contractor'),
    amount: internal('金额', 'Amount'),
    paidOn: internal('支付日期', 'Paid on'),
    purpose: internal('用途', 'Purpose'),
  },
});
