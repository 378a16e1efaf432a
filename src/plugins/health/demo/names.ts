import type { DemoKit } from '#plugin';

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '高', '郭', '武', '任', '韩'] as const;
const given = ['志刚', '秀兰', '建平', '改莲', '文魁', '爱花', '永胜', '俊英', '海龙', '玉梅', '国栋', '润平'] as const;

/** A made-up name. */
export const doctorName = (kit: DemoKit): string => `${kit.pick(surnames)}${kit.pick(given)}`;

/** Tertiary hospitals of the demo: code, name, whose they are, city. */
export const tertiary = [
  ['SJ-01', '省人民医院(演示)', 'CIVILIAN', '140100'],
  ['SJ-02', '省医科大学第一医院(演示)', 'CIVILIAN', '140100'],
  ['SJ-03', '北部区域中心医院(演示)', 'CIVILIAN', '140200'],
  ['SJ-04', '南部区域中心医院(演示)', 'CIVILIAN', '141000'],
  ['SJ-05', '驻晋军队医院(演示)', 'MILITARY', '140100'],
  ['SJ-06', '武警总队医院(演示)', 'ARMED_POLICE', '140100'],
] as const;

/** Charities that give in the demo. */
export const charities = ['县慈善总会', '市红十字会', '爱心企业联合会'] as const;
