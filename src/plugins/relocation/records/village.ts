import { defineRecord, internal } from '#records';
import { projectRecord } from '#schema';
import { mergerPartRules, mergerRules } from '../rules/merger.ts';
import { naturalVillageRules, subsidenceVillageRules } from '../rules/village.ts';
import { naturalVillageRelocation, subsidenceVillage, villageMerger, villageMergerPart } from '../tables/village.ts';
import { habitatAction, relocationAction } from './actions.ts';

const stamped = { readOnly: true } as const;

/** Natural villages that move, whole where they can. */
export const naturalVillageRecord = defineRecord({
  table: naturalVillageRelocation,
  name: 'NaturalVillageRelocation',
  about: 'county',
  title: ['自然村搬迁', 'Relocation of a natural village'],
  measures: ['A05-M05'],
  action: relocationAction,
  place: 'villageCode',
  key: ['villageCode', 'name'],
  rules: naturalVillageRules,
  status: {
    initial: 'PLANNED',
    moves: {
      PARTIAL: { from: ['PLANNED'], dates: 'partlyMovedOn' },
      WHOLE: { from: ['PLANNED', 'PARTIAL'], dates: 'whollyMovedOn' },
    },
  },
  fields: {
    villageCode: internal('所属行政村', 'Administrative village', { place: true }),
    name: internal('自然村名称', 'Name'),
    extent: internal('计划搬迁范围', 'Extent planned'),
    households: internal('户数', 'Households that are to move'),
    persons: internal('人口', 'Persons that are to move'),
    plannedFrom: internal('计划开始日期', 'Planned from'),
    plannedTo: internal('计划完成日期', 'Planned to'),
    partlyMovedOn: internal('部分迁出日期', 'Partly moved on', stamped),
    whollyMovedOn: internal('整体迁出日期', 'Wholly moved on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** The villages in coal-mining subsidence areas. */
export const subsidenceVillageRecord = defineRecord({
  table: subsidenceVillage,
  name: 'SubsidenceVillage',
  about: 'county',
  title: ['采煤沉陷村', 'Village in a coal-mining subsidence area'],
  measures: ['A06-M01'],
  action: habitatAction,
  place: 'villageCode',
  key: ['villageCode'],
  rules: subsidenceVillageRules,
  status: {
    initial: 'SURVEYED',
    moves: {
      APPROVED: { from: ['SURVEYED'], dates: 'approvedOn', by: 'REVIEWER' },
      RELOCATING: { from: ['APPROVED'], dates: 'startedOn' },
      RELOCATED: { from: ['RELOCATING'], dates: 'relocatedOn', by: 'REVIEWER' },
    },
  },
  fields: {
    villageCode: internal('行政村', 'Village', { place: true }),
    mine: internal('责任煤矿', 'Mine that caused the subsidence'),
    households: internal('户数', 'Households that are to move'),
    persons: internal('人口', 'Persons that are to move'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    surveyedOn: internal('调查日期', 'Surveyed on'),
    approvedOn: internal('批复日期', 'Approved on', stamped),
    startedOn: internal('开始搬迁日期', 'Relocation began on', stamped),
    relocatedOn: internal('完成搬迁日期', 'Relocated on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** Mergers of administrative villages, with what became of the codes. */
export const villageMergerRecord = defineRecord({
  table: villageMerger,
  name: 'VillageMerger',
  about: 'county',
  title: ['行政村撤并', 'Merger of administrative villages'],
  measures: ['A05-M15'],
  action: relocationAction,
  place: 'newVillageCode',
  key: ['decisionNumber', 'newVillageCode'],
  rules: mergerRules,
  status: {
    initial: 'PROPOSED',
    moves: {
      APPROVED: { from: ['PROPOSED'], dates: 'approvedOn', by: 'REVIEWER' },
      EFFECTIVE: { from: ['APPROVED'], dates: 'effectiveOn' },
    },
  },
  fields: {
    decisionNumber: internal('批准文号', 'Number of the decision'),
    newVillageCode: internal('新村', 'New village', { place: true }),
    newName: internal('新村名称', 'Name of the new village'),
    households: internal('户数', 'Households'),
    persons: internal('人口', 'Persons'),
    proposedOn: internal('提出日期', 'Proposed on'),
    approvedOn: internal('批准日期', 'Approved on', stamped),
    effectiveOn: internal('生效日期', 'Effective on', stamped),
    status: internal('进度', 'Progress'),
  },
});

/** The old villages of a merger. */
export const villageMergerPartRecord = defineRecord({
  table: villageMergerPart,
  name: 'VillageMergerPart',
  about: 'county',
  title: ['被撤并村', 'Old village that goes into a merger'],
  measures: ['A05-M15'],
  action: relocationAction,
  place: 'oldVillageCode',
  key: ['mergerId', 'oldVillageCode'],
  rules: mergerPartRules,
  fields: {
    mergerId: internal('撤并决定', 'Merger', { ref: () => villageMergerRecord }),
    oldVillageCode: internal('原行政村', 'Old village', { place: true }),
    isWhole: internal('是否整村并入', 'Whether the whole village goes in'),
    households: internal('户数', 'Households that go in'),
    persons: internal('人口', 'Persons that go in'),
  },
});
