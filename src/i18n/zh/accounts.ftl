sign-in = 登录
sign-up = 注册
sign-out = 退出
sign-up-title = 创建账户
sign-up-lead = 一个账户即可报名、提交作品并查看进度。
sign-up-have-account = 已有账户？
sign-in-no-account = 还没有账户？
sign-in-first = 请先登录，然后继续。
sign-in-failed = 邮箱或密码不正确。
label-email = 邮箱
label-email-new = 新邮箱
label-password = 密码
label-password-new = 新密码
label-password-current = 当前密码
label-native-name = 姓名
label-latin-name = 姓名（拉丁字母）
label-country = 国家或地区
label-organisation = 学校或单位
label-locale = 语言
help-password = 至少 10 个字符。一句您记得住的话最好。
help-native-name = 按您本人的书写方式。
help-latin-name = 用于国际评审和证书，例如 Li Wei。
help-country = 作品将据此进入相应国家的赛区。
help-organisation = 同单位的评委不会评审您的作品。
help-locale = 网页和邮件使用的语言。
account-title = 账户
account-profile = 个人信息
account-unconfirmed = 邮箱 { $email } 尚未确认。请点击邮件中的链接。
account-send-again = 重新发送
account-email-change = 更换邮箱
account-email-now = 当前邮箱：{ $email }
account-password-change = 修改密码
sessions-title = 登录设备
session-this = 当前浏览器
session-since = 登录于 { $time }
session-seen = 最近使用：{ $time }
session-end = 结束此登录
sessions-end-others = 结束其他所有登录
forgotten-password = 忘记密码
forgotten-lead = 我们会发送一个链接，用来设置新密码。
forgotten-send = 发送链接
forgotten-sent = 如果 { $email } 有对应的账户，邮件已经发出。链接两小时内有效。
new-password-title = 设置新密码
new-password-for = 账户：{ $email }
confirm-email-title = 确认邮箱
confirm-email-button = 确认这是我的邮箱
inbox-empty = 这里会保存系统发给您的每一封邮件。
inbox-mark-read = 标为已读
flash-signed-up = 账户已创建。确认链接已发到您的邮箱。
flash-signed-in = 已登录。
flash-signed-out = 已退出。
flash-session-ended = 已结束。
flash-password-changed = 密码已修改，其他设备已退出。
flash-email-change-sent = 确认链接已发到新邮箱，点击后生效。
flash-confirmation-sent = 确认邮件已发送。
flash-email-confirmed = 邮箱已确认。
mail-confirm-email-subject = 请确认您的邮箱
mail-confirm-email-body =
    请打开以下链接确认邮箱（7 天内有效）：

    { $link }

    如果不是您本人注册，请忽略此邮件。
mail-change-email-subject = 请确认新邮箱
mail-change-email-body =
    请打开以下链接，把账户邮箱改为此地址（1 天内有效）：

    { $link }
mail-email-changing-subject = 正在更换账户邮箱
mail-email-changing-body = 有人请求把账户邮箱改为 { $email }。如果不是您本人操作，请立即修改密码。
mail-reset-password-subject = 设置新密码
mail-reset-password-body =
    请打开以下链接设置新密码（2 小时内有效）：

    { $link }

    如果您没有提出请求，请忽略此邮件。
mail-password-changed-subject = 密码已修改
mail-password-changed-body = 您的账户密码刚刚被修改，所有设备均已退出。如果不是您本人操作，请立即通过“忘记密码”重新设置。
event-account-created = 注册账户
event-account-made-administrator = 成为站点管理员
event-account-profile-changed = 修改个人信息
event-account-password-changed = 修改密码
event-account-signed-in = 登录
event-account-signed-out = 退出
event-account-session-ended = 结束一个登录
event-account-other-sessions-ended = 结束其他登录
event-account-email-change-asked = 请求更换邮箱
event-account-email-confirmed = 确认邮箱
