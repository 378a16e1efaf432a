import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { errorsPage } from '../../scripts/print-errors.ts';
import { fieldsPage } from '../../scripts/print-fields.ts';
import { readmes, withSettings } from '../../scripts/print-settings.ts';
import { copyOf } from './filled-folder.ts';
import { type Service, startService } from './service.ts';

const files = readmes.map(([file, language]) => ({ file, language, text: readFileSync(file, 'utf8') }));

const block = (text: string, name: string): string => {
  const found = new RegExp(`<!-- ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (found === undefined) throw new Error(`no block ${name}`);
  return found;
};

let folder: string;
let service: Service;
beforeAll(async () => {
  folder = copyOf(inject('firstRun').folder);
  service = await startService({ YOUYU_DATA_DIR: folder });
});
afterAll(() => service.stop());

/** Runs what the README shows as it stands there, but for the port and the folder. */
const shell = (commands: string): Promise<string> =>
  new Promise((resolve) => {
    const { PATH, HOME } = process.env;
    const child = spawn('sh', ['-c', commands.replaceAll('http://127.0.0.1:4000', service.base)], { env: { PATH, HOME, YOUYU_DATA_DIR: folder } });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.on('close', () => resolve(out));
  });

describe.each(files)('$file', ({ text, language }) => {
  test.each(['public', 'household', 'groups', 'published'])('its %s query gives the answer it shows', async (name) => {
    const answer = await shell(block(text, `${name} query`));
    expect(JSON.parse(answer)).toEqual(JSON.parse(block(text, `${name} answer`)));
  });

  test('its table of settings is that of the code', () => {
    expect(withSettings(text, language), 'run: npm run docs').toBe(text);
  });

  test('its map names every folder of src, and nothing that is not there', () => {
    const named = [...text.matchAll(/`src\/([\w-]+)\/`/g)].map(([, name]) => name);
    const there = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect([...new Set(named)].sort()).toEqual(there.sort());
  });

  test('what it links to is there', () => {
    const links = [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path]) => String(path));
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});

test('both languages show the same commands, queries and answers', () => {
  const blocks = files.map(({ text }) => [...text.matchAll(/```\w+\n[\s\S]*?```/g)].map(([found]) => found));
  expect(blocks[1]).toEqual(blocks[0]);
});

test('the list of error codes is that of the code', () => {
  expect(readFileSync('docs/errors.md', 'utf8'), 'run: npm run docs').toBe(errorsPage());
});

test('the list of fields and who keys them is that of the declarations', () => {
  expect(readFileSync('docs/fields.md', 'utf8'), 'run: npm run docs').toBe(fieldsPage());
});

test('the list of error codes has every code that the server makes by itself', () => {
  const sources = readdirSync('src/server').filter((file) => file.endsWith('.ts')).map((file) => readFileSync(`src/server/${file}`, 'utf8'));
  const made = sources.flatMap((text) => [...text.matchAll(/'([A-Z]+_[A-Z_]+)'/g)].map(([, code]) => String(code)));
  expect(made).toEqual(expect.arrayContaining(['NOT_FOUND', 'GRAPHQL_LIMIT_EXCEEDED', 'GRAPHQL_PARSE_FAILED']));
  expect(made.filter((code) => !errorsPage().includes(`\`${code}\``))).toEqual([]);
});
