import type { Vault } from '../../access/vault.ts';
import type { ListRow } from './match-rows.ts';

/** Who a row of a list is about, where nobody of the register is meant. */
export type ForeignRow = Pick<ListRow, 'name' | 'idNumber' | 'bornOn'>;

/** Bound to the row: a seal copied to another does not open. */
const contextOf = (id: string): string => `comparison-row:${id}`;

export const sealForeignRow = (vault: Vault, id: string, { name, idNumber, bornOn }: ForeignRow): string => vault.encrypt(JSON.stringify({ name, idNumber, bornOn }), contextOf(id));

export const openForeignRow = (vault: Vault, id: string, sealed: string): ForeignRow => JSON.parse(vault.decrypt(sealed, contextOf(id))) as ForeignRow;
