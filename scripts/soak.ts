import { spawnSync } from 'node:child_process';

// The same tests with bigger numbers: `npm run soak -- 20` does twenty times the work of `npm test`.
const times = process.argv[2] ?? '10';
if (!/^[1-9]\d*$/.test(times)) throw new Error(`usage: npm run soak [-- <times>]; not a number of times: ${times}`);

const { status } = spawnSync('vitest', ['run', 'test/driver', ...process.argv.slice(3)], {
  stdio: 'inherit',
  shell: process.platform === 'win32', // where vitest is a .cmd
  env: { ...process.env, YOUYU_SOAK: times },
});
process.exitCode = status ?? 1;
