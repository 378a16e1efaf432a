const firstMs = 5_000;
const longestMs = 3_600_000;

/** How long to wait after so many failures in a row: twice as long each time, up to an hour, and never all at once. */
export const backoffMs = (failures: number, random: () => number): number => {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole * (0.5 + random() / 2));
};
