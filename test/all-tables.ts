// Every table of the core under the name that the code calls it by.
export * from '../src/db/tables/access.ts';
export * from '../src/db/tables/administration.ts';
export * from '../src/db/tables/demo.ts';
export * from '../src/db/tables/funds.ts';
export * from '../src/db/tables/intake.ts';
export * from '../src/db/tables/journal.ts';
export * from '../src/db/tables/parameters.ts';
export * from '../src/db/tables/people.ts';
export * from '../src/db/tables/places.ts';
export * from '../src/db/tables/policy.ts';
export * from '../src/db/tables/programmes.ts';
export * from '../src/db/tables/publication.ts';
export * from '../src/db/tables/reference.ts';
export * from '../src/db/tables/webhooks.ts';
