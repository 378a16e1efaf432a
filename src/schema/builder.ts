import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import { PlatformError } from '../errors.ts';
import { told } from '../records/facts.ts';
import type { RequestContext } from './context.ts';
import { dateScalar, dateTimeScalar, decimalScalarType, moneyScalar } from './scalars.ts';

interface Text {
  readonly Input: string;
  readonly Output: string;
}

export interface SchemaTypes {
  Context: RequestContext;
  Scalars: { ID: Text; Date: Text; DateTime: Text; Money: Text; Decimal: Text };
  DefaultFieldNullability: false;
}

interface KnownType {
  readonly pothosOptions?: object;
}

/** Types made by `builder.node` have an id among their options; nothing else can be asked for by id. */
const isNode = (type: KnownType | undefined): boolean => type?.pothosOptions !== undefined && 'id' in type.pothosOptions;

/** @throws PlatformError INVALID_ID for what is no id of ours, with the same answer for every kind of wrong */
const decodeNodeId = (globalId: string, known: (typename: string) => boolean): { typename: string; id: string } => {
  const text = Buffer.from(globalId, 'base64').toString();
  const [, typename, id] = /^(\w+):(.+)$/.exec(text) ?? [];
  if (!typename || !id || !known(typename)) throw new PlatformError('INVALID_ID');
  return { typename, id };
};

/** A builder with the platform's scalars and Relay; it defines no types of its own. */
export const createBuilder = () => {
  let knownTypes: ReadonlyMap<string, KnownType> = new Map();
  const builder = new SchemaBuilder<SchemaTypes>({
    plugins: [RelayPlugin],
    defaultFieldNullability: false,
    relay: {
      clientMutationId: 'omit',
      nodeQueryOptions: { ...told({ is: 'find', by: 'node' }), description: '按全局标识取对象 / The object with this global id, null when absent or out of reach' },
      nodesQueryOptions: false,
      decodeGlobalID: (globalId) => decodeNodeId(globalId, (typename) => isNode(knownTypes.get(typename))),
    },
  });
  knownTypes = builder.configStore.typeConfigs as unknown as ReadonlyMap<string, KnownType>;
  builder.addScalarType('Date', dateScalar);
  builder.addScalarType('DateTime', dateTimeScalar);
  builder.addScalarType('Money', moneyScalar);
  builder.addScalarType('Decimal', decimalScalarType);
  builder.queryType({});
  builder.mutationType({});
  builder.subscriptionType({ description: '推送 / What is sent as it happens, over server-sent events' });
  return builder;
};

export type Builder = ReturnType<typeof createBuilder>;

/** The builder's own types, for references made outside it. */
export type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;
