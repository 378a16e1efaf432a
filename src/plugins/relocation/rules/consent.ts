export const consentRules = [] as const;
