export const standardRules = [] as const;
