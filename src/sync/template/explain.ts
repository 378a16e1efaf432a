import type { Bilingual } from '../../errors.ts';
import { listSeparator } from '../cell-text.ts';
import type { ExchangeColumn } from '../columns.ts';
import { keyForm } from '../key-text.ts';

const byKind: Partial<Record<ExchangeColumn['kind'], Bilingual>> = {
  Date: { zh: '日期,如 2018-03-05', en: 'a date, such as 2018-03-05' },
  DateTime: { zh: '时刻,如 2018-03-05T08:00:00+08:00', en: 'an instant, such as 2018-03-05T08:00:00+08:00' },
  Boolean: { zh: '是或否', en: 'yes or no' },
  Int: { zh: '整数', en: 'a whole number' },
  Money: { zh: '金额(元),至多两位小数', en: 'an amount in yuan, two decimals at most' },
  Decimal: { zh: '数值', en: 'a number' },
};

const ofOne = ({ names, kind, codes, target }: ExchangeColumn): Bilingual => {
  if (codes) return { zh: `从下拉列表中选择(代码表:${codes.title.zh})`, en: `one of the drop-down (code list: ${codes.title.en})` };
  if (names === 'registration') return { zh: '户编号,按文本填写', en: 'the registration number of a household, as text' };
  if (names === 'place') return { zh: '行政区划代码,6 至 12 位数字', en: 'the code of a place, 6 to 12 digits' };
  if (names === 'person') return { zh: '本户成员:姓名/出生日期,或姓名,或身份证号', en: 'a member of the household: name/date of birth, the name alone, or the ID number' };
  if (names === 'reference' && target) return { zh: `${target.title.zh},写作 ${keyForm(target, 'zh')}`, en: `${target.title.en}, as ${keyForm(target, 'en')}` };
  return byKind[kind] ?? { zh: '文字', en: 'a text' };
};

/** What is to be written in a cell of a column. */
export const formOf = (column: ExchangeColumn): Bilingual => {
  const { zh, en } = ofOne(column);
  return column.isList ? { zh: `${zh};多项以“${listSeparator}”隔开`, en: `${en}; several with "${listSeparator}" between them` } : { zh, en };
};

/** Whether a column must be filled. */
export const needOf = ({ isKey, required }: ExchangeColumn): Bilingual => {
  if (isKey) return { zh: '关键列:据此找到记录', en: 'key: finds the record' };
  return required ? { zh: '新记录必填', en: 'required of new records' } : { zh: '选填', en: 'optional' };
};

/** What stands on the sheet of explanations above its table. */
export const introduction = (title: Bilingual): readonly Bilingual[] => [
  { zh: `${title.zh} · 导入模板`, en: `${title.en} · import template` },
  { zh: '请在第一张工作表中填写,每行一条记录;填好后原样上传导入。', en: 'Fill in the first sheet, a record in each row, and import the workbook as it is.' },
  { zh: '橙色表头(带 *)为新记录必填,蓝色为关键列,灰色为选填。', en: 'Orange headers (with *) are required of new records, blue ones are keys, grey ones are optional.' },
  { zh: '灰底的关键列是已有记录,已锁定;未填其他列的行不作任何改动。', en: 'Keys on grey are of records that are there, and locked; a row in which nothing else is filled changes nothing.' },
  { zh: '空单元格保持原值;要清空某项,请填“(空)”。', en: 'An empty cell leaves its field as it is; (empty) empties it.' },
];
