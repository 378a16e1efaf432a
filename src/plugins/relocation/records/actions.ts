/** Numbers of the plugin's actions in the catalogue. */
export const relocationAction = 5;
export const habitatAction = 6;

/** The action whose departments write a row that belongs to one of the two programmes. */
export const byProgramme = { column: 'programme', numbers: { POVERTY: relocationAction, SUBSIDENCE: habitatAction } } as const;
