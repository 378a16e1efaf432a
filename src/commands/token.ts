import { type Config, ConfigError } from '../config.ts';
import { openKeys } from '../keys.ts';
import { remark, say } from './say.ts';

/** Prints a token of the development signer; an identity provider's tokens are its own business. */
export const token = async (config: Config, user: string, lifetime: string): Promise<void> => {
  const { signer } = await openKeys(config);
  if (!signer) throw new ConfigError('YOUYU_JWKS_URL or YOUYU_JWKS_FILE is set: tokens are signed by that identity provider, not here');
  say(await signer.sign(user, lifetime));
  remark({ zh: `${user} 的令牌,有效期 ${lifetime};须有同名账号`, en: `Token of ${user}, valid for ${lifetime}; there must be an account of that name` });
};
