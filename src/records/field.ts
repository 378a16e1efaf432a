import type { FieldClass } from '../access/identity.ts';
import type { FieldSpec } from './define.ts';

type Options = Omit<FieldSpec, 'title' | 'class'>;

const ofClass =
  (fieldClass: FieldClass) =>
  (zh: string, en: string, options: Options = {}): FieldSpec => ({ title: { zh, en }, class: fieldClass, ...options });

/** May be shown to everyone. */
export const open = ofClass('public');
/** For signed-in users within their scope. */
export const internal = ofClass('internal');
/** Says something about a person: names, relations, addresses. */
export const personal = ofClass('personal');
/** ID numbers, health, disability, bank accounts. */
export const sensitive = ofClass('sensitive');
