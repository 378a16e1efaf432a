/** What rules that several owners keep refuse, in the words of the platform; `errorCatalogue` checks the form. */
export const ruleErrors = {
  FIELD_FIXED: { zh: '状态为 {status} 后不能修改 {field}', en: '{field} cannot be changed any more once the status is {status}' },
  DATES_OUT_OF_ORDER: { zh: '日期先后有误:{later}早于{earlier}', en: '{later} lies before {earlier}' },
  NOT_A_LIVING_MEMBER: { zh: '该人在 {field} 当日不是健在的家庭成员', en: 'On the day of {field} the person is not a living member of the household' },
  NOT_AN_ADULT_MEMBER: { zh: '该人在 {field} 当日不是健在的成年(年满18周岁)家庭成员', en: 'On the day of {field} the person is not a living member of the household of 18 or older' },
  NOT_REGISTERED_POOR: { zh: '只适用于建档立卡贫困户', en: 'This is for registered poor households' },
  DISBURSEMENT_MISMATCH: { zh: '资金拨付记录的受益人或金额不一致', en: 'The payment in the funds is to somebody else or of another amount' },
  DISBURSEMENT_USED: { zh: '该笔拨付已用于另一条记录', en: 'The payment in the funds counts for another record already' },
  OF_OTHER_COUNTY: { zh: '{field}不属于本县', en: '{field} lies in another county' },
  LIVE_ONE_EXISTS: { zh: '已有一条未结束的同类记录', en: 'There is a live record of this kind already' },
  SUM_EXCEEDED: { zh: '合计超过上限 {limit}(已有 {used})', en: 'The sum exceeds the limit of {limit}, of which {used} is taken' },
  // dated parameters
  POLICY_PARAMETER_UNKNOWN: { zh: '没有标识为 {id} 的政策参数', en: 'There is no policy parameter {id}' },
  POLICY_PARAMETER_NOT_SET: { zh: '{date} 在 {place} 没有有效的政策参数 {id},请先录入', en: 'No value of the policy parameter {id} is in force in {place} on {date}; enter it first' },
  BELOW_PARAMETER: { zh: '{field}低于政策参数 {id} 的 {value}', en: '{field} is less than {value}, the policy parameter {id}' },
  ABOVE_PARAMETER: { zh: '{field}高于政策参数 {id} 的 {value}', en: '{field} is more than {value}, the policy parameter {id}' },
  DIFFERS_FROM_PARAMETER: { zh: '{field}应为政策参数 {id} 的 {value}', en: '{field} should be {value}, by the policy parameter {id}' },
} as const;
