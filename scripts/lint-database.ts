import { connect } from '../src/db/connect.ts';
import { applyDerived } from '../src/db/derived.ts';
import { lintCatalogue } from '../src/db/lint.ts';
import { migrate } from '../src/db/migrate.ts';
import { allOwners } from './owners.ts';

const owners = await allOwners();
const db = await connect();
try {
  await migrate(db, owners);
  await applyDerived(db, owners);
  const violations = await lintCatalogue(db, owners);
  for (const { rule, subject, message } of violations) console.error(`${subject}: ${message} [${rule}]`);
  console.log(`${owners.map(({ id }) => id).join(', ')}: ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await db.close();
}
