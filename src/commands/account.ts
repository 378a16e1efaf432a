import { randomUUID } from 'node:crypto';
import type { Identity } from '../access/identity.ts';
import { createAccount } from '../administration/account.ts';
import { grantRole } from '../administration/roles.ts';
import { showProgress } from '../cli-progress.ts';
import { type Config, ConfigError } from '../config.ts';
import { role as roles, type Role } from '../db/codes/access.ts';
import type { Transaction } from '../db/database.ts';
import type { PreparedDatabase } from '../platform.ts';
import { openDatabase, placeOf } from '../platform.ts';
import type { RequestContext } from '../schema/context.ts';
import { contextFacts } from '../server/context-facts.ts';
import { remark, say } from './say.ts';

/** What the command is told. */
export interface NewAccount {
  readonly subject: string;
  readonly name: string;
  readonly department: string;
  readonly role?: string | undefined;
  readonly place: string;
}

const province = '140000';

/** Whoever may run commands on this machine with the database's address: the first administrator has nobody before them. */
const operator: Identity = {
  accountId: 'system:account', subject: null, name: null, department: null, roles: new Set<Role>(['SECURITY_ADMINISTRATOR']), places: [province], held: [], openUses: [],
  domains: new Map(),
  scope: { counties: '*', actor: 'system:account', roles: ['SECURITY_ADMINISTRATOR'] },
};

const contextOf = (tx: Transaction, { keys }: PreparedDatabase): RequestContext => ({
  ...contextFacts({ vault: keys.vault, clock: () => new Date(), syntheticPeople: false, unmaskDaily: 0 }, { identity: operator, requestId: `account-${randomUUID()}`, operation: null }), tx,
});

const isRole = (name: string): name is Role => (roles.values as readonly string[]).includes(name);

/** Opens an account and gives it a role, with the same checks and the same entries in the journal as the API. */
export const createAccountCommand = async (config: Config, { subject, name, department, role, place }: NewAccount): Promise<void> => {
  if (role !== undefined && !isRole(role)) throw new ConfigError(`--role ${role}: there are ${roles.values.join(', ')}`);
  const prepared = await openDatabase(config, showProgress());
  try {
    const id = await prepared.db.transaction({ scope: operator.scope }, async (tx) => {
      const ctx = contextOf(tx, prepared);
      const accountId = await createAccount(ctx, { subject, name, departmentCode: department });
      if (role !== undefined) await grantRole(ctx, { accountId, role, placeCode: place, reason: 'account create' });
      return accountId;
    });
    say(id);
    remark({
      zh: `${placeOf(config)} 已开立账号 ${subject}${role ? `,角色 ${role},范围 ${place}` : ',尚无角色'}`,
      en: `${placeOf(config)} has the account ${subject}${role ? ` with the role ${role} for ${place}` : ', without a role'}`,
    });
  } finally {
    await prepared.db.close();
  }
};
