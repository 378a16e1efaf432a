/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 条件;多项同时成立 / A condition; all given parts must hold */
export type DateCondition = {
  eq?: string | null | undefined;
  gte?: string | null | undefined;
  isNull?: boolean | null | undefined;
  lte?: string | null | undefined;
};

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type DecimalCondition = {
  eq?: string | null | undefined;
  gte?: string | null | undefined;
  isNull?: boolean | null | undefined;
  lte?: string | null | undefined;
};

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type IdCondition = {
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
};

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type IntCondition = {
  eq?: number | null | undefined;
  gte?: number | null | undefined;
  in?: Array<number> | null | undefined;
  isNull?: boolean | null | undefined;
  lte?: number | null | undefined;
};

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type MoneyCondition = {
  eq?: string | null | undefined;
  gte?: string | null | undefined;
  isNull?: boolean | null | undefined;
  lte?: string | null | undefined;
};

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

/** 搬迁户筛选 / Filter of RelocationCase */
export type RelocationCaseFilter = {
  appliedOn?: DateCondition | null | undefined;
  approvedOn?: DateCondition | null | undefined;
  batch?: StringCondition | null | undefined;
  buildingOn?: DateCondition | null | undefined;
  category?: RelocationCategoryCondition | null | undefined;
  closedOn?: DateCondition | null | undefined;
  consentedOn?: DateCondition | null | undefined;
  cost?: MoneyCondition | null | undefined;
  handedOverOn?: DateCondition | null | undefined;
  houseArea?: DecimalCondition | null | undefined;
  mode?: SettlementModeCondition | null | undefined;
  movedInOn?: DateCondition | null | undefined;
  naturalVillageId?: IdCondition | null | undefined;
  oldHouseDemolishedOn?: DateCondition | null | undefined;
  originVillageCode?: StringCondition | null | undefined;
  persons?: IntCondition | null | undefined;
  programme?: RelocationProgrammeCondition | null | undefined;
  projectId?: IdCondition | null | undefined;
  selfRaised?: MoneyCondition | null | undefined;
  settledOn?: DateCondition | null | undefined;
  siteId?: IdCondition | null | undefined;
  stableOn?: DateCondition | null | undefined;
  standardId?: IdCondition | null | undefined;
  status?: RelocationCaseStatusCondition | null | undefined;
  subsidenceVillageId?: IdCondition | null | undefined;
  subsidy?: MoneyCondition | null | undefined;
  surveyedOn?: DateCondition | null | undefined;
};

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

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type RelocationCaseStatusCondition = {
  eq?: RelocationCaseStatus | null | undefined;
  in?: Array<RelocationCaseStatus> | null | undefined;
  isNull?: boolean | null | undefined;
};

/** 搬迁类别 / Category of movers */
export type RelocationCategory =
  /** 同步搬迁户 / Other household that moves along */
  | 'ACCOMPANYING'
  /** 建档立卡贫困户 / Registered poor household */
  | 'REGISTERED';

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type RelocationCategoryCondition = {
  eq?: RelocationCategory | null | undefined;
  in?: Array<RelocationCategory> | null | undefined;
  isNull?: boolean | null | undefined;
};

/** 搬迁项目 / Relocation programme */
export type RelocationProgramme =
  /** 易地扶贫搬迁 / Poverty relocation */
  | 'POVERTY'
  /** 采煤沉陷区治理搬迁 / Relocation from coal-mining subsidence areas */
  | 'SUBSIDENCE';

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type RelocationProgrammeCondition = {
  eq?: RelocationProgramme | null | undefined;
  in?: Array<RelocationProgramme> | null | undefined;
  isNull?: boolean | null | undefined;
};

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

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type SettlementModeCondition = {
  eq?: SettlementMode | null | undefined;
  in?: Array<SettlementMode> | null | undefined;
  isNull?: boolean | null | undefined;
};

/** 条件;多项同时成立 / A condition; all given parts must hold */
export type StringCondition = {
  eq?: string | null | undefined;
  in?: Array<string> | null | undefined;
  isNull?: boolean | null | undefined;
};

export type PlaceOnDayQueryVariables = Exact<{
  code: string;
  asOf?: string | null | undefined;
}>;


export type PlaceOnDayQuery = { place: { code: string, name: string, level: PlaceLevel, successors: Array<{ code: string, name: string }> } | null };

export type CasesByModeQueryVariables = Exact<{
  filter: RelocationCaseFilter;
  first: number;
}>;


export type CasesByModeQuery = { relocationCases: { totalCount: number, nodes: Array<{ id: string, mode: SettlementMode, persons: number, appliedOn: string, subsidyPaid: string, household: { registrationNumber: string } | null }> } };

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

export const PlaceOnDayDocument = new TypedDocumentString(`
    query PlaceOnDay($code: String!, $asOf: Date) {
  place(code: $code, asOf: $asOf) {
    code
    name
    level
    successors {
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<PlaceOnDayQuery, PlaceOnDayQueryVariables>;
export const CasesByModeDocument = new TypedDocumentString(`
    query CasesByMode($filter: RelocationCaseFilter!, $first: Int!) {
  relocationCases(filter: $filter, first: $first) {
    totalCount
    nodes {
      id
      mode
      persons
      appliedOn
      subsidyPaid
      household {
        registrationNumber
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CasesByModeQuery, CasesByModeQueryVariables>;