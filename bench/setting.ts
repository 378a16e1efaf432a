import { createAccounts } from '../src/access/accounts.ts';
import { createSigner } from '../src/access/tokens.ts';
import { connect } from '../src/db/connect.ts';
import type { Scope } from '../src/db/database.ts';
import { allPlugins } from '../src/plugins/index.ts';
import type { Client } from './ask.ts';
import { bodiesOf } from './ask.ts';
import { benchDay } from './bench-server.ts';
import type { Cluster } from './cluster.ts';
import { comparedForm, firstDifference, isEmpty } from './equal.ts';
import { factsOf } from './facts.ts';
import type { Target } from './load.ts';
import { openToPeers } from './peers-database.ts';
import type { Facts, Question, Way } from './queries/question.ts';
import { type ServerOrder, tokenRules } from './servers/sign-in.ts';
import { type RunningWay, startWay } from './servers/start.ts';

/** A database with the servers of some ways over it. */
export interface Setting {
  readonly database: string;
  readonly facts: Facts;
  readonly order: ServerOrder;
  readonly servers: readonly RunningWay[];
  targetOf(question: Question): (server: RunningWay) => Target;
  stop(): Promise<void>;
}

/** So many bodies of a question are made before it is asked. */
const turns = 100;

/** As many connections to the database as every server may have. */
const poolSize = 10;

const subjects = ['demo-county-clerk', 'demo-province-viewer'] as const satisfies readonly Question['as'][];

/** What these accounts may see, as the platform finds it out. */
const scopesOf = async (url: string): Promise<ServerOrder['scopes']> => {
  const db = await connect({ url, poolSize: 1 });
  const accounts = createAccounts(db, allPlugins);
  const scopes = await Promise.all(subjects.map(async (subject) => [subject, (await accounts.find(subject, benchDay))?.scope] as const));
  await db.close();
  return Object.fromEntries(scopes.filter((entry): entry is [typeof entry[0], Scope] => entry[1] !== undefined));
};

/** Starts the servers over a database, through another port of the database server where one is given. */
export const openSetting = async (cluster: Cluster, database: string, ways: readonly Way[], port?: number): Promise<Setting> => {
  await cluster.administer(database, openToPeers);
  const facts = await cluster.administer(database, factsOf);
  const signer = await createSigner(tokenRules);
  const tokenOf = new Map(await Promise.all(subjects.map(async (subject) => [subject, await signer.sign(subject)] as const)));
  const scopes = await scopesOf(cluster.urlOf('youyu_owner', database));
  const urlOf = (role: string): string => {
    const url = new URL(cluster.urlOf(role, database));
    if (port !== undefined) url.port = String(port);
    return url.href;
  };
  const order = { ownerUrl: urlOf('youyu_owner'), peerUrl: urlOf('bench_login'), freeUrl: urlOf('bench_free'), publicKeys: signer.publicKeys, scopes, poolSize };
  const servers: RunningWay[] = [];
  for (const way of ways) servers.push(await startWay(way, order));
  return {
    database, facts, order, servers,
    targetOf: (question) => ({ way, url }) => ({ url, token: tokenOf.get(question.as) as string, bodies: bodiesOf(way, question, facts, turns) }),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
};

const asked = 5;

/**
 * Asks every server the same and compares what comes back, for several turns.
 * @throws Error that names the first difference, or says that an answer was empty
 */
export const assertEqualAnswers = async (client: Client, { servers, targetOf }: Pick<Setting, 'servers' | 'targetOf'>, question: Question): Promise<void> => {
  for (let turn = 0; turn < asked; turn += 1) {
    const answers = await Promise.all(servers.map(async (server) => {
      const { url, token, bodies } = targetOf(question)(server);
      return comparedForm(server.way, question, await client.send(url, token, bodies[turn] as string));
    }));
    const [first] = answers;
    if (isEmpty(first)) throw new Error(`${question.name}: the answer is empty, which proves nothing`);
    for (const [at, answer] of answers.entries()) {
      const difference = firstDifference(first, answer);
      if (difference) throw new Error(`${question.name}: ${servers[0]?.way} and ${servers[at]?.way} differ at ${difference}`);
    }
  }
};
