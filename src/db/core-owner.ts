import type { PgTable } from 'drizzle-orm/pg-core';
import { administered, emergencies, forOwnPlaces, type Guard, notices, ownEntries, ownHooks, ownImports, ownKeys, sought } from './guards.ts';
import type { Owner, PlacedTable, Placement } from './placement.ts';
import { account, accountRole, departmentGrant, unmaskUse } from './tables/access.ts';
import { breakGlass, notice } from './tables/administration.ts';
import { demoLoad } from './tables/demo.ts';
import { duplicateCandidate } from './tables/duplicates.ts';
import { comparisonHit, comparisonRow, comparisonRun } from './tables/comparison.ts';
import { externalId, externalSystem } from './tables/external.ts';
import { allocation, disbursement, fundSource, project, projectStage } from './tables/funds.ts';
import { idempotencyKey } from './tables/idempotency.ts';
import { importQuarantine, importRun } from './tables/intake.ts';
import { accessEntry, accessHousehold, auditEntry, auditHead, changeEntry } from './tables/journal.ts';
import {
  assuranceCheck, helperAssignment, household, householdEvent, householdIncome, householdNeed, householdPlan,
  householdRegistry, householdStatusChange, membership, person, personIdentity, residence,
} from './tables/people.ts';
import { place, placeDesignation, placeEvent } from './tables/places.ts';
import { ambiguity, governanceGroup, governanceItem, mechanism, mechanismLead, mechanismMeasure } from './tables/policy.ts';
import { action, actionLead, baselineFact, department, exitPlan, measure, programme, target } from './tables/programmes.ts';
import { policyParameter } from './tables/parameters.ts';
import { publishedCell, publishedRelease } from './tables/publication.ts';
import { code, codeList, referenceLoad } from './tables/reference.ts';
import { webhook, webhookDeadLetter } from './tables/webhooks.ts';

const placed: Readonly<Record<Placement, readonly PgTable[]>> = {
  household: [
    household, person, membership, residence, householdStatusChange, householdEvent, householdIncome, assuranceCheck,
    householdNeed, householdPlan, helperAssignment, comparisonHit,
  ],
  county: [householdRegistry, personIdentity, externalId, comparisonRun, comparisonRow, duplicateCandidate, project, projectStage, disbursement],
  open: [fundSource, allocation, unmaskUse, externalSystem, policyParameter],
  reference: [
    place, placeDesignation, placeEvent, department, programme, action, actionLead, target, baselineFact, measure, exitPlan,
    mechanism, mechanismLead, mechanismMeasure, governanceGroup, governanceItem, ambiguity, code, codeList, referenceLoad,
  ],
  published: [publishedRelease, publishedCell],
  private: [demoLoad],
  guarded: [account, accountRole, departmentGrant, breakGlass, notice, idempotencyKey, webhook, webhookDeadLetter, importRun, importQuarantine],
  journal: [changeEntry],
  audit: [auditEntry, accessEntry, accessHousehold],
  head: [auditHead],
};

/** Villages that rows of counties are about, as their records say. */
const places = new Map<PgTable, string>([[project, 'placeCode'], [disbursement, 'villageCode']]);

const guards = new Map<PgTable, Guard>([
  [account, administered], [accountRole, administered], [departmentGrant, administered],
  [breakGlass, emergencies], [notice, notices], [householdRegistry, sought], [auditEntry, ownEntries], [idempotencyKey, ownKeys],
  [policyParameter, forOwnPlaces],
  [webhook, ownHooks], [webhookDeadLetter, ownHooks],
  [importRun, ownImports], [importQuarantine, ownImports],
]);

/** The core's tables. Each is named here, so that none gets its grants by chance. */
export const coreOwner: Owner = {
  id: 'core',
  migrations: new URL('./migrations/', import.meta.url),
  tables: (Object.entries(placed) as [Placement, readonly PgTable[]][]).flatMap(([placement, tables]) =>
    tables.map((table): PlacedTable => ({ table, placement, place: places.get(table), guard: guards.get(table) }))),
};
