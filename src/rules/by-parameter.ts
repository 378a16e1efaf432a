import { Decimal } from 'decimal.js';
import type { PlatformError } from '../errors.ts';
import type { Parameter } from '../parameters/define.ts';
import { parametersOn } from '../parameters/look-up.ts';
import { isChanged } from '../records/rule-steps.ts';
import type { Draft, Rule } from '../records/rules.ts';
import { ruleError } from './errors.ts';

interface OfCounty {
  readonly countyCode: string;
}

/** How a figure of a row stands to a parameter. */
export interface ByParameter<Row> {
  readonly parameter: Parameter;
  /** The field that a fault is told at. */
  readonly field: keyof Row & string;
  /** What is compared; the field's own value unless given. Null passes. */
  readonly figure?: (row: Row) => Decimal | string | number | null;
  readonly is: 'atLeast' | 'atMost' | 'equal';
  /** The day whose value holds. Null passes: the day will come. */
  readonly on: (row: Row) => string | null;
  /** Which rows are asked; those whose field is new unless given, so that a later value does not make old rows wrong. */
  readonly when?: (draft: Draft<Row>) => boolean;
}

const fault = (is: ByParameter<never>['is'], figure: Decimal, value: string): 'BELOW_PARAMETER' | 'ABOVE_PARAMETER' | 'DIFFERS_FROM_PARAMETER' | undefined => {
  if (is === 'atLeast') return figure.lessThan(value) ? 'BELOW_PARAMETER' : undefined;
  if (is === 'atMost') return figure.greaterThan(value) ? 'ABOVE_PARAMETER' : undefined;
  return figure.equals(value) ? undefined : 'DIFFERS_FROM_PARAMETER';
};

/**
 * A figure is held against the value in force in the row's county on a day. @throws as faults BELOW_PARAMETER, ABOVE_PARAMETER,
 * DIFFERS_FROM_PARAMETER; POLICY_PARAMETER_NOT_SET where there is none: nothing is granted by a value that nobody set
 */
export const byParameter = <Row extends OfCounty>({ parameter, field, figure = (row) => row[field] as string | null, is, on, when = (draft) => isChanged(draft, field) }: ByParameter<Row>): Rule<Row> => ({
  name: `${field} by ${parameter.id}`,
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => when(draft) && on(draft.after) !== null && figure(draft.after) !== null);
    const values = await parametersOn(ctx, asked.map(({ after }) => ({ parameter: parameter.id, countyCode: after.countyCode, on: on(after) as string })));
    return drafts.map((draft): PlatformError | undefined => {
      const at = asked.indexOf(draft);
      if (at < 0) return undefined;
      const { after } = draft;
      const value = values[at] ?? null;
      if (value === null) return ruleError('POLICY_PARAMETER_NOT_SET', { id: parameter.id, place: after.countyCode, date: on(after) as string }, [field]);
      const code = fault(is, new Decimal(figure(after) as string), value);
      return code && ruleError(code, { field, id: parameter.id, value: new Decimal(value).toString() }, [field]);
    });
  },
});
