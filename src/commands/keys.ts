import { keyUses, type Rotated, rotateKeys } from '../access/rotate.ts';
import { type Vault, verifyingKeyOf } from '../access/vault.ts';
import { showProgress } from '../cli-progress.ts';
import { type Config, ConfigError } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Bilingual } from '../errors.ts';
import { openDatabase } from '../platform.ts';
import { remark, say } from './say.ts';

const titles: Readonly<Record<Rotated, Bilingual>> = {
  ciphers: { zh: '重新加密身份证号', en: 'Sealing ID numbers anew' },
  hashes: { zh: '重建身份证号索引', en: 'Hashing ID numbers anew' },
  secrets: { zh: '重新加密推送密钥', en: 'Sealing secrets of webhooks anew' },
  quarantine: { zh: '重新加密隔离行', en: 'Sealing rows in quarantine anew' },
  comparisons: { zh: '重新加密比对行', en: 'Sealing rows of comparisons anew' },
  merges: { zh: '重新加密合并清单', en: 'Sealing what merges moved anew' },
  answers: { zh: '重新加密幂等应答', en: 'Sealing kept answers anew' },
};

const stateOf = ({ keyId, keyIds }: Vault, id: string): string =>
  id === keyId ? '当前 current' : keyIds.includes(id) ? '可解密 opens' : '仅验证 verifies only';

/** What each key is needed for, so that an operator knows which may go. */
const sayUses = async (db: Database, vault: Vault): Promise<void> => {
  const uses = await keyUses(db);
  const unused = vault.keyIds.filter((id) => !uses.some(({ keyId }) => keyId === id)).map((keyId) => ({ keyId, ciphers: 0, hashes: 0, entries: 0 }));
  for (const { keyId, ciphers, hashes, entries } of [...uses, ...unused]) {
    say(`${keyId}  ${stateOf(vault, keyId)}  ciphers ${ciphers}  hashes ${hashes}  entries ${entries}`);
  }
};

const withDatabase = async (config: Config, work: (db: Database, vault: Vault, progress: ReturnType<typeof showProgress>) => Promise<void>): Promise<void> => {
  const progress = showProgress();
  const { db, keys } = await openDatabase(config, progress);
  try {
    await work(db, keys.vault, progress);
  } finally {
    await db.close();
  }
};

/** Says which keys are in use, and for how much. */
export const keysStatus = (config: Config): Promise<void> => withDatabase(config, sayUses);

/** Brings everything to the current key; may be stopped and called again at any time. */
export const keysRotate = (config: Config): Promise<void> =>
  withDatabase(config, async (db, vault, progress) => {
    const { ciphers, hashes } = await rotateKeys(db, vault, { onProgress: (what, done, total) => progress(titles[what], done, total) });
    remark({ zh: `已完成:${ciphers} 个密文,${hashes} 个索引;旧密钥可以撤下`, en: `Done: ${ciphers} ciphers, ${hashes} hashes; the old keys may go` });
    await sayUses(db, vault);
  });

/** Prints what has to be kept of old keys once they are dropped: the part that verifies journal entries. */
export const keysRetire = (config: Config): void => {
  const masters = config.oldMasterKeys.filter(Buffer.isBuffer);
  if (masters.length === 0) throw new ConfigError('YOUYU_OLD_MASTER_KEYS holds no key that could be retired');
  for (const { keyId, mac } of masters.map(verifyingKeyOf)) say(`mac:${keyId}:${mac.toString('base64')}`);
  remark({ zh: '将以上内容写入 YOUYU_OLD_MASTER_KEYS,取代旧密钥;它只能验证,不能解密', en: 'Put this into YOUYU_OLD_MASTER_KEYS in place of the old keys; it verifies and opens nothing' });
};
