import { defineCodes } from '#db';

/** The settlement modes that have a site of their own; the values are those of `settlementMode`. */
export const siteKind = defineCodes('relocation.site_kind', 'SettlementSiteKind', ['安置点类型', 'Kind of settlement site'], {
  NEARBY_VILLAGE: ['行政村就近安置点', 'Near the administrative village'],
  NEW_SETTLEMENT_VILLAGE: ['移民新村', 'New settlement village'],
  TOWN_OR_INDUSTRIAL_PARK: ['城镇或工业园区安置点', 'Town or industrial park'],
  RURAL_TOURISM_AREA: ['乡村旅游区安置点', 'Rural tourism area'],
});

export const siteStatus = defineCodes('relocation.site_status', 'SettlementSiteStatus', ['安置点进度', 'Progress of a settlement site'], {
  PLANNED: ['规划', 'Planned'],
  APPROVED: ['批复', 'Approved'],
  BUILDING: ['在建', 'Being built'],
  COMPLETED: ['竣工', 'Completed'],
  OCCUPIED: ['入住', 'Occupied'],
});

export const siteFacility = defineCodes('relocation.site_facility', 'SettlementSiteFacility', ['安置点设施', 'Facility of a settlement site'], {
  ROAD: ['道路', 'Road'],
  WATER: ['供水', 'Water supply'],
  POWER: ['供电', 'Power supply'],
  HEATING: ['供暖', 'Heating'],
  SEWAGE: ['污水处理', 'Sewage treatment'],
  WASTE: ['垃圾处理', 'Waste disposal'],
  BROADBAND: ['宽带网络', 'Broadband'],
  SCHOOL: ['学校', 'School'],
  KINDERGARTEN: ['幼儿园', 'Kindergarten'],
  CLINIC: ['卫生室', 'Clinic'],
  COMMUNITY_CENTRE: ['社区服务中心', 'Community centre'],
});

export const followUpKind = defineCodes('relocation.follow_up_kind', 'FollowUpIndustryKind', ['后续产业', 'Follow-up industry'], {
  FACILITY_FARMING: ['设施农业', 'Facility farming'],
  LIVESTOCK: ['养殖业', 'Livestock'],
  SOLAR: ['光伏发电', 'Solar power'],
  RURAL_TOURISM: ['乡村旅游', 'Rural tourism'],
});

export const followUpStatus = defineCodes('relocation.follow_up_status', 'FollowUpIndustryStatus', ['后续产业状态', 'State of a follow-up industry project'], {
  PLANNED: ['计划', 'Planned'],
  RUNNING: ['运营', 'Running'],
  ENDED: ['结束', 'Ended'],
});

export const supportKind = defineCodes('relocation.support_kind', 'SettlementSupportKind', ['统筹推进事项', 'Support that goes with relocation'], {
  INDUSTRY: ['产业发展', 'Industry'],
  EDUCATION: ['教育', 'Education'],
  HEALTH: ['医疗', 'Health care'],
  SOCIAL_SECURITY: ['社会保障', 'Social security'],
  COLLECTIVE_ECONOMY: ['集体经济发展', 'Collective economy'],
  ECOLOGICAL_RESTORATION: ['搬出地生态修复治理', 'Restoration of the vacated land'],
  LAND_REUSE: ['搬出地开发利用', 'Use of the vacated land'],
  GRASSROOTS_ORGANISATION: ['基层组织建设', 'Grassroots organisation'],
  SOCIAL_GOVERNANCE: ['社会治理', 'Social governance'],
});

export const supportStatus = defineCodes('relocation.support_status', 'SettlementSupportStatus', ['统筹推进状态', 'State of the support'], {
  PLANNED: ['计划', 'Planned'],
  DONE: ['落实', 'Done'],
});

export const standardStatus = defineCodes('relocation.standard_status', 'RelocationStandardStatus', ['标准状态', 'State of a standard'], {
  DRAFT: ['拟定', 'Draft'],
  IN_FORCE: ['执行', 'In force'],
  SUPERSEDED: ['被替代', 'Superseded'],
});
