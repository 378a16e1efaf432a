import { getNamedType, type GraphQLArgument, type GraphQLField, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v5 } from 'uuid';
import { createRandom } from '../../src/demo/random.ts';
import { globalIdOf } from '../support/ids.ts';
import { type LeakPlatform, openLeakPlatform, type Reply } from '../support/leak/ask.ts';
import { finished, newDraft, type Request } from '../support/leak/document.ts';
import { mutationSelection } from '../support/leak/generate.ts';
import { type Caller, seesRow } from '../support/leak/oracle.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import type { PlantedRow } from '../support/leak/planting.ts';
import { beyondPlaces } from '../support/leak/run.ts';
import { type Slot, slotsOfField, withAt } from '../support/leak/slots.ts';
import { type Pools, valueFor } from '../support/leak/values.ts';
import { tableState } from '../support/table-state.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const seed = process.env['YOUYU_LEAK_SEED'] ?? '2016';
const pairs = Math.ceil(1_000 * soak);
const random = createRandom(`pairs/${seed}`);
const headers = { 'x-request-id': 'pair' };

let source: PlantedTemplate;
let platform: LeakPlatform;
let pools: Pools;
beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template });
  pools = source.pools([]);
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

/** What tells a row from others: a global id, or a registration number. */
interface Handle {
  readonly real: string;
  readonly random: string;
}

const uuidFrom = (text: string): string => v5(text, '3d0f3c1a-3b8e-4f0e-9a3e-9a1f3f6f2020').replace(/^.{14}[0-9a-f]/, (start) => `${start.slice(0, 14)}7`);

const rowsUnseen = (caller: Caller): ReadonlyMap<string, readonly PlantedRow[]> => {
  const shown = new Set([...source.planted.rows.values()].flat().filter((row) => seesRow(caller, row)).map(({ id }) => id));
  return new Map([...source.planted.rows].filter(([{ record }]) => record).map(([{ record }, rows]) => [record as string, rows.filter((row) => row.id && !shown.has(row.id))]));
};

const idPair = (type: string, row: PlantedRow): Handle => ({ real: globalIdOf(type, row.id as string), random: globalIdOf(type, uuidFrom(row.id as string)) });

const numbersUnseen = (caller: Caller): readonly Handle[] =>
  [...source.planted.tokens].filter(([, { column, row }]) => column.name === 'registration_number' && row.table.name === 'core.household' && !seesRow(caller, row))
    .map(([real]) => ({ real, random: `${real.slice(0, 6)}${String(9_000_000_000 + Number(real.slice(-6)))}` }));

interface Channel {
  readonly name: string;
  request(handle: string): Request;
  readonly handles: readonly Handle[];
}

const singles = (unseen: ReadonlyMap<string, readonly PlantedRow[]>): readonly Channel[] =>
  Object.values(platform.app.schema.getQueryType()?.getFields() ?? {})
    .filter(({ name, args }) => name !== 'node' && args.some((arg) => arg.name === 'id' && getNamedType(arg.type).name === 'ID'))
    .map(({ name, type }) => {
      const of = getNamedType(type).name;
      return { name, handles: (unseen.get(of) ?? []).map((row) => idPair(of, row)), request: (id) => ({ query: `query($id: ID!) { ${name}(id: $id) { id __typename } }`, variables: { id }, headers }) };
    });

const nodes = (unseen: ReadonlyMap<string, readonly PlantedRow[]>): readonly Channel[] =>
  [...unseen].map(([type, rows]) => ({
    name: `node ${type}`, handles: rows.map((row) => idPair(type, row)), request: (id) => ({ query: 'query($id: ID!) { node(id: $id) { id __typename } }', variables: { id }, headers }),
  }));

const isHandle = ({ scalar, name }: Slot): boolean => scalar === 'ID' || /registrationNumber/i.test(name);

const mutationRequest = (field: GraphQLField<unknown, unknown>, args: ReadonlyMap<GraphQLArgument, unknown>): Request => {
  const draft = newDraft(random);
  const written = [...args].map(([arg, value], at) => {
    draft.variables.set(`v${at}`, { type: String(arg.type), value });
    return `${arg.name}: $v${at}`;
  });
  return { ...finished(draft, 'mutation', `${field.name}(${written.join(', ')})${mutationSelection(field)}`), headers };
};

const typeIn = (slot: { readonly name: string; readonly owner: string }, of: string): string =>
  pools.types.find((type) => `${type}Id`.toLowerCase() === slot.name.toLowerCase()) ?? pools.of(/^(\w+?)Input$/.exec(slot.owner)?.[1] ?? '', slot.name).map((id) => Buffer.from(String(id), 'base64').toString().split(':')[0] as string)[0]
  ?? (/person|By|signer/i.test(slot.name) ? 'Person' : of);

const mutations = (unseen: ReadonlyMap<string, readonly PlantedRow[]>, numbers: readonly Handle[]): readonly Channel[] =>
  Object.values(platform.app.schema.getMutationType()?.getFields() ?? {}).filter(({ name }) => !beyondPlaces.has(name)).flatMap((field) => slotsOfField(field, 'Mutation').filter(([, slot]) => isHandle(slot)).map(([arg, slot]) => {
    const of = /^(?:advance|save)(\w+)/.exec(field.name)?.[1] ?? 'Household';
    const type = typeIn(slot, of);
    const values = new Map(field.args.filter((one) => one === arg || isRequiredArgument(one)).map((one) => [one, valueFor(random, pools, one.type, { owner: 'Mutation', name: one.name, wanted: of }, 0.2)]));
    return {
      name: `${field.name}.${slot.path.join('.') || arg.name}`,
      handles: slot.scalar === 'ID' ? (unseen.get(type) ?? []).map((row) => idPair(type, row)) : numbers,
      request: (handle: string) => mutationRequest(field, new Map([...values].map(([one, value]) => [one, one === arg ? withAt(value, slot.path, handle) : value]))),
    };
  }));

const p95 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;

const bytesOf = ({ status, headers: sent, text, reported }: Reply): string => `${status}\n${sent}\n${text}\n${reported}`;

describe.each(['clerk of another county', 'county health', 'village clerk'])('%s', (name) => {
  test(`${pairs} pairs of a foreign id and one that nobody has get the same bytes`, async () => {
    const caller = source.callers.find((one) => one.name === name) as Caller;
    const [unseen, numbers] = [rowsUnseen(caller), numbersUnseen(caller)];
    const number: Channel = { name: 'household', handles: numbers, request: (registrationNumber) => ({ query: 'query($n: String!) { household(registrationNumber: $n) { id } }', variables: { n: registrationNumber }, headers }) };
    const channels = [...singles(unseen), ...nodes(unseen), ...mutations(unseen, numbers), number].filter(({ handles }) => handles.length > 0);
    expect(channels.length).toBeGreaterThan(150);
    const before = await tableState(platform);
    const [real, nobodys, differ]: [number[], number[], string[]] = [[], [], []];
    for (let at = 0; at < Math.max(Math.ceil(pairs / 3), channels.length); at += 1) {
      const channel = channels[at % channels.length] as Channel;
      const handle = random.pick(channel.handles);
      const timed = async (value: string, times: number[]): Promise<string> => {
        const started = performance.now();
        const bytes = bytesOf(await platform.send(channel.request(value), caller.subject));
        times.push(performance.now() - started);
        return bytes.replaceAll(value, '(as sent)');
      };
      const [there, nowhere] = at % 2 === 0 ? [await timed(handle.real, real), await timed(handle.random, nobodys)] : [await timed(handle.random, nobodys), await timed(handle.real, real)].reverse() as [string, string];
      if (there !== nowhere) differ.push(`${channel.name}\n${JSON.stringify(channel.request(handle.real))}\n${there}\n--- nobody's:\n${nowhere}`);
    }
    console.log(`${name}: ${real.length} pairs over ${channels.length} channels, p95 ${p95(real).toFixed(1)} ms foreign, ${p95(nobodys).toFixed(1)} ms nobody's`);
    expect(differ.slice(0, 5)).toEqual([]);
    expect(await tableState(platform)).toEqual(before);
  }, 600_000);
});
