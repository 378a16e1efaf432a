import type { Role } from './codes/access.ts';
import { setting, settingList } from './derived-settings.ts';
import type { PolicyForm } from './policy-form.ts';

/** Conditions on rows of one table, by what is done to them; none means that it is not done. */
export interface GuardRules {
  readonly select?: string;
  readonly insert?: string;
  readonly update?: string;
}

/** Rules of a table, in the form of the database and for a caller of counties or of the whole province. */
export type Guard = (form: PolicyForm, wide: boolean) => GuardRules;

const once = (condition: string, form: PolicyForm): string => (form === 'wrapped' ? `(select ${condition})` : condition);

const holds = (role: Role, form: PolicyForm): string => once(`'${role}' = any(string_to_array(current_setting('app.roles', true), ','))`, form);

const mine = (column: string, form: PolicyForm): string => `${column} = ${setting('actor', form)}`;

const inCounties = (column: string, form: PolicyForm, wide: boolean): string => (wide ? `${column} is not null` : `${column} = any(${settingList('counties', form)})`);

/** Accounts, roles and grants: security administrators read and write them, and nobody else. */
export const administered: Guard = (form) => {
  const rule = holds('SECURITY_ADMINISTRATOR', form);
  return { select: rule, insert: rule, update: rule };
};

/** Emergencies: opened and ended by whoever has them; read by them, by reviewers of the county and by auditors. */
export const emergencies: Guard = (form, wide) => ({
  select: `${mine('actor', form)} or ${holds('AUDITOR', form)} or (${holds('REVIEWER', form)} and ${inCounties('county_code', form, wide)})`,
  insert: `${mine('actor', form)} and (${holds('CLERK', form)} or ${holds('REVIEWER', form)})`,
  update: mine('actor', form),
});

/** Notices: read and marked by those they are for, added by whatever they tell of. */
export const notices: Guard = (form, wide) => {
  const own = `${mine('to_actor', form)} or (to_role = any(${settingList('roles', form)}) and ${inCounties('to_county', form, wide)})`;
  return { select: own, insert: 'true', update: own };
};

/** One household of the register, while its number stands in the transaction's settings: for an emergency. */
export const sought: Guard = (form) => ({
  select: `registration_number = ${setting('sought', form)} and (${holds('CLERK', form)} or ${holds('REVIEWER', form)})`,
});

/** Rows for a place that everybody reads: written by who has that county, or the whole province. */
export const forOwnPlaces: Guard = (form, wide) => {
  const own = inCounties('place_code', form, wide);
  return { select: 'true', insert: own, update: own };
};

/** Keys of the caller's own writes. */
export const ownKeys: Guard = (form) => ({ select: mine('actor', form), insert: mine('actor', form), update: mine('actor', form) });

/** Entries about what the caller did, wherever the record was then: who wrote a case does not review it. */
export const ownEntries: Guard = (form) => ({ select: mine('actor', form) });

/** Webhooks and what they could not deliver: of whoever has them, as long as they are an integrator. */
export const ownHooks: Guard = (form) => {
  const own = `${mine('actor', form)} and ${holds('INTEGRATOR', form)}`;
  return { select: own, insert: own, update: own };
};

/** Files on their way in: whoever brings one, as long as they hold a role that imports, and nobody else. */
export const ownImports: Guard = (form) => {
  const own = `${mine('actor', form)} and (${holds('CLERK', form)} or ${holds('INTEGRATOR', form)})`;
  return { select: own, insert: own, update: own };
};
