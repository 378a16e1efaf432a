export const poolingRules = [] as const;
