import { defineCodes } from '../codes.ts';

/** Whose list the register is compared with. */
export const comparedList = defineCodes('core.compared_list', 'ComparedList', ['比对名单', 'List the register is compared with'], {
  DIBAO: ['农村低保', 'Rural subsistence allowance (Dibao)'],
  SPECIAL_HARDSHIP: ['特困供养', 'Support of people in special hardship'],
  DISABILITY: ['残疾证', 'Disability certificates'],
  VEHICLE: ['机动车', 'Vehicles'],
  COMPANY: ['工商登记', 'Registered companies'],
  PROPERTY: ['不动产', 'Real estate'],
  PUBLIC_EMPLOYEE: ['财政供养', 'People paid by the state'],
  OTHER: ['其他', 'Another'],
});

export const comparisonStatus = defineCodes('core.comparison_status', 'ComparisonStatus', ['比对状态', 'Status of a comparison'], {
  OPEN: ['进行中', 'Rows are being added'],
  FINISHED: ['已完成', 'All rows are in'],
});

/** What became of a row of the other list. */
export const comparedRow = defineCodes('core.compared_row', 'ComparedRow', ['比对结果', 'What became of a row of the list'], {
  MATCHED: ['身份证号一致', 'Somebody of the register has this ID number'],
  CANDIDATE: ['姓名和出生日期一致', 'Somebody has this name and date of birth; a person must look at it'],
  UNMATCHED: ['不在册', 'Nobody of the register'],
  INVALID: ['无法比对', 'Cannot be compared: wrong ID number, or neither number nor name and date of birth'],
});

export const matchBasis = defineCodes('core.match_basis', 'MatchBasis', ['比对依据', 'What the match rests on'], {
  ID_NUMBER: ['身份证号', 'ID number'],
  NAME_AND_BIRTH: ['姓名和出生日期', 'Name and date of birth'],
});

export const hitStatus = defineCodes('core.hit_status', 'HitStatus', ['核查状态', 'Status of a hit'], {
  OPEN: ['待核查', 'Nobody has looked at it'],
  NEEDS_VISIT: ['需入户核查', 'Somebody must visit'],
  CONFIRMED: ['属实', 'It is so'],
  DISMISSED: ['不属实', 'It is not so'],
});

export const quadrant = defineCodes('core.quadrant', 'Quadrant', ['比对象限', 'Where a household stands between the register and a list'], {
  BOTH: ['建档立卡且在名单中', 'Registered as poor and on the list'],
  REGISTERED_ONLY: ['仅建档立卡', 'Registered as poor and not on the list'],
  LIST_ONLY: ['仅在名单中', 'On the list and not registered as poor'],
  NEITHER_BUT_POOR: ['两者都不在但有保障未达标', 'In neither, and the last check found an assurance not met'],
});
export type Quadrant = (typeof quadrant.values)[number];
