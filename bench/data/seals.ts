import { once } from 'node:events';
import type postgres from 'postgres';
import { identityOf, type Sex, sealIdNumber, syntheticIdNumber } from '../../src/access/id-number.ts';
import type { Vault } from '../../src/access/vault.ts';
import { copyId } from './copy-id.ts';

/** The last of the synthetic numbers: copies count down from it, the demo counts up from the first. */
const lastSequence = 4_999_999;

interface Sealed {
  readonly id: string;
  readonly sex: Sex;
  readonly bornOn: string;
}

const personsText = 'select distinct on (id) id, sex, born_on::text as "bornOn" from core.person where id_number_cipher is not null order by id';

const row = (vault: Vault, { id, sex, bornOn }: Sealed, copy: number, sequence: number): string => {
  const number = syntheticIdNumber(bornOn, sex, sequence);
  const { idNumberCipher, idNumberTail } = sealIdNumber(vault, number, copyId(id, copy));
  return `${copy}\t${id}\t${identityOf(vault, number).idHash}\t${idNumberCipher}\t${idNumberTail}\n`;
};

/**
 * Gives every copy of a person a number of its own, sealed and hashed with the platform's own functions, in
 * `bench.seal`. Copies have the same sex and birth date, so that numbers and persons agree.
 */
export const writeSeals = async (sql: postgres.Sql, vault: Vault, copies: number, onProgress: (done: number, total: number) => void): Promise<void> => {
  const persons = (await sql.unsafe(personsText)) as unknown as readonly Sealed[];
  const total = persons.length * copies;
  if (total > lastSequence) throw new RangeError(`there are no ${total} synthetic numbers`);
  const stream = await sql.unsafe('copy bench.seal (copy, person_id, id_hash, cipher, tail) from stdin').writable();
  let done = 0;
  for (const person of persons) {
    for (let copy = 1; copy <= copies; copy += 1, done += 1) {
      if (!stream.write(row(vault, person, copy, lastSequence - done))) await once(stream, 'drain');
    }
    onProgress(done, total);
  }
  stream.end();
  await once(stream, 'finish');
  const [counted] = await sql`select count(*)::int as rows from bench.seal`;
  if (counted?.['rows'] !== total) throw new Error(`${String(counted?.['rows'])} of ${total} seals were stored`);
};
