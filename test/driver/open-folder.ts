import { lockFolder } from '../../src/db/folder-lock.ts';
import { PlatformError } from '../../src/errors.ts';

// how: `lock` takes only the lock, `database` opens the folder and writes rows until it is killed
const [how = 'lock', folder = ''] = process.argv.slice(2);

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const untilInputEnds = (): Promise<unknown> => new Promise((resolve) => { process.stdin.resume().once('end', resolve); });

const holdLock = async (): Promise<void> => {
  const lock = await lockFolder(folder);
  say(`open ${process.pid}`);
  await untilInputEnds();
  lock.release();
};

const writeRows = async (): Promise<void> => {
  const { connect } = await import('../../src/db/connect.ts');
  const database = await connect({ dataDir: folder });
  await database.transaction({ scope: 'owner' }, (tx) => tx.query('create table if not exists row (number int primary key)'));
  say(`open ${process.pid}`);
  for (let number = 0; ; number += 1) {
    await database.transaction({ scope: 'owner' }, async (tx) => {
      // two statements, one transaction: a kill must leave both or none
      await tx.query('insert into row values ($1)', [number * 2]);
      await tx.query('insert into row values ($1)', [number * 2 + 1]);
    });
    say(`row ${number}`);
  }
};

try {
  await (how === 'lock' ? holdLock() : writeRows());
} catch (error) {
  if (!(error instanceof PlatformError)) throw error;
  say(`refused ${error.code} ${error.details['pid']} ${error.details['folder']}`);
  process.exitCode = 1;
}
