import type { Bilingual } from '../../errors.ts';
import { type Form, type FormColumn, type FormSection, withheldMark, withheldNote } from './form.ts';

/** Languages a page can be in. */
export type PageLanguage = keyof Bilingual;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] as string);

/** Dates, numbers and names stand on one line. */
const isWord = (text: string): boolean => /^[\d*./-]{1,20}$/.test(text) || text.length <= 4;

const cell = (tag: 'th' | 'td', { isFigure }: Pick<FormColumn, 'isFigure'>, text: string): string => {
  const classes = [isFigure ? 'figure' : '', isWord(text) ? 'word' : ''].filter(Boolean).join(' ');
  return `<${tag}${classes === '' ? '' : ` class="${classes}"`}>${escaped(text)}</${tag}>`;
};

const tableOf = ({ columns, rows }: FormSection, language: PageLanguage): string => `<table>
<thead><tr>${columns.map((column) => cell('th', column, column.title[language])).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${columns.map((column, at) => cell('td', column, row[at] ?? '')).join('')}</tr>`).join('\n')}</tbody>
</table>`;

const factsOf = ({ columns, rows }: FormSection, language: PageLanguage): string =>
  rows.map((row) => `<dl>${columns.map(({ title }, at) => `<div><dt>${escaped(title[language])}</dt><dd>${escaped(row[at] ?? '')}</dd></div>`).join('\n')}</dl>`).join('\n');

const sectionOf = (section: FormSection, language: PageLanguage): string =>
  `<section><h2>${escaped(section.title[language])}</h2>\n${section.layout === 'facts' ? factsOf(section, language) : tableOf(section, language)}</section>`;

const style = `
@page { size: A4 landscape; margin: 14mm 12mm 16mm; }
* { box-sizing: border-box; }
body { font: 12px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimSun", sans-serif; color: #000; margin: 0 auto; max-width: 1120px; padding: 16px; }
h1 { font-size: 22px; text-align: center; margin: 0; }
header p { text-align: center; margin: 4px 0 14px; }
h2 { font-size: 14px; margin: 14px 0 4px; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid #444; padding: 2px 5px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; font-weight: 600; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
.word { white-space: nowrap; }
dl + dl { margin-top: 6px; }
dl { display: grid; grid-template-columns: repeat(3, 1fr); margin: 0; border-top: 1px solid #444; border-left: 1px solid #444; }
dl div { display: flex; border-right: 1px solid #444; border-bottom: 1px solid #444; break-inside: avoid; }
dt { flex: 0 0 42%; background: #eee; padding: 2px 5px; font-weight: 600; }
dd { margin: 0; padding: 2px 5px; overflow-wrap: anywhere; }
footer { margin-top: 12px; font-size: 10px; color: #333; border-top: 1px solid #999; padding-top: 4px; }
@media print { body { padding: 0; max-width: none; } }
`;

const says = ({ sections }: Form): boolean => sections.some(({ rows }) => rows.some((row) => row.includes(withheldMark)));

/** A form as a page for print: no scripts, nothing loaded from elsewhere, A4 across. */
export const pageOf = (form: Form, language: PageLanguage): string => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(form.title[language])} ${escaped(form.subtitle[language])}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escaped(form.title[language])}</h1><p>${escaped(form.subtitle[language])}</p></header>
<main>
${form.sections.map((section) => sectionOf(section, language)).join('\n')}
</main>
<footer>${says(form) ? `<p>${escaped(withheldNote[language])}</p>` : ''}<p>${escaped(form.watermark[language])}</p></footer>
</body>
</html>
`;
