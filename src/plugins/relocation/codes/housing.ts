import { defineCodes } from '#db';

export const renovationMethod = defineCodes('relocation.renovation_method', 'HouseRenovationMethod', ['改造方式', 'Way of renovation'], {
  NEW_BUILD: ['新建', 'New building'],
  REINFORCE: ['加固', 'Reinforcement'],
});

export const houseGrade = defineCodes('relocation.house_grade', 'HouseSafetyGrade', ['房屋危险性等级', 'Safety grade of a house'], {
  A: ['A级', 'A: safe'],
  B: ['B级', 'B: basically safe'],
  C: ['C级', 'C: partly dangerous'],
  D: ['D级', 'D: dangerous as a whole'],
});

export const renovationStatus = defineCodes('relocation.renovation_status', 'HouseRenovationStatus', ['改造进度', 'Progress of a renovation'], {
  APPLIED: ['申请', 'Applied'],
  APPROVED: ['审批', 'Approved'],
  BUILDING: ['施工', 'Under way'],
  ACCEPTED: ['验收', 'Accepted'],
  SUBSIDY_PAID: ['补助到位', 'Subsidy paid'],
  REJECTED: ['不予批准', 'Rejected'],
});

export const rentalHouseStatus = defineCodes('relocation.rental_house_status', 'CollectiveRentalHouseStatus', ['公租房状态', 'State of a rental house'], {
  PLANNED: ['计划', 'Planned'],
  BUILT: ['建成', 'Built'],
  LET: ['已出租', 'Let'],
  VACANT: ['空置', 'Vacant'],
});

export const habitatKind = defineCodes('relocation.habitat_kind', 'HabitatProjectKind', ['人居环境工程', 'Kind of habitat project'], {
  QUALITY_UPGRADE: ['完善提质工程', 'Quality upgrading'],
  SECURE_HOUSING: ['农民安居工程', 'Secure housing'],
  ENVIRONMENT_CLEANUP: ['环境整治工程', 'Environmental clean-up'],
  LIVEABLE_DEMONSTRATION: ['宜居示范工程', 'Liveable demonstration'],
});

export const habitatStatus = defineCodes('relocation.habitat_status', 'HabitatProjectStatus', ['工程进度', 'Progress of a habitat project'], {
  PLANNED: ['计划', 'Planned'],
  BUILDING: ['实施', 'Under way'],
  ACCEPTED: ['验收', 'Accepted'],
});
