import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const offices = ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
const given = process.env['YOUYU_TEST_OFFICE'];

const found = given || offices.find((file) => existsSync(file));

/** A newcomer without LibreOffice sees these tests skipped; where all checks run, its absence is a failure. */
export const cannotFill = found === undefined && process.env['CI'] === undefined;

const officePath = (): string => {
  if (!found || !existsSync(found)) throw new Error('no LibreOffice: install libreoffice-calc and python3-uno, or set YOUYU_TEST_OFFICE to its soffice');
  return found;
};

const python = (): string => process.env['YOUYU_TEST_PYTHON'] ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');

const run = (file: string, args: readonly string[], input = ''): Promise<string> => new Promise((done, failed) => {
  const child = execFile(file, args, { timeout: 120_000, maxBuffer: 1e7 }, (error, stdout, stderr) => (error ? failed(new Error(`${file}: ${stderr || error.message}`)) : done(stdout)));
  child.stdin?.end(input);
});

/** What was typed, by header; `choice` is an entry of the cell's drop-down. */
export type TypedRow = Readonly<Record<string, string | { readonly choice: number }>>;

export interface Filled {
  readonly xlsx: Buffer;
  /** Stored as ODS and from there as XLSX again. */
  readonly viaOds: Buffer;
  readonly chosen: readonly string[];
  readonly protected: boolean;
  readonly firstIsLocked: boolean;
  readonly sheets: readonly string[];
  readonly hidden: readonly string[];
  readonly notes: number;
}

/** Opens a workbook in LibreOffice, types into its first sheet from a row on, and stores it again. */
export const fillIn = async (book: Uint8Array, row: number, rows: readonly TypedRow[]): Promise<Filled> => {
  const folder = await mkdtemp(join(tmpdir(), 'youyu-office-'));
  try {
    const [input, xlsx, ods] = ['template.xlsx', 'filled.xlsx', 'other.ods'].map((name) => join(folder, name)) as [string, string, string];
    await writeFile(input, book);
    const profile = join(folder, 'profile');
    const asked = { office: officePath(), profile, input, row, rows, outputs: [[xlsx, 'Calc MS Excel 2007 XML'], [ods, 'calc8']] };
    const told = JSON.parse(await run(python(), [fileURLToPath(new URL('fill.py', import.meta.url))], JSON.stringify(asked)));
    await run(officePath(), ['--headless', '--norestore', `-env:UserInstallation=file://${profile}`, '--convert-to', 'xlsx', '--outdir', folder, ods]);
    return { ...told, xlsx: await readFile(xlsx), viaOds: await readFile(join(folder, 'other.xlsx')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
