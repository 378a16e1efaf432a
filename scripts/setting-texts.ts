import type { SettingName } from '../src/config.ts';
import type { Bilingual } from '../src/errors.ts';

/** What a setting is for, and what holds without it where that is no fixed value. */
export interface SettingText extends Bilingual {
  readonly unset?: Bilingual;
}

const notInProduction: Bilingual = { zh: 'on,生产环境为 off', en: 'on; off in production' };

/** Every setting in words; the compiler asks for each. */
export const settingTexts: Readonly<Record<SettingName, SettingText>> = {
  PORT: { zh: '监听端口;0 为任一空闲端口', en: 'port to listen on; 0 for any free one' },
  HOST: { zh: '监听地址;`0.0.0.0` 为全部网卡', en: 'address to listen on; `0.0.0.0` for all' },
  DATABASE_URL: { zh: 'PostgreSQL 服务器地址', en: 'address of a PostgreSQL server', unset: { zh: '内嵌数据库', en: 'embedded database' } },
  NODE_ENV: { zh: '`production`:必须给出密钥;只运行登记的查询;关闭查询页、内省和演示数据', en: '`production` asks for keys, runs registered documents only, and turns off query page, introspection and demo' },
  YOUYU_DATA_DIR: { zh: '内嵌数据库和开发密钥的目录', en: 'folder of the embedded database and of development keys' },
  YOUYU_POOL_SIZE: { zh: '到服务器的连接数上限', en: 'most connections to the server' },
  YOUYU_DEADLINE_MS: { zh: '单次操作的时限(毫秒)', en: 'longest life of an operation, in ms' },
  YOUYU_COST_BUDGET: { zh: '单次操作的成本上限', en: 'most that one operation may cost' },
  YOUYU_RATE: { zh: '每个账号每分钟的成本上限', en: 'cost that an account may spend in a minute' },
  YOUYU_RATE_ANONYMOUS: { zh: '未登录时,每个地址每分钟的成本上限', en: 'the same for an address without a token' },
  YOUYU_CONCURRENT: { zh: '每个账号同时进行的操作数上限', en: 'operations of an account at the same time' },
  YOUYU_CONCURRENT_ANONYMOUS: { zh: '未登录时,每个地址同时进行的操作数上限', en: 'the same for an address without a token' },
  YOUYU_DOCUMENTS_FILE: { zh: '登记的查询(JSON:标识到文本),生产环境只运行登记的查询', en: 'trusted documents, as JSON of ids and texts; in production no others run', unset: { zh: '平台自带的', en: 'those of the platform' } },
  YOUYU_CORS_ORIGINS: { zh: '允许从浏览器访问的网站(origin),用逗号分隔', en: 'origins whose pages may ask from a browser, with commas', unset: { zh: '无', en: 'none' } },
  YOUYU_TRUST_PROXY: { zh: '服务前可信的代理层数;调用者地址取自 `x-forwarded-for`', en: "proxies in front of the service; the caller's address is then that in `x-forwarded-for`" },
  YOUYU_DRAIN_DELAY_MS: { zh: '收到停止信号后继续接受请求的时间(毫秒)', en: 'how long requests are still taken after the stop signal, in ms' },
  YOUYU_DEMO: { zh: '空数据库时载入演示数据', en: 'load demo data into an empty database', unset: notInProduction },
  YOUYU_DEMO_HOUSEHOLDS: { zh: '演示户数', en: 'households of the demo' },
  YOUYU_DEMO_SEED: { zh: '演示数据的种子;种子相同则数据相同', en: 'seed of the demo; the same gives the same data' },
  YOUYU_PLUGINS: { zh: '启用的插件,用逗号分隔;空值为一个也不启用', en: 'plugins to switch on, with commas; empty for none', unset: { zh: '全部', en: 'all' } },
  YOUYU_IDE: { zh: '查询页与内省', en: 'query page and introspection', unset: notInProduction },
  YOUYU_MASTER_KEY: { zh: '加密身份证号的密钥,32 字节,base64', en: 'key that seals ID numbers: 32 bytes, base64', unset: { zh: '在数据目录中生成', en: 'made in the data folder' } },
  YOUYU_OLD_MASTER_KEYS: { zh: '仍可解密的旧密钥,用逗号分隔;`mac:` 开头的只用于验证', en: 'older keys that still open, with commas; those with `mac:` only verify', unset: { zh: '无', en: 'none' } },
  YOUYU_IDEMPOTENCY_HOURS: { zh: '写入请求的 Idempotency-Key 保留的小时数', en: 'hours for which the Idempotency-Key of a write is remembered' },
  YOUYU_WEBHOOK_NETWORKS: { zh: '允许推送到的内网地址段,用逗号分隔;仅这些地址可用 http', en: 'private networks that webhooks may reach, with commas; plain http is for these alone', unset: { zh: '无', en: 'none' } },
  YOUYU_METRICS_TOKEN: { zh: '`/metrics` 的访问令牌(Prometheus)', en: 'token that a Prometheus scraper shows at `/metrics`', unset: { zh: '没有此页', en: 'no such page' } },
  YOUYU_UNMASK_DAILY: { zh: '每个账号每天可查看的敏感值数量', en: 'sensitive values an account may unmask in a day' },
  YOUYU_JWKS_FILE: { zh: '身份提供方公钥(JWKS)文件;更换后无需重启', en: "file with the identity provider's public keys (JWKS); may be replaced while running", unset: { zh: '自行签发开发令牌', en: 'tokens for development' } },
  YOUYU_JWKS_URL: { zh: '身份提供方公钥(JWKS)地址,https', en: "address of the identity provider's public keys (JWKS), https", unset: { zh: '自行签发开发令牌', en: 'tokens for development' } },
  YOUYU_TOKEN_ALGORITHMS: { zh: '接受的签名算法,用逗号分隔', en: 'ways of signing that are taken, with commas' },
  YOUYU_ISSUER: { zh: '令牌的签发者(`iss`)', en: 'issuer of tokens (`iss`)' },
  YOUYU_AUDIENCE: { zh: '令牌的受众(`aud`)', en: 'audience of tokens (`aud`)' },
  YOUYU_COMPILED: {
    zh: '`off`:不把查询编译为单条语句,一律逐字段作答(用于比较)',
    en: '`off`: queries are not compiled to one statement each but answered field by field, to compare',
    unset: { zh: '`on`', en: '`on`' },
  },
  YOUYU_UPLOAD_BYTES: { zh: '经 HTTP 导入的文件大小上限(字节);命令行不限', en: 'largest file that is imported over HTTP, in bytes; the command line takes any' },
  YOUYU_SMALL_CELL_THRESHOLD: { zh: '公布表中 1 至此数减 1 的数值不公布', en: 'counts from 1 to below this are hidden in published tables' },
};
