import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import { questions } from '../queries/index.ts';
import type { Question, Variables } from '../queries/question.ts';
import { type Caller, createSignIn, orderOf } from './sign-in.ts';

/** A statement with numbered parameters, and their names in order. */
interface Numbered {
  readonly question: Question;
  readonly text: string;
  readonly names: readonly string[];
}

/** `:name` becomes `$1`; a cast's two colons are left alone. */
const numbered = (question: Question): Numbered => {
  const names: string[] = [];
  const text = question.sql.replaceAll(/(?<![:\w]):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { question, text, names };
};

/** What a caller may see goes into the statement as parameters; one that names no counties is for the whole province. */
const valuesOf = ({ text, names }: Numbered, { scope }: Caller, variables: Variables): (string | number | readonly string[])[] => {
  if (scope.counties !== '*' && !names.includes('counties')) throw new Error(`for the whole province only: ${text}`);
  const known = { ...variables, counties: scope.counties === '*' ? [] : scope.counties, domains: scope.domains === '*' ? ['*'] : (scope.domains ?? []) };
  return names.map((name) => known[name as keyof typeof known] as string | number | readonly string[]);
};

/** Hand-written SQL over plain HTTP: one prepared statement a question, whose JSON is passed on as text. */
const order = orderOf(process.argv[2]);
const sql = postgres(order.freeUrl, { max: order.poolSize, onnotice: () => undefined });
const signIn = createSignIn(order);
const statements = new Map(questions.map((question) => [question.name, numbered(question)]));

const answer = async (request: IncomingMessage): Promise<string> => {
  const [caller, body] = await Promise.all([signIn(request.headers.authorization), text(request)]);
  const { name, variables } = JSON.parse(body) as { name: string; variables: Variables };
  const statement = statements.get(name);
  if (!statement) throw new Error(`no question ${name}`);
  const [row] = await sql.unsafe(statement.text, valuesOf(statement, caller, variables) as never[], { prepare: true }).values();
  return `{"data":{"answer":${String(row?.[0] ?? null)}}}`;
};

const server = createServer((request, response) => {
  answer(request).then(
    (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    (error: unknown) => response.writeHead(500).end(JSON.stringify({ errors: [{ message: String(error) }] })),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, schemaMs: 0 })}\n`));
