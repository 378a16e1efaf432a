/** What is refused about insurance, bills, assistance and facilities. */
export const careErrors = {} as const;
