screening-decision-accepted = 通过
screening-decision-returned = 退回修改
screening-decision-rejected = 不予通过
screening-reason-fits = 符合条件
screening-reason-metadata = 标题或简介不完整
screening-reason-theme-unclear = 文字未能体现主题
screening-reason-subtitles = 字幕缺失或有误
screening-reason-playback = 视频无法正常播放
screening-reason-rights = 未说明版权授权
screening-reason-contacts = 含联系方式或水印
screening-reason-off-theme = 与主题不符
screening-reason-duplicate = 作品已经投过
screening-reason-prohibited = 含规则不允许的内容
screening-reason-advertising = 广告
screening-reason-rules = 不符合参赛规则
screening-reason-quality = 技术质量不足
screening-reason-other = 其他原因
screening-message-fits = 您的作品符合条件，已进入评审。
screening-message-metadata = 请补充标题或简介，用几句话写明影片讲了什么。
screening-message-theme-unclear = 从文字中看不出影片怎样体现主题，请用一两句话加以说明。
screening-message-subtitles = 请按规则补上字幕，或改正其中的错误。
screening-message-playback = 视频无法正常播放，请重新上传，建议使用 H.264 与 AAC 编码的 MP4 文件。
screening-message-rights = 请说明您有权使用影片中他人的音乐、图片或素材。
screening-message-contacts = 请删去影片和文字中的联系方式、台标与水印。
screening-message-off-theme = 感谢您的作品，但它未能体现本届大赛的主题。
screening-message-duplicate = 同一作品或非常相似的作品此前已经投过。
screening-message-prohibited = 影片或文字中含有大赛规则不允许的内容。
screening-message-advertising = 影片或文字带有商品或服务广告。
screening-message-rules = 作品不符合参赛规则，例如时长、完成日期或投稿数量。
screening-message-quality = 画面或声音质量达不到评审要求。
screening-message-other = 详情可向主办方咨询。
screening-field-title = 标题
screening-field-synopsis = 简介
screening-field-statement = 怎样体现主题
screening-field-tags = 标签
screening-field-category = 类别
screening-field-video = 视频
screening-field-poster = 封面
screening-field-subtitles = 字幕
screening-field-credits = 主创人员
screening-field-declarations = 声明
screening-field-answers = 附加问题
screening-apart-changed = 期间已被处理、撤回或修改
screening-apart-held = 另一位初审员正在处理
screening-apart-own = 您本人的作品
screening-title = 初审
screening-lists = 列表
screening-waiting = 待处理
screening-mine = 我的决定
screening-decided = 全部决定
screening-any = 不限
screening-stream = 赛区
screening-category = 类别
screening-verdict = 检查结果
screening-band = 主题
screening-found = 发现的问题
screening-state = 状态
screening-search = 关键词或作品编号
screening-search-help = 标题或简介中的词，最后一个词可以不写完；也可以输入编号：CN-0042、42。
screening-search-creator-help = 标题或简介中的词、编号（CN-0042、42）、作者姓名或邮箱。
screening-filter = 显示
screening-none-found = 没有符合条件的作品。
screening-none-found-for = 没有找到与“{ $words }”相关的作品。
screening-forget-words = 清除搜索
screening-empty = 目前没有待处理的作品。新作品提交后会出现在这里。
screening-none-decided = 还没有作出任何决定。
screening-all-waiting = 查看全部待处理作品
screening-no-entries = 还没有作品。作者开始填写后会出现在这里。
screening-all-entries = 查看全部作品
screening-tick-all = 全部勾选
screening-tick = 勾选 { $number }
screening-number = 编号
screening-entry = 作品
screening-why = 需要查看的原因
screening-holder = 处理人
screening-unchecked = 尚未检查
screening-unchecked-hint = 检查尚未完成，提交后几秒内会自动进行。
screening-yours = 由您处理
screening-go-on = 继续
screening-held = { $name } 正在处理，至 { $time }
screening-held-by-you = 由您处理至 { $time }，其间他人不能作决定。
screening-open = 开始处理
screening-open-number = 开始处理 { $number }
screening-bulk = 对勾选的作品统一作决定
screening-bulk-confirm = 对这些作品统一作决定？
screening-bulk-note = 只处理仍与此处所示一致的作品，其余不受影响并会列出。之后可以全部撤销。
screening-bulk-apply = 处理 { $n } 件作品
screening-batch = 处理结果
screening-batch-decided = 已处理：{ $n } 件
screening-batch-skipped = 未处理：{ $n } 件
screening-back-to-queue = 返回队列
screening-decision = 决定
screening-when = 时间
screening-undo = 撤销
screening-undo-number = 撤销对 { $number } 的决定
screening-undo-all = 全部撤销
screening-undone = 已撤销
screening-submitted = 提交于 { $time }
screening-late = 迟交 { $span }，在宽限期内
screening-check = 检查发现
screening-checked = 配置第 { $version } 版，检查于 { $time }
screening-free = 请先开始处理，半小时内他人不能对其作决定。
screening-own = 这是您本人的作品，由其他初审员处理。
screening-settled = 这件作品目前不需要作决定。
screening-decide = 您的决定
screening-reason = 原因
screening-reason-help = 作者会看到原因；通过时无需填写。
screening-changes = 需要修改的内容（退回时）
screening-changes-open = 见留言
screening-message = 给作者的留言
screening-message-help = 留空则发送该原因的常用文字，作者会收到自己语言的版本。
screening-decide-next = 提交决定并处理下一件
screening-release = 暂不决定，放回队列
screening-nearest = 最相近的已决定作品
screening-nearest-help = 按文字的意思比较，不限语言。供参考，不作决定。
screening-nearest-accepted = 与初审员通过的作品相近
screening-nearest-declined = 与因主题不符未通过的作品相近
screening-nearest-none = 没有相近的作品。
screening-nearest-percent = 相近程度 { $percent } %
screening-nearest-unknown = 本作品没有按意思比较，因此无法列出相近的已决定作品。
screening-likes = 可能是同一作品
pairs-title = 疑似相同的作品
pairs-lead = 这里列出相似且尚未认定的作品。认定结果会被记住：认定为不同的作品，以后不会再提示。
pairs-none = 没有等待认定的作品。
pair-title = 两件作品对照
pair-earlier = 较早的作品
pair-later = 较晚的作品
pair-why = 相似之处
pair-open = 对照
pair-open-numbers = 对照 { $one } 与 { $other }
pair-kind-identical = 文件或文字相同
pair-kind-series = 系列作品
pair-kind-text = 文字重合
pair-kind-translation = 译文
pair-likeness-identical = 两者的文件或文字相同。
pair-likeness-series = 两者的标题只有编号不同。
pair-likeness-text = 较短文字的 { $percent }% 也出现在另一件作品中。
pair-likeness-translation = 两者用不同语言表达了几乎相同的内容（相似度 { $percent }%）。
pair-same-creator = 两者出自同一创作者。
pair-other-creator = 两者出自不同创作者。
pair-submitted = 提交时间
pair-contest = 大赛
pair-elsewhere = 这件作品属于另一届大赛，您可以看到它的标题、简介和编号。
pair-words = 标题与简介
pair-words-help = 加下划线的是两边都有的文字。
pair-nothing-shared = 两段文字没有相同之处。
pair-no-words = 没有这种语言的文字。
pair-decide = 这两件作品是什么关系？
pair-decision-same = 同一作品
pair-decision-series = 同一系列的作品
pair-decision-different = 不同作品
pair-reason-help = 理由会保留在两件作品的记录中，其他初审员和管理员可以看到。
pair-again = 这两件作品已经认定过。您可以说明理由并重新认定。
pair-save = 保存认定
screening-history = 以往决定
screening-entry-version = 作品第 { $version } 版
screening-link = 视频链接：
screening-link-password = 密码
screening-no-video = 没有提供视频。
screening-original = 原文
screening-duration = 时长
screening-spoken = 对白语言
screening-made = 完成日期
screening-ai = 人工智能
screening-answer-file = 打开文件
screening-declarations = 已作出 { $n } 项声明
screening-declared = （第 { $version } 版，{ $time }）
screening-untitled = 无标题
screening-creator = 作者
screening-name = 姓名
screening-email = 邮箱
screening-country = 国家或地区
screening-organisation = 单位
screening-born = 出生日期
screening-guardian = 监护人
screening-timeline = 时间线
screening-line-checked = 主题检查（主题配置第 { $version } 版）：{ $verdict }
screening-disqualify = 取消参赛资格
screening-disqualify-note = 《{ $title }》将立即退出大赛，此操作无法撤销。
screening-disqualify-reason = 原因
screening-disqualify-help = 原因会原文告知作者，并保留在操作记录中。
error-screening-not-held = 这件作品由他人处理，或已有决定
error-screening-changed = 作品在您打开之后有了变化
error-screening-later = 作品其后已有变动，无法撤销
error-screening-own = 这是您本人的作品
error-pair-decided = 在您打开页面之后，已有人作出认定
field-screening-reason = 该原因与所作决定不符。
flash-screening-decided = 已处理，本赛区没有其他待处理作品。可在“我的决定”中撤销。
flash-screening-decided-next = 已处理，这是下一件。可在“我的决定”中撤销。
flash-screening-undone = 已撤销，作品重新进入队列。
flash-pair-decided = 认定已保存。
flash-screening-released = 已放回队列。
flash-screening-not-free = 这件作品已被占用。
flash-screening-none-ticked = 请先至少勾选一件作品。
flash-entry-disqualified = 已取消该作品的参赛资格。
event-entry-accepted = 通过了作品
event-entry-returned = 将作品退回修改
event-entry-rejected = 未通过作品
event-entry-decision-undone = 撤销了决定
event-entry-pair-same = 认定本作品与另一作品为同一作品
event-entry-pair-series = 认定本作品与另一作品属于同一系列
event-entry-pair-different = 认定本作品与另一作品不同
event-pair-same = 认定两件作品为同一作品
event-pair-series = 认定两件作品属于同一系列
event-pair-different = 认定两件作品不同
event-entry-disqualified = 取消了作品的参赛资格
event-screening-batch-decided = 对多件作品统一作了决定
event-screening-batch-undone = 撤销了统一决定
mail-screening-accepted-subject = 作品已通过：{ $title }（{ $number }）
mail-screening-accepted-body =
    您参加“{ $contest }”的作品《{ $title }》（{ $number }）已通过初审。

    { $message }

    { $link }
mail-screening-returned-subject = 请修改作品：{ $title }（{ $number }）
mail-screening-returned-body =
    您参加“{ $contest }”的作品《{ $title }》（{ $number }）已退回，请修改。

    { $reason }。{ $message }

    需要修改：{ $changes }

    请在征集截止前修改并重新提交：

    { $link }
mail-screening-rejected-subject = 作品未通过：{ $title }（{ $number }）
mail-screening-rejected-body =
    您参加“{ $contest }”的作品《{ $title }》（{ $number }）未通过初审。

    { $reason }。{ $message }

    { $link }
mail-screening-undone-subject = 更正通知：{ $title }（{ $number }）
mail-screening-undone-body =
    我们此前就您参加“{ $contest }”的作品《{ $title }》（{ $number }）发过通知。该决定现已撤销，作品正在重新审看，结果将另行告知。

    { $link }
mail-entry-disqualified-subject = 取消参赛资格：{ $title }（{ $number }）
mail-entry-disqualified-body =
    您的作品《{ $title }》（{ $number }）已被取消“{ $contest }”的参赛资格。

    原因：{ $message }

    { $link }
agreement-title = 机器与人工的一致程度
agreement-lead = 对检查结果相同的作品，初审作出了哪些决定。经常与检查相反的，说明配置需要改进。
agreement-none = 还没有对已检查作品作出的决定。
agreement-versions = 配置版本
agreement-bands = 与主题的切合程度
agreement-bands-help = 推翻：主题不够明确或未识别却获通过，或已识别主题却因主题原因被退回或不予通过。
agreement-findings = 检查发现
agreement-findings-help = 推翻：检查要求人工查看，作品仍获通过。仅供提示的发现不计比例。
agreement-said = 检查结果
agreement-overruled = 推翻
agreement-short = 逐项查看初审推翻检查结果的次数。
