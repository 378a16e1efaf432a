// The door to access: who asks, and what they may do.
export { type FieldClass, type Identity, mayRead, reachesCounty, requireRole, requireSignedIn } from './identity.ts';
export { inCharge } from './in-charge.ts';
