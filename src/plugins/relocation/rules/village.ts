export const naturalVillageRules = [] as const;
export const subsidenceVillageRules = [] as const;
