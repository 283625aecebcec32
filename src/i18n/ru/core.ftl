skip-to-content = Перейти к содержанию
menu-main = Главное меню
menu-entries = Мои работы
menu-work = Кабинет
menu-inbox = Сообщения
menu-unread = Есть непрочитанные
menu-language = Язык
menu-receipts = Проверить квитанцию
save = Сохранить
cancel = Отмена
choose = Выберите
yes = Да
no = Нет
back = Назад
list-pages = Страницы списка
list-next = Следующая страница
form-problems = Исправьте, пожалуйста:
field-optional = необязательно
field-required = Заполните это поле.
field-too-long = Не больше { $max } знаков, сейчас { $length }.
field-too-short = Не меньше { $min } знаков, сейчас { $length }.
field-characters = Есть знаки, которые нельзя сохранить. Удалите их или введите текст заново.
field-one-line = Здесь помещается только одна строка.
field-one-language = Заполните хотя бы на одном языке.
field-choice = Выберите из списка.
field-range = Введите число от { $min } до { $max }.
field-number = Введите целое число.
field-date = Введите дату как ГГГГ-ММ-ДД, например 2023-08-31.
field-email = Это не похоже на адрес почты.
field-email-taken = Учётная запись с этим адресом уже есть. Войдите или восстановите пароль.
field-latin = Только латинские буквы, например Anna Petrova.
field-password-short = Пароль должен быть не короче { $min } знаков.
field-password-simple = Слишком простой пароль: возьмите больше разных знаков.
field-password-wrong = Текущий пароль неверен.
clock-beijing = Пекин
clock-moscow = Москва
clock-utc = Всемирное время (UTC)
clock-yours = Ваше время ({ $zone })
clock-yours-short = Ваше время
span-minutes =
    { $n ->
        [one] { $n } минута
        [few] { $n } минуты
       *[other] { $n } минут
    }
span-hours = { $n } ч { $m } мин
span-days =
    { $n ->
        [one] { $n } день { $h } ч
        [few] { $n } дня { $h } ч
       *[other] { $n } дней { $h } ч
    }
count-entries =
    { $n ->
        [one] { $n } работа
        [few] { $n } работы
       *[other] { $n } работ
    }
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
error-not-found = Страница не найдена
error-sign-in-first = Сначала войдите
signed-out = За это время сеанс закончился
signed-out-kept = Ничего не пропало: всё, что вы ввели, хранится на этой странице, пока она открыта. Сохранить можно в два шага.
signed-out-sign-in = Войдите (откроется в новой вкладке)
signed-out-come-back = Вернитесь на эту вкладку и отправьте введённое ещё раз.
signed-out-again = Отправить ещё раз
error-cross-site = Запрос пришёл с другого сайта и отклонён
error-request = Запрос не понят
error-not-a-form = Форма пришла в неверном виде
error-already-there = Такое уже есть
error-email-taken = Этот адрес уже занят другой учётной записью
error-too-large = Слишком большой объём
error-too-many = Слишком много попыток
error-busy = Сервер занят
error-storage = Файлы сейчас недоступны
error-internal = Произошла ошибка, она записана
error-hint-not-found = Возможно, ссылка устарела или нужно войти под другой учётной записью.
error-hint-conflict = Пока вы работали, что-то изменилось. Вернитесь, обновите страницу и повторите; сохранённое не пропало.
error-hint-wait = Подождите немного и повторите. Ничего не потеряно.
error-hint-other = Вернитесь и попробуйте ещё раз.
error-home = На главную
locale-zh = китайский
locale-ru = русский
locale-en = английский
mail-state-queued = В очереди
mail-state-held = Ждёт проверки
mail-state-sent = Отправлено
mail-state-failed = Не отправлено
mail-greeting = Здравствуйте, { $name }!
mail-signature = Shortlist, конкурс коротких видео
flash-saved = Сохранено.
label-and-text = { $label }: { $text }
list-separator = { ", " }
console-menu = Разделы конкурса
console-group-set-up = Подготовка
console-group-running = Проведение
console-group-records = Учёт
console-overview = Обзор
console-texts = Тексты
console-windows = Сроки
console-streams = Отборы
console-categories = Номинации
console-entry-rules = Требования к работам
console-questions = Вопросы
console-declarations = Согласия
console-theme = Проверка темы
console-criteria = Критерии
console-awards = Награды
console-team = Команда
console-entries = Все работы
console-rounds = Туры
console-conflicts = Конфликты интересов
console-audience = Голоса зрителей
console-results = Итоги
console-objections = Возражения
console-notices = Письма о решении
console-exports = Выгрузка
console-mails = Письма
console-events = Журнал действий
