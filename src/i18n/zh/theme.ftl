verdict-pass = 没有问题
verdict-review = 需要人工查看
verdict-fail = 不符合规则
band-on = 切合主题
band-unclear = 主题不够明确
band-off = 未识别出主题
band-silent = 主题尚未设置
check-completeness = 完整性
check-limits = 各项限制
check-language = 语言
check-prohibited = 违禁词
check-spam = 广告与联系方式
check-duplicates = 疑似重复
check-relevance = 主题
field-theme-toml-unreadable = 第 { $line } 行第 { $column } 列无法读取：{ $message }
field-theme-toml-unreadable-line = 第 { $line } 行第 { $column } 列无法读取：“{ $text }”。多半是此处或上一行缺少引号、括号或逗号，或者这项设置的值类型不对。
field-theme-toml-unknown = 第 { $line } 行第 { $column } 列：没有名为 { $key } 的设置。
field-theme-toml-missing = 第 { $line } 行第 { $column } 列：缺少 { $key }。
field-theme-toml-word = 第 { $line } 行第 { $column } 列：词表中的每一项须写 text 或 stem 之一。
field-theme-toml-crossed = { $lo } 不能大于 { $hi }。
field-theme-toml-range = { $name }：请填写 { $min } 到 { $max } 之间的数。
field-theme-toml-least = { $name } 不能小于 { $min }。
field-theme-no-id = 主题缺少代号（theme.id）。
field-theme-facet-no-id = 有一个方面缺少代号（id）。
field-theme-facet-twice = 两个方面使用了同一代号：{ $id }。
field-theme-facets-many = 主题最多有 { $max } 个方面。
field-theme-crossed = “未识别”的界线不能高于“切合主题”的界线。
field-theme-number = 请填写一个数，例如 0.25。
field-theme-word-empty = 词表中有空白的一项。
field-theme-word-long = 每一项最多 { $max } 个字符，请每行只写一项。过长的是：{ $word }……
field-theme-word-star = 星号前要有文字。
field-theme-words-many = 这里最多写 { $max } 个词。
field-theme-words-search = 词表太长，无法检索：{ $message }
field-theme-profile-long = 整份配置最多 { $max } 个字符，请缩短词表。
error-theme-unchanged = 该配置与现行版本内容相同
error-theme-changed = 期间已有人发布了另一版本
flash-theme-published = 主题配置已发布，作品从下一次提交起按此检查。
event-theme-published = 发布了主题配置
theme-panel-title = 作品切合主题吗？
theme-panel-help = 以下仅供参考，作品由人工评定。
theme-check-now = 检查已填内容
theme-keep-typed = 保存已填内容
theme-back-to-entry = 不保存，返回
theme-on = 已识别出主题。
theme-unclear = 主题还不够明确。
theme-unclear-hint = 请用一两句话说明影片怎样体现主题。
theme-off = 未识别出主题。
theme-off-hint = 如果影片体现了主题，请在简介中写明。
theme-silent = 作品没有发现问题。
theme-words-alone = 这里只按词语判断是否切合主题，没有比较句子的含义。
theme-closest = 最接近：{ $facet }。
theme-found = 找到的词：
theme-suggestions = 您没有用到的主题词，只选符合影片内容的：
theme-field-title = 标题
theme-field-synopsis = 简介
theme-field-statement = 怎样体现主题
theme-field-tags = 标签（用逗号分隔）
theme-language = 原文语言
theme-admin-lead = 作品据此检查：主题的各个方面、关键词，以及需要人工查看的词语。检查只提供建议，由人作出决定。
theme-current = 主题配置，第 { $version } 版
theme-no-profile = 本届大赛还没有主题配置，因此检查不涉及主题。
theme-editor = 编辑主题配置
theme-editor-lead = 改完之后，先看看会对现有作品产生什么影响，确认后才会发布。
theme-editor-open = 用表单编辑
theme-editor-begin = 编写主题配置
theme-editor-try = 试运行并比较
theme-editor-back = 返回修改
theme-name = 主题名称
theme-name-help = 按对外公布的写法。作品的含义也会与它比较。
theme-facets = 主题的各个方面
theme-facets-help = 每个方面用一两句话写出影片可能表现的一件事；作品会与每个方面比较含义。五六个方面为宜。
theme-facet-new = 新的方面
theme-facet-label = 名称
theme-facet-label-help = 创作者会看到它。
theme-facet-text = 说明
theme-facet-text-help = 一两个完整的句子。写一种语言也能用，三种都写更准。
theme-facet-remove = 删除这个方面
theme-facet-add = 再加一个方面
theme-facet-up = 上移：{ $name }
theme-facet-down = 下移：{ $name }
theme-keywords = 关键词
theme-keywords-help = 关键词是切题的作品里常用的词或短语，每行一个，也可用逗号或顿号隔开。各种词形都能识别。每种语言至少十二个。
theme-words = 词表
theme-words-help = 这些词不论出现在哪种语言的文字里都会被找到。每行一个；结尾加 * 表示以此开头的所有词。
theme-words-any = 不限语言
theme-none = 无
theme-tier-block = 优先人工查看
theme-tier-warn = 提醒作者
theme-tier-allow = 始终允许
theme-tier-block-help = 含有这些词的作品排在队列最前面，由初审员决定。
theme-tier-warn-help = 提醒创作者换个说法，作品仍可提交。
theme-tier-allow-help = 例外：其他词表里的词出现在这些词里面时不算。
theme-thresholds = 界线
theme-thresholds-help = 相关度是一个数，越大越切题。试运行会列出离界线最近的作品，供您调整。
theme-number-hi = 从此数起：切合主题
theme-number-hi-help = 调高：通过的更少，需人工查看的更多。调低：通过的更多，也会放过跑题的。
theme-number-lo = 低于此数：未识别出主题
theme-number-lo-help = 调高：更多作品被称为“未识别”，而不是“不够明确”。两者都由人查看。
theme-number-none = 不限
theme-numbers-relevance = 相关度的计算（很少需要改动）
theme-number-weight = 关键词的分量
theme-number-weight-help = 0 到 1。调高：用到的关键词更重要，含义相对次要。
theme-number-cap = 最多计入的关键词数
theme-number-cap-help = 调高：用词多的作品得益更多。调低：几个词就够了。
theme-number-sentences = 取最接近的几个方面
theme-number-sentences-help = 调高：作品须接近多个方面。调低：接近一个即可。主题名称也算一个。
theme-number-keywords = 每种语言取最接近的几个关键词
theme-number-keywords-help = 调高：作品须接近许多关键词。调低：接近几个即可。
theme-number-lexical-hi = 只按词语判断时：切合主题
theme-number-lexical-hi-help = 仅在程序不能比较含义时使用。调高：通过的更少。
theme-number-lexical-lo = 只按词语判断时：未识别出主题
theme-number-lexical-lo-help = 同上。调高：更多作品被称为“未识别”。
theme-numbers-copies = 重复与广告
theme-number-copy = 文字重复的比例
theme-number-copy-help = 0.6 即较短文字的 60 %。调高：只指出几乎相同的。调低：要核对的更多。
theme-number-translation = 译文的相似度
theme-number-translation-help = 0 到 1。调高：只指出明显的译文。调低：同题材的不同作品也会被指出。
theme-number-adverts = 多少个广告词才需人工查看
theme-number-adverts-help = 调高：放过的广告更多。广告词与联系方式同时出现时总会查看。
theme-adverts = 另外的广告词
theme-adverts-help = 补充内置词表，每行一个。
theme-not-adverts = 不算广告的词
theme-not-adverts-help = 内置词表中本届大赛不算广告的词，每行一个。
theme-limits = 必填项、语言与长度
theme-limits-help = 时长、文件大小、标题与简介的字数、字幕和人工智能的规定在大赛的作品要求里：
theme-limits-required = 作品必须填写
theme-limits-languages = 可用的语言
theme-required-tags = 标签
theme-number-short-zh = 中文简介的建议字数
theme-number-short-zh-help = 调高：更多创作者会被提醒多写几句。不影响提交。
theme-number-short = 其他语言简介的建议字符数
theme-number-short-help = 同上。
theme-number-statement = “怎样体现主题”最多几个字符
theme-number-statement-help = 调低：更多作品因超长不能提交。
theme-number-tags = 最多几个标签
theme-number-tags-help = 调低：更多作品因标签太多不能提交。
theme-number-long-side = 画面长边至少（像素）
theme-number-short-side = 画面短边至少（像素）
theme-number-side-help = 调高：更多画面小的作品不能提交。
theme-number-tolerance = 容许偏差
theme-number-tolerance-help = 0.05 即 5 %。超出限制但在此范围内的，由人决定。调高：直接拒收的更少，要看的更多。
theme-try = 试检一段文字
theme-try-help = 看看检查会给出什么结果，内容不会保存。
theme-try-button = 检查这段文字
theme-score = 相关度 { $score }
theme-as-file = 作为文件（TOML）
theme-toml = TOML 格式的配置
theme-toml-help = 可直接修改，也可粘贴整份配置。发布前会先显示其含义。
theme-toml-file = 或从文件读取
theme-preview = 读取并预览
theme-confirm = 发布这份配置？
theme-confirm-note = 版本一经发布不再改动。已有的检查结果保持不变，今后提交的作品按此版本检查。
theme-publish = 发布为第 { $version } 版
theme-versions = 历史版本
theme-version = 版本
theme-no-versions = 尚未发布任何版本。
theme-digest = SHA-256
theme-published-by = 发布人
theme-published-at = 时间
theme-published-by-program = 系统
theme-run-forecast = 试运行
theme-run-recheck = 重新检查
theme-run-state-going = 进行中
theme-run-state-done = 已完成
theme-run-state-cancelled = 已停止
theme-run-state-overtaken = 已停止：已发布更新的版本
theme-scope-waiting = 等待初审的作品
theme-scope-all = 待审、已通过和已退回的作品
theme-file = 文件
theme-download = 下载 TOML 文件
theme-compare = 比较
theme-compare-from = 从
theme-compare-to = 到
theme-compare-title = 第 { $from } 版与第 { $to } 版
theme-compare-changes = 有哪些改动
theme-compare-before = 相对第 { $version } 版的改动
theme-diff = 与第 { $version } 版相比的改动
theme-diff-none = 规则内容相同，最多只是顺序不同。
theme-settings = 阈值、限制及其他设置
theme-not-set = 未设置
theme-facet-added = 新增
theme-facet-removed = 删除
theme-facet-changed = 修改
theme-preview-title = 发布之前
theme-preview-lead = 这份配置改动了什么，对现有作品会得出什么结果。目前尚未发布。
theme-preview-stale = 您开始编辑之后，已有人发布了另一版本。下面是与现行版本的比较。
theme-preview-whole = 完整配置
theme-forecast = 对现有作品的影响
theme-forecast-none = 还没有可检查的作品。
theme-forecast-changed = { $entries } 件作品中有 { $changed } 件的结果会改变。
theme-run-changed = { $entries } 件作品中有 { $changed } 件的结果改变。
theme-forecast-new = 其中 { $n } 件按现有内容尚未检查过。
theme-forecast-moves = 结果改变的作品
theme-forecast-from = 原结果
theme-forecast-to = 新结果
theme-forecast-entries = 作品
theme-forecast-copies = 判定重复的规则有改动。试运行不会重新比对作品，重新检查时才会比对。
theme-nearest-hi = 最接近“切合主题”界线（{ $threshold } 起）的作品
theme-nearest-lo = 最接近“未识别出主题”界线（低于 { $threshold }）的作品
theme-entry = 作品
theme-relevance = 相关度
theme-not-checked = 未检查
theme-try-new = 用新配置试检一段文字
theme-confirm-wait = 作品检查完毕或停止试运行后即可发布。
theme-run-progress = { $done } / { $total }
theme-run-progress-label = 已检查的作品
theme-run-look = 查看进度
theme-run-cancel = 停止
theme-run-state = 进度
theme-run-found = 有哪些变化
theme-run = 类型
theme-run-by = 操作人
theme-run-begun = 开始时间
theme-runs = 试运行与重新检查
theme-recheck = 重新检查作品
theme-recheck-help = 作品原有的检查结果保留。重新检查会按现行版本增加一次结果，并据此调整待审作品的排序。
theme-recheck-which = 哪些作品
theme-recheck-button = 重新检查……
theme-recheck-confirm = 重新检查这些作品？
theme-recheck-what = 共 { $n } 件作品，按配置第 { $version } 版检查。
theme-recheck-note = 检查结果只增不减。可随时停止，已检查的部分保留。初审决定不受影响，也不会发送邮件。
theme-recheck-begin = 开始
flash-theme-recheck = 已开始重新检查。
flash-theme-run-cancelled = 已停止，已完成的部分保留。
error-theme-none = 本届大赛还没有主题配置
error-theme-run-going = 已有重新检查正在进行
error-theme-run-ended = 已经结束
event-theme-recheck-ordered = 要求重新检查作品
event-theme-recheck-done = 完成了作品的重新检查
event-theme-recheck-cancelled = 停止了作品的重新检查
event-theme-recheck-overtaken = 因发布新版本而结束重新检查
theme-learning = 从初审决定中学习
theme-learning-help = 检查可以学习初审员通过哪些作品、因与主题不符而不予通过哪些作品。因其他原因未通过的作品，以及退回修改的作品，不作为学习依据。学到的内容有编号、保存后不再改动，在您启用之前不起作用，也不会让任何作品不予通过。
theme-layer-counts = 通过：{ $accepted }，因与主题不符未通过：{ $declined }。
field-theme-layer-words = 本大赛的主题只按字词检查，或者不检查，因此无从学习。
field-theme-layer-few = 需要三十个决定，每种至少十个。还缺：通过 { $accepted } 个，因与主题不符未通过 { $declined } 个，决定总数 { $decisions } 个。
theme-layer-ordered = 正在学习，很快完成；重新打开本页即可看到结果。
theme-layer-train = 从决定中学习
flash-theme-layer-ordered = 已开始学习，请稍后重新打开本页。
theme-layers = 学到的内容
theme-layer = 学习层 { $number }
theme-layer-is-on = 已启用
theme-layer-is-off = 未启用
theme-layer-found = 区分作品的能力
theme-layer-by = 发起人
theme-layer-pairs = 就已作出决定的作品而言：每 100 对“通过与未通过”的作品中，普通检查排对 { $plain } 对；加上学到的内容，排对 { $learned } 对。
theme-layer-better = 提升并非偶然：每 100 对多排对 { $low } 到 { $high } 对。启用会有帮助。
theme-layer-same = 这可能只是偶然：每 100 对的差别在 { $low } 到 { $high } 对之间。请先不启用，或者在作出更多决定后重新学习。
theme-layer-worse = 效果不如普通检查：每 100 对的差别在 { $low } 到 { $high } 对之间。请不要启用。
theme-layer-found-help = 判断每件作品时，所用的学习层都没有见过该作品的决定。
theme-layer-newer = 它按配置第 { $taught } 版学习，而现在生效的是第 { $version } 版。请重新学习。
theme-layer-decisions = 决定
theme-layer-profile = 配置
theme-layer-encoder = 编码器
theme-layer-since = 启用时间
theme-layer-turn-on = 启用
theme-layer-turn-off = 停用
theme-layer-lessons = 学习所依据的决定
theme-layer-lessons-help = 按作出决定的先后排列。
theme-layer-taught-as = 决定
theme-layer-accepted = 通过
theme-layer-declined = 因与主题不符未通过
theme-layer-on-confirm = 启用学习层 { $number } 吗？
theme-layer-off-confirm = 停用学习层 { $number } 吗？
theme-layer-recheck = 立即重新审查作品
theme-layer-recheck-help = 包括所有已提交、已入围和已退回的作品。不勾选时，它们保留现有的审查结果，切换只影响新的审查。
theme-layer-instead = 它将取代学习层 { $number }。
theme-layer-effect = 会有什么变化
theme-layer-part = 只查看了最早的 500 件作品。
theme-layer-moved-entries = 与主题的距离会改变的作品
theme-layer-note = 作品已有的检查保持不变。今后的检查按新方式进行；如需按新方式检查其他作品，请安排重新检查。作品可能因此通过，或者需要人工查看，但不会因此不合格。任何决定都不会改变。
flash-theme-layer-on = 学习层已启用，今后的检查会用到它。
flash-theme-layer-off = 学习层已停用，今后的检查不再用它。
error-theme-layer-on = 该学习层已经启用
error-theme-layer-off = 该学习层没有启用
theme-layer-moved = 从决定中学到的学习层 { $number } 调整了相关度：原为 { $plain }，调整 { $shift }。
theme-layer-no-vector = 从决定中学到的学习层 { $number } 已启用，但没有依据：这段文字没有按意思比较。
theme-layer-other-encoder = 学习层 { $number } 所用的编码器与本程序的不同，因此不起作用。请重新学习。
event-theme-layer-trained = 让检查从决定中学习
event-theme-layer-not-trained = 要求从决定中学习；没有学到新内容
event-theme-layer-on = 启用了学习层
event-theme-layer-off = 停用了学习层
event-entry-rechecked = 按主题配置重新检查，结果有变化
finding-language-zh = 中文
finding-language-ru = 俄文
finding-language-en = 英文
finding-language-other = 其他语言
finding-language-none = 没有文字
finding-contact-email = 邮箱
finding-contact-url = 网址
finding-contact-phone = 电话号码
finding-contact-wechat = 微信号
finding-contact-qq = QQ 号
finding-contact-handle = 账号名
finding-completeness-ok = 必填内容齐全。
finding-completeness-missing =
    { $field ->
        [title] 缺少标题。
        [synopsis] 缺少简介。
        [statement] 没有说明影片怎样体现主题。
       *[tags] 缺少标签。
    }
finding-completeness-no-words =
    { $field ->
        [title] 标题里没有文字。
       *[synopsis] 简介里没有文字。
    }
finding-completeness-short-synopsis = 简介较短，只有 { $have } 字；写到约 { $want } 字，读者才能了解影片内容。
finding-completeness-synopsis-repeats-title = 简介只是重复了标题，请写出影片讲了什么。
finding-limits-ok = 各项限制均符合。
finding-limits-duration =
    { $side ->
        [min] 视频时长 { $have } 秒，要求不少于 { $limit } 秒。
       *[max] 视频时长 { $have } 秒，要求不超过 { $limit } 秒。
    }
finding-limits-size = 文件 { $have } MB，要求不超过 { $limit } MB。
finding-limits-resolution =
    { $what ->
        [long_side] 画面长边 { $have } 像素，要求不少于 { $limit } 像素。
       *[short_side] 画面短边 { $have } 像素，要求不少于 { $limit } 像素。
    }
finding-limits-characters =
    { $what ->
        [title] 标题 { $have } 字，限制为 { $limit } 字。
        [synopsis] 简介 { $have } 字，限制为 { $limit } 字。
       *[statement] 主题说明 { $have } 字，限制为 { $limit } 字。
    }
finding-limits-tags = 标签 { $have } 个，最多 { $limit } 个。
finding-limits-entries = 这是同一作者的第 { $have } 件作品，最多 { $limit } 件。
finding-limits-made-since = 作品完成于 { $have }，只接受 { $limit } 及以后的作品。
finding-limits-ai =
    { $limit ->
        [none] 本届大赛不接受人工智能生成的素材。
       *[assisted] 本届大赛允许人工智能辅助，但不接受整部由其生成的作品。
    }
finding-limits-subtitles = 缺少字幕：{ $missing }。
finding-limits-subtitles-one-of = 缺少字幕，至少需要以下一种语言：{ $missing }。
finding-language-ok = 语言与所填一致。
finding-language-declared-differs =
    { $field ->
        [title] 标题填的是{ $declared }，实际像是{ $found }。
       *[synopsis] 简介填的是{ $declared }，实际像是{ $found }。
    }
finding-language-not-accepted = 文字像是{ $found }，本届大赛不接受。
finding-language-mixed = 简介中只有 { $percent }% 是{ $expected }。
finding-language-title-differs = 标题与简介语言不同：{ $title }、{ $synopsis }。
finding-prohibited-ok = 没有词表中的词。
finding-prohibited-blocked =
    { $disguised ->
        [true] 含有变形书写的违禁词：{ $words }。
       *[false] 含有主办方不接受的词：{ $words }。
    }
finding-prohibited-doubtful =
    { $disguised ->
        [true] 含有变形书写的不当用词，请斟酌：{ $words }。
       *[false] 用词请斟酌：{ $words }。
    }
finding-spam-ok = 没有广告内容。
finding-spam-contact = 请删去文字中的联系方式：{ $contacts }。
finding-spam-advert = 略像广告：{ $terms }。
finding-spam-adverts = 像是广告：{ $terms }。
finding-spam-advert-and-contact = 广告用语（{ $terms }）并附联系方式（{ $contacts }）。
finding-duplicates-same-file = 另一件作品使用了完全相同的文件。
finding-duplicates-identical = 同一作者已有文字相同的作品。
finding-duplicates-identical-by-another = 他人的作品文字与此相同。
finding-duplicates-similar = { $percent }% 的文字也出现在另一件作品中。
finding-duplicates-translation = 可能是另一件作品的译文（相似度 { $percent }%）。
finding-duplicates-series = 像是同一作者系列作品中的一部。
finding-relevance-on = 已识别出主题。
finding-relevance-unclear = 文字中的主题不够明确。
finding-relevance-off = 文字中未识别出主题。
finding-relevance-stuffing = 主题词过于集中（{ $tokens } 个词中有 { $hits } 个）。平实的句子效果更好。
finding-profile-facet-without-text = 主题的这一方面没有说明文字：{ $subjects }。
finding-profile-no-facets = 没有描述主题的任何方面。每个方面写两三句话，检查会更准确。
finding-profile-few-keywords = 关键词不足十二个：{ $subjects }。
finding-profile-facets-close = 主题的两个方面内容几乎相同：{ $subjects }。
