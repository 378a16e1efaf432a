import { createReadLog } from '../../access/audit/read-log.ts';
import { requireSignedIn } from '../../access/identity.ts';
import { PlatformError } from '../../errors.ts';
import type { Plugin } from '../../plugins/define.ts';
import { allCoreRecords } from '../../schema/core-records.ts';
import type { RequestContext } from '../../schema/context.ts';
import { inTransaction, type OperationOptions } from '../../server/operation.ts';
import type { Route, RouteCall } from '../../server/routes.ts';
import { mediaTypes } from '../formats/cells.ts';
import { chosenIn, dayIn, parameterInvalid } from '../search-params.ts';
import { csvOf, workbookOf } from './files.ts';
import type { Form } from './form.ts';
import { householdCard } from './household-card.ts';
import { type PageLanguage, pageOf } from './page.ts';
import { yearlyRoster } from './roster.ts';
import { villageLedger } from './village-ledger.ts';

const addressPattern = /^\/forms\/(household|village|roster)\/(\d{9,20})(?:\.(html|csv|xlsx))?$/;

interface Asked {
  readonly kind: 'household' | 'village' | 'roster';
  readonly key: string;
  readonly format: 'html' | 'csv' | 'xlsx';
  readonly language: PageLanguage;
}

const askedOf = ({ url }: RouteCall): Asked => {
  const [, kind, key, format = 'html'] = addressPattern.exec(url.pathname) ?? [];
  if (!kind) throw new PlatformError('FORM_NOT_FOUND');
  return { kind, key, format, language: chosenIn(url.searchParams, 'lang', ['zh', 'en'], 'zh') } as Asked;
};

const yearIn = (url: URL, today: string): number => {
  const text = url.searchParams.get('year') ?? today.slice(0, 4);
  if (!/^20\d\d$/.test(text) || text > today.slice(0, 4)) throw parameterInvalid('year');
  return Number(text);
};

const operationNames = { household: 'HouseholdCard', village: 'VillageLedger', roster: 'YearlyRoster' } as const;

const bytesOf = async (form: Form, { format, language }: Asked): Promise<{ readonly type: string; readonly body: BodyInit }> => {
  if (format === 'html') return { type: 'text/html; charset=utf-8', body: pageOf(form, language) };
  if (format === 'xlsx') return { type: mediaTypes.XLSX, body: (await workbookOf(form, language)) as BodyInit };
  const csv = csvOf(form, language);
  if (!csv) throw new PlatformError('FORM_NOT_FOUND');
  const parts: Uint8Array[] = [];
  for await (const part of csv) parts.push(part);
  return { type: mediaTypes.CSV, body: Buffer.concat(parts) };
};

const answerOf = async (form: Form, asked: Asked): Promise<Response> => {
  const { type, body } = await bytesOf(form, asked);
  const disposition = `${asked.format === 'html' ? 'inline' : 'attachment'}; filename="${form.name}.${asked.format}"`;
  return new Response(body, { headers: { 'content-type': type, 'content-disposition': disposition } });
};

/**
 * Forms for print: `/forms/household/<number>` the file card, `/forms/village/<code>` the ledger of a village or
 * township (`?asOf=`), `/forms/roster/<code>` the roster of a year (`?year=`); `.html`, `.xlsx` or, for one table,
 * `.csv`; `?lang=en`. One snapshot, the caller's scope and classes, and an entry in the journal of reads.
 */
export const formsRoute = (operation: OperationOptions, plugins: readonly Plugin[]): Route => {
  const options = { ...operation, readLog: createReadLog(operation.db, operation.vault) };
  const records = [...allCoreRecords, ...plugins.flatMap((plugin) => plugin.records)];
  const made = ({ kind, key }: Asked, { url }: RouteCall) => (ctx: RequestContext): Promise<Form> => {
    if (kind === 'household') return householdCard(ctx, records, key, dayIn(url.searchParams, 'asOf') ?? ctx.today);
    return kind === 'village' ? villageLedger(ctx, records, key, dayIn(url.searchParams, 'asOf') ?? ctx.today) : yearlyRoster(ctx, key, yearIn(url, ctx.today));
  };
  return {
    method: 'GET',
    path: '/forms/',
    cost: 500,
    answer: async (call) => {
      const asked = askedOf(call);
      requireSignedIn(call.identity);
      const make = made(asked, call);
      const facts = { requestId: call.requestId, identity: call.identity, operation: operationNames[asked.kind], ended: call.ended };
      const { data } = await inTransaction(options, facts, true, async (ctx) => ({ data: { form: await make(ctx) } }));
      return answerOf(data?.['form'] as Form, asked);
    },
  };
};
