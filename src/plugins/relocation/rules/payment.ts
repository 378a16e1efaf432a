export const paymentRules = [] as const;
