import { defineCodes } from '#db';

export const moveExtent = defineCodes('relocation.move_extent', 'NaturalVillageMoveExtent', ['搬迁范围', 'Extent of the move'], {
  WHOLE: ['整体搬迁', 'Whole village'],
  PARTIAL: ['部分搬迁', 'Part of the village'],
});

export const naturalVillageStatus = defineCodes('relocation.natural_village_status', 'NaturalVillageMoveStatus', ['自然村搬迁进度', 'Progress of a natural village'], {
  PLANNED: ['计划', 'Planned'],
  PARTIAL: ['部分迁出', 'Partly moved'],
  WHOLE: ['整体迁出', 'Wholly moved'],
});

export const subsidenceVillageStatus = defineCodes('relocation.subsidence_village_status', 'SubsidenceVillageStatus', ['沉陷村搬迁进度', 'Progress of a subsidence village'], {
  SURVEYED: ['调查', 'Surveyed'],
  APPROVED: ['批复', 'Approved'],
  RELOCATING: ['搬迁中', 'Being relocated'],
  RELOCATED: ['完成搬迁', 'Relocated'],
});

export const mergerStatus = defineCodes('relocation.merger_status', 'VillageMergerStatus', ['撤并进度', 'Progress of a village merger'], {
  PROPOSED: ['提出', 'Proposed'],
  APPROVED: ['批准', 'Approved'],
  EFFECTIVE: ['生效', 'Effective'],
});
