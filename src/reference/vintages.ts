/** The dates at which the place list was taken; validity of places lies on this grid. */
export const placeVintages = [
  '2016-07-31', '2017-10-31', '2018-10-31', '2019-10-31', '2020-06-30', '2021-10-31', '2022-10-31', '2023-06-30',
] as const;

/** The first list. A place in it may be much older, so this date reads "then or before". */
export const firstVintage = placeVintages[0];

/**
 * The date to read the place tree on for a day: the day itself, or the first list for days before
 * it. Without this nothing of 2014 or 2015 would find its county.
 */
export const treeDate = (day: string): string => (day < firstVintage ? firstVintage : day);
