criteria-lead = По этим критериям судьи ставят оценки; вместе веса составляют 100 %.
criteria-empty = Критериев пока нет. Добавьте первый ниже.
criteria-whole = Сумма весов — 100 %.
criteria-not-whole = Сумма весов — { $sum } %. Чтобы открыть тур, нужно ровно 100 %.
criteria-locked = Оценки уже выставляются: менять можно только тексты.
criterion-add = Добавить критерий
criterion-name = Название
criterion-help = Пояснение
criterion-help-help = Судья видит его рядом с оценкой.
criterion-code = Код
criterion-code-help = Для таблиц: строчные латинские буквы, цифры и дефис.
criterion-weight = Вес, %
criterion-weight-short = Вес
criterion-weight-help = Не больше двух знаков после запятой, например 33,33.
criterion-min = Наименьший балл
criterion-max = Наибольший балл
criterion-step = Шаг
criterion-scale = Шкала
criterion-scale-range = от { $min } до { $max }
criterion-scale-step = с шагом { $step }
criterion-levels = Что значат баллы
criterion-levels-help = По строке на балл: балл | по-китайски | по-русски | по-английски. Например: 10 | 优秀 | Отлично | Excellent
criterion-order = Порядок
criterion-up = Выше: { $name }
criterion-down = Ниже: { $name }
criterion-delete = Удалить
criterion-delete-title = Удалить «{ $name }»?
criterion-delete-lead = Его вес ({ $weight } %) надо будет распределить между остальными.
judging-actions = Действия
flash-criterion-deleted = Критерий удалён.
field-criterion-taken = Такой код в этом туре уже есть.
field-code = Только строчные латинские буквы, цифры и дефис.
field-decimal = Введите число, после запятой не больше знаков: { $digits }.
field-decimal-range = Введите число от { $min } до { $max }.
field-scale-order = Наибольший балл должен быть больше наименьшего.
field-scale-step = Шаг должен делить шкалу без остатка.
field-level = Строка { $line }: нужно «балл | по-китайски | по-русски | по-английски»; балл — со шкалы и без повторов.
field-points = Нужен балл от { $min } до { $max } с шагом { $step }.
field-points-number = Введите балл числом.
field-points-missing = Поставьте балл по этому критерию.
rounds-lead = У каждого тура свои критерии, жюри и распределение работ.
rounds-empty = Туров пока нет.
rounds-make-first = Создать первый тур
round-state-planned = Готовится
round-state-open = Идёт
round-state-closed = Закрыт
round-weights = Сумма весов
round-weights-wrong = нужно 100 %
round-panel = Жюри
round-assignments = Назначено оценок
round-closes-at = Оценки до
round-closes-at-help = Часовой пояс: { $zone }. Срок сообщается судьям; закрывает тур администратор.
round-opened-at = Открыт
round-closed-at = Закрыт
round-not-ready = До открытия нужно:
round-needs-weights = Сумма весов критериев должна быть 100 %.
round-needs-panel = Сначала выберите жюри.
round-needs-assignments = Сначала распределите работы.
round-assign = Распределить работы
round-open = Открыть тур и сообщить судьям
round-progress = Ход судейства
round-close = Закрыть тур
round-reopen = Открыть снова
round-settings = Настройки
round-name = Название тура
round-judges-per-entry = Судей на работу
round-judges-per-entry-help = Для двух стран лучше чётное число, например 4.
round-cut = Проходят дальше
round-cut-help = В каждом потоке и номинации; 0 — все.
round-no-judges = В конкурсе пока нет судей. Пригласите их на странице команды.
round-panel-lead = Отметьте судей тура; можно указать предел нагрузки. Свои работы и работы своей организации судья не получает никогда.
round-judge = Судья
round-languages = Языки
round-load = Работ
round-max-load = Не больше
round-max-load-of = Предел работ: { $name }
round-panel-save = Сохранить жюри
flash-round-opened = Тур открыт, судьи могут ставить оценки.
flash-round-closed = Тур закрыт, оценки больше не меняются.
assign-lead = Каждую принятую работу получают разные судьи, по { $n } на работу, нагрузка — поровну. До подтверждения ничего не сохраняется.
assign-entries = принятых работ
assign-kept = уже назначено и останется
assign-added = будет добавлено
assign-foreign = судья не знает языка работы
assign-no-entries = Принятых работ пока нет.
assign-gaps =
    { $n ->
        [one] { $n } работе не хватает судей:
       *[other] { $n } работам не хватает судей:
    }
assign-gap-conflicts = не хватает: { $missing }. Оценивать могут только { $eligible }: остальные — автор, его коллеги или отказались.
assign-gap-full = не хватает: { $missing }. У всех, кто может оценивать, нагрузка предельная.
assign-loads = Нагрузка судей
assign-seed = Зерно жеребьёвки: { $seed }. Те же данные и зерно дают то же распределение.
assign-nothing = Добавлять нечего.
assign-confirm = Подтвердить
flash-assigned = Распределение сохранено.
closure-title = Закрыть «{ $name }»?
closure-lead = После закрытия оценки нельзя ни ставить, ни менять.
closure-complete = Все судьи закончили.
closure-unfinished = Ещё не закончено; неотправленные оценки в итог не войдут.
closure-judges = Не закончили судей: { $n }
closure-entries = Работы, у которых оценок меньше { $k }
closure-more = Все — на странице хода судейства
closure-confirm = Закрыть тур
reopen-lead = Судьи снова смогут менять оценки. Причина останется в журнале.
reopen-reason = Причина
progress-judges = Судьи
progress-entries = Работы, сначала с наименьшим числом оценок
progress-last = Последнее действие
progress-never = не было
progress-of = { $n } из { $all }
progress-hand-over = Передать другим
progress-remind = Напомнить отмеченным
progress-ballots-of = оценок: { $n } из { $k }
remind-nobody = Напоминать некому: все отмеченные закончили.
remind-lead =
    { $n ->
        [one] Письмо получит { $n } человек:
        [few] Письмо получат { $n } человека:
       *[many] Письмо получат { $n } человек:
    }
remind-left = осталось: { $n }
remind-confirm = Отправить
flash-reminded = Напоминания отправлены.
handover-title = Передать работы судьи: { $name }
handover-lead = Не закончено: { $pending }; другие судьи возьмут: { $moved }.
handover-kept = Отправленные оценки остаются и учитываются.
handover-nobody = Взять их некому. Добавьте судей или поднимите предел.
flash-handed-over = Работы переданы.
queue-title = Судейство
queue-lists = Списки работ
queue-no-round = Сейчас открытого тура для вас нет. Когда он начнётся, придёт письмо.
judging-done-of = Готово { $done } из { $all }
judging-filter-open = Не начаты
judging-filter-started = Начаты
judging-filter-done = Отправлены
judging-filter-skipped = Отложены
judging-filter-recused = Отказ
queue-all-done = Всё оценено, спасибо! До закрытия тура оценки можно менять.
queue-open-empty = Новых работ не осталось. Загляните в «Начаты» и «Отложены».
queue-list-empty = Здесь пусто.
queue-recused = вы отказались
queue-own-total = ваша оценка { $total }
ballot-state-draft = Черновик
ballot-state-submitted = Отправлено
assignment-state-open = К оценке
assignment-state-skipped = Отложено
assignment-state-recused = Отказ
assignment-state-handed-over = Передано
ballot-closed = Тур закрыт, оценки не меняются.
ballot-film = Фильм
ballot-link = Открыть фильм
ballot-link-password = Пароль:
ballot-no-film = Фильм недоступен. Отложите работу и сообщите организаторам её номер.
ballot-synopsis = Описание
ballot-by-machine = Машинный перевод
ballot-by-human = Перевод человека
ballot-original = Оригинал ({ $language })
ballot-statement = Как раскрыта тема
ballot-duration = Длительность
ballot-spoken = Язык речи
ballot-subtitles = Субтитры
ballot-ai = Искусственный интеллект
ballot-ai-assisted = С помощью ИИ.
ballot-ai-generated = Создано ИИ.
ballot-scorecard = Оценки
ballot-note = Заметки
ballot-note-help = Для организаторов; другие судьи не видят.
ballot-total = Итог
ballot-submit = Отправить оценки
ballot-change = Сохранить изменения
ballot-previous = Предыдущая
ballot-next = Следующая
ballot-skip = Отложить
ballot-resume = Вернуть в список
ballot-recuse = Отказаться от оценки
ballot-keys = Клавиши
ballot-key-points = балл
ballot-key-move = следующая, предыдущая
ballot-key-space = Пробел
ballot-key-play = пуск и пауза
ballot-key-save = сохранить
ballot-saved = Сохранено.
ballot-saving = Сохраняем…
ballot-unsaved = Ещё не сохранено. Повторим, когда появится связь.
ballot-refused = Не сохранено. Нажмите кнопку сохранения, чтобы узнать почему.
ballot-restored = Восстановлено то, что не успело сохраниться.
ballot-signed-out = Не сохранено: вы вышли из системы. Войдите в соседней вкладке — оценки останутся здесь.
ballot-others = Оценок других судей: { $n }
ballot-others-mean = Среднее { $mean }.
ballot-others-spread = От { $least } до { $most }.
ballot-others-none = Другие судьи эту работу ещё не оценили.
flash-ballot-submitted = Оценки отправлены. До закрытия тура их можно изменить.
flash-skipped = Работа отложена, она в списке «Отложены».
flash-resumed = Работа снова в списке.
flash-recused = Вы отказались, работу оценит другой судья.
recusal-title = Отказ от оценки
recusal-back = К работе
recusal-lead = Если вы знаете автора или заинтересованы в исходе, откажитесь. Работа сразу перейдёт другому судье; причину видят только организаторы.
recusal-submitted = Ваши отправленные оценки перестанут учитываться.
recusal-reason = Причина
recusal-reason-knows-creator = Я знаю автора
recusal-reason-took-part = Я участвовал в создании
recusal-reason-same-organisation = Мы из одной организации
recusal-reason-interest = Есть иная заинтересованность
recusal-reason-language = Не понимаю язык работы
recusal-reason-other = Другое
recusal-note = Пояснение
recusal-note-help = Обязательно, если выбрано «Другое».
recusal-confirm = Отказаться
error-criteria-in-use = По этим критериям уже есть оценки
error-round-closed = Тур закрыт
error-round-state = Состояние тура изменилось
error-round-not-ready = Тур ещё не готов к открытию
error-plan-changed = Данные изменились после просмотра: посмотрите распределение заново
error-panelist-has-work = Судью с работами нельзя исключить: сначала передайте их
error-ballot-stale = Эти оценки изменены в другом окне
error-assignment-state = Состояние этой работы изменилось
event-criterion-created = добавил(а) критерий
event-criterion-changed = изменил(а) критерий
event-criterion-moved = переставил(а) критерии
event-criterion-deleted = удалил(а) критерий
event-round-created = создал(а) тур
event-round-changed = изменил(а) настройки тура
event-round-panel-changed = изменил(а) состав жюри
event-round-assigned = распределил(а) работы
event-round-opened = открыл(а) тур
event-round-closed = закрыл(а) тур
event-round-reopened = снова открыл(а) тур
event-round-reminded = напомнил(а) судьям
event-round-handed-over = передал(а) работы судьи
event-assignment-skipped = отложил(а) работу
event-assignment-resumed = вернул(а) отложенную работу
event-assignment-recused = отказался(-ась) оценивать работу
event-ballot-submitted = отправил(а) оценки
event-ballot-changed = изменил(а) отправленные оценки
round-first = Жюри
mail-judging-opened-subject = { $contest }: судейство началось
mail-judging-opened-body =
    { $n ->
        [one] Вашей оценки ждёт { $n } работа:
        [few] Вашей оценки ждут { $n } работы:
       *[many] Вашей оценки ждут { $n } работ:
    }

    { $link }

    { $has_end ->
        [yes] Оценки ждём до { $closes } ({ $zone }).
       *[no] Спасибо за ваше время.
    }
mail-judging-more-subject = { $contest }: вам добавлены работы
mail-judging-more-body =
    { $n ->
        [one] Вам передана ещё { $n } работа для оценки:
        [few] Вам переданы ещё { $n } работы для оценки:
       *[many] Вам передано ещё { $n } работ для оценки:
    }

    { $link }

    { $has_end ->
        [yes] Оценки ждём до { $closes } ({ $zone }).
       *[no] Спасибо за ваше время.
    }
mail-judging-reminder-subject = { $contest }: остались неоценённые работы
mail-judging-reminder-body =
    { $n ->
        [one] Осталась { $n } работа без вашей оценки:
        [few] Остались { $n } работы без вашей оценки:
       *[many] Осталось { $n } работ без вашей оценки:
    }

    { $link }

    { $has_end ->
        [yes] Оценки ждём до { $closes } ({ $zone }).
       *[no] Спасибо за ваше время.
    }
