import type { Bilingual } from '../errors.ts';

/** A value that the policy leaves to places and years: declared by an owner, kept as dated rows. */
export interface Parameter {
  /** Owner-prefixed, e.g. `ecology.ranger_wage`. */
  readonly id: string;
  readonly title: Bilingual;
  /** As in the catalogue: `yuan_per_mu`, `percent`, `person`. */
  readonly unit: string;
  /** The action whose departments set it. */
  readonly action: number;
  /** The measures it belongs to. */
  readonly measures: readonly string[];
}

const declared = new Map<string, Parameter>();

/**
 * Declares a parameter. Its rows are the record `PolicyParameter`: saved, imported and exported as any other.
 * @example defineParameter({ id: 'ecology.ranger_wage', title: { zh: '护林员年工资', en: 'Yearly wage of a ranger' }, unit: 'yuan', action: 8, measures: ['A08-M07'] })
 */
export const defineParameter = <const P extends Parameter>(parameter: P): P => {
  declared.set(parameter.id, parameter);
  return parameter;
};

/** The parameter declared under an id, if any. */
export const parameterOf = (id: string): Parameter | undefined => declared.get(id);
