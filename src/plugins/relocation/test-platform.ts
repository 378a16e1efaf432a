import { county, openPluginPlatform, type PluginPlatform } from '../../../test/support/plugin-platform.ts';

export { county, type TestHousehold } from '../../../test/support/plugin-platform.ts';

export const clerk = 'demo-county-clerk';
export const reviewer = 'demo-county-reviewer';
export const habitatClerk = 'demo-habitat-clerk';
export const habitatReviewer = 'test-habitat-reviewer';

export type Relocation = PluginPlatform;

/** The demo has no reviewer of the habitat office. */
export const openRelocation = (): Promise<Relocation> =>
  openPluginPlatform({ clerk, accounts: [[habitatReviewer, 'rural_habitat_office', 'REVIEWER', county]] });
