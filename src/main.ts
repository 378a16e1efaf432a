import { Command, InvalidArgumentError } from 'commander';
import { showProgress } from './cli-progress.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { PlatformError } from './errors.ts';

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
};

const config = (): Config => readConfig(process.env);

const program = new Command('youyu').description('右玉 Youyu: GraphQL data platform for poverty alleviation');

program.command('serve').description('start the service; loads reference and demo data at first').action(async () => {
  const { serve } = await import('./commands/serve.ts');
  await serve(config());
});

program.command('migrate').description('bring the database to this release, without demo data').action(async () => {
  const { openDatabase } = await import('./platform.ts');
  const { db } = await openDatabase(config(), showProgress());
  await db.close();
});

program.command('demo').description('load demo data into an empty database')
  .option('--households <n>', 'number of households', wholeNumber)
  .option('--seed <n>', 'the same seed gives the same data', wholeNumber)
  .action(async ({ households, seed }: { households?: number; seed?: number }) => {
    const { demo } = await import('./commands/demo.ts');
    await demo(config(), { households, seed });
  });

program.command('token').description('sign a development token')
  .requiredOption('--user <subject>', 'subject of an account, e.g. demo-county-clerk')
  .option('--lifetime <time>', 'e.g. 8h, 30d', '30d')
  .action(async ({ user, lifetime }: { user: string; lifetime: string }) => {
    const { token } = await import('./commands/token.ts');
    await token(config(), user, lifetime);
  });

program.parseAsync().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof PlatformError;
  const said = error instanceof PlatformError ? `${error.messages.zh}\n${error.code}: ${error.messages.en}` : String(error instanceof Error && !expected ? error.stack : error);
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
});
