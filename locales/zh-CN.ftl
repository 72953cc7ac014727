# The program's own words in Chinese. The same keys and arguments stand in en.ftl; a test compares them.

## Failures
failure-cause = （{ $cause }）
failure-hint = 提示：{ $hint }

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
