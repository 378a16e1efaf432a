import {
  type GraphQLInputField, type GraphQLInputType, type GraphQLArgument, isEnumType, isInputObjectType, isListType, isNonNullType,
} from 'graphql';
import type { Random } from '../../../src/demo/random.ts';
import { absentUuid, globalIdOf } from '../ids.ts';

/** Values that stand in the database, from rows of everybody: what a caller might try. */
export interface Pools {
  /** Values of a record's field, as the API takes them. */
  of(record: string, field: string): readonly unknown[];
  /** Global ids of a type. */
  ids(type: string): readonly string[];
  readonly types: readonly string[];
  readonly registrationNumbers: readonly string[];
  readonly idNumbers: readonly string[];
  readonly places: readonly string[];
  readonly words: readonly string[];
  readonly days: readonly string[];
  readonly indicators: readonly string[];
  readonly subjects: readonly string[];
  /** Cursors handed out so far, to anybody. */
  readonly cursors: string[];
}

/** Where a value goes: the type that has the argument or input field, and its name. */
export interface Slot {
  readonly owner: string;
  readonly name: string;
  /** For an id: the type it should be of. */
  readonly wanted?: string | undefined;
}

const junk = ['', ' ', '%', '_', "'", '\\', 'null', '0', '-1', '*', '1e9', 'ZZZ', '测试', '{}', '[]', absentUuid] as const;
const few = 4;

const pickFrom = <T>(random: Random, from: readonly T[], otherwise: T): T => (from.length > 0 ? random.pick(from) : otherwise);

const recordOfInput = (owner: string): string | undefined => /^(?:Save|Advance)?(\w+?)(?:Filter|Input|Payload)$/.exec(owner)?.[1];

const idFor = (random: Random, pools: Pools, { owner, name, wanted }: Slot): string => {
  const record = recordOfInput(owner);
  const known = record ? pools.of(record, name) : [];
  const kind = random.between(0, 9);
  if (kind === 0) return globalIdOf(pickFrom(random, pools.types, 'Household'));
  if (kind === 1) return pickFrom(random, pools.ids(random.pick(pools.types)), globalIdOf('Household'));
  if (known.length > 0) return String(random.pick(known));
  const type = wanted ?? pools.types.find((one) => name.toLowerCase().startsWith(one.toLowerCase())) ?? (/person|signer|by/i.test(name) ? 'Person' : undefined);
  return pickFrom(random, pools.ids(type ?? random.pick(pools.types)), globalIdOf('Household'));
};

const textFor = (random: Random, pools: Pools, { owner, name }: Slot): string => {
  if (random.chance(0.04)) return random.pick(junk);
  if (/^(after|before)$/.test(name)) return pickFrom(random, pools.cursors, 'x');
  if (/registrationNumber/i.test(name)) return pickFrom(random, pools.registrationNumbers, '1');
  if (/^idNumber/.test(name)) return pickFrom(random, pools.idNumbers, '1');
  if (/subject|account/i.test(name)) return pickFrom(random, pools.subjects, 'x');
  if (owner === 'Query' && /^(id|ids)$/.test(name)) return pickFrom(random, pools.indicators, 'x');
  const record = recordOfInput(owner);
  const known = record ? pools.of(record, name) : [];
  if (known.length > 0 && random.chance(0.85)) return String(random.pick(known));
  if (/code|place|village|county|within|under/i.test(name)) return pickFrom(random, pools.places, '140000');
  return pickFrom(random, pools.words, 'x');
};

const numberFor = (random: Random, pools: Pools, { owner, name }: Slot): number => {
  if (/^(first|last)$/.test(name)) return random.weighted([[random.between(1, few), 30], [0, 1], [200, 1], [-1, 0.3], [100_000, 0.3]]);
  if (name === 'limit') return random.weighted([[random.between(1, few), 20], [40, 10], [0, 1], [-1, 0.3], [100_000, 0.3]]);
  if (name === 'p') return random.weighted([[random.between(0, 100), 20], [-1, 0.3]]);
  const record = recordOfInput(owner);
  const known = record ? pools.of(record, name) : [];
  return known.length > 0 && random.chance(0.8) ? Number(random.pick(known)) : random.weighted([[random.between(2010, 2021), 3], [random.between(0, 25), 3], [-1, 0.2]]);
};

const scalarFor = (random: Random, pools: Pools, scalar: string, slot: Slot): unknown => {
  const record = recordOfInput(slot.owner);
  const known = record ? pools.of(record, slot.name) : [];
  if (scalar === 'ID') return idFor(random, pools, slot);
  if (scalar === 'Int' || scalar === 'Float') return numberFor(random, pools, slot);
  if (scalar === 'Boolean') return random.chance(0.5);
  if (scalar === 'Date') return known.length > 0 && random.chance(0.7) ? known[random.between(0, known.length - 1)] : random.pick(pools.days);
  if (scalar === 'DateTime') return `${random.pick(pools.days)}T00:00:00Z`;
  if (scalar === 'Money' || scalar === 'Decimal') return known.length > 0 && random.chance(0.9) ? String(random.pick(known)) : String(random.between(0, 99_999));
  return textFor(random, pools, slot);
};

/** `eq` inside a condition is about the field that has the condition. */
const slotInside = (outer: Slot, owner: string, name: string): Slot => (owner.endsWith('Condition') ? outer : { owner, name });

type Taken = GraphQLInputField | GraphQLArgument;

const isRequired = ({ type, defaultValue }: Taken): boolean => isNonNullType(type) && defaultValue === undefined;

/** A value for an argument: required parts always, the others now and then. */
export const valueFor = (random: Random, pools: Pools, type: GraphQLInputType, slot: Slot, optional = 0.35): unknown => {
  if (isNonNullType(type)) return valueFor(random, pools, type.ofType, slot, optional);
  if (isListType(type)) return Array.from({ length: random.weighted([[1, 6], [2, 3], [0, 0.3], [3, 1]]) }, () => valueFor(random, pools, type.ofType, slot, optional));
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (!isInputObjectType(type)) return scalarFor(random, pools, type.name, slot);
  const fields = Object.values(type.getFields());
  const required = fields.filter(isRequired);
  const chosen = fields.filter((field) => !isRequired(field) && random.chance(type.name.endsWith('Filter') ? Math.min(optional, 1.5 / fields.length) : type.name.endsWith('Condition') ? 0.4 : optional));
  // an item of an order names one thing to order by
  if (type.name.endsWith('GroupOrder') || type.name === 'AggregateOrder') chosen.splice(0, chosen.length, random.pick(fields.filter(({ name }) => name !== 'direction')));
  const some = required.length + chosen.length > 0 || fields.length === 0 ? chosen : [random.pick(fields)];
  return Object.fromEntries([...required, ...some].map((field) => [field.name, valueFor(random, pools, field.type, slotInside(slot, type.name, field.name), optional)]));
};
