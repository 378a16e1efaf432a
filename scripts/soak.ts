import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

// The same tests with bigger numbers: `npm run soak -- 20` does twenty times the work of `npm test`,
// `npm run soak -- 20 test/driver/outage.test.ts` in one file.

/** All tests whose amount of work follows the number. */
const growing = (): string[] => globSync('test/**/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes('YOUYU_SOAK')).sort();

const [times = '10', ...files] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(times)) throw new Error(`usage: npm run soak [-- <times> [<file>...]]; not a number of times: ${times}`);

const { status } = spawnSync('vitest', ['run', ...(files.length > 0 ? files : growing())], {
  stdio: 'inherit',
  shell: process.platform === 'win32', // where vitest is a .cmd
  env: { ...process.env, YOUYU_SOAK: times },
});
process.exitCode = status ?? 1;
