import { peopleErrors } from './errors-of-people.ts';
import { ruleErrors } from './errors-of-rules.ts';

/** Text in the two languages of the platform. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * Every error a user or an operator can meet, with its stable code. `{name}` is replaced by the
 * detail of that name. Details never hold personal data: messages travel to logs and screens.
 */
export const errorCatalogue = {
  // transport and identity
  UNAUTHENTICATED: { zh: '请先登录:缺少有效的访问令牌', en: 'Sign in first: a valid access token is missing' },
  TOKEN_INVALID: { zh: '访问令牌无效或已过期', en: 'The access token is invalid or has expired' },
  SIGN_IN_UNAVAILABLE: { zh: '身份提供方暂时不可用,请稍后重试', en: 'The identity provider cannot be reached now; try again shortly' },
  FORBIDDEN: { zh: '您没有执行此操作的权限', en: 'You may not do this' },
  INTERNAL_ERROR: { zh: '服务内部错误,请凭请求号联系管理员', en: 'Internal error; give the request id to your administrator' },
  RATE_LIMITED: { zh: '请求过多,请在 {seconds} 秒后重试', en: 'Too much was asked for; try again in {seconds} seconds' },
  TOO_MANY_CONCURRENT: { zh: '同时进行的操作过多(上限 {max} 个),请稍后重试', en: 'Too many operations at the same time (at most {max}); try again shortly' },
  COST_EXCEEDED: { zh: '查询的成本为 {cost},超过上限 {budget};请减少条数或嵌套的列表', en: 'This operation costs {cost}, more than the {budget} allowed; ask for fewer rows or fewer nested lists' },
  LIST_TOO_LONG: { zh: '{field} 至多 {max} 项', en: '{field} takes at most {max} items' },
  CROSS_SITE_REQUEST: {
    zh: '请求不能证明不是其他网站的页面发出的:请加请求头 x-graphql-yoga-csrf 或 authorization,或以 application/json 提交',
    en: 'Nothing shows that no page of another site made this request: send the header x-graphql-yoga-csrf or authorization, or post application/json',
  },
  REQUEST_NESTED_TOO_DEEP: { zh: '请求的 JSON 嵌套超过 {max} 层', en: 'The JSON of the request is nested deeper than {max} levels' },
  DOCUMENT_NOT_TRUSTED: { zh: '生产环境只运行已登记的查询;请按标识(documentId)提交', en: 'Only registered documents run here; ask by the id of one (documentId)' },
  DOCUMENT_UNKNOWN: { zh: '没有此标识的查询', en: 'No document has this id' },
  DOCUMENTS_FILE_INVALID: { zh: 'YOUYU_DOCUMENTS_FILE 应为 JSON 文件(标识到查询文本):{file}', en: 'YOUYU_DOCUMENTS_FILE should name a JSON file of ids and documents: {file}' },
  DOCUMENT_INVALID: { zh: '登记的查询 {name}({id})不能使用:{reason}', en: 'The registered document {name} ({id}) cannot be used: {reason}' },
  // trusted documents at addresses of their own
  PARAMETER_UNKNOWN: { zh: '没有参数 {name}', en: 'There is no parameter {name}' },
  PARAMETER_MISSING: { zh: '缺少参数 {name}', en: 'The parameter {name} is missing' },
  PARAMETER_INVALID: { zh: '参数 {name} 的值无效', en: 'The parameter {name} has no valid value' },
  DOCUMENT_NOT_WHOLE: { zh: '该查询不说明是否还有后续页,不能作为整表;请用 JSON 或导出', en: 'The document does not ask for what comes after its page, so it is no whole table; take JSON, or an export' },
  TABLE_TOO_LONG: { zh: '该表超过 {max} 行,请用导出', en: 'The table has more than {max} rows; take an export' },
  EXPORT_UNKNOWN: { zh: '没有此种记录的导出', en: 'There is no export of such a record' },
  EXPORT_PURPOSE_REQUIRED: { zh: '导出个人信息须以 purpose 说明用途', en: 'An export of personal values takes a purpose, in the parameter purpose' },
  // forms for print
  FORM_NOT_FOUND: { zh: '没有此表,或其对象不在您的范围内', en: 'There is no such form, or what it is about is not within your reach' },
  FORM_PLACE_TOO_WIDE: { zh: '此表只按乡镇或行政村生成', en: 'This form is made for a township or a village' },
  TEMPLATE_TOO_LONG: { zh: '该地区的记录超过 {max} 行,请按乡镇或行政村下载模板', en: 'The place has more than {max} rows; take templates of its townships or villages' },
  FORM_TOO_LONG: { zh: '此表超过 {max} 户,请按行政村生成', en: 'The form has more than {max} households; ask for its villages one by one' },
  IDEMPOTENCY_KEY_INVALID: { zh: '请求头 Idempotency-Key 应为 1 至 200 个可见的英文字符,且不含身份证号', en: 'The header Idempotency-Key takes 1 to 200 visible ASCII characters, and no ID number' },
  IDEMPOTENCY_KEY_REUSED: { zh: '此 Idempotency-Key 已用于内容不同的请求', en: 'This Idempotency-Key was used for another request' },
  IDEMPOTENCY_IN_PROGRESS: { zh: '同一 Idempotency-Key 的请求正在处理,请稍后重试', en: 'A request with this Idempotency-Key is under way; try again shortly' },
  IDEMPOTENCY_ANSWER_GONE: { zh: '此请求已执行,没有重复执行;其结果不能再次给出,请重新查询', en: 'This request was carried out before and was not repeated; its answer is not given again, query for what you need' },
  // accounts, roles, emergencies
  ACCOUNT_UNKNOWN: { zh: '没有此账号', en: 'There is no such account' },
  ACCOUNT_DISABLED: { zh: '该账号已停用', en: 'The account is disabled' },
  ACCOUNT_IS_OWN: { zh: '不能更改自己的账号和角色', en: 'Nobody changes their own account or roles' },
  ACCOUNT_ROLE_UNKNOWN: { zh: '没有此角色授予', en: 'No such role was granted' },
  SUBJECT_TAKEN: { zh: '该用户标识已有账号', en: 'There is an account of this subject already' },
  SUBJECT_RESERVED: { zh: '该用户标识为平台保留', en: 'The platform itself writes under this subject' },
  DEPARTMENT_UNKNOWN: { zh: '没有代码为 {code} 的单位', en: 'No department has the code {code}' },
  TEXT_LENGTH: { zh: '{field} 应为 {min} 至 {max} 个字符', en: '{field} must have {min} to {max} characters' },
  PERIOD_INVALID: { zh: '起始日期不能早于今天,结束日期不能早于起始日期', en: 'It must not begin in the past, nor end before it begins' },
  PLACE_OUT_OF_REACH: { zh: '地方 {code} 不在您的管理范围内', en: 'The place {code} is not within what you administer' },
  ROLES_OF_TWO_PLACES: { zh: '该账号在 {place} 任 {role};不同角色须在同一地方,另一地方请另开账号', en: 'The account is {role} for {place}; different roles of one account are for the same place, another place takes another account' },
  ROLES_EXCLUSIVE: { zh: '角色 {role} 与 {other} 不能由同一账号担任', en: 'One account cannot hold both {role} and {other}' },
  ROLE_HELD: { zh: '该账号在该范围内已有角色 {role}', en: 'The account holds {role} there already' },
  DOMAIN_UNKNOWN: { zh: '没有业务领域 {domain}', en: 'There is no domain {domain}' },
  DEPARTMENT_GRANT_UNKNOWN: { zh: '没有此项授权', en: 'There is no such grant' },
  OWN_CASE: { zh: '本人登记或经办的事项须由他人审核', en: 'Who wrote this, or took its last step, cannot review it' },
  BREAK_GLASS_NOT_NEEDED: { zh: '该户已在您的权限范围内', en: 'The household is within your reach already' },
  BREAK_GLASS_LIMIT: { zh: '每个账号每天最多应急 {max} 次', en: 'At most {max} emergencies a day for one account' },
  BREAK_GLASS_MINUTES: { zh: '时长应为 1 至 {max} 分钟', en: 'It lasts 1 to {max} minutes' },
  BREAK_GLASS_UNKNOWN: { zh: '没有此项正在使用的应急授权', en: 'You have no such emergency open' },
  NOTICE_UNKNOWN: { zh: '没有此通知', en: 'There is no such notice' },
  STREAMS_TOO_MANY: { zh: '同时订阅数已达上限 {max}', en: 'At most {max} streams at a time' },
  STREAM_TOO_SLOW: { zh: '读取过慢,订阅已结束,请重新查询后再订阅', en: 'The stream was read too slowly and has ended; query again and subscribe anew' },
  STREAM_ENDED: { zh: '登录或权限已失效,或服务正在停止,订阅已结束', en: 'The stream has ended: sign-in or rights ran out, or the service is stopping' },
  // input
  INVALID_DATE: { zh: '日期无效:{value}(应为 YYYY-MM-DD)', en: 'Not a date: {value} (expected YYYY-MM-DD)' },
  INVALID_DATE_TIME: { zh: '时刻无效:{value}', en: 'Not an instant: {value}' },
  INVALID_MONEY: { zh: '金额无效:{value}(最多两位小数)', en: 'Not an amount: {value} (at most two decimals)' },
  INVALID_DECIMAL: { zh: '数值无效:{value}', en: 'Not a decimal number: {value}' },
  INVALID_ID: { zh: '标识无效', en: 'Not an id of this kind' },
  PAGE_SIZE_INVALID: { zh: '每页条数应在 0 与 {max} 之间', en: 'The page size must be between 0 and {max}' },
  PAGE_ARGUMENTS_CONFLICT: { zh: 'first/after 与 last/before 不能同时使用', en: 'Use first/after or last/before, not both' },
  CURSOR_INVALID: { zh: '游标无效', en: 'Not a cursor of this platform' },
  CURSOR_STALE: { zh: '游标属于另一组查询条件,请从第一页重新读取', en: 'The cursor belongs to other arguments; read again from the first page' },
  CHANGE_CURSOR_OF_OTHER_DATABASE: { zh: '游标来自另一个数据库或恢复前的数据库,请不带游标重新读取全部变更', en: 'The cursor is of another database, or of this one before it was restored; read all changes anew, without a cursor' },
  CHANGE_RIGHTS_DIFFER: { zh: '取得游标后权限已变化,请不带游标重新读取全部变更,并删除不再出现的记录', en: 'Your rights changed since the cursor was made; read all changes anew, without a cursor, and drop what does not come again' },
  WEBHOOK_UNKNOWN: { zh: '没有这个推送地址', en: 'There is no such webhook of yours' },
  WEBHOOK_URL_INVALID: { zh: '推送地址无效:应为 https 网址,不含用户名、密码和 # 片段', en: 'Not an address for webhooks: an https URL without user, password or fragment is expected' },
  WEBHOOK_ADDRESS_REFUSED: { zh: '推送地址在内网或本机,未经许可', en: 'The address is private or local, and not among those that are allowed' },
  WEBHOOKS_TOO_MANY: { zh: '推送地址已达上限 {max} 个', en: 'You have as many webhooks as an account may have: {max}' },
  FILTER_NOT_ALLOWED: { zh: '不能按字段 {field} 筛选或排序', en: 'You may not filter or order by {field}' },
  GROUP_NOT_ALLOWED: { zh: '不能按字段 {field} 分组或汇总', en: 'You may not group by {field}, nor by what is worked out of it' },
  GROUP_ORDER_NOT_SINGLE: { zh: 'orderBy 的每一项应且只应写明一个排序依据', en: 'Each item of orderBy names one thing to order by, and no more' },
  GROUP_ORDER_NOT_GROUPED: { zh: '结果没有按 {field} 分组,不能按它排序', en: 'The groups are not made by {field}, so they cannot be ordered by it' },
  PERCENTILE_INVALID: { zh: '百分位应在 0 与 100 之间', en: 'A percentile lies between 0 and 100' },
  NOTHING_TO_LOOK_UP: { zh: '请给出标识或身份证号', en: 'Give an id or an ID number' },
  PLACE_CODE_INVALID: { zh: '区划代码格式无效:{value}', en: 'Not a place code: {value}' },
  PLACE_UNKNOWN: { zh: '没有代码为 {code} 的地方', en: 'No place has the code {code}' },
  // files
  FILE_EMPTY: { zh: '文件是空的', en: 'The file is empty' },
  FILE_TOO_LARGE: { zh: '文件超过 {max} 字节的上限', en: 'The file is larger than {max} bytes' },
  FILE_FORMAT_UNKNOWN: { zh: '不能识别文件格式:请用 CSV、XLSX 或 NDJSON(旧版 .xls 请另存为 .xlsx)', en: 'Unknown format of file: use CSV, XLSX or NDJSON (save an old .xls as .xlsx)' },
  FILE_ENCODING_UNKNOWN: { zh: '文件既不是 UTF-8 也不是 GB18030 编码', en: 'The file is encoded neither in UTF-8 nor in GB18030' },
  FILE_UNPACKS_TOO_LARGE: { zh: '工作簿解压后过大,拒绝读取', en: 'The workbook unpacks to far more than its size and is not read' },
  FILE_ROW_UNREADABLE: { zh: '该行无法读取:引号或 JSON 不完整', en: 'The row cannot be read: a quote or JSON is broken' },
  FILE_ROW_CELLS: { zh: '该行有 {found} 格,表头只有 {expected} 格', en: 'The row has {found} cells, the header {expected}' },
  CELL_NO_DATE: { zh: '不是日期(应为 YYYY-MM-DD)', en: 'Not a date (expected YYYY-MM-DD)' },
  CELL_NO_INSTANT: { zh: '不是时刻(应为 ISO 8601)', en: 'Not an instant (expected ISO 8601)' },
  CELL_NO_NUMBER: { zh: '不是数值', en: 'Not a number' },
  CELL_NO_WHOLE_NUMBER: { zh: '不是整数', en: 'Not a whole number' },
  CELL_NO_TRUTH: { zh: '应为“是”或“否”', en: 'Expected yes or no' },
  CELL_NO_CODE: { zh: '不在代码表“{list}”中', en: 'Not a code of {list}' },
  CELL_NO_TEXT: { zh: '应为文字', en: 'Expected a text' },
  CELL_WITHHELD: { zh: '该格已遮蔽:只有以 corrects 指明原导入、且该行仍在隔离中,才能沿用原值', en: 'The cell is withheld: its value is taken only where corrects names the import, and the row still waits' },
  CELL_KEY_PARTS: { zh: '应以 {form} 的形式指明', en: 'Expected in the form {form}' },
  ID_LOST_DIGITS: { zh: '号码被电子表格当作数字,末尾几位已丢失:请把该列设为文本后重新填写', en: 'A spreadsheet took this number for a figure and lost its last digits: make the column text and enter it again' },
  IMPORT_RECORD_UNKNOWN: { zh: '没有可导入的记录 {record}', en: 'There is no record {record} to import' },
  IMPORT_COLUMNS_UNKNOWN: { zh: '不认识的列:{columns}(可用中文、英文表头或字段名)', en: 'Unknown columns: {columns} (use Chinese or English headers, or names of fields)' },
  IMPORT_COLUMNS_MISSING: { zh: '缺少列:{columns}', en: 'Columns are missing: {columns}' },
  IMPORT_COLUMNS_REPEATED: { zh: '重复的列:{columns}', en: 'Columns stand there twice: {columns}' },
  IMPORT_TAKEN_OVER: { zh: '同一文件的导入已由另一进程接手', en: 'Another process has taken this import up' },
  IMPORT_ROW_FAILED: { zh: '该行未能保存,请凭导入号联系管理员', en: 'The row could not be stored; give the id of the import to your administrator' },
  IMPORT_HOUSEHOLD_HELD: { zh: '同一户的其他行有误,整户暂不入库', en: 'Another row of the household is at fault, so none of it is stored yet' },
  IMPORT_HOUSEHOLD_CELLS_DIFFER: { zh: '同一户各行的户信息不一致', en: 'Rows of one household say different things about it' },
  IMPORT_NEEDS_EVENT: { zh: '该项变动须按事件登记(迁移、成员变动、状态变更),不能由导入覆盖', en: 'Such a change is recorded as an event (move, change of members, of status), not by an import' },
  IMPORT_RUN_UNKNOWN: { zh: '没有此导入', en: 'There is no such import' },
  QUARANTINE_ROW_UNKNOWN: { zh: '没有此隔离行,或已处理', en: 'There is no such row in quarantine, or it is settled' },
  QUARANTINE_COLUMN_UNKNOWN: { zh: '没有此列,或该列不由导入填写', en: 'There is no such column, or imports do not fill it' },
  QUARANTINE_CHOICE: { zh: '请给出 runId 或 ids 之一', en: 'Give either runId or ids' },
  UPLOAD_TYPE: { zh: '上传文件请用 POST', en: 'Send the file by POST' },
  // writing records
  RECORD_TYPE_UNKNOWN: { zh: '没有名为 {name} 的记录类型', en: 'There is no kind of record called {name}' },
  HOUSEHOLD_UNKNOWN: { zh: '没有该登记号的农户', en: 'No household has this registration number' },
  RECORD_UNKNOWN: { zh: '没有这条{zh}记录', en: 'There is no such {en}' },
  COUNTY_OUT_OF_REACH: { zh: '县代码 {code} 不存在或不在您的权限范围内', en: 'The county {code} does not exist or is not in your reach' },
  DEPARTMENT_NOT_IN_CHARGE: { zh: '您的部门不是专项行动 {action} 的牵头或参与单位', en: 'Your department neither leads nor joins action {action}' },
  FIELD_REQUIRED: { zh: '必须填写{title}', en: '{field} is required' },
  REFERENCE_UNKNOWN: { zh: '{title}指向的记录不存在', en: '{field} points to nothing that exists' },
  PERSON_NOT_IN_HOUSEHOLD: { zh: '该人不属于该农户', en: 'The person does not belong to the household' },
  DUPLICATE_IN_BATCH: { zh: '同一批中已有相同关键字的行', en: 'An earlier row of the same batch has the same key' },
  VERSION_CONFLICT: { zh: '记录已被他人修改(当前版本 {version}),请刷新后重试', en: 'The record was changed meanwhile (now version {version}); read it again' },
  CONSTRAINT_VIOLATED: { zh: '数据不符合约束 {constraint}', en: 'The data breaks the constraint {constraint}' },
  VALUE_NOT_STORABLE: { zh: '数值超出可保存的范围', en: 'A value is outside the range that can be kept' },
  NOT_POSITIVE: { zh: '{field} 必须大于零', en: '{field} must be greater than zero' },
  BATCH_TOO_LARGE: { zh: '一次最多提交 {max} 行', en: 'At most {max} rows in one call' },
  STATUS_STEP_NOT_ALLOWED: { zh: '不能从状态 {from} 变为 {to}', en: 'The status cannot go from {from} to {to}' },
  STATUS_STEP_NEEDS: { zh: '变为 {to} 前必须填写{title}', en: '{field} must be filled before the step to {to}' },
  DATE_IN_FUTURE: { zh: '日期 {date} 晚于今天', en: 'The date {date} lies in the future' },
  EXTERNAL_SYSTEM_UNKNOWN: { zh: '您的单位没有此代码的外部系统', en: 'Your department has no system with this code' },
  EXTERNAL_KEY_INVALID: { zh: '外部标识应为 1 至 200 个字符,首尾无空格,且不含身份证号', en: 'A key has 1 to 200 characters, none at its ends a space, and no ID number' },
  EXTERNAL_KEY_DISAGREES: { zh: '外部标识与同时给出的标识或关键字指向不同的记录', en: 'The key of the other system names another record than the id or the natural key beside it, or the row has another key of this system' },
  EXTERNAL_ID_TAKEN: { zh: '该外部标识不可用', en: 'This key cannot be used' },
  COMPARISON_ROW_EMPTY: { zh: '一行应有身份证号,或姓名和出生日期', en: 'A row needs an ID number, or a name and a date of birth' },
  COMPARISON_LIST_INVALID: { zh: '比对名单应写明县、名单种类、名单日期和名称', en: 'A list to be compared takes a county, what list it is, its day and a title' },
  COMPARISON_ROW_DIFFERS: { zh: '该比对中此行号已有内容不同的一行;另一份名单请用另一个名称', en: 'The comparison has another row of this number; another list takes another title' },
  COMPARISON_FINISHED: { zh: '该比对已完成,不能再提交', en: 'The comparison is finished and takes no more rows' },
  // households and persons
  ...peopleErrors,
  ...ruleErrors,
  // published figures
  PUBLISHED_TABLE_UNKNOWN: { zh: '没有标识为 {id} 的公布表', en: 'There is no published table {id}' },
  PUBLISHED_LEVEL_UNKNOWN: { zh: '公布表只到县级,没有 {level}', en: 'Tables are published down to the counties, not for {level}' },
  PUBLICATION_EXISTS: { zh: '{table} 截至 {date} 的数据已公布,不能再次公布', en: '{table} as of {date} has been published already and stays as it is' },
  PUBLICATION_DATA_CHANGED: {
    zh: '数据与同一日期已公布的合计不一致,重复公布会暴露差额;请选择另一日期',
    en: 'The data no longer agrees with what was published of the same date, and the difference would show; choose another date',
  },
  PUBLICATION_UNPROTECTABLE: { zh: '{date} 的数据无法在不暴露少数人的前提下公布', en: 'The figures of {date} cannot be published without telling about few people' },
  // sensitive values
  UNMASK_FIELD_UNKNOWN: { zh: '{field} 不是可查看的敏感字段', en: '{field} is no sensitive field of this record' },
  UNMASK_NOTE_REQUIRED: { zh: '目的为“其他”时必须填写说明', en: 'The purpose OTHER needs a note' },
  UNMASK_LIMIT_REACHED: { zh: '已达到每日查看敏感值的上限({limit} 个)', en: 'The limit of {limit} sensitive values a day is reached' },
  // keys
  MASTER_KEY_DIFFERS: { zh: '数据由主密钥 {ids} 写入,而该密钥未给出', en: 'The data was written with a master key that was not given: {ids}' },
  KEY_ROTATION_STUCK: {
    zh: '{count} 行({what})不能换用当前密钥:同一身份证号登记了两次,或人员记录缺失;请先处理,再重新执行',
    en: '{count} rows ({what}) cannot be brought to the current key: an ID number is registered twice or its person is missing; mend that and run it again',
  },
  // audit
  AUDIT_HEADS_UNREADABLE: { zh: '{file} 不是审计链尾文件', en: '{file} does not hold the ends of audit chains' },
  ACCESS_NOT_RECORDED: { zh: '查阅未能登记,结果已扣留,请稍后重试', en: 'What you read could not be recorded, so the answer was withheld; try again shortly' },
  AUDIT_HEAD_MISSING: { zh: '审计链 {journal}/{chain} 的末端记录缺失,拒绝写入;请联系审计管理员', en: 'The end of the audit chain {journal}/{chain} is missing; nothing is written until an auditor has looked' },
  // database
  DATABASE_UNAVAILABLE: { zh: '数据库暂时不可用,请稍后重试', en: 'The database is not available now; try again shortly' },
  DATABASE_BUSY: { zh: '系统繁忙,等待数据库连接超时,请稍后重试', en: 'Too busy: no database connection became free in time; try again shortly' },
  DEADLINE_EXCEEDED: { zh: '查询超过时限已被终止', en: 'The query took longer than its deadline and was ended' },
  DEADLINE_INVALID: { zh: '请求头 x-youyu-deadline-ms 应为 1 以上的整数(毫秒)', en: 'The header x-youyu-deadline-ms takes a whole number of milliseconds, at least 1' },
  CALLER_GONE: { zh: '调用者已断开连接,操作已终止', en: 'The caller went away; the operation was ended' },
  WRONG_ROW_COUNT: { zh: '数据库返回的行数与其声明不符,结果已丢弃', en: 'The database returned a different number of rows than it announced; the result was discarded' },
  TRANSACTION_ABORTED: { zh: '事务因先前的错误已回滚,未保存任何内容', en: 'The transaction was rolled back because of an earlier error; nothing was saved' },
  DATABASE_ROLES_MISSING: {
    zh: '缺少数据库角色 youyu_app、youyu_wide,且当前角色无权创建;请由数据库管理员创建这两个角色并授予当前角色',
    en: 'The database roles youyu_app and youyu_wide are missing and the connecting role may not create them; let an administrator create both and grant them to it',
  },
  MIGRATION_FILE_MISSING: { zh: '{owner} 的迁移文件 {file} 不存在', en: 'The migration file {file} of {owner} is missing' },
  MIGRATION_FILE_UNLISTED: { zh: '{owner} 的迁移文件 {file} 未列入 meta/_journal.json', en: 'The migration file {file} of {owner} is not listed in meta/_journal.json' },
  MIGRATION_GAP: { zh: '{owner} 的迁移序列在 {file} 处不连续', en: 'The migrations of {owner} are not in unbroken order at {file}' },
  MIGRATION_NOT_ONE_STATEMENT: { zh: '{owner} 的迁移文件 {file} 第 {number} 段不是恰好一条语句', en: 'Part {number} of the migration {file} of {owner} is not exactly one statement' },
  MIGRATION_CHANGED: { zh: '{owner} 的迁移文件 {file} 在执行后被修改', en: 'The migration {file} of {owner} was changed after it was applied' },
  MIGRATION_ORDER: { zh: '{owner} 的迁移 {file} 的执行次序与文件次序不同', en: 'The migration {file} of {owner} was applied in another order than the files have' },
  MIGRATION_MISSING: { zh: '数据库已执行 {owner} 的迁移 {file},但文件中没有', en: 'The database has the migration {file} of {owner}, which is not among the files' },
  MIGRATION_DATABASE_NEWER: { zh: '数据库已升级到更新的版本({owner} 的迁移 {file}),请使用更新的程序', en: 'The database is newer than this release: it has the migration {file} of {owner}; run a newer release' },
  MIGRATION_FAILED: { zh: '{owner} 的迁移 {file} 第 {number} 条语句失败,本迁移未生效:{reason}', en: 'Statement {number} of the migration {file} of {owner} failed, nothing of it was kept: {reason}' },
  CATALOGUE_VIOLATED: { zh: '数据库结构违反 {count} 条规则:{list}', en: 'The database breaks its rules in {count} places:{list}' },
  DEMO_NOT_EMPTY: { zh: '数据库中已有农户数据,未载入演示数据', en: 'The database has households already; no demo data was loaded' },
  DEMO_LOADED_OTHERWISE: {
    zh: '数据库中已有演示数据(种子 {seed},{households} 户),不能改为其他规模;如需更换请使用空数据库',
    en: 'The database holds a demo with seed {seed} and {households} households and cannot change to another; use an empty database for that',
  },
  FOLDER_LOCKED: { zh: '数据目录 {folder} 正被进程 {pid} 使用', en: 'The data folder {folder} is in use by process {pid}' },
} as const satisfies Record<string, Bilingual>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A catalogue of stable codes. A plugin's codes start with its id in capitals. */
export type ErrorCatalogue = Readonly<Record<string, Bilingual>>;

type Details = Readonly<Record<string, string | number>>;

interface ErrorOptions {
  readonly path?: readonly (string | number)[] | undefined;
  readonly cause?: unknown;
}

const fill = (template: string, details: Details): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in details ? String(details[name]) : whole));

/** An expected failure with a stable code. `path` points into the caller's input. */
export class PlatformError extends Error {
  readonly code: string;
  readonly messages: Bilingual;
  readonly details: Details;
  readonly path: readonly (string | number)[] | undefined;

  constructor(code: ErrorCode, details?: Details, options?: ErrorOptions);
  constructor(code: string, details: Details | undefined, options: ErrorOptions | undefined, catalogue: ErrorCatalogue);
  constructor(code: string, details: Details = {}, options: ErrorOptions = {}, catalogue: ErrorCatalogue = errorCatalogue) {
    const { zh, en } = catalogue[code] as Bilingual;
    const messages = { zh: fill(zh, details), en: fill(en, details) };
    super(`${code}: ${messages.en}`, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'PlatformError';
    this.code = code;
    this.messages = messages;
    this.details = details;
    this.path = options.path;
  }

  /** The same error, pointing into the caller's input. */
  at(...path: readonly (string | number)[]): PlatformError {
    return new PlatformError(this.code, this.details, { path, cause: this.cause }, { [this.code]: this.messages });
  }
}

/** Several expected failures at once: a clerk wants to see all of them, not one after the other. */
export class PlatformErrors extends Error {
  readonly errors: readonly PlatformError[];

  constructor(errors: readonly PlatformError[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.name = 'PlatformErrors';
    this.errors = errors;
  }
}

/** Throws what was found, if anything was. */
export const throwIfAny = (errors: readonly PlatformError[]): void => {
  if (errors.length > 0) throw new PlatformErrors(errors);
};

/**
 * The errors of a plugin, from its own catalogue.
 * @example const relocationError = errorsOf({ RELOCATION_CONSENT_MISSING: { zh: '…', en: '…' } });
 *          throw relocationError('RELOCATION_CONSENT_MISSING', {}, ['signedOn']);
 */
export const errorsOf =
  <const C extends ErrorCatalogue>(catalogue: C) =>
  (code: keyof C & string, details: Details = {}, path?: readonly (string | number)[]): PlatformError =>
    new PlatformError(code, details, { path }, catalogue);
