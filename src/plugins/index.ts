import type { Plugin } from './define.ts';
import { ecologyPlugin } from './ecology/plugin.ts';
import { healthPlugin } from './health/plugin.ts';
import { relocationPlugin } from './relocation/plugin.ts';

/** Every plugin there is. Their order does not matter. */
export const allPlugins: readonly Plugin[] = [ecologyPlugin, healthPlugin, relocationPlugin];
