import { Agent, request } from 'node:http';
import type { Facts, Question, Variables, Way } from './queries/question.ts';

/** Sends one body; answers status and text of what came back. */
export interface Client {
  send(url: string, token: string, body: string): Promise<string>;
  close(): void;
}

/** Keeps so many connections; as little work a request as there can be, for it runs beside the servers. */
export const createClient = (connections: number): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (url, token, body) => new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) };
      const sent = request(url, { agent, method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`HTTP ${response.statusCode}: ${text.slice(0, 2_000)}`));
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    }),
    close: () => agent.destroy(),
  };
};

const globalId = (type: string, id: unknown): string => Buffer.from(`${type}:${String(id)}`).toString('base64');

const variablesFor = (way: Way, { ids = {} }: Question, variables: Variables): Variables =>
  way === 'youyu' ? Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, ids[name] ? globalId(ids[name], value) : value])) : variables;

/** The bodies in which a question is asked in one way, one for each turn. */
export const bodiesOf = (way: Way, question: Question, facts: Facts, turns: number): readonly string[] =>
  Array.from({ length: turns }, (_, turn) => {
    const variables = variablesFor(way, question, question.variables(facts, turn));
    return JSON.stringify(way === 'sql' ? { name: question.name, variables } : { query: question[way], variables });
  });
