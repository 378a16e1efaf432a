import { describe, expect, test } from 'vitest';
import iconv from 'iconv-lite';
import type { FileColumn, FileRow, FileSource, OutCell } from './cells.ts';
import { examineFile } from './examine.ts';
import { readRows } from './read.ts';
import { writeFile } from './write.ts';

const source = (...chunks: readonly (string | Uint8Array)[]): FileSource => ({
  name: 'file',
  async *open() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  },
});

const allOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => Buffer.concat(await allOf(bytes));
const read = async (file: FileSource): Promise<FileRow[]> => allOf(readRows(file, await examineFile(file)));

const columns: readonly FileColumn[] = [
  { header: '户编号', kind: 'String' }, { header: '姓名', kind: 'String' }, { header: '金额', kind: 'Money' }, { header: '人数', kind: 'Int' },
];
const rows: readonly (readonly OutCell[])[] = [
  ['1402230123456789', '赵铁柱🌾', '-12.50', 3],
  ['1402230123456780', '=HYPERLINK("http://x")', '9999999999999999.99', -4],
  ['000', "'=1+1", null, null],
  ['@x', '含,逗号"引号"\n换行', '0.10', 0],
];

describe('files written and read back', () => {
  for (const [format, encoding] of [['CSV', 'utf-8'], ['CSV', 'utf-8-bom'], ['CSV', 'gb18030'], ['XLSX', undefined], ['NDJSON', undefined]] as const) {
    test(`${format} ${encoding ?? ''}`, async () => {
      const bytes = await collect(writeFile(format, columns, rows, encoding ? { encoding } : {}));
      const file = source(bytes);
      const found = await examineFile(file);
      expect([found.format, found.encoding, found.bytes]).toEqual([format, format === 'XLSX' ? null : (encoding ?? 'utf-8'), bytes.length]);
      const back = await read(file);
      expect(back.map(({ cells }) => columns.map(({ header }) => (cells[header] == null || cells[header] === '' ? null : String(cells[header]))))).toEqual(
        rows.map((row) => row.map((cell, at) => (cell === null ? null : format === 'XLSX' && at === 2 ? String(Number(cell) > 1e15 ? cell : Number(cell)) : String(cell)))),
      );
      expect(back.every(({ fault }) => fault === undefined)).toBe(true);
    });
  }

  test('what a spreadsheet would calculate is text; negative figures stay figures', async () => {
    const text = (await collect(writeFile('CSV', columns, rows, { encoding: 'utf-8' }))).toString();
    expect(text).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(text).toContain(",-12.50,3\r\n");
    expect(text).toContain("\r\n'@x,");
    expect(text).toContain(",''=1+1,");
    for (const sign of ['=', '+', '-', '@', '\t', '\r']) {
      const [first] = (await collect(writeFile('CSV', [{ header: 'x', kind: 'String' }], [[`${sign}1`]], { encoding: 'utf-8' }))).toString().split('\r\n').slice(1);
      expect(first?.replace('"', '').startsWith("'")).toBe(true);
    }
  });
});

describe('files as they come', () => {
  test('GB18030 is known although only its last byte shows it, cut anywhere', async () => {
    const bytes = Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(50_000)}`), iconv.encode('2,县', 'gb18030')]);
    const cut = bytes.length - 1;
    const file = source(bytes.subarray(0, 100), bytes.subarray(100, cut), bytes.subarray(cut));
    expect((await examineFile(file)).encoding).toBe('gb18030');
    expect((await read(file)).at(-1)?.cells).toEqual({ a: '2', b: '县' });
  });

  test('rows carry the line they begin on', async () => {
    const back = await read(source('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n3,q,r\r\n4,w\r\n'));
    expect(back.map(({ line, cells, fault }) => [line, cells.a ?? null, fault?.code ?? null])).toEqual([[2, '1', null], [5, '2', null], [6, null, 'FILE_ROW_CELLS'], [7, '4', null]]);
  });

  test('a broken JSON line stops no other', async () => {
    const back = await read(source('{"a":1}\n{"a":\n[1]\n{"a":4}\n'));
    expect(back.map(({ line, fault }) => [line, fault?.code ?? null])).toEqual([[1, null], [2, 'FILE_ROW_UNREADABLE'], [3, 'FILE_ROW_UNREADABLE'], [4, null]]);
  });

  test('what is no table is refused with its reason', async () => {
    const refused = async (...chunks: readonly (string | Uint8Array)[]): Promise<string> => examineFile(source(...chunks), 1_000).then(() => 'taken', (error: { code: string }) => error.code);
    expect(await refused()).toBe('FILE_EMPTY');
    expect(await refused('x'.repeat(1_001))).toBe('FILE_TOO_LARGE');
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toBe('FILE_FORMAT_UNKNOWN');
    expect(await refused(Buffer.from([0x61, 0x2c, 0, 0x62]))).toBe('FILE_ENCODING_UNKNOWN');
    expect(await refused(Buffer.from([0xff, 0xff, 0xff]))).toBe('FILE_ENCODING_UNKNOWN');
  });
});
