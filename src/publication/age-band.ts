import { defineCodes } from '../db/codes.ts';

/** Ages that policies tell apart; wide ones, so that few cells are small. */
export const ageBand = defineCodes('core.age_band', 'AgeBand', ['年龄段', 'Age band'], {
  UNDER_7: ['不满7岁', 'Under 7'],
  FROM_7_TO_15: ['7至15岁', '7 to 15'],
  FROM_16_TO_59: ['16至59岁', '16 to 59'],
  FROM_60: ['60岁及以上', '60 and above'],
});
