import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type ErrorCatalogue, errorCatalogue } from '../src/errors.ts';
import { allPlugins } from '../src/plugins/index.ts';

/** Faults of requests and documents; their messages are mostly those of yoga and graphql-js. */
const requestCodes = [
  ['BAD_REQUEST', '请求不是有效的 GraphQL 请求(400;方法错误为 405)', 'The request is no GraphQL request (400; a wrong method 405)'],
  ['NOT_FOUND', '此地址没有服务(404)', 'Nothing is served at this address (404)'],
  ['NOT_ACCEPTABLE', '只能以 JSON 应答(406)', 'Answers come as JSON (406)'],
  ['HEADERS_TOO_LARGE', '请求头过大(431)', 'The headers of the request are too large (431)'],
  ['REQUEST_TIMEOUT', '请求发送过慢(408)', 'The request took too long to arrive (408)'],
  ['REQUEST_ENTITY_TOO_LARGE', '请求超过 1 MB(413)', 'The request is larger than 1 MB (413)'],
  ['UNSUPPORTED_MEDIA_TYPE', '请以 application/json 提交请求(415)', 'Send requests as application/json (415)'],
  ['GRAPHQL_PARSE_FAILED', '查询语法有误', 'The document is no GraphQL'],
  ['GRAPHQL_VALIDATION_FAILED', '查询与数据图不符,或变量的值有误', 'The document does not fit the schema, or a variable has a wrong value'],
  ['GRAPHQL_LIMIT_EXCEEDED', '查询超出长度、深度、别名或指令的限制', 'The document is too long or too deep, or has too many aliases or directives'],
] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (rows: readonly (readonly [code: string, zh: string, en: string])[]): string =>
  ['| code | 中文 | English |', '| --- | --- | --- |', ...rows.map(([code, zh, en]) => `| \`${code}\` | ${cell(zh)} | ${cell(en)} |`)].join('\n');

const rowsOf = (catalogue: ErrorCatalogue) => Object.entries(catalogue).map(([code, { zh, en }]) => [code, zh, en] as const);

const intro = `# Error codes · 错误代码

Written by \`npm run docs\` from \`src/errors.ts\` and the plugins' \`errors.ts\`; do not edit.

Every error of the API has a stable code and its message in both languages. \`{name}\` stands for a detail. Errors of a request
are in \`errors[].extensions\` as \`code\`, \`messages\` and \`requestId\`; what is wrong with a row that was to be saved is in
\`errors { code path messageZh messageEn }\` of the mutation's answer. \`message\` is in Chinese, or in English with
\`accept-language: en\`.

接口的每个错误都有固定的代码和中英文说明。\`{name}\` 处为具体内容。请求错误在 \`errors[].extensions\` 中
(\`code\`、\`messages\`、\`requestId\`);保存数据时的错误在变更结果的 \`errors { code path messageZh messageEn }\` 中。

| HTTP | when |
| --- | --- |
| 200 | an answer, also with errors of single fields; faults of the document, unless the caller accepts \`application/graphql-response+json\` |
| 400 | no GraphQL request; faults of the document for such callers |
| 401 | \`TOKEN_INVALID\`: the token is bad, has expired, or names no open account |
| 403 | \`CROSS_SITE_REQUEST\`, \`DOCUMENT_NOT_TRUSTED\` |
| 404 | \`DOCUMENT_UNKNOWN\`, \`NOT_FOUND\` |
| 429 | \`RATE_LIMITED\`, \`TOO_MANY_CONCURRENT\`: \`retry-after\` says when to come back |
| 503 | \`DATABASE_UNAVAILABLE\`, \`DATABASE_BUSY\`, \`DEADLINE_EXCEEDED\`: try again later |
`;

/** The page of all error codes. */
export const errorsPage = (): string =>
  [
    intro,
    '## Requests · 请求\n',
    `${table(requestCodes)}\n`,
    '## Platform · 平台\n',
    `${table(rowsOf(errorCatalogue))}\n`,
    ...allPlugins.filter(({ errors }) => errors).flatMap(({ title, errors }) => [`## ${title.en} · ${title.zh}\n`, `${table(rowsOf(errors as ErrorCatalogue))}\n`]),
  ].join('\n');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync('docs/errors.md', errorsPage());
