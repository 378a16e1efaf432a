import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { reachesRows, requireReader } from '../../records/listing.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { householdByNumber } from '../../schema/household.ts';
import { placesByCode } from '../../schema/place-data.ts';
import { rosters } from '../../schema/roster.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { Form, FormSection } from './form.ts';
import { memberColumns, memberRows } from './members.ts';
import { formColumns, headOf, rowsOfHouseholds, shownRows } from './shown.ts';
import { watermarkOf } from './watermark.ts';

/** What the card shows in sections of its own, or not at all: the roster says who belongs. */
const elsewhere = new Set(['Household', 'Person', 'Membership']);

/** Records of households, in the order of core and plugins: a new one has its section by being declared. */
export const householdRecords = (records: readonly AnyRecord[]): readonly AnyRecord[] => records.filter(({ about, name }) => about === 'household' && !elsewhere.has(name));

/** Columns that fit across a page. */
const widest = 12;

/** What names another row of the same household says nothing new on its card. */
const isWithin = ({ target }: ExchangeColumn): boolean => target !== undefined && target.about === 'household' && target !== coreRecords.person;

/** A section without the columns that nobody filled: there is nothing to fill in on paper. */
const filled = (section: FormSection): FormSection => {
  const used = section.columns.map((_, at) => section.rows.some((row) => row[at] !== ''));
  return { ...section, columns: section.columns.filter((_, at) => used[at]), rows: section.rows.map((row) => row.filter((_, at) => used[at])) };
};

const sectionOf = async (ctx: RequestContext, asOf: string, record: AnyRecord, householdId: string): Promise<FormSection> => {
  const columns = formColumns(record).filter((column) => !isWithin(column));
  const rows = await rowsOfHouseholds(ctx, record, [householdId]);
  const section = filled({ title: record.title, layout: 'table', columns: columns.map(headOf), rows: await shownRows(ctx, asOf, record, columns, rows) });
  return section.columns.length > widest ? { ...section, layout: 'facts' } : section;
};

/**
 * The file card of a household (扶贫手册): the household, its members on the day, and whatever the
 * platform keeps about it, as far as the caller may read it. Kinds without a row take no paper.
 * @throws PlatformError FORM_NOT_FOUND when no household within reach has the number
 */
export const householdCard = async (ctx: RequestContext, records: readonly AnyRecord[], registrationNumber: string, asOf: string): Promise<Form> => {
  requireReader(ctx.identity);
  const row = await householdByNumber(ctx, registrationNumber);
  if (!row) throw new PlatformError('FORM_NOT_FOUND');
  const id = row.householdId as string;
  const village = await placesByCode(ctx, asOf).load(row.villageCode as string);
  const facts = formColumns(coreRecords.household);
  const members = await rosters(ctx, asOf).load(id);
  const sections: FormSection[] = [
    { title: { zh: '基本情况', en: 'The household' }, layout: 'facts', columns: facts.map(headOf), rows: await shownRows(ctx, asOf, coreRecords.household, facts, [row]) },
    { title: { zh: '家庭成员', en: 'Members' }, layout: 'table', columns: memberColumns(), rows: await memberRows(ctx, asOf, members) },
  ];
  for (const record of householdRecords(records)) {
    if (reachesRows(ctx.identity, record)) sections.push(await sectionOf(ctx, asOf, record, id));
  }
  return {
    name: `household-card-${registrationNumber}`,
    title: { zh: '扶贫手册', en: 'File card of a household' },
    subtitle: { zh: `${village?.name ?? ''} ${registrationNumber} 截至 ${asOf}`, en: `${village?.name ?? ''} ${registrationNumber}, as of ${asOf}` },
    sections: sections.filter(({ rows }) => rows.length > 0),
    watermark: watermarkOf(ctx),
  };
};
