import type { Config } from '../config.ts';
import { type DemoAccount, demoAccounts } from '../demo/accounts.ts';
import type { TokenSigner } from '../access/tokens.ts';
import type { Platform } from '../platform.ts';
import { asCurl, firstQuery, publicQuery } from '../server/examples.ts';
import { say } from './say.ts';

const sayAccount = async ({ subject, description }: DemoAccount, signer: TokenSigner): Promise<void> => {
  say(`  ${subject}: ${description.zh} / ${description.en}`);
  say(`  ${await signer.sign(subject)}\n`);
};

const sayDemo = async (signer: TokenSigner, url: string): Promise<void> => {
  say('演示账号与令牌(30 天有效) / Demo accounts and tokens (valid for 30 days), sent as "Authorization: Bearer <token>":\n');
  for (const account of demoAccounts) await sayAccount(account, signer);
  say(`公开查询,不需要令牌 / A public query, no token:\n\n${asCurl(url, publicQuery)}\n`);
  say(`灵丘县经办的查询 / A query as demo-county-clerk:\n\n${asCurl(url, firstQuery, await signer.sign('demo-county-clerk'))}\n`);
};

/** What somebody sees who has just started the service: whom to be, what to ask, where. */
export const greet = async (config: Config, { keys, isDemo }: Platform, url: string): Promise<void> => {
  say();
  if (isDemo && keys.signer) await sayDemo(keys.signer, url);
  if (config.ide) say(`查询页 / Query page: ${url}`);
  say(`就绪 / Ready: ${url}`);
};
