/** Queries to begin with; the README shows them with their answers, and a test keeps those true. */

/** A poor county and five of its households, for a signed-in clerk of the county. */
export const firstQuery = `query FirstHouseholds {
  place(code: "140224", asOf: "2017-01-01") {
    name
    households(first: 5) {
      edges { node {
        registrationNumber
        members { name relation }
        relocationCases(first: 2) {
          edges { node { mode status } }
        }
      } }
    }
  }
}`;

/** Public facts, without a token: how many counties there were, and what became of one. */
export const publicQuery = `query Counties {
  before: places(level: COUNTY, asOf: "2016-07-31") { totalCount }
  after: places(level: COUNTY, asOf: "2018-10-31") { totalCount }
  place(code: "140227", asOf: "2016-07-31") {
    name
    designations { kind }
    successors { code name }
  }
}`;

/** A query as a command for the terminal, the whole of it ready to paste. */
export const asCurl = (url: string, query: string, token?: string): string =>
  [
    `curl -sG '${url}'`,
    // one of both must be there: no page of another site can send them
    token ? `-H 'authorization: Bearer ${token}'` : "-H 'x-graphql-yoga-csrf: 1'",
    `--data-urlencode 'query=${query}'`,
  ].join(' \\\n  ');
