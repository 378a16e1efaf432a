import { type Config, ConfigError } from '../config.ts';
import { openKeys } from '../keys.ts';

/** Prints a token of the development signer; an identity provider's tokens are its own business. */
export const token = async (config: Config, user: string, lifetime: string): Promise<void> => {
  const { signer } = await openKeys(config);
  if (!signer) throw new ConfigError('YOUYU_JWKS_FILE is set: tokens are signed by that identity provider, not here');
  process.stdout.write(`${await signer.sign(user, lifetime)}\n`);
};
