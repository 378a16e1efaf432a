import { getNullableType, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { type AnswerNode, enumOf } from './answer-tree.ts';
import { mediaTypes } from '../formats/cells.ts';
import type { Parameter, PlainDocument } from './plain-documents.ts';

type Json = Readonly<Record<string, unknown>>;

const scalars: Readonly<Record<string, Json>> = {
  Int: { type: 'integer', format: 'int32' }, Float: { type: 'number' }, Boolean: { type: 'boolean' }, Date: { type: 'string', format: 'date' }, DateTime: { type: 'string', format: 'date-time' },
  Money: { type: 'string', description: 'CNY, two decimals' }, Decimal: { type: 'string' },
};

const orNull = (schema: Json, nullable: boolean): Json => {
  if (!nullable) return schema;
  const { type, enum: values, ...rest } = schema as { type?: unknown; enum?: readonly unknown[] };
  return { ...rest, ...(type === undefined ? {} : { type: [type, 'null'] }), ...(values ? { enum: [...values, null] } : {}) };
};

const objectOf = (nodes: readonly AnswerNode[]): Json => ({
  type: 'object',
  properties: Object.fromEntries(nodes.map((node) => [node.key, schemaOf(node)])),
  required: nodes.map(({ key }) => key),
});

const leafOf = (node: AnswerNode): Json => {
  const values = enumOf(node)?.getValues().map(({ name }) => name);
  return values ? { type: 'string', enum: values } : (scalars[node.type.name] ?? { type: 'string' });
};

const schemaOf = (node: AnswerNode): Json => {
  const own = node.shape === 'value' ? leafOf(node) : objectOf(node.children);
  const described = { ...own, description: `${node.title.zh} / ${node.title.en}` };
  return orNull(node.isList ? { type: 'array', items: own, description: described.description } : described, node.nullable);
};

const inputOf = (type: GraphQLInputType): Json => {
  const inner = getNullableType(type);
  if (isListType(inner)) return { type: 'array', items: inputOf(inner.ofType as GraphQLInputType) };
  if (isEnumType(inner)) return { type: 'string', enum: inner.getValues().map(({ name }) => name) };
  if (isInputObjectType(inner)) return { type: 'object', properties: Object.fromEntries(Object.values(inner.getFields()).map((field) => [field.name, {}])) };
  return scalars[(inner as { name: string }).name] ?? { type: 'string' };
};

const parameterOf = ({ name, type, required, preset }: Parameter): Json => {
  const schema = { ...inputOf(type), ...(preset === undefined ? {} : { default: preset }) };
  const isObject = isInputObjectType(isNonNullType(type) ? type.ofType : type);
  return { name, in: 'query', required, ...(isObject ? { content: { 'application/json': { schema } } } : { schema }) };
};

const choice = (name: string, values: readonly string[], description: string): Json => ({ name, in: 'query', required: false, description, schema: { type: 'string', enum: values, default: values[0] } });

const tableChoices: readonly Json[] = [
  choice('headers', ['zh', 'en', 'code'], '表头与代码的文字 / Words of headers and codes'),
  choice('encoding', ['utf-8-bom', 'utf-8', 'gb18030'], 'CSV 编码 / Encoding of CSV'),
];

const failure = { description: '错误,带代码与中英文说明 / An error with its code, in two languages', content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } } };

const answers = (content: Json, extra: Json = {}): Json => ({
  200: { description: '结果 / The answer', headers: { ETag: { schema: { type: 'string' } } }, content }, ...extra,
  400: failure, 401: failure, 403: failure, 422: failure, 429: failure, 503: failure,
});

const operation = ({ name, about, parameters }: PlainDocument, ending: string, more: readonly Json[], responses: Json): Json => ({
  get: { operationId: `${name}_${ending}`, summary: about === '' ? name : about, tags: [name], security: [{}, { token: [] }], parameters: [...parameters.map(parameterOf), ...more], responses },
});

const pathsOf = (document: PlainDocument): readonly (readonly [string, Json])[] => {
  const data: Json = { type: 'object', properties: { data: objectOf(document.tree), extensions: { type: 'object' } }, required: ['data'] };
  const unchanged = { 304: { description: '未变 / As it was' } };
  const json = operation(document, 'json', [], answers({ 'application/json': { schema: data } }, unchanged));
  if (document.table.isUncertain) return [[`/documents/${document.name}.json`, json]];
  return [
    [`/documents/${document.name}.json`, json],
    [`/documents/${document.name}.csv`, operation(document, 'csv', tableChoices, answers({ 'text/csv': { schema: { type: 'string' } } }, unchanged))],
    [`/documents/${document.name}.xlsx`, operation(document, 'xlsx', tableChoices.slice(0, 1), answers({ [mediaTypes.XLSX]: { schema: { type: 'string', format: 'binary' } } }))],
  ];
};

/** OpenAPI 3.1 of all documents that have addresses. */
export const openApiOf = (documents: readonly PlainDocument[]): Json => ({
  openapi: '3.1.0',
  info: {
    title: '右玉数据接口 / Youyu', version: '1',
    description: '每个登记的查询都有一个网址,以 JSON、CSV 或 XLSX 应答。/ Every trusted document has an address, and answers as JSON, CSV or XLSX.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  paths: Object.fromEntries(documents.flatMap(pathsOf)),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    schemas: {
      Errors: {
        type: 'object', required: ['errors'],
        properties: { errors: { type: 'array', items: { type: 'object', required: ['message', 'extensions'], properties: { message: { type: 'string' }, extensions: { type: 'object', properties: { code: { type: 'string' }, requestId: { type: 'string' } } } } } } },
      },
    },
  },
});
