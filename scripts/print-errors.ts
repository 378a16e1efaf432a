import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type ErrorCatalogue, errorCatalogue } from '../src/errors.ts';
import { allPlugins } from '../src/plugins/index.ts';

/** Faults of the document itself; their messages are those of graphql-js. */
const documentCodes = [
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
| 200 | an answer, also with errors of single fields |
| 400 | the document or its variables are wrong |
| 401 | \`TOKEN_INVALID\`: the token is bad, has expired, or names no open account |
| 503 | \`DATABASE_UNAVAILABLE\`, \`DATABASE_BUSY\`, \`DEADLINE_EXCEEDED\`: try again later |
`;

/** The page of all error codes. */
export const errorsPage = (): string =>
  [
    intro,
    '## Documents · 查询文档\n',
    `${table(documentCodes)}\n`,
    '## Platform · 平台\n',
    `${table(rowsOf(errorCatalogue))}\n`,
    ...allPlugins.filter(({ errors }) => errors).flatMap(({ title, errors }) => [`## ${title.en} · ${title.zh}\n`, `${table(rowsOf(errors as ErrorCatalogue))}\n`]),
  ].join('\n');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync('docs/errors.md', errorsPage());
