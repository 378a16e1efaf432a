import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { registrationAction } from '../src/access/in-charge.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { type AnyRecord, type FieldSpec, fieldsOf, type StatusMove, stepsByDate } from '../src/records/define.ts';
import { allCoreRecords } from '../src/schema/core-records.ts';

interface Catalogue {
  readonly departments: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly actions: readonly { readonly number: number; readonly zh: string; readonly en: string; readonly leadDepartments: readonly string[] }[];
}

const catalogue = JSON.parse(readFileSync('data/policy-catalogue.json', 'utf8')) as Catalogue;
const departments = new Map(catalogue.departments.map((one) => [one.code, one]));
const actions = new Map(catalogue.actions.map((one) => [one.number, one]));

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Actions whose departments write a record; one table may serve several of its plugin's. */
const actionsOf = ({ action, ownWrites }: AnyRecord, own: readonly number[]): readonly number[] => {
  if (typeof action === 'number') return [action];
  if (action) return own;
  return ownWrites ? [registrationAction] : [];
};

const leadsOf = (numbers: readonly number[]): string => {
  const leads = [...new Set(numbers.flatMap((number) => actions.get(number)?.leadDepartments ?? []))].map((code) => departments.get(code));
  return leads.length === 0 ? '各部门 / every department that works in the place' : leads.map((one) => `${one?.zh} (${one?.en})`).join('; ');
};

const stepText = (to: string, { from, by = 'CLERK' }: StatusMove): string => `${from.join(', ')} → ${to} (${by === 'CLERK' ? '经办 clerk' : '审核 reviewer'})`;

const sourceOf = (record: AnyRecord, name: string, field: FieldSpec): readonly [keyedBy: string, derivedFrom: string] => {
  const moves = (record.status?.moves ?? {}) as Record<string, StatusMove>;
  if (record.status && name === 'status') return [`步骤 / steps: ${Object.entries(moves).map(([to, move]) => stepText(to, move)).join('; ')}`, ''];
  if (field.derived) return ['—', `${field.derived.zh} / ${field.derived.en}`];
  const steps = stepsByDate(record).get(name);
  if (field.readOnly && steps) return ['—', `步骤日期 / the day of the step to ${steps.join(', ')}`];
  if (record.ownWrites) return ['专用变更 / its own mutations', ''];
  return ['经办、系统对接 / clerk, integrator', ''];
};

const sectionOf = (record: AnyRecord, own: readonly number[]): string => {
  const rows = fieldsOf(record).map(([name, field]) => [`\`${name}\``, field.title.zh, field.title.en, field.class, ...sourceOf(record, name, field)].map(cell));
  return [
    `### ${record.name} · ${record.title.zh}\n`,
    `${record.title.en}. 填报部门 / kept by: ${leadsOf(actionsOf(record, own))}.\n`,
    '| field | 中文 | English | class | 填报 keyed by | 由来 derived from |', '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`), '',
  ].join('\n');
};

const intro = `# Who keys what · 数据项由谁填报

Written by \`npm run docs\` from the declarations of the records; do not edit.

Every field is keyed once, by one kind of department, or by nobody: then it is derived from what others have keyed. Forms
(\`/forms/...\`), lists, figures and exports are made from these fields and ask nobody anything.

每个数据项只由一类部门填报一次;由平台得出的数据项无人填报。表册、台账、统计和导出都由这些数据项生成,不再另行填报。
`;

/** The page of all fields: who keys each, and what the others are derived from. */
export const fieldsPage = (): string => [
  intro,
  '## Platform · 平台\n',
  ...allCoreRecords.map((record) => sectionOf(record, [])),
  ...allPlugins.flatMap(({ title, actions: own, records }) => [`## ${title.en} · ${title.zh}\n`, ...records.map((record) => sectionOf(record, own))]),
].join('\n');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync('docs/fields.md', fieldsPage());
