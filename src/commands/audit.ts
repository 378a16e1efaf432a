import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Fault, FaultKind } from '../access/audit/faults.ts';
import { readHeads, verifyAudit } from '../access/audit/verify.ts';
import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { type Bilingual, PlatformError } from '../errors.ts';
import { openJournals, placeOf } from '../platform.ts';
import { remark, say } from './say.ts';

const headFile = z.object({
  heads: z.array(z.object({ journal: z.enum(['audit', 'access']), chain: z.int(), position: z.int().nonnegative(), hash: z.string() })),
});

const readKept = (file: string) => {
  try {
    return headFile.parse(JSON.parse(readFileSync(file, 'utf8'))).heads;
  } catch (cause) {
    throw new PlatformError('AUDIT_HEADS_UNREADABLE', { file }, { cause });
  }
};

const kindTexts: Readonly<Record<FaultKind, Bilingual>> = {
  ALTERED: { zh: '内容被改动', en: 'altered' },
  MISSING: { zh: '缺失', en: 'missing' },
  MOVED: { zh: '位置被改动', en: 'moved' },
  FORGED: { zh: '非本系统写入', en: 'not written by the service' },
  HEAD_WRONG: { zh: '链尾不符', en: 'the end of the chain is wrong' },
  KEY_UNKNOWN: { zh: '密钥未提供,无法核验', en: 'sealed with a key that was not given' },
  UNSEALED: { zh: '早于审计链,或在链外加入', en: 'older than the chains, or put beside them' },
  INDEX_WRONG: { zh: '按农户的索引不符', en: 'found by the wrong households' },
};

const sayFault = ({ kind, journal, chain, position, until, seq, from }: Fault): void => {
  const place = `${journal} ${chain}/${position}${until === undefined ? '' : `-${until}`}`;
  const more = [seq && `seq ${seq}`, from && `from ${from.chain}/${from.position}`].filter(Boolean).join(', ');
  say(`${kind} ${place}${more ? ` (${more})` : ''}: ${kindTexts[kind].zh} / ${kindTexts[kind].en}`);
};

/** Checks both journals, entry by entry; names every fault with its place, and fails if there is one. */
export const verify = async (config: Config, file: string | undefined): Promise<void> => {
  const kept = file === undefined ? [] : readKept(file);
  const progress = showProgress();
  const { db, keys } = await openJournals(config);
  try {
    const onProgress = (done: number, total: number): void => progress({ zh: '核验审计记录', en: 'Verifying the audit' }, done, total);
    const { entries, faults } = await verifyAudit(db, keys.vault, { kept, onProgress });
    for (const fault of faults) sayFault(fault);
    remark({ zh: `${placeOf(config)}:已核验 ${entries} 条,发现 ${faults.length} 处问题`, en: `${placeOf(config)}: ${entries} entries verified, ${faults.length} faults` });
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await db.close();
  }
};

/** Prints where all chains end. Kept outside of the database, it shows later whether a tail was cut off. */
export const heads = async (config: Config): Promise<void> => {
  const { db } = await openJournals(config);
  try {
    say(JSON.stringify({ takenAt: new Date().toISOString(), heads: await readHeads(db) }, null, 1));
  } finally {
    await db.close();
  }
};
