import { keepAudit } from '../access/audit/keep.ts';
import type { Vault } from '../access/vault.ts';
import type { Transaction } from '../db/database.ts';
import { disbursement } from '../db/tables/funds.ts';
import { household, householdRegistry } from '../db/tables/household.ts';
import { changeEntry } from '../db/tables/journal.ts';
import * as people from '../db/tables/people.ts';
import type { Plugin } from '../plugins/define.ts';
import { type Batch, createBatch } from './batch.ts';
import type { Funds } from './funds.ts';
import { createIds } from './ids.ts';
import { type Stamp, writeJournal } from './journal-rows.ts';
import type { DemoHousehold, DemoPerson } from './kit.ts';
import { createKit } from './make-kit.ts';
import type { Part } from './parts.ts';
import { writePayments } from './payments.ts';
import { type Pen, writeHistory, writeHousehold, writePersons } from './people-rows.ts';
import { createRandom } from './random.ts';
import { firstExitYear, statusSteps, type StatusStep, untilEnd } from './status.ts';
import { roster, type Story } from './story.ts';
import { tellStories } from './tell-stories.ts';
import { writeWelfare } from './welfare-rows.ts';

/** What all parts of one load share. */
export interface PartContext {
  readonly seed: string;
  readonly vault: Vault;
  readonly funds: Funds;
  readonly plugins: readonly Plugin[];
  readonly stamp: Stamp;
}

const tables = [
  household, householdRegistry, people.person, people.personIdentity, people.membership, people.residence, people.householdStatusChange,
  people.householdEvent, people.householdIncome, people.assuranceCheck, people.householdNeed, people.householdPlan, people.helperAssignment,
  disbursement, changeEntry,
];

type PersonRow = typeof people.person.$inferInsert;

const demoPersons = (story: Story, rows: readonly PersonRow[]): readonly DemoPerson[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return roster(story).map(({ person: { id }, relation }) => {
    const { name, bornOn, sex, labourAbility, healthState, education } = byId.get(id)!;
    const memberFrom = story.stays.find(({ person }) => person.id === id)!.fromOn;
    return { personId: id, name, bornOn, sex, relation, memberFrom, labourAbility, healthState, education };
  });
};

const demoHousehold = (story: Story, steps: readonly StatusStep[], rows: readonly PersonRow[]): DemoHousehold => ({
  householdId: story.householdId,
  countyCode: story.county.code,
  villageCode: story.homes.at(-1)!.village.home.villageCode,
  registeredOn: story.registeredOn,
  isRegisteredPoor: story.exitYear > 0,
  status: steps.at(-1)?.status ?? null,
  mainCause: story.mainCause,
  exitYear: firstExitYear(story, steps),
  persons: demoPersons(story, rows),
});

/** Writes a household into the batch; answers what plugins get to know of it. */
const writeStory = (tx: Transaction, pen: Pen, story: Story, steps: readonly StatusStep[], { vault, funds, stamp }: PartContext): DemoHousehold => {
  writeHousehold(pen, story, steps);
  const rows = writePersons(pen, story);
  writeHistory(pen, story);
  if (story.exitYear > 0) {
    writeWelfare(pen, story, steps);
    writePayments(pen.batch, pen.rng, pen.ids, funds, story, steps);
  }
  keepAudit(tx, vault, [writeJournal(pen.batch, story, rows.map(({ id }) => id), stamp)]);
  return demoHousehold(story, steps, rows);
};

const writeStories = (tx: Transaction, batch: Batch, context: PartContext, part: Part): readonly DemoHousehold[] => {
  const { seed, vault } = context;
  const rng = createRandom(`${seed}/welfare/${part.number}`);
  const pen: Pen = { batch, rng, vault, ids: createIds(createRandom(`${seed}/record-ids/${part.number}`), part.number) };
  const decided = new Map<Story, readonly StatusStep[]>();
  // a household comes before those that split from it
  const households = tellStories(seed, part).map((story) => {
    const steps = statusSteps(rng, story, (other) => decided.get(other)!);
    decided.set(story, steps);
    return writeStory(tx, pen, story, untilEnd(steps, story), context);
  });
  return households.filter(({ persons }) => persons.length > 0);
};

/** Writes one part with everything around it, the plugins' records included. */
export const writePart = async (tx: Transaction, context: PartContext, part: Part): Promise<void> => {
  const batch = createBatch(tables);
  const households = writeStories(tx, batch, context, part);
  await batch.save(tx);
  for (const plugin of context.plugins) await plugin.demo?.(tx, createKit(context.seed, part, plugin.id, households));
};
