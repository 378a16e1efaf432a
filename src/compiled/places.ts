import { and, type SQL, sql } from 'drizzle-orm';
import { place } from '../db/tables/places.ts';
import { beyond } from '../records/keyset.ts';
import { readPageArgs } from '../schema/page-args.ts';
import { type PlacesArgs, placesListing } from '../schema/place-queries.ts';
import type { PlaceNode } from '../schema/place-data.ts';
import type { Day } from './asked.ts';
import { argsOf } from './day.ts';
import { type AskedList, askedPosition } from './list.ts';
import { connectionPlan } from './page.ts';
import type { Part, Planning, Selected } from './part.ts';
import { Rows } from './rows.ts';
import { standIn } from './slot.ts';

interface AskedPlaces extends Pick<AskedList, 'page' | 'position' | 'print'> {
  readonly day: Day;
  readonly level: PlaceNode['level'] | undefined;
  readonly where: SQL;
}

/** Places at the root. What they are looked for by stands in the statement as it was asked: each question has a shape of its own. */
export const placesPart = (selected: Selected, planning: Planning): Part => {
  const plan = connectionPlan(selected, planning, 'Place');
  return {
    key: selected.key,
    ask: (asked) => {
      const args = argsOf<PlacesArgs>(selected, asked);
      const asOf = args.asOf ?? asked.asking.today;
      const page = readPageArgs(args);
      const { where, print } = placesListing(args, asOf);
      const position = askedPosition(asked, print, page.cursor);
      const { first: _, last: __, after: ___, before: ____, ...looked } = args;
      asked.shaped([looked, asOf, page.size, page.backward, position !== undefined]);
      asked.note<AskedPlaces>(selected, { day: asked.day(asOf), level: args.level ?? undefined, where: and(...where) ?? sql`true`, page, position, print: asked.slot(print) });
      asked.below(args.level ? { level: args.level, asOf } : undefined, () => {
        for (const below of plan.plans) below.ask(asked);
      });
    },
    build: (into, build) => {
      const { day, level, where, page: { size, backward }, position, print } = build.asked.noted<AskedPlaces>(selected);
      const rows = new Rows({ table: place, day, identity: build.identity, level });
      const order = { id: place.code };
      return plan.build({
        rows, from: sql`${place}`, where, order, orderKey: undefined, idKey: 'code', size, backward, hasCursor: position !== undefined, print: (_, { values }) => values[print] as string,
        beyond: position ? sql`${where} and ${beyond(order, { id: standIn(position.id), value: null }, backward)}` : where,
      }, into, build);
    },
  };
};
