/** Number of the plugin's action in the catalogue. */
export const healthAction = 16;

/** Of dates that a step of the status writes. */
export const stamped = { readOnly: true } as const;
