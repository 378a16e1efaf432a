import { errorsOf } from '#errors';

/** What the rules of ecology refuse beyond what common rules do. */
export const ecologyErrors = {
  ECOLOGY_PARCEL_NOT_INSPECTED: { zh: '该地块尚未验收,不能兑付新一轮补助', en: 'The parcel has not been inspected; no subsidy of the new round is due for it' },
  ECOLOGY_PARCEL_REQUIRED: { zh: '新一轮补助须注明退耕地块', en: 'A subsidy of the new round names its parcel' },
  ECOLOGY_AREA_EXCEEDS_PARCEL: { zh: '补助面积 {area} 亩超过验收面积 {inspected} 亩', en: 'The area paid for, {area} mu, exceeds the area inspected, {inspected} mu' },
  ECOLOGY_INSPECTED_EXCEEDS_PARCEL: { zh: '验收面积超过合同面积', en: 'The area inspected exceeds the area contracted' },
  ECOLOGY_CONTRACT_NOT_AWARDED: { zh: '合同尚未授予,不能发放工资', en: 'The contract has not been awarded; it pays no wages yet' },
  ECOLOGY_POST_NOT_OPEN: { zh: '该护林岗位已撤销', en: 'The post of a ranger has been given up' },
  ECOLOGY_WAGE_OUTSIDE_CONTRACT: { zh: '工资月份不在聘用期内', en: 'The month of the wage is not one of the contract' },
  ECOLOGY_POOR_FIRST: { zh: '本县还有建档立卡贫困户的示范申请未安排,应优先安排', en: 'Registered poor households of the county still wait for the demonstration project; they come first' },
} as const;

export const ecologyError = errorsOf(ecologyErrors);
