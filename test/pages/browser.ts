import { existsSync } from 'node:fs';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const found = process.env['YOUYU_TEST_BROWSER'] ?? browsers.find((file) => existsSync(file));

/** A newcomer without a browser sees these tests skipped; where all checks run, its absence is a failure. */
export const cannotSee = found === undefined && process.env['CI'] === undefined;

/** @throws Error that says what to install */
export const browserPath = (): string => {
  if (!found) throw new Error('no browser: install chromium, or set YOUYU_TEST_BROWSER');
  return found;
};

export const browserFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
