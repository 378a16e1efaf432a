import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say } from './say.ts';

const folder = fileURLToPath(new URL('./peers', import.meta.url));
const wanted = `${folder}/package-lock.json`;
/** What was installed last, so that a change of versions is noticed. */
const installed = `${folder}/node_modules/.installed-lock.json`;

const isInstalled = (): boolean => existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8');

/** Installs what the platform is compared with, beside the product and not into it; does nothing when it is there. */
export const installPeers = (): void => {
  if (isInstalled()) return;
  say('the peers are installed into bench/peers/node_modules, once: PostGraphile, Pothos with its Drizzle plugin; some 350 MB');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the peers could not be installed; without them: --ways youyu,sql');
  cpSync(wanted, installed);
};
