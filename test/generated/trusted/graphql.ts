/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 两不愁三保障 / Two assurances and three guarantees */
export type AssuranceKind =
  /** 基本医疗有保障 / Basic medical care guaranteed */
  | 'BASIC_MEDICAL_CARE'
  /** 不愁穿 / Enough to wear */
  | 'CLOTHING'
  /** 义务教育有保障 / Compulsory education guaranteed */
  | 'COMPULSORY_EDUCATION'
  /** 不愁吃 / Enough to eat */
  | 'FOOD'
  /** 住房安全有保障 / Safe housing guaranteed */
  | 'SAFE_HOUSING';

/** 连片特困地区 / Contiguous poor area */
export type ContiguousArea =
  /** 吕梁山区 / Lüliang Mountains */
  | 'LULIANG'
  /** 燕山-太行山区 / Yanshan-Taihang Mountains */
  | 'YANSHAN_TAIHANG';

/** 贫困县认定类别 / Designation of a poor county */
export type DesignationKind =
  /** 连片特困地区县 / County of a contiguous poor area */
  | 'CONTIGUOUS_AREA'
  /** 国定贫困县 / National key county */
  | 'NATIONAL_KEY_COUNTY'
  /** 省定贫困县 / Provincial key county */
  | 'PROVINCIAL_KEY_COUNTY';

/** 文化程度 / Level of education */
export type EducationLevel =
  /** 大专 / Junior college */
  | 'COLLEGE'
  /** 文盲或半文盲 / Illiterate or semi-literate */
  | 'ILLITERATE'
  /** 初中 / Junior secondary school */
  | 'JUNIOR_SECONDARY'
  /** 学龄前 / Below school age */
  | 'PRESCHOOL'
  /** 小学 / Primary school */
  | 'PRIMARY'
  /** 高中或中专 / Senior secondary or vocational school */
  | 'SENIOR_SECONDARY'
  /** 本科及以上 / University */
  | 'UNIVERSITY';

/** 摘帽日期依据 / Basis of the exit date */
export type ExitDecisionBasis =
  /** 对外宣布 / Announcement */
  | 'ANNOUNCED'
  /** 批准决定 / Decision */
  | 'DECIDED'
  /** 仅见公示 / Public notice only */
  | 'PUBLIC_NOTICE_ONLY'
  /** 媒体报道 / Press report */
  | 'REPORTED';

/** 退出计划对象 / What the exit plan counts */
export type ExitPlanKind =
  /** 贫困县 / Counties */
  | 'COUNTIES'
  /** 贫困人口 / People */
  | 'PEOPLE';

/** 脱贫状态 / Poverty status */
export type HouseholdStatus =
  /** 巩固 / Consolidated after exit */
  | 'CONSOLIDATED'
  /** 已脱贫 / Exited from poverty */
  | 'EXITED'
  /** 建档立卡 / Registered as poor */
  | 'REGISTERED'
  /** 返贫 / Relapsed into poverty */
  | 'RELAPSED';

/** 区划级别 / Place level */
export type PlaceLevel =
  /** 地级 / City */
  | 'CITY'
  /** 县级 / County */
  | 'COUNTY'
  /** 省级 / Province */
  | 'PROVINCE'
  /** 乡级 / Township */
  | 'TOWNSHIP'
  /** 村级 / Village */
  | 'VILLAGE';

/** 致贫原因 / Cause of poverty */
export type PovertyCause =
  /** 因残 / Disability */
  | 'DISABILITY'
  /** 因灾 / Disaster */
  | 'DISASTER'
  /** 因病 / Illness */
  | 'ILLNESS'
  /** 缺资金 / Lack of capital */
  | 'LACK_OF_CAPITAL'
  /** 缺劳力 / Lack of labour */
  | 'LACK_OF_LABOUR'
  /** 缺土地 / Lack of land */
  | 'LACK_OF_LAND'
  /** 自身发展动力不足 / Lack of motivation */
  | 'LACK_OF_MOTIVATION'
  /** 缺技术 / Lack of skill */
  | 'LACK_OF_SKILL'
  /** 缺水 / Lack of water */
  | 'LACK_OF_WATER'
  /** 交通条件落后 / Poor transport */
  | 'POOR_TRANSPORT'
  /** 因学 / Cost of schooling */
  | 'SCHOOLING';

/** 与户主关系 / Relation to the head of household */
export type Relation =
  /** 子女 / Child */
  | 'CHILD'
  /** 儿媳或女婿 / Child-in-law */
  | 'CHILD_IN_LAW'
  /** 孙子女 / Grandchild */
  | 'GRANDCHILD'
  /** 祖父母 / Grandparent */
  | 'GRANDPARENT'
  /** 户主 / Head */
  | 'HEAD'
  /** 其他 / Other */
  | 'OTHER'
  /** 父母 / Parent */
  | 'PARENT'
  /** 岳父母或公婆 / Parent-in-law */
  | 'PARENT_IN_LAW'
  /** 兄弟姐妹 / Sibling */
  | 'SIBLING'
  /** 配偶 / Spouse */
  | 'SPOUSE';

/** 搬迁进度 / Progress of a relocation case */
export type RelocationCaseStatus =
  /** 申请 / Applied */
  | 'APPLIED'
  /** 审批 / Approved */
  | 'APPROVED'
  /** 建房或购房 / House being built or bought */
  | 'BUILDING'
  /** 签订协议 / Consented */
  | 'CONSENTED'
  /** 交房 / House handed over */
  | 'HANDED_OVER'
  /** 入住 / Moved in */
  | 'MOVED_IN'
  /** 不予批准 / Rejected */
  | 'REJECTED'
  /** 安稳 / Settled */
  | 'SETTLED'
  /** 稳定脱贫致富 / Living from a stable income */
  | 'STABLE'
  /** 沉陷区调查 / Surveyed in the subsidence area */
  | 'SURVEYED'
  /** 自愿退出 / Withdrawn by the household */
  | 'WITHDRAWN';

/** 安置方式 / Way of settlement */
export type SettlementMode =
  /** 货币安置 / Monetary settlement */
  | 'MONETARY'
  /** 行政村就近安置 / Near the administrative village */
  | 'NEARBY_VILLAGE'
  /** 移民新村集中安置 / New settlement village */
  | 'NEW_SETTLEMENT_VILLAGE'
  /** 依托乡村旅游区安置 / Rural tourism area */
  | 'RURAL_TOURISM_AREA'
  /** 插花安置 / Scattered insertion into existing villages */
  | 'SCATTERED_INSERTION'
  /** 依托城镇或工业园区安置 / Town or industrial park */
  | 'TOWN_OR_INDUSTRIAL_PARK';

/** 性别 / Sex */
export type Sex =
  /** 女 / Female */
  | 'FEMALE'
  /** 男 / Male */
  | 'MALE';

export type CountiesQueryVariables = Exact<{ [key: string]: never; }>;


export type CountiesQuery = { before: { totalCount: number }, after: { totalCount: number }, place: { name: string, designations: Array<{ kind: DesignationKind }>, successors: Array<{ code: string, name: string }> } | null };

export type CountyHouseholdsQueryVariables = Exact<{ [key: string]: never; }>;


export type CountyHouseholdsQuery = { place: { name: string, households: { totalCount: number, nodes: Array<{ registrationNumber: string, members: Array<{ name: string | null, relation: Relation | null }>, relocationCases: { nodes: Array<{ mode: SettlementMode, status: RelocationCaseStatus }> } }> } } | null };

export type CountyOverviewQueryVariables = Exact<{
  code: string;
  asOf?: string | null | undefined;
}>;


export type CountyOverviewQuery = { place: { code: string, name: string, level: PlaceLevel, isPoorCounty: boolean, parent: { code: string, name: string } | null, designations: Array<{ kind: DesignationKind, exitYear: number | null }>, households: { totalCount: number }, poor: { totalCount: number }, projects: { totalCount: number }, indicators: Array<{ value: string | null, asOf: string, indicator: { id: string } }> } | null };

export type FirstHouseholdsQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstHouseholdsQuery = { place: { name: string, households: { edges: Array<{ node: { registrationNumber: string, members: Array<{ name: string | null, relation: Relation | null }>, relocationCases: { edges: Array<{ node: { mode: SettlementMode, status: RelocationCaseStatus } }> } } }> } } | null };

export type HouseholdCardQueryVariables = Exact<{
  registrationNumber: string;
  asOf?: string | null | undefined;
}>;


export type HouseholdCardQuery = { household: { id: string, registrationNumber: string, isRegisteredPoor: boolean, status: HouseholdStatus | null, mainCause: PovertyCause | null, otherCauses: Array<PovertyCause>, registeredOn: string, endedOn: string | null, address: string | null, village: { code: string, name: string } | null, county: { code: string, name: string } | null, members: Array<{ id: string, name: string | null, relation: Relation | null, sex: Sex | null, age: number | null, education: EducationLevel | null }>, incomes: { nodes: Array<{ year: number, wage: string | null, persons: number }> }, assurances: { nodes: Array<{ kind: AssuranceKind, checkedOn: string, met: boolean }> }, helpers: { nodes: Array<{ helperName: string | null, helperUnit: string, fromOn: string, toOn: string | null }> }, statusHistory: { nodes: Array<{ status: HouseholdStatus, decidedOn: string, year: number }> } } | null };

export type HouseholdListQueryVariables = Exact<{
  code: string;
  asOf?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HouseholdListQuery = { place: { code: string, name: string, households: { totalCount: number, nodes: Array<{ registrationNumber: string, isRegisteredPoor: boolean, status: HouseholdStatus | null, mainCause: PovertyCause | null, registeredOn: string, village: { code: string, name: string } | null, members: Array<{ name: string | null, relation: Relation | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PublicPlacesQueryVariables = Exact<{
  asOf?: string | null | undefined;
  within?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicPlacesQuery = { places: { totalCount: number, nodes: Array<{ code: string, name: string, namePinyin: string | null, designations: Array<{ kind: DesignationKind, contiguousArea: ContiguousArea | null, exitYear: number | null, exitBasis: ExitDecisionBasis | null, exitDecidedOn: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, exitPlan: Array<{ year: number, kind: ExitPlanKind, value: number, ref: string }> };

export type PublishedFiguresQueryVariables = Exact<{ [key: string]: never; }>;


export type PublishedFiguresQuery = { place: { name: string, published: Array<{ title: string, value: number | null, suppressed: boolean }> } | null };

export type RelocationGroupsQueryVariables = Exact<{ [key: string]: never; }>;


export type RelocationGroupsQuery = { relocationCaseGroups: { hasMore: boolean, asOf: string, sources: Array<string>, groups: Array<{ count: number, distinctHouseholds: number, keys: { status: RelocationCaseStatus | null, city: { name: string } | null }, persons: { sum: string | null }, cost: { sum: string | null, avg: string | null, percentile: string | null } }> }, programmeGroups: { groups: Array<{ distinctHouseholds: number, keys: { action: { number: number } | null } }> }, total: { groups: Array<{ distinctHouseholds: number }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const CountiesDocument = new TypedDocumentString(`
    query Counties {
  before: places(level: COUNTY, asOf: "2016-07-31") {
    totalCount
  }
  after: places(level: COUNTY, asOf: "2018-10-31") {
    totalCount
  }
  place(code: "140227", asOf: "2016-07-31") {
    name
    designations {
      kind
    }
    successors {
      code
      name
    }
  }
}
    `, {"documentId":"sha256:4f24cbe632461e09487f8974dbf50c1cf5d32076f8331155e713e996beaa53c6"}) as unknown as TypedDocumentString<CountiesQuery, CountiesQueryVariables>;
export const CountyHouseholdsDocument = new TypedDocumentString(`
    query CountyHouseholds {
  place(code: "140224", asOf: "2017-01-01") {
    name
    households(first: 1) {
      totalCount
      nodes {
        registrationNumber
        members {
          name
          relation
        }
        relocationCases {
          nodes {
            mode
            status
          }
        }
      }
    }
  }
}
    `, {"documentId":"sha256:2b9d089a836c7542a13e2bcd91c7b5b5f51ae97659f7f339490c875c230ca20f"}) as unknown as TypedDocumentString<CountyHouseholdsQuery, CountyHouseholdsQueryVariables>;
export const CountyOverviewDocument = new TypedDocumentString(`
    query CountyOverview($code: String!, $asOf: Date) {
  place(code: $code, asOf: $asOf) {
    code
    name
    level
    isPoorCounty
    parent {
      code
      name
    }
    designations {
      kind
      exitYear
    }
    households {
      totalCount
    }
    poor: households(filter: {status: {eq: REGISTERED}}) {
      totalCount
    }
    projects {
      totalCount
    }
    indicators {
      indicator {
        id
      }
      value
      asOf
    }
  }
}
    `, {"documentId":"sha256:1249251a914c38aba3aa3cfea64349beb38a238187e27b1ba02e9165f780a64d"}) as unknown as TypedDocumentString<CountyOverviewQuery, CountyOverviewQueryVariables>;
export const FirstHouseholdsDocument = new TypedDocumentString(`
    query FirstHouseholds {
  place(code: "140224", asOf: "2017-01-01") {
    name
    households(first: 5) {
      edges {
        node {
          registrationNumber
          members {
            name
            relation
          }
          relocationCases(first: 2) {
            edges {
              node {
                mode
                status
              }
            }
          }
        }
      }
    }
  }
}
    `, {"documentId":"sha256:2b1009c559732067cdb8cc87394a00cad40907446893dacec03a7ddbb3b7dc3a"}) as unknown as TypedDocumentString<FirstHouseholdsQuery, FirstHouseholdsQueryVariables>;
export const HouseholdCardDocument = new TypedDocumentString(`
    query HouseholdCard($registrationNumber: String!, $asOf: Date) {
  household(registrationNumber: $registrationNumber, asOf: $asOf) {
    id
    registrationNumber
    isRegisteredPoor
    status
    mainCause
    otherCauses
    registeredOn
    endedOn
    address
    village {
      code
      name
    }
    county {
      code
      name
    }
    members {
      id
      name
      relation
      sex
      age
      education
    }
    incomes(first: 5, orderBy: {field: year, direction: DESC}) {
      nodes {
        year
        wage
        persons
      }
    }
    assurances(first: 10, orderBy: {field: checkedOn, direction: DESC}) {
      nodes {
        kind
        checkedOn
        met
      }
    }
    helpers(first: 5) {
      nodes {
        helperName
        helperUnit
        fromOn
        toOn
      }
    }
    statusHistory(first: 20) {
      nodes {
        status
        decidedOn
        year
      }
    }
  }
}
    `, {"documentId":"sha256:1249dfa45cb33864538c3708fd69fb3cd900c264eab0db8621c18a7246b6373b"}) as unknown as TypedDocumentString<HouseholdCardQuery, HouseholdCardQueryVariables>;
export const HouseholdListDocument = new TypedDocumentString(`
    query HouseholdList($code: String!, $asOf: Date, $first: Int = 100, $after: String) {
  place(code: $code, asOf: $asOf) {
    code
    name
    households(
      first: $first
      after: $after
      orderBy: {field: registrationNumber, direction: ASC}
    ) {
      totalCount
      nodes {
        registrationNumber
        isRegisteredPoor
        status
        mainCause
        registeredOn
        village {
          code
          name
        }
        members {
          name
          relation
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"documentId":"sha256:86fbd3b3494b70c6a86b104d5741a382b7be7dfeca6192e540da463e6d888b7d"}) as unknown as TypedDocumentString<HouseholdListQuery, HouseholdListQueryVariables>;
export const PublicPlacesDocument = new TypedDocumentString(`
    query PublicPlaces($asOf: Date, $within: String, $first: Int = 120, $after: String) {
  places(
    level: COUNTY
    isPoorCounty: true
    asOf: $asOf
    within: $within
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      code
      name
      namePinyin
      designations {
        kind
        contiguousArea
        exitYear
        exitBasis
        exitDecidedOn
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  exitPlan {
    year
    kind
    value
    ref
  }
}
    `, {"documentId":"sha256:1cc9fe927b76ddc3c6044bd111d3239ad1c1037b2f3d8986ea347b05cf789e55"}) as unknown as TypedDocumentString<PublicPlacesQuery, PublicPlacesQueryVariables>;
export const PublishedFiguresDocument = new TypedDocumentString(`
    query PublishedFigures {
  place(code: "140224", asOf: "2018-12-31") {
    name
    published(table: "core.poor_households_by_status") {
      title
      value
      suppressed
    }
  }
}
    `, {"documentId":"sha256:0414b42533b308c8932b086b32e6a7d52a6f8bf44f0535a966ec06d9d84599ab"}) as unknown as TypedDocumentString<PublishedFiguresQuery, PublishedFiguresQueryVariables>;
export const RelocationGroupsDocument = new TypedDocumentString(`
    query RelocationGroups {
  relocationCaseGroups(
    by: [city, status]
    asOf: "2019-12-31"
    having: {count: {gte: 2}}
    orderBy: [{cost: {sum: DESC}}]
    limit: 2
  ) {
    groups {
      keys {
        city {
          name
        }
        status
      }
      count
      distinctHouseholds
      persons {
        sum
      }
      cost {
        sum
        avg
        percentile(p: 50)
      }
    }
    hasMore
    asOf
    sources
  }
  programmeGroups(
    by: [action]
    filter: {action: {in: [5, 6]}}
    asOf: "2019-12-31"
  ) {
    groups {
      keys {
        action {
          number
        }
      }
      distinctHouseholds
    }
  }
  total: programmeGroups(
    by: []
    filter: {action: {in: [5, 6]}}
    asOf: "2019-12-31"
  ) {
    groups {
      distinctHouseholds
    }
  }
}
    `, {"documentId":"sha256:49c35d0ba536fd3dfb9bee05378008dac359cb5853a10873d21f0e0ed90731e9"}) as unknown as TypedDocumentString<RelocationGroupsQuery, RelocationGroupsQueryVariables>;