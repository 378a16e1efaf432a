import { household, membership, person, residence } from '../../db/tables/people.ts';
import { defineRecord } from '../../records/define.ts';
import { internal, personal, sensitive } from '../../records/field.ts';

const merged = { readOnly: true, derived: { zh: '重复登记核对', en: 'decisions about duplicates' } } as const;

/** The household itself. Written by its own mutations, which keep number, roster and history in step. */
export const householdRecord = defineRecord({
  table: household,
  name: 'Household',
  stays: true,
  about: 'household',
  title: ['农户', 'Household; registered as poor, or another that a programme reaches'],
  key: ['registrationNumber'],
  ownWrites: true,
  fields: {
    registrationNumber: internal('户编号(建档立卡)', 'Registration number; it stays when the household moves'),
    isRegisteredPoor: internal('是否建档立卡贫困户', 'Whether registered as poor'),
    villageCode: internal('所在行政村', 'Village', { place: true }),
    registeredOn: internal('登记日期', 'Registered on'),
    endedOn: internal('销户日期', 'Day the household ended (merged or died out)'),
    mergedIntoId: internal('并入的农户(重复登记)', 'The household it turned out to be', { ...merged, household: true, names: 'pair' }),
    address: personal('住址', 'Address'),
    status: internal('脱贫状态', 'Present poverty status; null for households that are not registered as poor'),
    mainCause: internal('主要致贫原因', 'Main cause of poverty'),
    otherCauses: internal('其他致贫原因(至多两项)', 'Other causes of poverty, at most two'),
  },
});

/** A person in a household; see the table for what happens when a person moves to another one. */
export const personRecord = defineRecord({
  table: person,
  name: 'Person',
  stays: true,
  about: 'household',
  title: ['人员', 'Person'],
  key: [],
  ownWrites: true,
  lists: 'none',
  fields: {
    current: internal('是否现属该户', 'Whether this is where the person is recorded now', { readOnly: true, derived: { zh: '户籍变动', en: 'what happens to households: moves, splits, mergers' } }),
    mergedIntoId: internal('并入的人员(重复登记)', 'The person it turned out to be', { ...merged, person: true, names: 'pair' }),
    name: personal('姓名', 'Name'),
    sex: personal('性别', 'Sex'),
    bornOn: personal('出生日期', 'Date of birth'),
    diedOn: personal('死亡日期', 'Date of death'),
    idNumberCipher: sensitive('身份证号密文', 'Sealed ID number', { hidden: true }),
    idNumberTail: sensitive('身份证号末四位', 'Last four characters of the ID number', { hidden: true }),
    labourAbility: personal('劳动能力', 'Ability to work'),
    healthState: sensitive('健康状况', 'State of health'),
    education: personal('文化程度', 'Level of education'),
  },
});

/** Who belonged to a household when; the roster of a date is read from it. */
export const membershipRecord = defineRecord({
  table: membership,
  name: 'Membership',
  stays: true,
  about: 'household',
  title: ['家庭成员关系', 'Membership in a household over a time'],
  key: ['personId', 'fromOn'],
  ownWrites: true,
  lists: 'parents',
  fields: {
    personId: personal('人员', 'Person', { person: true, names: 'then' }),
    relation: personal('与户主关系', 'Relation to the head of household'),
    fromOn: internal('起始日期', 'From'),
    toOn: internal('终止日期', 'To; that day is no longer included'),
    fromReason: internal('加入原因', 'Reason of joining'),
    toReason: internal('离开原因', 'Reason of leaving'),
  },
});

/** Where a household lived when, on the map of that time. */
export const residenceRecord = defineRecord({
  table: residence,
  name: 'Residence',
  stays: true,
  about: 'household',
  title: ['居住地', 'Residence over a time'],
  key: ['fromOn'],
  ownWrites: true,
  lists: 'parents',
  fields: {
    villageCode: internal('行政村', 'Village', { place: true }),
    townshipCode: internal('乡镇', 'Township', { place: true }),
    placeCountyCode: internal('当时的县', 'County on the map of that time', { place: true }),
    cityCode: internal('市', 'City', { place: true }),
    fromOn: internal('起始日期', 'From'),
    toOn: internal('终止日期', 'To; that day is no longer included'),
    reason: internal('原因', 'Reason'),
  },
});
