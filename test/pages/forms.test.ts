import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { copyOf } from '../service/filled-folder.ts';
import { type Service, startService } from '../service/service.ts';
import { browserFlags, browserPath, cannotSee } from './browser.ts';

const profile = mkdtempSync(join(tmpdir(), 'youyu-forms-'));
let service: Service;
let context: BrowserContext;

beforeAll(async () => {
  if (cannotSee) return;
  service = await startService({ YOUYU_DATA_DIR: copyOf(inject('firstRun').folder) });
  context = await chromium.launchPersistentContext(profile, { executablePath: browserPath(), headless: true, args: browserFlags, viewport: { width: 1280, height: 900 } });
});
afterAll(async () => {
  await context?.close();
  await service?.stop();
  if (existsSync(profile)) rmSync(profile, { recursive: true, force: true });
});

const forms = [
  ['the file card', '/forms/household/1402240000000001', '扶贫手册'],
  ['the ledger', '/forms/village/140224207?asOf=2018-12-31', '精准扶贫台账'],
  ['the roster', '/forms/roster/140224207?year=2018', '2018 年度贫困人口花名册'],
] as const;

describe.skipIf(cannotSee)('a form in a browser', () => {
  test.each(forms)('%s fits its page on screen and on paper, and asks for nothing more', async (_, path, title) => {
    const page = await context.newPage();
    const [asked, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${await service.token('demo-county-clerk')}` });
    const response = await page.goto(`${service.base}${path}`);
    expect(response?.status()).toBe(200);
    expect(await page.locator('h1').innerText()).toBe(title);
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1030, height: 700 }); // A4 across, less its margins, at 96 dots an inch
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(asked).toEqual([`${service.base}${path}`]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
