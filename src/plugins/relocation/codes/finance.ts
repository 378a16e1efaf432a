import { defineCodes } from '#db';

export const financingSource = defineCodes('relocation.financing_source', 'RelocationFinancingSource', ['融资来源', 'Source of finance'], {
  PROJECT_CAPITAL: ['项目资本金', 'Project capital'],
  CDB_LOAN: ['国家开发银行长期低息贷款', 'Long-term low-interest loan of the China Development Bank'],
  ADBC_LOAN: ['农业发展银行长期低息贷款', 'Long-term low-interest loan of the Agricultural Development Bank'],
});

export const financingStatus = defineCodes('relocation.financing_status', 'RelocationFinancingStatus', ['融资进度', 'Progress of financing'], {
  COMMITTED: ['承诺', 'Committed'],
  DRAWN: ['提款', 'Drawn'],
  ALLOCATED: ['下达', 'Passed on to the county'],
  REPAID: ['偿还', 'Repaid'],
});

export const poolStream = defineCodes('relocation.pool_stream', 'RelocationFundStream', ['整合资金渠道', 'Stream of pooled funds'], {
  TRANSPORT: ['交通建设', 'Transport'],
  IRRIGATION: ['农田水利', 'Farmland irrigation'],
  LAND_CONSOLIDATION: ['土地整治', 'Land consolidation'],
  GEOHAZARD_CONTROL: ['地质灾害治理', 'Control of geological hazards'],
  FORESTRY_ECOLOGY: ['林业生态', 'Forestry and ecology'],
  SOCIAL_FUNDS: ['社会资金', 'Social funds'],
});

export const poolUse = defineCodes('relocation.pool_use', 'RelocationFundUse', ['整合资金用途', 'Use of pooled funds'], {
  SITE_FACILITY: ['安置区配套公共设施', 'Public facilities of the settlement site'],
  ECOLOGICAL_RESTORATION: ['迁出区生态修复', 'Restoration of the vacated area'],
});

export const poolStatus = defineCodes('relocation.pool_status', 'RelocationFundPoolingStatus', ['资金整合进度', 'Progress of pooling'], {
  PLANNED: ['计划', 'Planned'],
  POOLED: ['到位', 'Pooled'],
  SPENT: ['支出', 'Spent'],
});

export const quotaKind = defineCodes('relocation.quota_kind', 'RelocationLandQuotaKind', ['用地指标种类', 'Kind of land quota'], {
  NEW_CONSTRUCTION: ['新增建设用地指标', 'New construction land'],
  LINKED_INCREASE_DECREASE: ['城乡建设用地增减挂钩指标', 'Linked increase and decrease of construction land'],
});

export const quotaStatus = defineCodes('relocation.quota_status', 'RelocationLandQuotaStatus', ['用地指标状态', 'State of a land quota'], {
  ALLOCATED: ['下达', 'Allocated'],
  USED: ['使用', 'Used'],
  RETURNED: ['退回', 'Returned'],
});

export const subsidenceFundSource = defineCodes('relocation.subsidence_fund_source', 'SubsidenceFundSource', ['治理资金来源', 'Source of subsidence funds'], {
  CENTRAL: ['国家支持', 'State support'],
  FISCAL: ['财政资金', 'Fiscal funds'],
  BANK: ['金融机构', 'Financial institution'],
  SOCIAL_CAPITAL: ['社会资本', 'Social capital'],
});

export const subsidenceFundStatus = defineCodes('relocation.subsidence_fund_status', 'SubsidenceFundStatus', ['治理资金状态', 'State of subsidence funds'], {
  PLEDGED: ['承诺', 'Pledged'],
  RECEIVED: ['到位', 'Received'],
  SPENT: ['支出', 'Spent'],
});

export const taxKind = defineCodes('relocation.tax_kind', 'RelocationTaxKind', ['税种', 'Tax'], {
  DEED_TAX: ['契税', 'Deed tax'],
  STAMP_DUTY: ['印花税', 'Stamp duty'],
  URBAN_LAND_USE_TAX: ['城镇土地使用税', 'Urban land use tax'],
  FARMLAND_OCCUPATION_TAX: ['耕地占用税', 'Farmland occupation tax'],
  PROPERTY_TAX: ['房产税', 'Property tax'],
  INCOME_TAX: ['所得税', 'Income tax'],
});

export const reliefStatus = defineCodes('relocation.relief_status', 'RelocationTaxReliefStatus', ['减免状态', 'State of a tax relief'], {
  APPLIED: ['申请', 'Applied'],
  GRANTED: ['批准', 'Granted'],
});
