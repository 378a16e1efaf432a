import { reachesCounty, requireRole } from '../../access/identity.ts';
import { normaliseIdNumber } from '../../access/id-number.ts';
import { PlatformError } from '../../errors.ts';
import { writers } from '../../records/permissions.ts';
import { saveRecords } from '../../records/save.ts';
import { coreRecords } from '../../schema/core-records.ts';
import type { RequestContext } from '../../schema/context.ts';
import { comparisonRunRecord } from '../../schema/records/comparison.ts';
import { valueOfCell } from '../cell-value.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { Importer, IntakeRow, Settled } from '../intake/importer.ts';
import { compareRows, type RowResult } from './comparison.ts';
import { type ComparedListFacts, nameOfList } from './list-name.ts';
import type { ListRow } from './match-rows.ts';

const column = (name: string, zh: string, en: string, aliases: readonly string[], extra: Partial<ExchangeColumn> = {}): ExchangeColumn => ({
  name, title: { zh, en }, kind: 'String', isList: false, codes: undefined, class: 'personal', names: 'value', target: undefined, isOwner: false, isKey: false, writable: true, required: false, aliases, ...extra,
});

/** Whom a row is about; whatever else other departments write into their lists is passed over. */
const columns: readonly ExchangeColumn[] = [
  column('name', '姓名', 'Name', ['户主姓名', '对象姓名', '人员姓名', '车主姓名', '所有人', '法定代表人']),
  column('idNumber', '身份证号', 'ID number', ['身份证号码', '公民身份号码', '居民身份证号', '居民身份证号码', '证件号码', '身份证件号码', 'id number', 'idcard'], { class: 'sensitive' }),
  column('bornOn', '出生日期', 'Date of birth', ['出生年月日', '生日'], { kind: 'Date' }),
];

const read = (row: IntakeRow): ListRow => {
  const values: Record<string, unknown> = {};
  for (const one of columns) {
    try {
      values[one.name] = valueOfCell(one, row.cells[one.name]);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      row.faults.push(error.at(one.name));
    }
  }
  const { name, idNumber, bornOn } = values as Omit<ListRow, 'rowNumber'>;
  return { rowNumber: row.corrects ?? row.line, name: name ?? null, bornOn: bornOn ?? null, idNumber: typeof idNumber === 'string' ? normaliseIdNumber(idNumber) : null };
};

/** The comparison of the list, opened with its first rows. @throws PlatformError as a save does */
const openRun = async (ctx: RequestContext, facts: ComparedListFacts): Promise<string> => {
  const [result] = await saveRecords(ctx, comparisonRunRecord, [{ ...facts }], coreRecords);
  if (result?.id == null) throw result?.errors[0] ?? new PlatformError('COMPARISON_LIST_INVALID');
  return result.id;
};

const settled = ({ outcome, errors }: RowResult): Settled => {
  if (errors.length > 0) return { outcome: 'QUARANTINED', faults: errors };
  return { outcome: outcome === null ? 'UNCHANGED' : 'CREATED', faults: [] };
};

/** Compares the rows of a file with the register, as {@link compareRows} does; what cannot be compared waits in quarantine. */
export const listImporter = (facts: ComparedListFacts): Importer => ({
  name: nameOfList(facts),
  record: comparisonRunRecord,
  columns,
  passesStrange: true,
  county: facts.countyCode,
  batchRows: 500,
  admit: async ({ identity }) => {
    requireRole(identity, ...writers);
    if (!reachesCounty(identity, facts.countyCode)) throw new PlatformError('COUNTY_OUT_OF_REACH', { code: facts.countyCode });
  },
  save: async (ctx, rows) => {
    const given = rows.map((row) => [row, read(row)] as const);
    const sound = given.filter(([{ faults }]) => faults.length === 0);
    const results = sound.length === 0 ? [] : await compareRows(ctx, await openRun(ctx, facts), sound.map(([, row]) => row), { keepsInvalid: false });
    const byRow = new Map(sound.map(([row], at) => [row, results[at] as RowResult]));
    return rows.map((row) => {
      const result = byRow.get(row);
      return result ? settled(result) : { outcome: 'QUARANTINED', faults: row.faults };
    });
  },
});
