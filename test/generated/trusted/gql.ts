/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Counties {\n  before: places(level: COUNTY, asOf: \"2016-07-31\") {\n    totalCount\n  }\n  after: places(level: COUNTY, asOf: \"2018-10-31\") {\n    totalCount\n  }\n  place(code: \"140227\", asOf: \"2016-07-31\") {\n    name\n    designations {\n      kind\n    }\n    successors {\n      code\n      name\n    }\n  }\n}": typeof types.CountiesDocument,
    "query CountyHouseholds {\n  place(code: \"140224\", asOf: \"2017-01-01\") {\n    name\n    households(first: 1) {\n      totalCount\n      nodes {\n        registrationNumber\n        members {\n          name\n          relation\n        }\n        relocationCases {\n          nodes {\n            mode\n            status\n          }\n        }\n      }\n    }\n  }\n}": typeof types.CountyHouseholdsDocument,
    "query CountyOverview($code: String!, $asOf: Date) {\n  place(code: $code, asOf: $asOf) {\n    code\n    name\n    level\n    isPoorCounty\n    parent {\n      code\n      name\n    }\n    designations {\n      kind\n      exitYear\n    }\n    households {\n      totalCount\n    }\n    poor: households(filter: {status: {eq: REGISTERED}}) {\n      totalCount\n    }\n    projects {\n      totalCount\n    }\n    indicators {\n      indicator {\n        id\n      }\n      value\n      asOf\n    }\n  }\n}": typeof types.CountyOverviewDocument,
    "query FirstHouseholds {\n  place(code: \"140224\", asOf: \"2017-01-01\") {\n    name\n    households(first: 5) {\n      edges {\n        node {\n          registrationNumber\n          members {\n            name\n            relation\n          }\n          relocationCases(first: 2) {\n            edges {\n              node {\n                mode\n                status\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}": typeof types.FirstHouseholdsDocument,
    "query HouseholdCard($registrationNumber: String!, $asOf: Date) {\n  household(registrationNumber: $registrationNumber, asOf: $asOf) {\n    id\n    registrationNumber\n    isRegisteredPoor\n    status\n    mainCause\n    otherCauses\n    registeredOn\n    endedOn\n    address\n    village {\n      code\n      name\n    }\n    county {\n      code\n      name\n    }\n    members {\n      id\n      name\n      relation\n      sex\n      age\n      education\n    }\n    incomes(first: 5, orderBy: {field: year, direction: DESC}) {\n      nodes {\n        year\n        wage\n        persons\n      }\n    }\n    assurances(first: 10, orderBy: {field: checkedOn, direction: DESC}) {\n      nodes {\n        kind\n        checkedOn\n        met\n      }\n    }\n    helpers(first: 5) {\n      nodes {\n        helperName\n        helperUnit\n        fromOn\n        toOn\n      }\n    }\n    statusHistory(first: 20) {\n      nodes {\n        status\n        decidedOn\n        year\n      }\n    }\n  }\n}": typeof types.HouseholdCardDocument,
    "query PublicPlaces($asOf: Date, $within: String, $first: Int = 120, $after: String) {\n  places(\n    level: COUNTY\n    isPoorCounty: true\n    asOf: $asOf\n    within: $within\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    nodes {\n      code\n      name\n      namePinyin\n      designations {\n        kind\n        contiguousArea\n        exitYear\n        exitBasis\n        exitDecidedOn\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n  exitPlan {\n    year\n    kind\n    value\n    ref\n  }\n}": typeof types.PublicPlacesDocument,
    "query PublishedFigures {\n  place(code: \"140224\", asOf: \"2018-12-31\") {\n    name\n    published(table: \"core.poor_households_by_status\") {\n      title\n      value\n      suppressed\n    }\n  }\n}": typeof types.PublishedFiguresDocument,
};
const documents: Documents = {
    "query Counties {\n  before: places(level: COUNTY, asOf: \"2016-07-31\") {\n    totalCount\n  }\n  after: places(level: COUNTY, asOf: \"2018-10-31\") {\n    totalCount\n  }\n  place(code: \"140227\", asOf: \"2016-07-31\") {\n    name\n    designations {\n      kind\n    }\n    successors {\n      code\n      name\n    }\n  }\n}": types.CountiesDocument,
    "query CountyHouseholds {\n  place(code: \"140224\", asOf: \"2017-01-01\") {\n    name\n    households(first: 1) {\n      totalCount\n      nodes {\n        registrationNumber\n        members {\n          name\n          relation\n        }\n        relocationCases {\n          nodes {\n            mode\n            status\n          }\n        }\n      }\n    }\n  }\n}": types.CountyHouseholdsDocument,
    "query CountyOverview($code: String!, $asOf: Date) {\n  place(code: $code, asOf: $asOf) {\n    code\n    name\n    level\n    isPoorCounty\n    parent {\n      code\n      name\n    }\n    designations {\n      kind\n      exitYear\n    }\n    households {\n      totalCount\n    }\n    poor: households(filter: {status: {eq: REGISTERED}}) {\n      totalCount\n    }\n    projects {\n      totalCount\n    }\n    indicators {\n      indicator {\n        id\n      }\n      value\n      asOf\n    }\n  }\n}": types.CountyOverviewDocument,
    "query FirstHouseholds {\n  place(code: \"140224\", asOf: \"2017-01-01\") {\n    name\n    households(first: 5) {\n      edges {\n        node {\n          registrationNumber\n          members {\n            name\n            relation\n          }\n          relocationCases(first: 2) {\n            edges {\n              node {\n                mode\n                status\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}": types.FirstHouseholdsDocument,
    "query HouseholdCard($registrationNumber: String!, $asOf: Date) {\n  household(registrationNumber: $registrationNumber, asOf: $asOf) {\n    id\n    registrationNumber\n    isRegisteredPoor\n    status\n    mainCause\n    otherCauses\n    registeredOn\n    endedOn\n    address\n    village {\n      code\n      name\n    }\n    county {\n      code\n      name\n    }\n    members {\n      id\n      name\n      relation\n      sex\n      age\n      education\n    }\n    incomes(first: 5, orderBy: {field: year, direction: DESC}) {\n      nodes {\n        year\n        wage\n        persons\n      }\n    }\n    assurances(first: 10, orderBy: {field: checkedOn, direction: DESC}) {\n      nodes {\n        kind\n        checkedOn\n        met\n      }\n    }\n    helpers(first: 5) {\n      nodes {\n        helperName\n        helperUnit\n        fromOn\n        toOn\n      }\n    }\n    statusHistory(first: 20) {\n      nodes {\n        status\n        decidedOn\n        year\n      }\n    }\n  }\n}": types.HouseholdCardDocument,
    "query PublicPlaces($asOf: Date, $within: String, $first: Int = 120, $after: String) {\n  places(\n    level: COUNTY\n    isPoorCounty: true\n    asOf: $asOf\n    within: $within\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    nodes {\n      code\n      name\n      namePinyin\n      designations {\n        kind\n        contiguousArea\n        exitYear\n        exitBasis\n        exitDecidedOn\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n  exitPlan {\n    year\n    kind\n    value\n    ref\n  }\n}": types.PublicPlacesDocument,
    "query PublishedFigures {\n  place(code: \"140224\", asOf: \"2018-12-31\") {\n    name\n    published(table: \"core.poor_households_by_status\") {\n      title\n      value\n      suppressed\n    }\n  }\n}": types.PublishedFiguresDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Counties {\n  before: places(level: COUNTY, asOf: \"2016-07-31\") {\n    totalCount\n  }\n  after: places(level: COUNTY, asOf: \"2018-10-31\") {\n    totalCount\n  }\n  place(code: \"140227\", asOf: \"2016-07-31\") {\n    name\n    designations {\n      kind\n    }\n    successors {\n      code\n      name\n    }\n  }\n}"): typeof import('./graphql.ts').CountiesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CountyHouseholds {\n  place(code: \"140224\", asOf: \"2017-01-01\") {\n    name\n    households(first: 1) {\n      totalCount\n      nodes {\n        registrationNumber\n        members {\n          name\n          relation\n        }\n        relocationCases {\n          nodes {\n            mode\n            status\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').CountyHouseholdsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CountyOverview($code: String!, $asOf: Date) {\n  place(code: $code, asOf: $asOf) {\n    code\n    name\n    level\n    isPoorCounty\n    parent {\n      code\n      name\n    }\n    designations {\n      kind\n      exitYear\n    }\n    households {\n      totalCount\n    }\n    poor: households(filter: {status: {eq: REGISTERED}}) {\n      totalCount\n    }\n    projects {\n      totalCount\n    }\n    indicators {\n      indicator {\n        id\n      }\n      value\n      asOf\n    }\n  }\n}"): typeof import('./graphql.ts').CountyOverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FirstHouseholds {\n  place(code: \"140224\", asOf: \"2017-01-01\") {\n    name\n    households(first: 5) {\n      edges {\n        node {\n          registrationNumber\n          members {\n            name\n            relation\n          }\n          relocationCases(first: 2) {\n            edges {\n              node {\n                mode\n                status\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').FirstHouseholdsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query HouseholdCard($registrationNumber: String!, $asOf: Date) {\n  household(registrationNumber: $registrationNumber, asOf: $asOf) {\n    id\n    registrationNumber\n    isRegisteredPoor\n    status\n    mainCause\n    otherCauses\n    registeredOn\n    endedOn\n    address\n    village {\n      code\n      name\n    }\n    county {\n      code\n      name\n    }\n    members {\n      id\n      name\n      relation\n      sex\n      age\n      education\n    }\n    incomes(first: 5, orderBy: {field: year, direction: DESC}) {\n      nodes {\n        year\n        wage\n        persons\n      }\n    }\n    assurances(first: 10, orderBy: {field: checkedOn, direction: DESC}) {\n      nodes {\n        kind\n        checkedOn\n        met\n      }\n    }\n    helpers(first: 5) {\n      nodes {\n        helperName\n        helperUnit\n        fromOn\n        toOn\n      }\n    }\n    statusHistory(first: 20) {\n      nodes {\n        status\n        decidedOn\n        year\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').HouseholdCardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PublicPlaces($asOf: Date, $within: String, $first: Int = 120, $after: String) {\n  places(\n    level: COUNTY\n    isPoorCounty: true\n    asOf: $asOf\n    within: $within\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    nodes {\n      code\n      name\n      namePinyin\n      designations {\n        kind\n        contiguousArea\n        exitYear\n        exitBasis\n        exitDecidedOn\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n  exitPlan {\n    year\n    kind\n    value\n    ref\n  }\n}"): typeof import('./graphql.ts').PublicPlacesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PublishedFigures {\n  place(code: \"140224\", asOf: \"2018-12-31\") {\n    name\n    published(table: \"core.poor_households_by_status\") {\n      title\n      value\n      suppressed\n    }\n  }\n}"): typeof import('./graphql.ts').PublishedFiguresDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
