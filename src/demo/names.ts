import type { Sex } from '../access/id-number.ts';
import type { Random } from './random.ts';

/** Frequent surnames in Shanxi with rough weights. */
const surnames: readonly (readonly [string, number])[] = Object.entries({
  王: 115, 张: 108, 李: 96, 刘: 63, 赵: 42, 杨: 33, 郭: 33, 高: 22, 武: 19, 任: 17, 陈: 17, 贾: 16, 马: 16, 闫: 15, 白: 14, 薛: 13, 冯: 13,
  梁: 12, 孙: 12, 宋: 12, 韩: 12, 田: 11, 侯: 10, 郝: 10, 康: 9, 段: 9, 温: 8, 申: 8, 吴: 8, 杜: 8, 曹: 8, 牛: 7, 秦: 7, 崔: 7, 徐: 7, 史: 6,
  卫: 6, 周: 6, 樊: 6, 范: 5, 裴: 5, 乔: 5, 胡: 5, 贺: 5, 尹: 4, 苗: 4, 霍: 4, 靳: 4, 卢: 4, 姚: 4, 常: 4, 庞: 3, 解: 3, 毛: 3, 朱: 3, 孟: 3,
  董: 3, 柴: 3, 弓: 2, 栗: 2, 原: 2, 智: 1, 亢: 1, 冀: 2,
});

/** Syllables of given names by sex, for the old, the middle and the young. */
const syllables: Readonly<Record<Sex, readonly (readonly [first: string, second: string])[]>> = {
  MALE: [
    ['建国福长玉兴振德永富有根双成', '义生山旺海贵荣华元明仁林才柱'],
    ['建志永国晓俊卫文海爱新红玉云', '军平强伟刚明斌龙峰文东生亮飞'],
    ['子浩宇俊嘉家博文泽奕梓晨宏一', '轩宇涵杰豪然辰博阳瑞泽航凯帆'],
  ],
  FEMALE: [
    ['秀玉桂凤月改润兰巧贵翠引爱变', '英兰花梅莲香珍仙娥秋凤叶枝芳'],
    ['丽晓爱秀俊红海建春艳慧彩云玉', '芳霞萍丽燕平琴梅艳珍娟红青花'],
    ['子欣雨梓佳思诗可嘉语若一晨雅', '涵怡萱欣彤琪妍蕊瑶悦然馨琳洁'],
  ],
};

const eraOf = (bornOn: string): number => (bornOn < '1965' ? 0 : bornOn < '1995' ? 1 : 2);

/** A surname as frequent as in the province. */
export const surname = ({ weighted }: Random): string => weighted(surnames);

/** A name of two or three characters that suits the sex and the time of birth. */
export const personName = (rng: Random, family: string, sex: Sex, bornOn: string): string => {
  const [first, second] = syllables[sex][eraOf(bornOn)]!;
  const given = rng.pick([...second]);
  return rng.chance(0.2) ? family + given : family + rng.pick([...first]) + given;
};

/** A full name of somebody in office: helpers, checkers. */
export const officeName = (rng: Random): string =>
  personName(rng, surname(rng), rng.chance(0.65) ? 'MALE' : 'FEMALE', `${rng.between(1965, 1992)}-01-01`);
