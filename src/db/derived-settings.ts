import type { PolicyForm } from './policy-form.ts';

/** A setting of the transaction; the sub-select runs once per statement instead of once per row. */
export const setting = (name: string, form: PolicyForm): string => {
  const value = `current_setting('app.${name}', true)`;
  return form === 'wrapped' ? `(select ${value})` : value;
};

/** A list that a transaction's settings hold, as an array; nothing set is no element. */
export const settingList = (name: string, form: PolicyForm, type = 'text'): string => {
  const list = `string_to_array(current_setting('app.${name}', true), ',')`;
  return form === 'wrapped' ? `(select ${list})::${type}[]` : `${list}${type === 'text' ? '' : `::${type}[]`}`;
};
