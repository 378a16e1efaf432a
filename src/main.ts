import { enableCompileCache } from 'node:module';
import { Command, InvalidArgumentError } from 'commander';
import { explain } from './commands/say.ts';
import { type Config, readConfig } from './config.ts';

enableCompileCache(); // what is imported from here on starts faster the second time

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
};

const countAboveZero = (text: string): number => {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError('expected at least 1');
  return count;
};

const timeSpan = (text: string): string => {
  if (!/^[1-9]\d{0,4}[smhdwy]$/.test(text)) throw new InvalidArgumentError('expected a number and a unit, such as 8h or 30d');
  return text;
};

const civilDate = (text: string): string => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('expected a date, such as 2018-12-31');
  return text;
};

const config = (): Config => readConfig(process.env);

const program = new Command('youyu').description('右玉 Youyu: GraphQL data platform for poverty alleviation');

program.command('serve').description('start the service; loads reference and demo data at first').action(async () => {
  const { serve } = await import('./commands/serve.ts');
  await serve(config());
});

program.command('migrate').description('bring the database to this release, without demo data').action(async () => {
  const { migrate } = await import('./commands/migrate.ts');
  await migrate(config());
});

program.command('demo').description('load demo data into an empty database')
  .option('--households <n>', 'number of households', countAboveZero)
  .option('--seed <n>', 'the same seed gives the same data', wholeNumber)
  .action(async ({ households, seed }: { households?: number; seed?: number }) => {
    const { demo } = await import('./commands/demo.ts');
    await demo(config(), { households, seed });
  });

program.command('publish').description('publish tables of counts as of a date, with few people hidden')
  .requiredOption('--as-of <date>', 'the date to publish, YYYY-MM-DD', civilDate)
  .option('--table <id...>', 'ids of tables; all by default')
  .action(async ({ asOf, table = [] }: { asOf: string; table?: readonly string[] }) => {
    const { publish } = await import('./commands/publish.ts');
    await publish(config(), { asOf, table });
  });

program.command('token').description('sign a development token')
  .requiredOption('--user <subject>', 'subject of an account, e.g. demo-county-clerk')
  .option('--lifetime <time>', 'e.g. 8h, 30d', timeSpan, '30d')
  .action(async ({ user, lifetime }: { user: string; lifetime: string }) => {
    const { token } = await import('./commands/token.ts');
    await token(config(), user, lifetime);
  });

program.command('import').description('import a CSV, XLSX or NDJSON file of a record; bad rows are kept in quarantine')
  .argument('<file>', 'the file')
  .requiredOption('--record <name>', 'e.g. RelocationCase; Household for households with their members')
  .option('--as <subject>', 'account that imports; its roles and places hold. The demo\'s county clerk where the data is the demo')
  .option('--county <code>', 'of the account\'s counties this one alone')
  .option('--corrects <run>', 'the import whose rows in quarantine this file puts right, line by line')
  .option('--dry-run', 'report what would become of every row, and change nothing', false)
  .action(async (file: string, options: { record: string; as?: string; county?: string; dryRun: boolean; corrects?: string }) => {
    const { importFile } = await import('./commands/import.ts');
    await importFile(config(), file, options);
  });

program.command('compare').description('compare the list of another department with the register of a county; whoever is found becomes a case, nothing else changes')
  .argument('<file>', 'the list, CSV, XLSX or NDJSON: ID numbers, or names with dates of birth; other columns are passed over')
  .requiredOption('--county <code>', 'the county that the list is of')
  .requiredOption('--list <kind>', 'what list it is, e.g. DIBAO, DISABILITY, VEHICLE, COMPANY')
  .requiredOption('--as-of <date>', 'the day of the list')
  .requiredOption('--title <title>', 'what the comparison is called; each list of a kind and day has its own')
  .option('--as <subject>', 'account that compares; its roles and places hold. The demo\'s county clerk where the data is the demo')
  .option('--corrects <run>', 'the import whose rows in quarantine this file puts right, line by line')
  .option('--dry-run', 'report what would become of every row, and change nothing', false)
  .action(async (file: string, options: { county: string; list: string; asOf: string; title: string; as?: string; dryRun: boolean; corrects?: string }) => {
    const { compareFile } = await import('./commands/import.ts');
    await compareFile(config(), file, options);
  });

program.command('duplicates').description('search a place for people and households that were recorded twice; a reviewer decides')
  .requiredOption('--place <code>', 'code of a county, a city or the province')
  .option('--as <subject>', 'account that searches; its roles and places hold. The demo\'s county clerk where the data is the demo')
  .action(async (options: { place: string; as?: string }) => {
    const { duplicates } = await import('./commands/duplicates.ts');
    await duplicates(config(), options);
  });

program.command('template').description('write a workbook to be filled in and imported; with a place, the keys of its records are there already')
  .requiredOption('--record <name>', 'e.g. RelocationCase; Household for households with their members')
  .requiredOption('--out <file>', 'the file to write, .xlsx or .csv; one that is there is not overwritten')
  .option('--as <subject>', 'account that will import; its roles and places hold. The demo\'s county clerk where the data is the demo')
  .option('--place <code>', 'whose records are there')
  .option('--purpose <purpose>', 'what keys that name persons are needed for, e.g. ASSISTANCE')
  .action(async (options: { record: string; out: string; as?: string; place?: string; purpose?: string }) => {
    const { writeTemplate } = await import('./commands/template.ts');
    await writeTemplate(config(), options);
  });

const audit = program.command('audit').description('check the journals of what was written and read');

audit.command('verify').description('check every entry; names what is wrong and where, and fails if anything is')
  .option('--heads <file>', 'ends of the chains that were kept outside, as "audit heads" printed them')
  .action(async ({ heads }: { heads?: string }) => {
    const { verify } = await import('./commands/audit.ts');
    await verify(config(), heads);
  });

audit.command('heads').description('print the ends of all chains, to be kept outside of the database').action(async () => {
  const { heads } = await import('./commands/audit.ts');
  await heads(config());
});

const keys = program.command('keys').description('master keys: which are in use, and bringing everything to the current one');
keys.command('status').description('say what each key is needed for').action(async () => {
  const { keysStatus } = await import('./commands/keys.ts');
  await keysStatus(config());
});
keys.command('rotate').description('seal and hash everything with the current key').action(async () => {
  const { keysRotate } = await import('./commands/keys.ts');
  await keysRotate(config());
});
keys.command('retire').description('print the part of the old keys that verifies').action(async () => {
  const { keysRetire } = await import('./commands/keys.ts');
  keysRetire(config());
});

program.command('account').description('accounts, for the first administrator').command('create').description('open an account')
  .requiredOption('--subject <subject>', 'the `sub` that the identity provider gives')
  .requiredOption('--department <code>', 'code of the department, e.g. provincial_government')
  .option('--name <name>', 'name to show; the subject by default')
  .option('--role <role>', 'e.g. SECURITY_ADMINISTRATOR')
  .option('--place <code>', 'the place the role is for', '140000')
  .action(async ({ subject, name, ...given }: { subject: string; name?: string; department: string; role?: string; place: string }) => {
    const { createAccountCommand } = await import('./commands/account.ts');
    await createAccountCommand(config(), { subject, name: name ?? subject, ...given });
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
