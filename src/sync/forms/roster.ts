import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { rosters } from '../../schema/roster.ts';
import type { Form } from './form.ts';
import { householdsOf, placeOfForm } from './households-of-place.ts';
import { memberColumns, memberRows } from './members.ts';
import { formColumns, headOf, shownRows } from './shown.ts';
import { watermarkOf } from './watermark.ts';

const ofHousehold = new Set(['registrationNumber', 'villageCode']);

/** The roster of a year: a line for each person of the registered households that lived there on its last day, or today where it still runs. */
export const yearlyRoster = async (ctx: RequestContext, code: string, year: number): Promise<Form> => {
  const last = `${year}-12-31`;
  const asOf = last > ctx.today ? ctx.today : last;
  const place = await placeOfForm(ctx, code, asOf);
  const households = await householdsOf(ctx, place);
  const columns = formColumns(coreRecords.household).filter(({ name }) => ofHousehold.has(name));
  const own = await shownRows(ctx, asOf, coreRecords.household, columns, households);
  const members = (await rosters(ctx, asOf).loadMany(households.map(({ householdId }) => householdId as string))).map((roster) => (roster instanceof Error ? [] : roster));
  const cells = await memberRows(ctx, asOf, members.flat() as Row[]);
  const starts = members.reduce<number[]>((all, roster) => { all.push((all.at(-1) ?? 0) + roster.length); return all; }, [0]);
  return {
    name: `roster-${code}-${year}`,
    title: { zh: `${year} 年度贫困人口花名册`, en: `Roster of poor people of ${year}` },
    subtitle: { zh: `${place.name} 截至 ${asOf},${households.length} 户 ${cells.length} 人`, en: `${place.name}, as of ${asOf}: ${cells.length} persons in ${households.length} households` },
    sections: [{
      title: { zh: '花名册', en: 'Roster' },
      layout: 'table',
      columns: [...columns.map(headOf), ...memberColumns()],
      rows: members.flatMap((roster, at) => roster.map((_, of) => [...(own[at] as readonly string[]), ...(cells[(starts[at] as number) + of] as readonly string[])])),
    }],
    watermark: watermarkOf(ctx),
  };
};
