export const caseRules = [] as const;
