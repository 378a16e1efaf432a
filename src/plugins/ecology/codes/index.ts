import { defineCodes } from '#db';

export const landUse = defineCodes('ecology.land_use', 'ReturnedLandUse', ['还林还草', 'Forest or grass'], {
  FOREST: ['还林', 'Forest'],
  GRASS: ['还草', 'Grass'],
});

export const returnRound = defineCodes('ecology.return_round', 'FarmlandReturnRound', ['退耕轮次', 'Round of farmland return'], {
  EARLIER_EXTENDED: ['前一轮(补助延续)', 'Earlier round, subsidy extended'],
  NEW: ['新一轮', 'New round'],
});

export const returnTaskStatus = defineCodes('ecology.return_task_status', 'FarmlandReturnTaskStatus', ['退耕任务进度', 'Progress of a task'], {
  ALLOCATED: ['下达', 'Allocated'],
  CONTRACTED: ['签订合同', 'Contracted with households'],
  PLANTED: ['造林种草', 'Planted'],
  INSPECTED: ['验收', 'Inspected'],
  PAID: ['补助兑付', 'Subsidies paid'],
});

export const parcelStatus = defineCodes('ecology.parcel_status', 'FarmlandReturnParcelStatus', ['退耕地块进度', 'Progress of a parcel'], {
  CONTRACTED: ['签订合同', 'Contracted'],
  PLANTED: ['造林种草', 'Planted'],
  INSPECTED: ['验收', 'Inspected'],
});

export const subsidyStatus = defineCodes('ecology.subsidy_status', 'FarmlandReturnSubsidyStatus', ['补助状态', 'State of a subsidy'], {
  ELIGIBLE: ['符合条件', 'Eligible'],
  APPROVED: ['审批', 'Approved'],
  PAID: ['兑付', 'Paid'],
  STOPPED: ['停止', 'Stopped'],
});

export const species = defineCodes('ecology.species', 'PlantingSpecies', ['林草品种', 'Species'], {
  WALNUT: ['核桃', 'Walnut'],
  JUJUBE: ['红枣', 'Jujube'],
  APPLE: ['苹果', 'Apple'],
  PEAR: ['梨', 'Pear'],
  APRICOT: ['杏', 'Apricot'],
  SEA_BUCKTHORN: ['沙棘', 'Sea-buckthorn'],
  CARAGANA: ['柠条', 'Caragana'],
  SOPHORA: ['槐类', 'Sophora'],
  OIL_PEONY: ['油用牡丹', 'Oil peony'],
  FORSYTHIA: ['连翘', 'Forsythia'],
  MEDICINAL_HERB: ['其他中药材', 'Other medicinal herbs'],
  ALFALFA: ['苜蓿', 'Alfalfa'],
  PINE: ['松树', 'Pine'],
  OTHER: ['其他', 'Other'],
});

export const plantingStatus = defineCodes('ecology.planting_status', 'ReturnPlantingStatus', ['栽植状态', 'State of a planting'], {
  PLANNED: ['计划', 'Planned'],
  PLANTED: ['栽植', 'Planted'],
  SURVIVING: ['成活', 'Surviving'],
  FAILED: ['未成活', 'Failed'],
});

export const quotaStatus = defineCodes('ecology.quota_status', 'FarmlandQuotaAdjustmentStatus', ['指标调整状态', 'State of an adjustment'], {
  PROPOSED: ['提出', 'Proposed'],
  APPROVED: ['批准', 'Approved'],
});

export const awardWay = defineCodes('ecology.award_way', 'AfforestationAwardWay', ['发包方式', 'Way of award'], {
  NEGOTIATED: ['议标', 'Negotiated'],
  TENDER: ['招标', 'Open tender'],
});

export const contractStatus = defineCodes('ecology.contract_status', 'AfforestationContractStatus', ['合同进度', 'Progress of a contract'], {
  NEGOTIATED: ['议标', 'Negotiated'],
  AWARDED: ['授予', 'Awarded'],
  WORKING: ['施工', 'Under way'],
  ACCEPTED: ['验收', 'Accepted'],
  PAID: ['付清', 'Paid'],
});

export const planStatus = defineCodes('ecology.plan_status', 'ForestryPlanStatus', ['规划状态', 'State of a plan'], {
  DRAFTING: ['编制', 'Being drafted'],
  ISSUED: ['印发', 'Issued'],
  IN_PROGRESS: ['实施', 'In progress'],
  COMPLETED: ['完成', 'Completed'],
});

export const postStatus = defineCodes('ecology.post_status', 'ForestRangerPostStatus', ['岗位状态', 'State of a post'], {
  VACANT: ['空缺', 'Vacant'],
  RECRUITING: ['选聘', 'Recruiting'],
  EMPLOYED: ['在岗', 'Filled'],
  ENDED: ['撤销', 'Given up'],
});

export const rangerStatus = defineCodes('ecology.ranger_status', 'ForestRangerContractStatus', ['聘用状态', 'State of employment'], {
  EMPLOYED: ['在岗', 'Employed'],
  ENDED: ['解聘', 'Ended'],
});

export const assessmentResult = defineCodes('ecology.assessment_result', 'ForestRangerAssessmentResult', ['考核结果', 'Result of an assessment'], {
  QUALIFIED: ['合格', 'Qualified'],
  UNQUALIFIED: ['不合格', 'Unqualified'],
});

export const compensationStream = defineCodes('ecology.compensation_stream', 'EcologicalCompensationStream', ['资金渠道', 'Stream of funds'], {
  PUBLIC_WELFARE_FOREST: ['公益林生态效益补偿', 'Public-welfare forest'],
  NATURAL_FOREST_PROTECTION: ['天然林保护', 'Natural forest protection'],
  YOUNG_PLANTATION: ['未成林造林地管护', 'Care of young plantations'],
});

export const compensationStatus = defineCodes('ecology.compensation_status', 'EcologicalCompensationStatus', ['补偿状态', 'State of a compensation'], {
  DUE: ['应付', 'Due'],
  PAID: ['已付', 'Paid'],
});

export const upgradeWork = defineCodes('ecology.upgrade_work', 'EconomicForestUpgradeWork', ['提质增效内容', 'Kind of upgrade'], {
  VARIETY_IMPROVEMENT: ['品种改良', 'Better varieties'],
  FINE_CARE: ['精细管理', 'Fine care'],
});

export const upgradeStatus = defineCodes('ecology.upgrade_status', 'EconomicForestUpgradeStatus', ['提质增效进度', 'Progress of an upgrade'], {
  PLANNED: ['计划', 'Planned'],
  IN_PROGRESS: ['实施', 'In progress'],
  ACCEPTED: ['验收', 'Accepted'],
});

export const underForestModel = defineCodes('ecology.under_forest_model', 'UnderForestModel', ['林下经济模式', 'Model of under-forest economy'], {
  POULTRY: ['林禽', 'Poultry'],
  BEE: ['林蜂', 'Bees'],
  VEGETABLE: ['林菜', 'Vegetables'],
  GRASS: ['林草', 'Grass'],
  HERB: ['林药', 'Herbs'],
  FUNGUS: ['林菌', 'Fungi'],
  OIL: ['林油', 'Oil'],
  GRAIN: ['林粮', 'Grain'],
});

export const businessStatus = defineCodes('ecology.business_status', 'EcologyBusinessStatus', ['经营状态', 'State of a business'], {
  PLANNED: ['计划', 'Planned'],
  RUNNING: ['经营', 'Running'],
  ENDED: ['结束', 'Ended'],
});

export const ecoIndustryKind = defineCodes('ecology.eco_industry_kind', 'EcoIndustryKind', ['森林服务业', 'Kind of forest service'], {
  FOREST_TOURISM: ['森林旅游', 'Forest tourism'],
  FOREST_HEALTH: ['森林康养', 'Forest health care'],
});

export const forestryIndustryKind = defineCodes('ecology.forestry_industry_kind', 'ForestryIndustryKind', ['林业产业', 'Kind of forestry industry'], {
  FAST_GROWING_TIMBER: ['速生丰产林', 'Fast-growing timber'],
  SEEDLING_FLOWER: ['林木种苗花卉', 'Seedlings and flowers'],
  PAPER_MULBERRY_PILOT: ['构树扶贫试点', 'Paper-mulberry pilot'],
});

export const operatorKind = defineCodes('ecology.operator_kind', 'EcologyOperatorKind', ['经营主体', 'Kind of operator'], {
  ENTERPRISE: ['企业', 'Enterprise'],
  COOPERATIVE: ['合作社', 'Cooperative'],
  VILLAGE: ['村集体', 'Village collective'],
  HOUSEHOLD: ['农户', 'Household'],
});

export const industryStatus = defineCodes('ecology.industry_status', 'ForestryIndustryStatus', ['产业项目状态', 'State of an industry project'], {
  PILOT: ['试点', 'Pilot'],
  RUNNING: ['经营', 'Running'],
  ENDED: ['结束', 'Ended'],
});

export const majorProjectKind = defineCodes('ecology.major_project_kind', 'EcologicalProjectKind', ['重大生态工程', 'Kind of ecological project'], {
  VEGETATION_RESTORATION: ['生态脆弱区植被恢复', 'Vegetation restoration'],
  NATURAL_FOREST_PROTECTION: ['天然林保护', 'Natural forest protection'],
  OTHER: ['其他', 'Other'],
});

export const majorProjectStatus = defineCodes('ecology.major_project_status', 'EcologicalProjectStatus', ['工程进度', 'Progress of an ecological project'], {
  APPLIED: ['申报', 'Applied for'],
  APPROVED: ['批复', 'Approved'],
  BUILDING: ['实施', 'Under way'],
  ACCEPTED: ['验收', 'Accepted'],
});

/** Every code list of the plugin. */
export const codes = [
  landUse, returnRound, returnTaskStatus, parcelStatus, subsidyStatus, species, plantingStatus, quotaStatus, awardWay, contractStatus, planStatus, postStatus,
  rangerStatus, assessmentResult, compensationStream, compensationStatus, upgradeWork, upgradeStatus, underForestModel, businessStatus, ecoIndustryKind,
  forestryIndustryKind, operatorKind, industryStatus, majorProjectKind, majorProjectStatus,
] as const;
