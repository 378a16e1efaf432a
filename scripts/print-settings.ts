import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { settingDefaults, type SettingName } from '../src/config.ts';
import { settingTexts } from './setting-texts.ts';

type Language = 'zh' | 'en';

const headings = { zh: '| 变量 | 作用 | 默认值 |', en: '| variable | what it is for | without it |' } as const;

const row = (name: SettingName, language: Language): string => {
  const { unset, ...text } = settingTexts[name];
  const value = settingDefaults()[name];
  const without = unset?.[language] ?? (value === undefined ? '' : `\`${String(value)}\``);
  return `| \`${name}\` | ${text[language]} | ${without} |`;
};

/** The table of settings in one language. */
export const settingsTable = (language: Language): string =>
  [headings[language], '| --- | --- | --- |', ...(Object.keys(settingTexts) as SettingName[]).map((name) => row(name, language))].join('\n');

const place = /(<!-- settings -->\n)[\s\S]*?(\n<!-- \/settings -->)/;

/** A README with the table of today in its place. */
export const withSettings = (text: string, language: Language): string => {
  if (!place.test(text)) throw new Error('no place for the table of settings: <!-- settings --> ... <!-- /settings -->');
  return text.replace(place, (_, before: string, after: string) => `${before}${settingsTable(language)}${after}`);
};

/** The READMEs with their languages. */
export const readmes = [['README.md', 'en'], ['README.zh.md', 'zh']] as const;

const write = (): void => {
  for (const [file, language] of readmes) writeFileSync(file, withSettings(readFileSync(file, 'utf8'), language));
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) write();
