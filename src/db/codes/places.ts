import { defineCodes } from '../codes.ts';

export const placeLevel = defineCodes('core.place_level', 'PlaceLevel', ['区划级别', 'Place level'], {
  PROVINCE: ['省级', 'Province'],
  CITY: ['地级', 'City'],
  COUNTY: ['县级', 'County'],
  TOWNSHIP: ['乡级', 'Township'],
  VILLAGE: ['村级', 'Village'],
});

/** What a unit is. The SIMILAR and ZONE kinds exist for statistics only: no government or committee of their own. */
export const placeKind = defineCodes('core.place_kind', 'PlaceKind', ['区划类型', 'Kind of place'], {
  PROVINCE: ['省', 'Province'],
  PREFECTURE_CITY: ['地级市', 'Prefecture-level city'],
  COUNTY: ['县', 'County'],
  COUNTY_LEVEL_CITY: ['县级市', 'County-level city'],
  DISTRICT: ['市辖区', 'District'],
  STATISTICAL_ZONE: ['县级统计单位', 'County-level statistical zone'],
  SUBDISTRICT: ['街道', 'Subdistrict'],
  TOWN: ['镇', 'Town'],
  TOWNSHIP: ['乡', 'Township'],
  SIMILAR_TOWNSHIP_UNIT: ['类似乡级单位', 'Unit similar to a township'],
  VILLAGE_COMMITTEE: ['村民委员会', 'Village committee'],
  RESIDENTS_COMMITTEE: ['居民委员会', "Residents' committee"],
  SIMILAR_VILLAGE_UNIT: ['类似村民委员会', 'Unit similar to a village committee'],
  SIMILAR_RESIDENTS_UNIT: ['类似居民委员会', "Unit similar to a residents' committee"],
});

export const designationKind = defineCodes('core.designation_kind', 'DesignationKind', ['贫困县认定类别', 'Designation of a poor county'], {
  NATIONAL_KEY_COUNTY: ['国定贫困县', 'National key county'],
  PROVINCIAL_KEY_COUNTY: ['省定贫困县', 'Provincial key county'],
  CONTIGUOUS_AREA: ['连片特困地区县', 'County of a contiguous poor area'],
});

export const contiguousArea = defineCodes('core.contiguous_area', 'ContiguousArea', ['连片特困地区', 'Contiguous poor area'], {
  LULIANG: ['吕梁山区', 'Lüliang Mountains'],
  YANSHAN_TAIHANG: ['燕山-太行山区', 'Yanshan-Taihang Mountains'],
});

/** What the date of an exit decision rests on. */
export const exitDecisionBasis = defineCodes('core.exit_decision_basis', 'ExitDecisionBasis', ['摘帽日期依据', 'Basis of the exit date'], {
  DECIDED: ['批准决定', 'Decision'],
  ANNOUNCED: ['对外宣布', 'Announcement'],
  REPORTED: ['媒体报道', 'Press report'],
  PUBLIC_NOTICE_ONLY: ['仅见公示', 'Public notice only'],
});

export const placeRelation = defineCodes('core.place_relation', 'PlaceRelation', ['区划变更方式', 'How a place changed'], {
  SPLIT: ['拆分', 'Split'],
  MERGED: ['合并', 'Merged'],
  REPLACED: ['更名改码', 'Replaced'],
});
