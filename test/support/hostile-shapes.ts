/** A request that no honest client sends. */
export interface Hostile {
  readonly what: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Codes of which one must be the answer. */
  readonly codes: readonly string[];
}

/** Numbers from a seed (mulberry32): the same seed gives the same shapes. */
export const dice = (seed: number) => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    between: (low: number, high: number): number => low + Math.floor(next() * (high - low + 1)),
    /** Between, but small ones as often as large ones. */
    sized: (low: number, high: number): number => Math.round(low * (high / low) ** next()),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
  };
};

type Dice = ReturnType<typeof dice>;
type Maker = (roll: Dice) => Hostile;

const json = { 'content-type': 'application/json' };
const asked = (what: string, codes: readonly string[], query: unknown, variables?: unknown): Hostile => ({ what, codes, headers: json, body: JSON.stringify({ query, variables }) });

const limit = ['GRAPHQL_LIMIT_EXCEEDED'];
const invalid = ['GRAPHQL_VALIDATION_FAILED'];
const noSyntax = ['GRAPHQL_PARSE_FAILED'];
const bad = ['BAD_REQUEST'];

const times = (count: number, make: (at: number) => string): string => Array.from({ length: count }, (_, at) => make(at)).join(' ');

const nested = (depth: number): string => {
  const levels = Array.from({ length: depth }, (_, at) => ['members', 'household'][at % 2]);
  return `{ households { nodes { ${levels.join(' { ')} { id ${'} '.repeat(depth)} } } }`;
};

const documents: readonly Maker[] = [
  (roll) => asked('depth', limit, nested(roll.sized(9, 160))),
  (roll) => {
    const depth = roll.between(9, 40);
    const fragments = times(depth, (at) => `fragment f${at} on ${at % 2 ? 'Person' : 'Household'} { ${at % 2 ? 'household' : 'members'} { ${at + 1 < depth ? `...f${at + 1}` : 'id'} } }`);
    return asked('depth by fragments', limit, `{ households { nodes { ...f0 } } } ${fragments}`);
  },
  (roll) => asked('aliases', limit, `{ ${times(roll.sized(16, 300), (at) => `a${at}: __typename`)} }`),
  (roll) => asked('aliases in fragments', limit, `{ ...f ...g } fragment f on Query { ${times(roll.between(9, 60), (at) => `a${at}: viewer { name }`)} } fragment g on Query { ${times(9, (at) => `b${at}: viewer { name }`)} }`),
  (roll) => asked('the same field again', limit, `{ ${times(roll.sized(17, 900), () => '__typename')} }`),
  (roll) => asked('the same object again', limit, `{ ${times(roll.sized(17, 240), () => 'viewer { name }')} }`),
  (roll) => {
    const levels = roll.between(12, 40);
    return asked('fragments that double', ['COST_EXCEEDED', ...limit], `{ ...f0 } ${times(levels, (at) => `fragment f${at} on Query { ${at + 1 < levels ? `...f${at + 1} ...f${at + 1}` : 'viewer { places { name } }'} }`)}`);
  },
  (roll) => {
    const width = roll.between(2, 60);
    return asked('wide fragments over a long list', ['COST_EXCEEDED', ...limit], `{ households(first: 200) { nodes { ${times(width, (at) => `...f${at}`)} } } } ${times(width, (at) => `fragment f${at} on Household { incomes(first: 200) { nodes { id } } }`)}`);
  },
  (roll) => {
    const length = roll.between(1, 80);
    return asked('fragments in a circle', [...invalid, ...limit], `{ ...f0 } ${times(length, (at) => `fragment f${at} on Query { viewer { name } ...f${(at + 1) % length} }`)}`);
  },
  (roll) => {
    const length = roll.between(1, 20);
    return asked('fields in a circle', [...invalid, ...limit], `{ households { nodes { ...f0 } } } ${times(length, (at) => `fragment f${at} on Household { members { household { ...f${(at + 1) % length} ...f${(at + 2) % length} } } }`)}`);
  },
  (roll) => asked('directives', limit, `{ viewer { name ${times(roll.sized(6, 300), () => roll.pick(['@include(if: true)', '@skip(if: false)', '@aa']))} } }`),
  (roll) => asked('a long page', ['PAGE_SIZE_INVALID', ...invalid], `{ households(${roll.pick(['first', 'last'])}: ${roll.pick([201, 1_000, 1_000_000, 2_147_483_647, 1e12, -1])}) { nodes { id } } }`),
  (roll) => asked('a long page by variable', ['PAGE_SIZE_INVALID', ...invalid], 'query($n: Int) { households(first: $n) { nodes { id } } }', { n: roll.pick([201, 1e6, 1e12, -5, 1e308, '200', [1], { n: 1 }]) }),
  (roll) => asked('lists in lists', ['COST_EXCEEDED'], `{ places(first: ${roll.between(60, 200)}) { nodes { households(first: ${roll.between(60, 200)}) { nodes { incomes(first: ${roll.between(60, 200)}) { nodes { id } } } } } } }`),
  (roll) => asked('lists in lists, by variables', ['COST_EXCEEDED'], 'query($n: Int = 200) { households(first: $n) { nodes { incomes(last: $n) { edges { node { household { incomes(first: $n) { totalCount } } } } } } } }', roll.pick([undefined, {}, { n: 150 }])),
  (roll) => asked('a long list', ['LIST_TOO_LONG'], 'query($x: [String!]) { households(filter: { registrationNumber: { in: $x } }) { totalCount } }', { x: Array.from({ length: roll.sized(501, 60_000) }, () => '1') }),
  (roll) => asked('a long list deep inside', ['LIST_TOO_LONG'], 'query($f: HouseholdFilter) { households(filter: $f) { totalCount } }', { f: { status: { in: Array.from({ length: roll.sized(501, 30_000) }, () => 'EXITED') } } }),
  (roll) => asked('many rows', ['BATCH_TOO_LARGE', 'COST_EXCEEDED'], 'mutation($r: [HouseholdIncomeInput!]!) { saveHouseholdIncomes(rows: $r) { outcome } }', { r: Array.from({ length: roll.sized(201, 10_000) }, (_, at) => ({ registrationNumber: '1', year: at, persons: 1 })) }),
  (roll) => asked('a long list written out', limit, `{ households(filter: { registrationNumber: { in: [${times(roll.sized(1_000, 9_000), () => '"1"')}] } }) { totalCount } }`),
  (roll) => asked('tokens', limit, `{ ${times(roll.sized(350, 6_000), (at) => `viewer { name } # ${at}\n`)} }`),
  (roll) => {
    const depth = roll.sized(3, 2_000);
    return asked('lists written in lists', [...invalid, ...limit], `{ households(filter: { registrationNumber: { in: ${'['.repeat(depth)}"1"${']'.repeat(depth)} } }) { totalCount } }`);
  },
  (roll) => asked('a long literal', ['VALUE_NOT_STORABLE', ...limit], `{ places(search: "${'山'.repeat(roll.sized(10_001, 300_000))}") { totalCount } }`),
  (roll) => asked('a long text by variable', ['VALUE_NOT_STORABLE'], 'query($s: String) { places(search: $s) { totalCount } }', { s: '西'.repeat(roll.sized(10_001, 300_000)) }),
  (roll) => asked('a long name', [...invalid, ...limit], `{ ${'x'.repeat(roll.sized(100, 200_000))} }`),
  (roll) => asked('a long alias and an unknown field', [...invalid, ...limit], `{ ${'y'.repeat(roll.sized(100, 40_000))}: housholds { id } }`),
  (roll) => asked('a long number', ['PAGE_SIZE_INVALID', ...invalid, ...limit], `{ households(first: ${'9'.repeat(roll.sized(11, 100_000))}) { totalCount } }`),
  (roll) => asked('a long comment', limit, `# ${'c'.repeat(roll.sized(50_001, 800_000))}\n{ viewer { name } }`),
  (roll) => asked('signs that are none', [...noSyntax, ...invalid], `{ viewer { name${roll.pick(['\0', '\u0007', '\u202e', '\ufffe', '\u2028', '‮', '£', '\u{1f4a5}', '\\u0000', '`'])} } }`),
  (roll) => asked('text that no database keeps', ['VALUE_NOT_STORABLE'], 'query($s: String) { places(search: $s) { totalCount } }', { s: roll.pick(['a\0b', '\ud800', '\udc00x', `${'x'.repeat(50)}\0`]) }),
  (roll) => asked('a document that breaks off', noSyntax, '{ households(first: 1, filter: { registrationNumber: { in: ["1"] } }) { nodes { id } } }'.slice(0, roll.between(1, 80))),
  (roll) => {
    const rounds = roll.between(4, 40);
    return asked('introspection in a circle', [...invalid, ...limit], `{ __schema { types { ${'fields { type { '.repeat(rounds)}name ${'} } '.repeat(rounds)} } } }`);
  },
  (roll) => asked('an unknown variable', invalid, `query($a: ${roll.pick(['Nothing', '[[[[Nothing]]]]', 'HouseholdConnection', 'Int'])}) { viewer { name } }`),
];

const bodies: readonly Maker[] = [
  (roll) => ({ what: 'deep variables', codes: ['REQUEST_NESTED_TOO_DEEP'], headers: json, body: `{"query": "{ viewer { name } }", "variables": {"x": ${'['.repeat(roll.sized(65, 400_000))}` }),
  (roll) => {
    const depth = roll.sized(65, 100_000);
    return { what: 'deep objects', codes: ['REQUEST_NESTED_TOO_DEEP'], headers: json, body: `{"query": "{ viewer { name } }", "variables": ${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}` };
  },
  (roll) => ({ what: 'several operations', codes: bad, headers: json, body: JSON.stringify(Array.from({ length: roll.sized(1, 5_000) }, () => ({ query: '{ __typename }' }))) }),
  (roll) => ({ what: 'more than 1 MB', codes: ['REQUEST_ENTITY_TOO_LARGE'], headers: json, body: JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(roll.between(1_000_001, 3_000_000)) } }) }),
  (roll) => ({ what: 'no JSON', codes: bad, headers: json, body: roll.pick(['', '{', '[', 'null', '1', '"x"', 'true', '{"query": }', '{"query": "{ __typename }"', "{'query': 1}", '\0', '{"query": "\ud800', '<xml/>', '{"query":"{__typename}"}}']) }),
  (roll) => ({ what: 'bytes that are no text', codes: bad, headers: json, body: Uint8Array.from({ length: roll.sized(10, 50_000) }, () => roll.between(128, 255)) }),
  (roll) => ({ what: 'other parameters', codes: [...bad, 'DOCUMENT_UNKNOWN', 'OPERATION_RESOLUTION_FAILURE'], headers: json, body: JSON.stringify(roll.pick<unknown>([
    {}, { query: 5 }, { query: ['{ __typename }'] }, { query: '{ __typename }', variables: 'x' }, { query: '{ __typename }', variables: [] }, { query: '{ __typename }', extensions: 'x' }, { query: '{ __typename }', more: 1 },
    { documentId: 'sha256:0' }, { extensions: { persistedQuery: { sha256Hash: '__proto__' } } }, { query: 'query A { __typename }', operationName: 'B' },
  ])) }),
  (roll) => ({ what: 'another type', codes: ['UNSUPPORTED_MEDIA_TYPE'], headers: { 'content-type': roll.pick(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'application/xml', 'text/html', 'application/jsonp', 'x']) }, body: 'query={__typename}' }),
  (roll) => ({ what: 'packed bytes', codes: bad, headers: { ...json, 'content-encoding': roll.pick(['gzip', 'br', 'deflate']) }, body: Uint8Array.from({ length: roll.sized(20, 20_000) }, () => roll.between(0, 255)) }),
];

const requests: readonly Maker[] = [
  (roll) => ({ what: 'a GET that any page can send', method: 'GET', path: `/graphql?query=${encodeURIComponent(roll.pick(['{ __typename }', 'mutation { __typename }', '{ viewer { name } }']))}`, headers: {}, codes: ['CROSS_SITE_REQUEST'] }),
  (roll) => ({ what: 'a mutation by GET', method: 'GET', path: `/graphql?query=${encodeURIComponent(roll.pick(['mutation { __typename }', 'mutation { saveNeeds(rows: []) { outcome } }']))}`, headers: { 'x-graphql-yoga-csrf': '1' }, codes: bad }),
  (roll) => ({ what: 'a GET with a bad address', method: 'GET', path: `/graphql?${roll.pick(['query', 'query=', 'query={', 'variables=[', 'query={__typename}&variables={', 'query={__typename}&extensions=1', 'query=%00', 'query=%ff%fe', 'query=%7B%00%7D', `variables=${'['.repeat(70)}`])}`, headers: { 'x-graphql-yoga-csrf': '1' }, codes: [...bad, ...noSyntax, 'REQUEST_NESTED_TOO_DEEP'] }),
  (roll) => ({ what: 'another method', method: roll.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS']), headers: json, codes: bad }),
  (roll) => ({ what: 'another address', method: roll.pick(['GET', 'POST']), path: roll.pick(['/admin', '/.env', '/graphql/x', '/graphql%00', '/metrics', '/..%2f..%2fetc/passwd', '/GRAPHQL']), headers: json, codes: ['NOT_FOUND'] }),
  (roll) => ({ what: 'a bad token', headers: { ...json, authorization: roll.pick(['Bearer x', 'Bearer a.b.c', `Bearer ${'x'.repeat(8_000)}`, 'Basic eDp5', 'Bearer', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vLWNvdW50eS1jbGVyayJ9.']) }, body: '{"query":"{ viewer { name } }"}', codes: ['TOKEN_INVALID'] }),
  (roll) => ({ what: 'time that is none', headers: { ...json, 'x-youyu-deadline-ms': roll.pick(['0', '-1', 'x', '1e3', '999999999999', '1.5']) }, body: '{"query":"{ viewer { name } }"}', codes: ['DEADLINE_INVALID'] }),
  (roll) => ({ what: 'an answer that is no JSON', headers: { ...json, accept: roll.pick(['text/csv', 'image/png', 'multipart/x']) }, body: '{"query":"{ viewer { name } }"}', codes: ['NOT_ACCEPTABLE'] }),
];

const makers: readonly Maker[] = [...documents, ...bodies, ...requests];

/** So many hostile requests, every kind of them equally often. */
export const hostileRequests = (count: number, seed: number): readonly Hostile[] => {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, at) => (makers[at % makers.length] as Maker)(roll));
};
