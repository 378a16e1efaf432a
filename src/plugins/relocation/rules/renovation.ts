export const renovationRules = [] as const;
