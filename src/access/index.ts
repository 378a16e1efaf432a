// The door to access: who asks, and what they may do.
export { type FieldClass, type Identity, mayRead, mayReadField, reachesCounty, reachesTable, reachesVillage, requireRole, requireSignedIn } from './identity.ts';
export { inCharge } from './in-charge.ts';
