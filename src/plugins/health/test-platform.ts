import { county, openPluginPlatform, type PluginPlatform } from '../../../test/support/plugin-platform.ts';

export { county, everything, povertyClerk, type TestHousehold } from '../../../test/support/plugin-platform.ts';

export const clerk = 'demo-health-clerk';
export const reviewer = 'demo-health-reviewer';
export const viewer = 'test-health-viewer';
export const provinceClerk = 'test-health-province-clerk';

const department = 'health_family_planning_commission';

export type Health = PluginPlatform;

/** With more accounts of the department that leads the action than the demo has. */
export const openHealth = (): Promise<Health> =>
  openPluginPlatform({ clerk, accounts: [[viewer, department, 'VIEWER', county], [provinceClerk, department, 'CLERK', '140000']] });
