# 排序评审与两两比较的轮次。

round-comparisons-each = 每位评委对每部作品的比较次数
round-comparisons-each-help = 仅用于两两比较。每位评委对自己的每部作品比较这么多次；作品较少时与其余全部比较。可填 1 至 20，一般为 4。
round-needs-shorter = 有评委分到 { $n } 部作品，太多而无法排序。最多 { $most } 部：请增加评委，或减少每部作品的评委数。
round-needs-fewer = { $n } 部作品太多，无法两两比较。最多 { $most } 部。
error-no-scorecard = 本轮作品须放在一起评审，不单独打分

order-title = 为作品排序
order-lead =
    { $n ->
        [1] 您有一部作品，名次为 1。
       *[other] 请给您的 { $n } 部作品各填一个名次：1 为最好，名次不能重复。
    }
order-draft = 这是草稿，提交后才算数。
order-submitted = 排序已提交。本轮结束前可修改。
order-pending = 提交之后您又保存了另一份排序。再次提交之前，仍以已提交的为准。
order-newcomers = 提交之后，您又分到 { $n } 部作品。请填上名次再次提交；在此之前，您的排序不含这些作品。
order-new = 新
order-stale = 此排序已在别处修改。名次不同的地方，旁边列出了别处保存的名次。再保存一次即以您这里的为准。
order-elsewhere = 别处保存的名次：{ $place }
order-place = { $number } 的名次
order-up = 上移 { $number }
order-down = 下移 { $number }
order-keys = 可拖动手柄，或在作品上按 Alt 加上下方向键。
order-moved = { $title }：第 { $place } 名
order-submit = 提交排序
order-change = 提交修改后的排序
order-save = 存为草稿
order-unwatched = 排序已保存，但尚未提交。组委会要求每部影片至少播放 { $asked }%。据本站所知，以下影片播放不足。请看完其余部分；如确认无误，请再次提交。
order-reason-help = 评委已在讨论这些作品，修改须说明理由。理由会留在操作记录中。
flash-order-submitted = 排序已提交。本轮结束前可修改。
field-place-missing = 此作品还没有名次。
field-place-twice = 名次 { $place } 重复。

beside-place = 您把它排在第 { $place } 名。
beside-unplaced = 它还不在您提交的排序中。
beside-compared =
    { $n ->
        [0] 您还没有比较过它。
       *[other] 您已比较过它 { $n } 次。
    }

compare-title = 比较作品
compare-question = 哪一部更好？
compare-progress = 已比较
compare-done-of = { $done } / { $all }
compare-side-left = 左
compare-side-right = 右
compare-side-neither = 不分高下
compare-left = 左边的
compare-right = 右边的
compare-neither = 不分高下
compare-seen = 刚看过
compare-page = 笔记、详情、回避
compare-said = 您的回答
compare-alone = 您的作品中没有同赛区作品可与之比较：{ $numbers }
compare-all-done = 全部比较完毕，谢谢。本轮结束前可修改回答。
compare-nothing = 您没有可以比较的两部作品。
compare-answers = 您的回答
compare-answers-lead = 最近的在前，较好的作品写在前面。点开即可修改。
compare-answers-none = 您还没有比较过作品。
compare-before = 优于
compare-like = 不分高下
compare-go-on = 继续比较
compare-stale = 您已在别处回答过这一组，那个回答已标出；要修改，请按另一个按钮。
compare-unwatched = 您的回答尚未生效。组委会要求每部影片至少播放 { $asked }%。据本页所知，播放不足。请看完其余部分；如确认无误，请再次作答。每部影片只问一次。
compare-unwatched-yes = 确认：{ $answer }

score-log-whole-pairs =
    { $n ->
        [0] 日志完整。日志和数据库中均没有有效的比较。
       *[other] 日志完整，其中有效的 { $n } 次比较与数据库一致。
    }
event-kind-comparison = 比较

ranking-method-pairs = 两两比较（Bradley–Terry）
results-method-pairs = 没有人打分：评委说出两部作品中哪一部更好，或把自己的作品排成一列，这也等于说出了每两部的高下。根据这些比较，用 Bradley–Terry 模型估计每部作品的实力。得分是它胜过本赛区一部中等作品的概率（百分数），50 为中等。平局双方各算半胜。比较次数少的作品会略向中间靠拢。旁边的平均值是胜出比较的比例，或评委排在它后面的作品数。
method-only = 本轮评委没有打分，没有可平均的数，因此按两两比较排名。
ranking-remark-no-maximum = 有 { $n } 部作品在自己的比较中全胜或全负，它们与其他作品的差距只由模型的先验假定决定：
judges-of-comparisons = 本轮没有人打分，因此不计算宽严、波动和平均分。“与排名一致”是该评委的比较中与排名相符的比例：接近 50% 表示近乎随意，或口味不同。
judges-agreement = 与排名一致
study-of-comparisons = 本轮没有人打分，因此不计算离散程度、其他方法和主场优势。
