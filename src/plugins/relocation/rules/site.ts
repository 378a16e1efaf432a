export const siteRules = [] as const;
