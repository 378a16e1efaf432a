import DataLoader from 'dataloader';
import { and, type SQL, sql } from 'drizzle-orm';
import { actionLead } from '../db/tables/programmes.ts';
import { loaderOf, type RequestContext } from '../schema/context.ts';

/** The action whose lead keeps the register of poor households: the poverty alleviation office. */
export const registrationAction = 20;

/** The same in a statement, for a department and a day that it is given: an array of numbers. */
export const inChargeSql = (department: string, day: string): SQL => sql`(select coalesce(json_agg(${actionLead.actionNumber}), '[]') from ${actionLead}
  where ${and(sql`${actionLead.departmentCode} = ${department}`, sql`${actionLead.validFrom} <= ${day}::date and (${actionLead.validTo} is null or ${actionLead.validTo} > ${day}::date)`)})`;

/** Numbers of the actions the caller's department leads or joins in today. Ownership is data, not code. */
export const inCharge = (ctx: RequestContext): Promise<ReadonlySet<number>> =>
  loaderOf(ctx, 'in-charge', () => new DataLoader(async (departments: readonly string[]) => {
    const rows = await ctx.tx.orm
      .select({ department: actionLead.departmentCode, action: actionLead.actionNumber })
      .from(actionLead)
      .where(and(
        sql`${actionLead.departmentCode} = any(${sql.param(departments)}::text[])`,
        sql`${actionLead.validFrom} <= ${ctx.today}::date and (${actionLead.validTo} is null or ${actionLead.validTo} > ${ctx.today}::date)`,
      ));
    return departments.map((department) => new Set(rows.filter((row) => row.department === department).map(({ action }) => action)));
  })).load(ctx.identity.department ?? '');
