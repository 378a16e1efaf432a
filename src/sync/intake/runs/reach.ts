import { and, eq, inArray, like, or, type SQL } from 'drizzle-orm';
import { reachesTable, requireRole } from '../../../access/identity.ts';
import { comparisonRun } from '../../../db/tables/comparison.ts';
import { importQuarantine, importRun } from '../../../db/tables/intake.ts';
import { PlatformError } from '../../../errors.ts';
import { writers } from '../../../records/permissions.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { listFilePrefix } from '../../matching/list-name.ts';
import type { Importer } from '../importer.ts';
import type { Importers } from '../importers.ts';

const refusals = new Set(['FORBIDDEN', 'DEPARTMENT_NOT_IN_CHARGE']);

const admits = async (ctx: RequestContext, importer: Importer): Promise<boolean> => {
  if (!reachesTable(ctx.identity, importer.record.table)) return false;
  try {
    await importer.admit(ctx);
    return true;
  } catch (error) {
    if (error instanceof PlatformError && refusals.has(error.code)) return false;
    throw error;
  }
};

/** Names of the records that the caller may import now, by the importers' own word. */
export const admittedNames = async (ctx: RequestContext, importers: Importers): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const name of importers.names) if (await admits(ctx, importers.find(name))) names.push(name);
  return names;
};

/**
 * Runs that exist for the caller: their own, of what they may still import. Who lost a role or a department
 * loses with it what is known of its files.
 * @throws PlatformError FORBIDDEN for those who import nothing
 */
export const ownRuns = async (ctx: RequestContext, importers: Importers): Promise<SQL> => {
  requireRole(ctx.identity, ...writers);
  const names = await admittedNames(ctx, importers);
  const ofLists = reachesTable(ctx.identity, comparisonRun) ? like(importRun.recordType, `${listFilePrefix}%`) : undefined;
  return and(eq(importRun.actor, ctx.identity.subject as string), or(inArray(importRun.recordType, [...names]), ofLists)) as SQL;
};

/** Rows in quarantine that the caller brought; of which run is said beside it. */
export const ownRows = ({ identity }: RequestContext): SQL => eq(importQuarantine.actor, identity.subject as string);
