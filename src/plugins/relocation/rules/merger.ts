export const mergerRules = [] as const;
export const mergerPartRules = [] as const;
