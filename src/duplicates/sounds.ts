import { readFileSync } from 'node:fs';

let sounds: ReadonlyMap<string, string> | undefined;

/** Characters with the sound each mostly has; made at first use. */
const soundsOf = (): ReadonlyMap<string, string> => {
  if (sounds) return sounds;
  const lines = readFileSync(new URL('../../data/name-sounds.csv', import.meta.url), 'utf8').trim().split('\n').slice(1);
  sounds = new Map(lines.flatMap((line) => {
    const [sound = '', characters = ''] = line.split(',');
    return [...characters].map((character) => [character, sound] as const);
  }));
  return sounds;
};

/** How a name sounds, without tones. What has no known sound stands for itself. */
export const soundOf = (name: string): string => [...name].map((character) => soundsOf().get(character) ?? character).join(' ');
