export const assignmentRules = [] as const;
