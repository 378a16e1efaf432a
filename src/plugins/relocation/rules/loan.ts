export const loanRules = [] as const;
