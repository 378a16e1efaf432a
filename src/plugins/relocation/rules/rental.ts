export const rentalHouseRules = [] as const;
export const tenancyRules = [] as const;
