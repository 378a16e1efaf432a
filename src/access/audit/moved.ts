import type { Vault } from '../vault.ts';
import { isAsSealed } from './entries.ts';
import type { Faults, Place } from './faults.ts';
import { chainCount, type JournalName } from './seal.ts';
import type { Suspects } from './walk.ts';

/** Where else an entry may have been written. */
interface Elsewhere extends Place {
  readonly seq?: string;
}

const mostTries = 200_000;

/** Names the entries that are not as sealed: moved when their seal is right for another place, else altered or forged. */
export const nameSuspects = (vault: Vault, journal: JournalName, { entries, gaps }: Suspects, faults: Faults): void => {
  const places: readonly Elsewhere[] = [...entries.map(({ entry: { chain, position, seq } }) => ({ chain, position, seq })), ...gaps];
  let tries = 0;
  for (const { entry, isBeyond } of entries) {
    const { chain, position, seq } = entry;
    const from = places.find((place) => {
      if ((place.chain === chain && place.position === position) || (tries += 1) > mostTries) return false;
      const at = { chain: String(place.chain), position: String(place.position) };
      // its columns may have been put at the other place, or the other place into its columns
      return isAsSealed(vault, journal, entry, at) || (place.seq !== undefined && isAsSealed(vault, journal, entry, { ...at, seq: place.seq }));
    });
    if (from) faults.add({ kind: 'MOVED', chain, position, seq, from: { chain: from.chain, position: from.position } });
    else faults.add({ kind: isBeyond || chain < 0 || chain >= chainCount ? 'FORGED' : 'ALTERED', chain, position, seq });
  }
};
