// The door to rules that records of more than one owner keep. Each is made by a function that takes the
// owner's words (`…By`), and stands here once more in the words of the platform.
export { type ByParameter, byParameter } from './by-parameter.ts';
export { asDisbursed, asDisbursedBy, type PaidRow } from './disbursed.ts';
export { livingMember, livingMemberBy } from './living-member.ts';
export { oneLive } from './one-live.ts';
export { only } from './only.ts';
export { registeredPoor, registeredPoorBy } from './registered-poor.ts';
export { sameCounty } from './same-county.ts';
export { within } from './within.ts';
export { fixedOnce, inOrder } from './words.ts';
