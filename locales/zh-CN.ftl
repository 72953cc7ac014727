# The program's own words in Chinese. The same keys and arguments stand in en.ftl; a test compares them.

## Failures
failure-cause = （{ $cause }）
failure-hint = 提示：{ $hint }

## Types of the rule language
type-bool = 是非
type-number = 数
type-text = 文本
type-code = 选项代码
type-date = 日期
type-list = 列表（{ $inner }）
type-quantity = 量（数值+单位）
type-range = 范围
type-uncertainty = 不确定度
type-accuracy = 准确度
type-attachment = 附件
type-reference = 引用
type-rows = 表的行
type-row = 一行
type-section = 一节
type-nothing = 无值

## Mistakes in expressions
did-you-mean = ；是否指 { $name }？
expr-unexpected-character = 表达式中不能有“{ $found }”
expr-number-too-long = 数字太长
expr-text-not-closed = 文本没有以引号结束
expr-too-long = 表达式超过 { $limit } 字节
expr-too-deep = 表达式嵌套超过 { $limit } 层
expr-unexpected = 此处不应出现 { $found }
expr-unexpected-end = 表达式不完整
expr-expected = 此处应为 { $expected }，却是“{ $found }”
expr-needs-field = 缺少字段名：写成“节.字段”
expr-row-in-table = 遍历整张表时不能用 row；要取另一表的行，请用引用
expr-no-row = 此处没有 row：只有表格（on 以 [] 结尾）才有
expr-unknown-name = 没有名为 { $name } 的节或变量{ $suggestion }
expr-unknown-field = 没有名为 { $name } 的字段{ $suggestion }
expr-unknown-code = 选项中没有代码 { $name }{ $suggestion }
expr-unknown-function = 没有名为 { $name } 的函数{ $suggestion }
expr-unknown-lookup = 没有名为 { $name } 的查找表{ $suggestion }
expr-unknown-column = 没有名为 { $name } 的列{ $suggestion }
expr-mixed-list = 列表各项类型不同：{ $first }、{ $other }
expr-no-members = { $type }没有成员 { $name }
expr-not-a-list = 应为列表，却是{ $type }
expr-wrong-type = 应为{ $wanted }，却是{ $found }
expr-branches-differ = 两个分支类型不同：{ $first }、{ $other }
expr-operands = { $operator } 不能用于{ $left }与{ $right }
expr-arguments = 参数不符，应写成 { $wanted }
expr-pattern = 正则表达式有误：{ $problem }
expr-not-rows = 应为表或多选引用，却是{ $type }
expr-nested-macro = 表函数不能嵌套
expr-brace = 花括号不配对；要写花括号本身请写两个

## Mistakes in forms
form-unknown-key = 不认识的键 { $name }{ $suggestion }
form-wrong-type = { $key } 应写成 { $wanted }，却是 { $found }
form-missing-key = 缺少 { $key }
form-missing-zh = { $key } 缺少中文
form-missing-en = { $key } 缺少英文
form-bad-id = { $id } 不能作标识：只能用小写字母、数字和“{ $separator }”，以字母开头
form-unknown-word = 不认识 { $name }，应为 { $known } 之一{ $suggestion }
form-float = 小数请写成文本，例如 "0.5"，以免丢失位数
form-toml = TOML 语法错误：{ $problem }
form-file-missing = 缺少文件 { $name }
form-file-too-large = 文件超过 { $limit } 字节
form-section-not-listed = 节 { $id } 未列入 form.toml 的 sections
form-section-id = id 是 { $id }，文件名却是 { $file }
form-bad-version = 版本号 { $version } 应写成 主.次.修订，例如 2026.1.0
form-key-needs-table = 只有 kind = "table" 的节才有 { $key }
form-key-needs-type = { $key } 只用于 { $types }，此字段是 { $found }
form-table-in-table = 表格中不能再放表格
form-no-choices = 没有任何选项
form-twice = { $id } 出现两次
form-bad-date = { $found } 不是日期，应写成 2025-06-30
form-csv = CSV 文件有误：{ $problem }
form-csv-ragged = 第 { $line } 行有 { $found } 列，应为 { $wanted } 列
form-csv-number = 第 { $line } 行：{ $found } 不是数
form-csv-twice = 第 { $line } 行：键 { $key } 重复
form-too-many-fields = 字段超过 { $limit } 个
form-too-many-rules = 规则超过 { $limit } 条
form-dead-condition = 条件 { $condition } 恒定不变，与填写内容无关
form-no-key = 表 { $table } 没有 key，不能引用
form-unknown-list = 没有名为 { $name } 的选项表{ $suggestion }
form-rule-on = on = "{ $on }"：表格要以 [] 结尾，普通节不要
form-rule-untested = 规则 { $rule } 没有 expect = "{ $expect }" 的测试
form-cycle = 循环依赖：{ $path }
form-test-failed = 规则 { $rule } 的测试应为 { $expected }，结果是 { $found }
form-test-answers = 规则 { $rule } 的测试用到表中没有或读不懂的答案：{ $path }

## Findings
row-number = 第 { $row } 行
finding-sentence = { $where }：{ $what }
required = 未填写，此项必填
misread-text = 应为文本，却是 { $found }
misread-integer = “{ $found }”不是整数，请只填数字
misread-decimal = “{ $found }”不是数，请只填数字和小数点
misread-boolean = “{ $found }”不是“是”或“否”
misread-date = “{ $found }”不是日期，请按 2025-06-30 的样子填写，年份写四位
misread-code = “{ $found }”不在可选项中，请从列表中选择
misread-list = 应为列表，却是 { $found }
misread-quantity = “{ $found }”不是带单位的量，请按 0.02 mm 的样子填写
misread-range = “{ $found }”不是测量范围，请写明下限、上限和单位，例如 0~150 mm
misread-uncertainty = “{ $found }”不是不确定度，请按 U=0.0022 mm, k=2 的样子填写
misread-accuracy = “{ $found }”看不出是最大允许误差还是等级：请写明 ± 和单位，例如 ±0.02 mm，或写成 1.6级
misread-unit = 单位 { $unit } 不适用于此项，请用 { $allowed }
misread-attachment = “{ $found }”不是文件的说明，请重新选择文件
not-confirmed = 须确认为“是”才能提交
computed-differs = 填有 { $found }，而自动计算的结果是 { $expected }，请重新计算
code-notation = “{ $found }”应写成 { $folded }（半角、大写、无空格）
too-long = 有 { $length } 个字，最多 { $max } 个
too-short = 只有 { $length } 个字，至少 { $min } 个
too-small = { $found } 小于下限 { $min }，请核对
too-large = { $found } 大于上限 { $max }，请核对
forbidden-character = 含有看不见或会颠倒文字的字符 { $mark }，请删去后重新输入
unknown-reference = { $tables }中没有“{ $key }”{ $suggestion }
attachment-ending = { $name } 的文件类型不适用，请用 { $accept }
attachment-size = 文件有 { $size } 字节，最多 { $max } 字节
too-few-rows = 有 { $found } 行，至少要 { $min } 行
too-many-rows = 有 { $found } 行，最多 { $max } 行
duplicate-row = { $columns }“{ $value }”与第 { $row } 行重复
unknown-answer = 本表没有 { $path } 这一项；原样保留，不提交
uscc-len = 统一社会信用代码应为 18 位，现有 { $length } 位，请对照营业执照
uscc-char = 第 { $position } 位“{ $found }”不能用于代码（代码不用 I O S V Z 和汉字），请对照营业执照
uscc-char-meant = 第 { $position } 位是字母 { $found }，代码中不使用，应为数字 { $meant }
uscc-check = 校验位是 { $found }，按前 17 位应为 { $check }，请逐位对照营业执照
uscc-org = 第 17 位与主体标识码的校验不符（应为 { $check }），请核对；早年的代码可能如此
format-email = “{ $found }”不是邮箱地址，应像 qa@example.com
format-phone = “{ $found }”不是电话号码：手机 11 位，座机带区号，例如 0571-88880001
format-postcode = “{ $found }”不是邮政编码，应为 6 位数字
format-standard-no = “{ $found }”不像标准或规程编号：写明代号、编号和年代号，例如 JJG 21-2008、GB/T 19022-2003
industry-shape = “{ $found }”不是行业代码，应为一个字母加 4 位数字，例如 C3484
industry-letter = 缺少门类字母，应为 { $full }
industry-other-letter = { $found } 的大类属于门类 { $letter }，可能用了 2011 版代码，请按 GB/T 4754-2017 填写
industry-no-division = { $found } 的大类在 GB/T 4754-2017 中不存在
fix-replace = 改为 { $text }
fix-recompute = 改用自动计算的值

## Drafts and folders
draft-cannot-read = 无法读取 { $path }
draft-not-found-hint = 没有这个文件；请核对路径，或用 jiliang new 新建
draft-is-folder = { $path } 是文件夹，请给出其中的草稿文件
draft-too-large = { $path } 超过 { $limit } 字节，不像是草稿
draft-not-utf8 = { $path } 不是 UTF-8 文本
draft-not-json = { $path } 第 { $line } 行第 { $column } 列不是合法的 JSON
draft-not-a-draft = { $path } 不是 jiliang 的草稿（缺少 "format": "jiliang-draft/1"）
draft-newer = { $path } 的格式是 { $format }，由更新的版本写成；文件未作改动
draft-newer-hint = 请升级 jiliang 后再打开
draft-bad-part = { $path } 中的 { $part } 缺失或类型不对；文件未作改动
draft-bad-rows = { $path } 中 { $pointer } 的行号重复或不是文本；文件未作改动
draft-broken-hint = 请改正文件，或从备份、回收站恢复
draft-cannot-write = 无法写入 { $path }；已填内容仍在内存中
draft-folder-writable = 请检查磁盘空间和该文件夹的写入权限
draft-cannot-lock = 无法锁定 { $path }
draft-in-use = { $path } 正由另一个程序打开（进程 { $process }）
draft-in-use-hint = 请先关闭那个程序；文件未作改动
draft-exists = { $path } 已存在，未覆盖
draft-exists-hint = 请换一个文件名
draft-changed = { $path } 已被别的程序改动；本程序的内容另存为 { $beside }
folder-cannot-use = 无法使用文件夹 { $path }
folder-hint = 请检查权限，或用 --data-dir 指定另一个文件夹
no-home = 找不到用户文件夹
no-home-hint = 请用 --data-dir 或环境变量 JILIANG_DATA_DIR 指定数据文件夹
form-cannot-read = 无法读取表单文件 { $path }
form-not-found = 没有名为 { $id } 的表单
form-not-found-hint = 现有表单：{ $known }；也可用 --forms 指定表单文件夹
form-has-mistakes = 表单 { $id } 有 { $count } 处错误，不能使用
form-has-mistakes-hint = 运行 jiliang forms check { $id } 查看
form-no-form-toml = { $path } 中没有 form.toml
form-no-form-toml-hint = 请给出表单所在的文件夹
form-other-version = 草稿用的是表单 { $id } 第 { $wanted } 版，现有第 { $found } 版
form-other-version-hint = 请用 --forms 指定那一版的文件夹
undo-what = 撤销：{ $what }
## The envelope, as bytes from elsewhere
envelope-too-large = 内容超过 { $limit } 字节，不能接收。
envelope-not-json = 内容不是完整的 JSON（{ $cause }）。
envelope-duplicate-key = 同一对象中的键 { $key } 出现两次，含义不明。
envelope-too-deep = 内容嵌套超过 { $limit } 层。
envelope-number = 数 { $number } 不是 2^53 以内的整数；量值应写成字符串。
envelope-not-canonical = 内容不是 RFC 8785 规定的规范格式。
envelope-shape = 内容不是声明信封（{ $cause }）。

## Receipts
receipt-unreadable = 回执无法读取（{ $cause }）。
receipt-other-declaration = 回执属于另一份声明：{ $declaration } 第 { $revision } 版。
receipt-other-content = 回执对应的内容与提交的内容不一致。
receipt-other-key = 回执不是用该平台的密钥签名的，签名公钥为 { $key }。
receipt-signature = 回执的签名无效：回执被改动过，或不完整。

## Configuration and platforms
config-unreadable = 无法读取配置文件 { $file }
config-mistake = { $file } 第 { $line } 行：{ $reason }
config-syntax = 不是正确的 TOML：{ $cause }
config-unknown-key = 不认识的键 { $key }；可用的键：{ $known }
config-unknown-key-near = 不认识的键 { $key }；是否应为 { $near }？
config-missing = 缺少 { $key }
config-kind = { $key } 应为{ $kind }
config-kind-text = 带引号的文本
config-kind-table = 表
config-kind-list = [[…]] 列表
config-kind-plain = 文本、整数或 true/false
config-profile = 不认识的 profile { $profile }；可用：full（完整协议）、simple（单一地址）
config-simple-only = { $key } 只用于 profile = "simple"
config-proxy = proxy 不是代理地址；写成 http://主机:端口，或写 none 表示不用代理
config-public-key = public_key 不是 base64 格式的 Ed25519 公钥；请向平台索取
config-method = 不支持的 method { $method }；可用：POST、PUT
config-header = { $name } 不能作为请求头
config-token-in-file = 令牌不要写在配置文件里；请用环境变量 { $variable }，或用 token_file 指定文件
config-pointer = { $pointer } 不是 JSON 指针；应以 / 开头，例如 /code
config-platform-twice = 平台名称 { $name } 重复
platform-unknown = 没有名为 { $name } 的平台；已配置：{ $names }
platform-unknown-near = 没有名为 { $name } 的平台；是否应为 { $near }？
platform-none = 尚未配置平台，不知道向哪里提交
platform-which = 配置了多个平台，请用 --to 指明其一：{ $names }
platform-where = 在 { $file } 中加入 [[platform]]，写 name 和 url；或用 --to 给出地址，令牌放在环境变量 { $variable } 中
platform-address-unreadable = { $address } 不是网址（{ $cause }）；应类似 https://hub.example
platform-address-extra = 网址中不能有用户名、密码、? 或 #；令牌请另行设置
platform-address-plain = { $address } 没有加密，令牌和声明会被旁人看到；请改用 https://
platform-address-scheme = 不能使用 { $scheme }://；应为 https://
token-unreadable = 令牌应为一串可见的英文字符，中间没有空格
token-in-variable = 环境变量 { $variable } 中的令牌不对：{ $reason }
token-in-file = { $file } 中的令牌不对：{ $reason }
token-file-unreadable = 无法读取令牌文件 { $file }
token-file-open = 令牌文件 { $file } 的权限是 { $mode }，其他用户也能读写
token-file-close = 运行 chmod 600 { $file }，并请平台更换令牌
extra-ca-unreadable = extra_ca 指定的 { $file } 中读不到 PEM 格式的证书

## Submitting
submit-no-client = 无法准备网络连接
submit-delivered = 已送达，回执编号 { $reference }。
submit-acknowledged = 平台表示已收到，但没有给出可核对的回执。
submit-acknowledged-id = 平台表示已收到，平台编号 { $id }，但没有给出可核对的回执。
submit-said = 平台答复：{ $text }
submit-said-nothing = { "" }
submit-timeout = 未发送：{ $platform } 没有按时答复，不知是否收到。稍后自动重发相同内容，不会重复登记。
submit-no-such-host = 未发送：找不到 { $platform } 的服务器（{ $cause }）。请检查网络和平台地址，稍后重试。
submit-no-connection = 未发送：连不上 { $platform }（{ $cause }）。请检查网络，稍后重试。
submit-cut = 未确认：与 { $platform } 的连接中断（{ $cause }），不知是否收到。稍后重发相同内容，不会重复登记。
submit-no-tls = 未发送：{ $platform } 的地址上没有加密服务（{ $cause }）。可能是上网登录页，请先登录网络，或核对平台地址。
submit-certificate = 未发送：{ $platform } 的证书无效（{ $cause }）。请联系平台。
submit-certificate-expired = 未发送：{ $platform } 的证书已过期（{ $cause }）。请先看本机日期是否正确，再联系平台。
submit-certificate-early = 未发送：{ $platform } 的证书尚未生效（{ $cause }）。多半是本机日期不对，请校准时间。
submit-certificate-name = 未发送：证书不属于 { $platform } 的地址（{ $cause }）。请核对地址；在外网登录页后面时，请先登录网络。
submit-certificate-issuer = 未发送：{ $platform } 的证书由不受信任的机构签发（{ $cause }）。单位网络有检查设备时，把其根证书文件写入 extra_ca。
submit-other-key = 未发送：答复者的密钥与配置中 { $platform } 的 public_key 不同，没有交出任何内容。请向平台核实。
submit-portal = 未送达：答复的不是 { $platform }，像是上网登录页或代理。请先登录网络，稍后重发。
submit-receipt = 未送达：{ $platform } 的答复不是这份声明的有效回执。{ $reason }稍后重发相同内容。
submit-unmapped = 未送达：{ $platform } 没有表示成功。{ $said }稍后重试；反复出现时请核对配置中的 success。
submit-processing = { $platform } 已收到，正在处理；不会重发，稍后查询回执。
submit-moved = 未发送：{ $platform } 让改用另一个地址（{ $location }）。请与平台核实后修改配置。
submit-token = 未发送：{ $platform } 不接受令牌。请检查环境变量 JILIANG_TOKEN 或令牌文件；没有令牌时向平台申请。{ $said }
submit-permission = 未发送：此令牌无权为该企业提交。请核对统一社会信用代码，或向 { $platform } 申请。{ $said }
submit-address = 未发送：该地址上没有 { $platform } 的提交接口（404）。请核对平台地址。{ $said }
submit-form = 未发送：{ $platform } 不认识这份表单或其版本。请向平台查询可用的表单。{ $said }
submit-proxy-auth = 未发送：代理需要用户名和密码。请在配置中写 proxy = "http://用户:密码@主机:端口"。
submit-deleted = 未发送：这份声明在 { $platform } 上已删除。需要时请新建声明。{ $said }
submit-running = { $platform } 还在处理上一次发送，稍后再查。
submit-conflict = 未发送：{ $platform } 上已有同号而内容不同的一版。请与那一版合并，另起新版。{ $said }
submit-stale = 未发送：{ $platform } 期间已接收另一版，本版不是从它改来的。请以那一版为基础另起新版。{ $said }
submit-form-closed = 未发送：{ $platform } 不再接收这一版表单。请改用新版表单。{ $said }
submit-locked = 未发送：{ $platform } 正在审核这份声明。审核结束后再提交。{ $said }
submit-withdrawn = 未发送：这份声明已撤回。{ $said }
submit-too-large = 未发送：内容超过 { $platform } 的上限。请缩减内容。{ $said }
submit-too-large-by = 未发送：内容超过 { $platform } 的上限 { $bytes } 字节。请缩减内容。
submit-rejected = { $platform } 核查出 { $count } 个问题，没有接收。请修改后重新提交。
submit-not-understood = 未发送：{ $platform } 没有听懂（状态码 { $status }）。请用 outbox export 导出，连同此信息发给平台。{ $said }
submit-busy = 未发送：{ $platform } 正忙，按其要求稍后重发。
submit-server = 未确认：{ $platform } 内部出错（状态码 { $status }）。稍后重发相同内容，不会重复登记。

## The outbox
outbox-unreadable = 无法读取 { $file }
outbox-unwritable = 无法写入 { $file }
outbox-unwritable-hint = 检查磁盘空间和文件夹权限；声明草稿没有受影响
outbox-damaged = { $file } 已损坏，不会发送
outbox-damaged-hint = 保留此文件，从草稿另起新版提交
outbox-other-content = 第 { $revision } 版已经开始发送，不能再改内容；请先完成发送，或另起新版

## Commands
about = 企业计量能力自我声明：在终端填写、按计量规则检查、提交到共享平台（非官方模板）
after-help = 不带命令时打开主界面。表单是非官方模板；每个命令加 --help 查看说明。
help-template =
    {"{"}about{"}"}

    用法：{"{"}usage{"}"}

    {"{"}all-args{"}"}{"{"}after-help{"}"}
help-commands = 命令
help-command = 命令
help-options = 选项
arg-help = 显示帮助
arg-version = 显示版本
arg-lang = 界面语言：zh 中文，en 英文
arg-config = 配置文件（默认在系统的配置文件夹；也可用 JILIANG_CONFIG）
arg-data-dir = 数据文件夹（默认由系统决定；也可用 JILIANG_DATA_DIR）
arg-forms = 另加一个表单文件夹，优先于自带表单；可多次给出
arg-file = 草稿文件
arg-format = 输出格式：text 给人看，json 给程序用
arg-as-of = 按哪一天检查，例如 2025-06-30；默认为草稿中的日期，否则为今天
arg-form = 表单
arg-from = 以另一份草稿的答案为起点
arg-output = 新草稿的文件名；不覆盖已有文件
arg-dry-run = 只显示，不改动
arg-old = 旧草稿
arg-new = 新草稿
arg-assignment = 例如 /answers/enterprise/employees=86；表格用行号（从 0 起）或行标识：/answers/instruments/0/asset_no=JX-001；等号后为空表示清除
arg-to = 平台名称（见配置文件）或网址
arg-receipt = 回执文件，或旁边有回执的草稿
arg-key = 平台的公钥（base64），用来确认回执确由该平台签发
arg-form-or-folder = 表单名称或表单文件夹；check 不给出时检查全部
arg-listen = 监听地址；端口 0 表示任取一个空闲端口
arg-database = SQLite 数据库，不存在时新建
arg-uscc = 企业的统一社会信用代码
arg-declaration = 声明的标识
arg-revision = 第几版；默认最后一版
about-new = 新建草稿
about-edit = 在终端中填写草稿
about-check = 检查草稿
after-help-check = 退出码：0 无错误，1 有错误，2 无法检查
about-fix = 采用所有只有一种正确答案的修正
about-diff = 比较两份草稿
about-set = 不打开界面，直接填写几项
after-help-set = 全部读懂才写入；有一项读不懂时文件不变
about-submit = 检查并提交草稿，取得回执
after-help-submit = 退出码：0 平台已收到，1 内容有错误，2 未送达（可再次执行，不会重复）。令牌取自 JILIANG_TOKEN 或配置中的令牌文件，从不写在命令行上。
about-receipt = 回执
about-receipt-show = 显示回执
about-receipt-verify = 离线验证回执的签名
about-forms = 表单
about-forms-list = 列出表单
about-forms-check = 检查表单，一次列出全部错误，并运行规则自带的测试
about-forms-schema = 输出表单答案的 JSON Schema 2020-12
about-forms-draft-schema = 输出草稿文件的 JSON Schema 2020-12
about-demo = 演示：临时平台加一份虚构企业的草稿，填写、提交、取得回执，不留痕迹
about-hub = 共享平台：接收声明的服务器
about-hub-serve = 启动平台；第一行输出 listening on http://地址
about-hub-enrol = 登记一家企业，只输出它的令牌
about-hub-list = 列出收到的声明
about-hub-show = 显示一份声明
about-hub-export = 逐行输出收到的原文（NDJSON）
cannot-print = 无法输出结果
bad-as-of = “{ $found }”不是日期，应写成 2025-06-30
check-counts = { $errors } 处错误，{ $warnings } 处警告，{ $infos } 处提示
fix-offer = 可修正：{ $fix }
finding-reference = 依据：{ $reference }
finding-overridden = 已说明理由：{ $reason }
draft-made = 已新建 { $path }
set-no-equals = “{ $found }”缺少等号
set-hint = 写法：/answers/节/字段=值，表格为 /answers/表/行/字段=值；例如 /answers/enterprise/employees=86
set-cannot = 无法改动，文件未变
set-done = 已填写 { $count } 项：{ $path }
set-bad-pointer = { $pointer } 不是一项答案的位置
set-no-row = { $pointer }：没有行 { $row }（共 { $count } 行，从 0 数起）
set-no-field = 表单没有 { $pointer } 这一项
set-computed = { $pointer } 由程序计算，不能填写
set-attachment = { $pointer } 是附件，请在终端界面中选择文件，或给出 JSON
fix-line = { $where }：{ $fix }
fix-would = 可修正 { $count } 处；文件未变
fix-done = 已修正 { $count } 处
diff-count = { $count } 处不同
diff-row-added = { $table }：新增第 { $row } 行
diff-row-removed = { $table }：删除原第 { $row } 行
diff-row-moved = { $table }：原第 { $row } 行移到第 { $to } 行
diff-override = 规则 { $rule } 的理由 → { $reason }
forms-embedded = 自带
form-summary = { $id } { $version }：{ $sections } 节，{ $fields } 个字段，{ $rules } 条规则，{ $tests } 个测试
forms-check-count = { $count } 处错误
step-seal = 封存
step-connect = 连接
step-send = 发送
step-verify = 核对回执
submit-has-errors = 有 { $count } 处错误，未提交
submit-has-errors-hint = 请改正后再提交；jiliang check 列出全部错误
submit-cannot-seal = 无法封存声明
submit-already = 第 { $revision } 版已收到，内容没有变化，未再发送；回执 { $reference }（{ $path }）
submit-proof = 凭证：{ $path }
submit-what-next = 请保存凭证。机构审核后如有问题会退回；内容变化后再次提交即为下一版。
receipt-none = { $path } 旁边没有回执
receipt-cannot-read = 无法读取回执 { $path }
receipt-bad-key = 公钥不是 base64 的 Ed25519 公钥
receipt-true = 签名有效（用回执自带的公钥验证；加 --key 可确认由哪个平台签发）
receipt-true-key = 签名有效，确由该公钥的平台签发
receipt-lines =
    回执 { $reference }
    声明 { $declaration } 第 { $revision } 版
    收到时间 { $received }
    平台 { $server }
    内容摘要 { $digest }
    平台公钥 { $key }
    文件 { $path }
demo-no-terminal = 演示需要在终端中运行
demo-no-terminal-hint = 请在终端窗口中直接执行 jiliang demo，不要重定向输入输出
