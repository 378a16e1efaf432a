import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyOf } from '../service/filled-folder.ts';
import { type Service, startService } from '../service/service.ts';
import { browserFlags, browserPath, cannotSee } from './browser.ts';

const profile = mkdtempSync(join(tmpdir(), 'youyu-browser-'));
let service: Service;
let context: BrowserContext;
let page: Page;
/** Hosts asked for anything. */
const hosts = new Set<string>();
/** Whatever the page complains of. */
const complaints: string[] = [];

const seen = test.skipIf(cannotSee);

const openBrowser = (): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: browserPath(), headless: true, args: browserFlags, viewport: { width: 1280, height: 800 } });

const hostOf = (url: string): string => (url.startsWith('data:') ? 'data:' : new URL(url.replace(/^blob:/, '')).host);

const listen = (opened: Page): void => {
  opened.on('request', (request) => hosts.add(hostOf(request.url())));
  opened.on('websocket', (socket) => hosts.add(hostOf(socket.url())));
  opened.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('requestfailed', (request) => {
    // A worker of the page that a reload cuts short is no complaint.
    if (!request.url().startsWith('blob:')) complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
};

beforeAll(async () => {
  if (cannotSee) return;
  service = await startService({ YOUYU_DATA_DIR: copyOf(inject('firstRun').folder) });
  context = await openBrowser();
  page = await context.newPage();
  listen(page);
});
afterAll(async () => {
  await context?.close();
  await service?.stop();
  rmSync(profile, { recursive: true, force: true });
});

const execute = '.graphiql-execute-button';
const textOf = async (selector: string): Promise<string> => ((await page.locator(selector).innerText()).replaceAll('\u00a0', ' '));
const open = async (): Promise<void> => {
  await page.waitForSelector(execute);
  await page.waitForFunction(() => document.querySelector('.graphiql-query-editor .view-line')?.textContent?.includes('query'));
};
const answered = (text: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.querySelector('.result-window')?.textContent?.includes(wanted), text);

seen('the start address leads to the page, with the first query and the token of the clerk', async () => {
  await page.goto(service.base);
  await open();
  expect(page.url()).toBe(`${service.base}/graphql`);
  expect(await page.title()).toBe('Youyu 右玉');
  expect(await textOf('.graphiql-query-editor')).toContain('place(code: "140224", asOf: "2017-01-01")');
  expect(await textOf('.graphiql-editor-tool')).toContain('"authorization":"Bearer eyJ');
  expect(await textOf('.graphiql-tab')).toBe('FirstHouseholds');
});

seen('a click runs it and shows households', async () => {
  await page.click(execute);
  await answered('灵丘县');
  const { data } = JSON.parse(inject('firstRun').clerkAnswer);
  const head = data.place.households.edges[0].node.members[0].name;
  await answered(head);
  if (process.env['YOUYU_TEST_SCREENSHOT']) await page.screenshot({ path: process.env['YOUYU_TEST_SCREENSHOT'] });
});

seen('the documentation lists the types', async () => {
  await page.click('[aria-label="Show Documentation Explorer"]');
  await page.waitForSelector('.graphiql-doc-explorer-content');
  await page.locator('.graphiql-doc-explorer-content a', { hasText: /^Query$/ }).click();
  await page.locator('.graphiql-doc-explorer-content', { hasText: 'place' }).waitFor();
});

seen('loaded again it has the same one tab, query and token', async () => {
  await page.reload();
  await open();
  expect(await page.locator('.graphiql-tab').count()).toBe(1);
  await page.click(execute);
  await answered('灵丘县');
});

seen('an expired token from an earlier run is not kept in the browser', async () => {
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toContain('Bearer');
});

seen('all that time nothing was asked of any other host, and nothing complained', () => {
  expect([...hosts].filter((host) => host !== 'data:')).toEqual([new URL(service.base).host]);
  expect(complaints).toEqual([]);
});
