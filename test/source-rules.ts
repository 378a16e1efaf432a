import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** Something that a rule forbids, where it stands. */
export interface Breach {
  /** `file:declaration`, the name that an exception is made for. */
  readonly at: string;
  readonly text: string;
}

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Sources of the service, without tests. */
export const sourcesIn = (root: string): readonly Source[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/(^|\/)test-/.test(name))
    .map((name) => join(root, name))
    .map((path) => ({ path: relative(process.cwd(), path), text: readFileSync(path, 'utf8') }));

const parsed = ({ path, text }: Source): ts.SourceFile => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

const nameOf = (statement: ts.Statement): string => {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText()).join(',');
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ? (statement.name?.text ?? '') : '';
};

/** Every call within the declarations of a file, with the declaration that it stands in. */
const calls = (source: Source): readonly { readonly call: ts.CallExpression; readonly statement: ts.Statement; readonly at: string }[] => {
  const found: { call: ts.CallExpression; statement: ts.Statement; at: string }[] = [];
  for (const statement of parsed(source).statements) {
    const at = `${source.path}:${nameOf(statement)}`;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) found.push({ call: node, statement, at });
      ts.forEachChild(node, visit);
    };
    visit(statement);
  }
  return found;
};

const methodOf = ({ expression }: ts.CallExpression): string | undefined => (ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined);

/** Texts that are the same whoever asks: literals, choices between them, and what a column says of itself. */
const isConstant = (node: ts.Expression): boolean => {
  if (ts.isStringLiteralLike(node)) return true;
  if (ts.isParenthesizedExpression(node)) return isConstant(node.expression);
  if (ts.isConditionalExpression(node)) return isConstant(node.whenTrue) && isConstant(node.whenFalse);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => isConstant(expression));
  return ts.isCallExpression(node) && methodOf(node) === 'getSQLType' && node.arguments.length === 0;
};

const short = (node: ts.Node): string => node.getText().replaceAll(/\s+/g, ' ').slice(0, 120);

/** `sql.raw` with anything but a constant, and whatever goes past the wall around the driver. */
export const rawSql = (sources: readonly Source[]): readonly Breach[] =>
  sources.flatMap((source) => calls(source)
    .filter(({ call }) => {
      const { expression } = call;
      if (!ts.isPropertyAccessExpression(expression)) return false;
      if (expression.name.text === 'raw' && expression.expression.getText() === 'sql') return !call.arguments.every(isConstant);
      return expression.name.text === 'execute' && /(?:^|\.)(?:orm|db|tx)$/.test(expression.expression.getText());
    })
    .map(({ call, at }) => ({ at, text: short(call) })));

/** Statements written as text, with something put into the text. */
export const builtText = (sources: readonly Source[]): readonly Breach[] =>
  sources.flatMap((source) => calls(source)
    .filter(({ call }) => methodOf(call) === 'query' && /(?:^|\.)tx$/.test((call.expression as ts.PropertyAccessExpression).expression.getText()) && call.arguments[0] !== undefined && ts.isTemplateExpression(call.arguments[0]))
    .map(({ call, at }) => ({ at, text: short(call) })));

const reading = new Set(['from', 'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin']);

/** Tables that a statement of the query builder reads or changes, as they are written. */
const tableRead = (call: ts.CallExpression): string | undefined => {
  const method = methodOf(call);
  const [first] = call.arguments;
  if (!method || !first) return undefined;
  const on = (call.expression as ts.PropertyAccessExpression).expression.getText();
  if (reading.has(method) && /\.(select|selectDistinct|selectDistinctOn)\(/.test(on)) return first.getText();
  return method === 'update' && /(?:^|\.)orm$/.test(on) ? first.getText() : undefined;
};

/**
 * Statements over a scoped table whose declaration names no scope. A table that comes as a parameter
 * or with a record counts as scoped; names of tables that are not are given.
 */
export const unscoped = (sources: readonly Source[], open: ReadonlySet<string>): readonly Breach[] =>
  sources.flatMap((source) => calls(source).flatMap(({ call, statement, at }) => {
    const table = tableRead(call);
    if (table === undefined || open.has(table) || /\bscope(?:Of)?\(/.test(statement.getText())) return [];
    return [{ at, text: table }];
  }));
