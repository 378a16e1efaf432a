/** Names of cadres and bodies that appear in demo records. */
export const cadres = ['王建国', '李秀英', '张志强', '刘桂兰', '陈永胜', '杨晓东', '赵春梅', '高文斌', '郭丽萍', '武卫东'] as const;
export const banks = ['农村信用社', '农业银行', '邮政储蓄银行'] as const;
export const builders = ['山西建设投资集团', '山西四建集团', '当地村集体合作社', '县城乡建设公司'] as const;
export const providers = ['县人力资源和社会保障局', '乡镇便民服务中心', '社区居委会', '县公安局户政大队', '县医疗保障局'] as const;
/** First halves of the names of new settlements. */
export const wellWishes = ['幸福', '新民', '福民', '安居', '兴旺', '同心', '和谐', '富康', '阳光', '锦绣'] as const;
