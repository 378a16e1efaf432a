import type { CountyOutline, Outline } from './outline.ts';

/** Households of one transaction: whole counties, or a stretch of a very large one. */
export interface Part {
  readonly number: number;
  readonly stretches: readonly { readonly outline: CountyOutline; readonly from: number; readonly to: number }[];
}

const partSize = 2_500;
const largest = 5_000;

const stretchesOf = (outline: CountyOutline): Part['stretches'] =>
  Array.from({ length: Math.ceil(outline.count / largest) }, (_, at) => (
    { outline, from: at * largest, to: Math.min((at + 1) * largest, outline.count) }
  ));

/** Cuts the demo into parts of a size that memory holds. */
export const partsOf = ({ counties }: Outline): readonly Part[] => {
  const parts: Part['stretches'][number][][] = [];
  let room = 0;
  for (const stretch of counties.flatMap(stretchesOf)) {
    const size = stretch.to - stretch.from;
    if (size > room) {
      parts.push([]);
      room = partSize;
    }
    parts.at(-1)!.push(stretch);
    room -= size;
  }
  return parts.map((stretches, number) => ({ number, stretches }));
};
