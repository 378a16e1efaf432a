import { and, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import type { TypeShelf } from '../records/kit.ts';
import { bilingual } from '../records/kit.ts';
import { contiguousArea, designationKind, exitDecisionBasis } from '../db/codes/places.ts';
import { placeDesignation } from '../db/tables/places.ts';
import type { RequestContext } from './context.ts';
import type { SeenRow } from '../records/facts.ts';
import { askedAt, askedCodes, heldOn, type PlaceNode, type SeenCode, seenLoader } from './place-data.ts';

export type DesignationRow = typeof placeDesignation.$inferSelect;

/** The kinds that make a county a poor county; a contiguous area alone does not. */
export const poorCountyKinds = ['NATIONAL_KEY_COUNTY', 'PROVINCIAL_KEY_COUNTY'] as const;

const loadDesignations = async (ctx: RequestContext, asked: readonly SeenCode[]): Promise<readonly (readonly DesignationRow[])[]> => {
  const d = placeDesignation;
  const rows = await ctx.tx.orm
    .select({ ...getTableColumns(d), at: askedAt })
    .from(d)
    .innerJoin(askedCodes(asked), sql`${d.code} = asked.code and ${d.validFrom} <= asked.day and (${d.validTo} is null or ${d.validTo} > asked.day)`)
    .orderBy(d.kind);
  const byQuestion = Map.groupBy(rows, ({ at }) => at);
  return asked.map((_, at) => byQuestion.get(at + 1) ?? []);
};

/** The designations a place has on the date it is seen at. */
export const designationsOf = (ctx: RequestContext, { code, asOf }: PlaceNode): Promise<readonly DesignationRow[]> =>
  seenLoader(ctx, 'designations', (asked) => loadDesignations(ctx, asked)).load({ code, asOf });

/** Whether a place is a poor county on the date it is seen at. */
export const isPoorCounty = async (ctx: RequestContext, node: PlaceNode): Promise<boolean> =>
  (await designationsOf(ctx, node)).some(({ kind }) => poorCountyKinds.some((poor) => poor === kind));

/** The same in a statement. */
export const isPoorSql = ({ column, treeDay }: SeenRow): SQL => sql`exists (select from ${placeDesignation}
  where ${and(sql`${placeDesignation.code} = ${column('code')}`, heldOn(placeDesignation, treeDay), inArray(placeDesignation.kind, [...poorCountyKinds]))})`;

/** The type of a county's designation. */
export const defineDesignation = (shelf: TypeShelf) =>
  shelf.builder.objectRef<DesignationRow>('PlaceDesignation').implement({
    description: bilingual({ zh: '贫困县认定', en: 'A poverty designation of a county' }),
    fields: (t) => ({
      kind: t.expose('kind', { type: shelf.enumOf(designationKind), description: bilingual(designationKind.title) }),
      contiguousArea: t.expose('contiguousArea', { type: shelf.enumOf(contiguousArea), nullable: true, description: bilingual(contiguousArea.title) }),
      validFrom: t.expose('validFrom', { type: 'Date', description: '自何日起有据 / Cited from this day' }),
      exitYear: t.exposeInt('exitYear', { nullable: true, description: '摘帽考核年度 / Year assessed for its exit, not the year of the decision' }),
      exitDecidedOn: t.expose('exitDecidedOn', { type: 'Date', nullable: true, description: '摘帽批准日期 / Day its exit was decided, where known' }),
      exitBasis: t.expose('exitBasis', { type: shelf.enumOf(exitDecisionBasis), nullable: true, description: bilingual(exitDecisionBasis.title) }),
    }),
  });
