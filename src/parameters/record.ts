import { policyParameter } from '../db/tables/parameters.ts';
import { registrationAction } from '../access/in-charge.ts';
import { defineRecord } from '../records/define.ts';
import { open } from '../records/field.ts';
import { rowRule } from '../records/rules.ts';
import { ruleError } from '../rules/errors.ts';
import { inOrder } from '../rules/words.ts';
import { parameterOf } from './define.ts';

type ParameterRow = typeof policyParameter.$inferSelect;

const isDeclared = rowRule<ParameterRow>('declared', ({ after: { parameter } }) =>
  parameterOf(parameter) === undefined ? ruleError('POLICY_PARAMETER_UNKNOWN', { id: parameter.slice(0, 80) }, ['parameter']) : undefined);

/** Public: what people are entitled to is no secret. The departments of the parameter's action set it. */
export const policyParameterRecord = defineRecord({
  table: policyParameter,
  name: 'PolicyParameter',
  about: 'province',
  reach: 'placeCode',
  title: ['政策参数', 'Value that the policy leaves to places and years'],
  action: ({ parameter }) => parameterOf(parameter)?.action ?? registrationAction,
  key: ['parameter', 'placeCode', 'validFrom'],
  rules: [isDeclared, inOrder<ParameterRow>(['validFrom', 'validTo'])],
  fields: {
    parameter: open('参数', 'Id of the parameter'),
    placeCode: open('适用地区', 'Place it is for: the province, a city or a county', { place: true }),
    validFrom: open('执行日期', 'First day'),
    validTo: open('停止日期', 'Last day, included; open until the next one'),
    value: open('数值', 'Value, in the unit of the parameter'),
    source: open('依据', 'Document it rests on'),
  },
});
