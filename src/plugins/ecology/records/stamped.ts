/** Of dates that a step of the status writes. */
export const stamped = { readOnly: true } as const;
