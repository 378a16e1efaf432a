export const instalmentRules = [] as const;
