sign-in = Войти
sign-up = Зарегистрироваться
sign-out = Выйти
sign-up-title = Регистрация
sign-up-lead = Одна учётная запись, чтобы подавать работы и следить за ними.
sign-up-have-account = Уже зарегистрированы?
sign-in-no-account = Ещё не зарегистрированы?
sign-in-first = Войдите, чтобы продолжить.
sign-in-failed = Неверный адрес или пароль.
label-email = Электронная почта
label-email-new = Новый адрес
label-password = Пароль
label-password-new = Новый пароль
label-password-current = Текущий пароль
label-native-name = Имя и фамилия
label-latin-name = Имя латинскими буквами
label-country = Страна или регион
label-organisation = Учебное заведение или организация
label-locale = Язык
help-password = Не короче 10 знаков. Лучше всего фраза, которую легко запомнить.
help-native-name = Так, как вы сами его пишете.
help-latin-name = Для международного жюри и дипломов, например Anna Petrova.
help-country = По стране работа попадает в свой национальный отбор.
help-organisation = Судьи из вашей организации не оценивают ваши работы.
help-locale = На этом языке будут страницы и письма.
account-title = Учётная запись
account-profile = О вас
account-unconfirmed = Адрес { $email } ещё не подтверждён. Откройте ссылку из письма.
account-send-again = Отправить ещё раз
account-email-change = Сменить адрес
account-email-now = Сейчас: { $email }
account-password-change = Сменить пароль
sessions-title = Где выполнен вход
session-this = Этот браузер
session-since = Вход { $time }
session-seen = Последний раз: { $time }
session-end = Завершить
sessions-end-others = Завершить все остальные
forgotten-password = Забыли пароль?
forgotten-lead = Мы пришлём ссылку, по которой можно задать новый пароль.
forgotten-send = Прислать ссылку
forgotten-sent = Если для { $email } есть учётная запись, письмо уже отправлено. Ссылка действует два часа.
new-password-title = Новый пароль
new-password-for = Учётная запись: { $email }
confirm-email-title = Подтверждение адреса
confirm-email-button = Да, это мой адрес
inbox-empty = Здесь хранится каждое письмо, которое мы вам отправили.
inbox-mark-read = Отметить прочитанным
flash-signed-up = Готово. Мы отправили ссылку для подтверждения адреса.
flash-signed-in = Вы вошли.
flash-signed-out = Вы вышли.
flash-session-ended = Завершено.
flash-password-changed = Пароль изменён, на других устройствах вход завершён.
flash-email-change-sent = Мы отправили ссылку на новый адрес. Он сменится, когда вы её откроете.
flash-confirmation-sent = Письмо отправлено.
flash-email-confirmed = Адрес подтверждён.
mail-confirm-email-subject = Подтвердите адрес электронной почты
mail-confirm-email-body =
    Откройте эту ссылку, чтобы подтвердить адрес (действует 7 дней):

    { $link }

    Если вы не регистрировались, просто не отвечайте на это письмо.
mail-change-email-subject = Подтвердите новый адрес
mail-change-email-body =
    Откройте эту ссылку, чтобы сделать этот адрес адресом вашей учётной записи (действует один день):

    { $link }
mail-email-changing-subject = Смена адреса учётной записи
mail-email-changing-body = Запрошена смена адреса на { $email }. Если это не вы, сразу смените пароль.
mail-reset-password-subject = Новый пароль
mail-reset-password-body =
    Откройте эту ссылку, чтобы задать новый пароль (действует 2 часа):

    { $link }

    Если вы об этом не просили, просто не отвечайте на это письмо.
mail-password-changed-subject = Пароль изменён
mail-password-changed-body = Пароль вашей учётной записи только что изменён, вход на всех устройствах завершён. Если это не вы, сразу восстановите доступ через «Забыли пароль?».
event-account-created = регистрация
event-account-made-administrator = назначен администратором сайта
event-account-profile-changed = изменены сведения о себе
event-account-password-changed = изменён пароль
event-account-signed-in = вход
event-account-signed-out = выход
event-account-session-ended = завершён сеанс
event-account-other-sessions-ended = завершены другие сеансы
event-account-email-change-asked = запрошена смена адреса
event-account-email-confirmed = подтверждён адрес
