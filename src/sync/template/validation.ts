import type { DataValidation } from '@protobi/exceljs';
import type { ExchangeColumn } from '../columns.ts';
import { choicesOf } from './columns.ts';
import { formOf } from './explain.ts';

/** Rows to be filled in below those that are there; some libraries keep a rule for each cell that has one. */
const spareRows = 5_000;

export const listsSheet = '_lists';

const letterOf = (at: number): string => (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** Where a column's cells stand, given the last row that is used. */
export const rangeOf = (at: number, used: number): string => `${letterOf(at)}2:${letterOf(at)}${used + spareRows}`;

/** Spreadsheets take no more in these. */
const [longestTitle, longestText] = [32, 255];

const ruleOf = (column: ExchangeColumn, listAt: number | undefined): object => {
  const { kind, names, isList, codes } = column;
  const choices = choicesOf(column);
  if (choices && listAt !== undefined) return { type: 'list', formulae: [`'${listsSheet}'!$${letterOf(listAt)}$2:$${letterOf(listAt)}$${choices.length + 1}`], errorStyle: 'stop' };
  if (codes || isList || names !== 'value') return { type: 'any' };
  if (kind === 'Date') return { type: 'date', operator: 'between', formulae: [new Date('1900-01-01'), new Date('2199-12-31')], errorStyle: 'warning' };
  if (kind === 'Int') return { type: 'whole', operator: 'between', formulae: [-2_147_483_648, 2_147_483_647], errorStyle: 'warning' };
  if (kind === 'Money' || kind === 'Decimal') return { type: 'decimal', operator: 'between', formulae: [-1e16, 1e16], errorStyle: 'warning' };
  return { type: 'any' };
};

/** What a spreadsheet says and refuses while a cell is filled in. A list of codes takes several, so only one is offered and none refused. */
export const validationOf = (column: ExchangeColumn, listAt: number | undefined): DataValidation => {
  const [form, rule] = [formOf(column), ruleOf(column, listAt)];
  const prompt = `${form.zh}\n${form.en}`.slice(0, longestText);
  return {
    ...rule, allowBlank: true, showInputMessage: true, promptTitle: column.title.zh.slice(0, longestTitle), prompt,
    ...('errorStyle' in rule && !column.isList ? { showErrorMessage: true, errorTitle: column.title.zh.slice(0, longestTitle), error: prompt } : {}),
  } as DataValidation;
};
