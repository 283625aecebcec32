screening-decision-accepted = Принять
screening-decision-returned = Вернуть на доработку
screening-decision-rejected = Отклонить
screening-reason-fits = Соответствует условиям
screening-reason-metadata = Неполное название или аннотация
screening-reason-theme-unclear = Из текста не ясна тема
screening-reason-subtitles = Нет субтитров или в них ошибки
screening-reason-playback = Видео воспроизводится с ошибками
screening-reason-rights = Не подтверждены права
screening-reason-contacts = Контакты или водяной знак
screening-reason-off-theme = Не по теме конкурса
screening-reason-duplicate = Эта работа уже подана
screening-reason-prohibited = Содержание, запрещённое правилами
screening-reason-advertising = Реклама
screening-reason-rules = Не соответствует правилам конкурса
screening-reason-quality = Недостаточное техническое качество
screening-reason-other = Другая причина
screening-message-fits = Ваша работа соответствует условиям и допущена к оценке жюри.
screening-message-metadata = Пожалуйста, дополните название или аннотацию: расскажите в нескольких предложениях, что происходит в фильме.
screening-message-theme-unclear = Из текста не видно, как фильм раскрывает тему. Пожалуйста, скажите об этом в одном-двух предложениях.
screening-message-subtitles = Пожалуйста, добавьте субтитры, которых требуют правила, или исправьте их.
screening-message-playback = Не удалось нормально воспроизвести видео. Пожалуйста, загрузите его ещё раз, лучше всего в MP4 с H.264 и AAC.
screening-message-rights = Пожалуйста, подтвердите право использовать в фильме чужую музыку, изображения или съёмку.
screening-message-contacts = Пожалуйста, уберите из фильма и текста контакты, логотипы и водяные знаки.
screening-message-off-theme = Спасибо за фильм, но он не раскрывает тему этого конкурса.
screening-message-duplicate = Эта же или очень похожая работа уже была подана.
screening-message-prohibited = В фильме или тексте есть то, что исключают правила конкурса.
screening-message-advertising = Фильм или текст рекламирует товары или услуги.
screening-message-rules = Работа не соответствует правилам конкурса, например по длительности, дате или числу работ.
screening-message-quality = Качества изображения или звука недостаточно для оценки.
screening-message-other = Подробности организатор сообщит по запросу.
screening-field-title = Название
screening-field-synopsis = Аннотация
screening-field-statement = Как фильм раскрывает тему
screening-field-tags = Метки
screening-field-category = Номинация
screening-field-video = Видео
screening-field-poster = Постер
screening-field-subtitles = Субтитры
screening-field-credits = Участники
screening-field-declarations = Заявления
screening-field-answers = Ответы на вопросы
screening-apart-changed = Тем временем решена, отозвана или изменена
screening-apart-held = Открыта у другого отборщика
screening-apart-own = Ваша собственная работа
screening-title = Отбор
screening-lists = Списки
screening-waiting = Ждут решения
screening-mine = Мои решения
screening-decided = Все решения
screening-any = Любое значение
screening-stream = Поток
screening-category = Номинация
screening-verdict = Итог проверки
screening-band = Тема
screening-found = Что найдено
screening-state = Состояние
screening-search = Слова или номер работы
screening-search-help = Слова из названия или аннотации в любой форме; последнее можно не дописывать. Или номер: CN-0042, 42.
screening-search-creator-help = Слова из названия или аннотации в любой форме, номер (CN-0042, 42), имя или почта автора.
screening-filter = Показать
screening-none-found = Под эти условия не подходит ни одна работа.
screening-none-found-for = По запросу «{ $words }» ничего не нашлось.
screening-forget-words = Очистить поиск
screening-empty = Решения ничего не ждёт. Новые работы появятся здесь, как только их подадут.
screening-none-decided = Решений пока нет.
screening-all-waiting = Ко всем, что ждут решения
screening-no-entries = Работ пока нет. Они появятся, как только автор начнёт заполнять заявку.
screening-all-entries = Ко всем работам
screening-tick-all = Отметить все
screening-tick = Отметить { $number }
screening-number = Номер
screening-entry = Работа
screening-why = Почему нужен взгляд
screening-holder = У кого
screening-unchecked = Ещё не проверена
screening-unchecked-hint = Проверка ещё не прошла; она занимает несколько секунд после подачи.
screening-yours = У вас
screening-go-on = Продолжить
screening-held = Открыта: { $name }, до { $time }
screening-held-by-you = У вас до { $time }. До этого времени никто другой её не решит.
screening-open = Открыть для решения
screening-open-number = Открыть { $number } для решения
screening-bulk = Решить отмеченные вместе
screening-bulk-confirm = Решить эти работы вместе?
screening-bulk-note = Решение касается только работ, которые остались такими, как показано; остальные не затрагиваются и будут перечислены. Потом всё можно отменить.
screening-bulk-apply =
    { $n ->
        [one] Решить { $n } работу
        [few] Решить { $n } работы
       *[many] Решить { $n } работ
    }
screening-batch = Что решено
screening-batch-decided = Решено: { $n }
screening-batch-skipped = Не затронуто: { $n }
screening-back-to-queue = К очереди
screening-decision = Решение
screening-when = Когда
screening-undo = Отменить
screening-undo-number = Отменить решение по { $number }
screening-undo-all = Отменить всё
screening-undone = Отменено
screening-submitted = подана { $time }
screening-late = опоздание { $span }, в пределах отсрочки
screening-check = Что нашла проверка
screening-checked = Версия профиля { $version }, проверено { $time }
screening-free = Откройте работу, чтобы решить. Полчаса никто другой не сможет её решить.
screening-own = Это ваша собственная работа, её решает другой отборщик.
screening-settled = Эта работа сейчас не ждёт решения.
screening-decide = Ваше решение
screening-reason = Причина
screening-reason-help = Её узнает автор. Для приёма причина не нужна.
screening-changes = Что изменить (при возврате)
screening-changes-open = см. сообщение
screening-message = Сообщение автору
screening-message-help = Оставьте пустым, чтобы отправить обычный текст причины. Автор получит его на своём языке.
screening-decide-next = Решить и открыть следующую
screening-release = Вернуть без решения
screening-nearest = Самые похожие работы с решением
screening-nearest-help = По смыслу слов, на любом языке. Для сравнения; само ничего не решает.
screening-nearest-accepted = Похожие работы, которые приняты
screening-nearest-declined = Похожие работы, отклонённые из-за темы
screening-nearest-none = Похожих нет.
screening-nearest-percent = сходство { $percent } %
screening-nearest-unknown = Эта работа не сравнивалась по смыслу, поэтому похожие работы с решением не названы.
screening-likes = Возможно, та же работа
pairs-title = Похожие работы
pairs-lead = Пары похожих работ, по которым ещё нет решения. Решение запоминается: о разных работах вас больше не спросят.
pairs-none = Пар, ожидающих решения, нет.
pair-title = Две работы рядом
pair-earlier = Более ранняя работа
pair-later = Более поздняя работа
pair-why = В чём сходство
pair-open = Сравнить
pair-open-numbers = Сравнить { $one } и { $other }
pair-kind-identical = Тот же файл или текст
pair-kind-series = Серия
pair-kind-text = Общий текст
pair-kind-translation = Перевод
pair-likeness-identical = У них одинаковый файл или одинаковый текст.
pair-likeness-series = Названия различаются только номером.
pair-likeness-text = { $percent } % более короткого текста есть и в другом.
pair-likeness-translation = Почти одно и то же на двух языках (сходство { $percent } %).
pair-same-creator = Автор у них один.
pair-other-creator = Авторы разные.
pair-submitted = Подана
pair-contest = Конкурс
pair-elsewhere = Эта работа из другого конкурса. Видны её название, аннотация и номер.
pair-words = Название и аннотация
pair-words-help = Подчёркнуто то, что есть в обоих текстах.
pair-nothing-shared = Общих мест в этих текстах нет.
pair-no-words = На этом языке текста нет.
pair-decide = Что это за работы?
pair-decision-same = Одна и та же работа
pair-decision-series = Части одной серии
pair-decision-different = Разные работы
pair-reason-help = Причина останется в истории обеих работ; её прочтут другие эксперты отбора и администраторы.
pair-again = По этой паре уже есть решение. Его можно изменить, указав причину.
pair-save = Сохранить решение
screening-history = Прежние решения
screening-entry-version = версия работы { $version }
screening-link = Видео по ссылке:
screening-link-password = пароль
screening-no-video = Видео не приложено.
screening-original = Оригинал
screening-duration = Длительность
screening-spoken = Языки речи
screening-made = Закончена
screening-ai = Искусственный интеллект
screening-answer-file = Открыть файл
screening-declarations =
    { $n ->
        [one] Дано { $n } заявление
        [few] Дано { $n } заявления
       *[many] Дано { $n } заявлений
    }
screening-declared = (версия { $version }, { $time })
screening-untitled = Без названия
screening-creator = Автор
screening-name = Имя
screening-email = Почта
screening-country = Страна
screening-organisation = Организация
screening-born = Дата рождения
screening-guardian = Законный представитель
screening-timeline = Ход событий
screening-line-checked = проверка темы по версии { $version } профиля: { $verdict }
screening-disqualify = Дисквалифицировать
screening-disqualify-note = «{ $title }» сразу выбывает из конкурса. Отменить это нельзя.
screening-disqualify-reason = Причина
screening-disqualify-help = Автор получит её слово в слово. Она останется в журнале.
error-screening-not-held = Эта работа у другого отборщика или уже решена
error-screening-changed = Работа изменилась с тех пор, как вы её открыли
error-screening-later = Отменить уже нельзя: с работой с тех пор что-то произошло
error-screening-own = Это ваша собственная работа
error-pair-decided = Пока страница была открыта, по этой паре уже приняли решение
field-screening-reason = Эта причина не подходит к решению.
flash-screening-decided = Решено. В этом потоке больше ничего не ждёт. Отменить можно в «Моих решениях».
flash-screening-decided-next = Решено, это следующая работа. Отменить можно в «Моих решениях».
flash-screening-undone = Отменено. Работа снова ждёт в очереди.
flash-pair-decided = Решение сохранено.
flash-screening-released = Возвращено в очередь.
flash-screening-not-free = Эта работа занята.
flash-screening-none-ticked = Сначала отметьте хотя бы одну работу.
flash-entry-disqualified = Работа дисквалифицирована.
event-entry-accepted = принимает работу
event-entry-returned = возвращает работу на доработку
event-entry-rejected = отклоняет работу
event-entry-decision-undone = отменяет решение
event-entry-pair-same = признаёт работу той же, что и другая
event-entry-pair-series = признаёт работу частью серии с другой
event-entry-pair-different = признаёт работу отличной от другой похожей
event-pair-same = признаёт две работы одной и той же
event-pair-series = признаёт две работы частями одной серии
event-pair-different = признаёт две работы разными
event-entry-disqualified = дисквалифицирует работу
event-screening-batch-decided = решает несколько работ вместе
event-screening-batch-undone = отменяет общее решение
mail-screening-accepted-subject = Принята: { $title } ({ $number })
mail-screening-accepted-body =
    Ваша работа «{ $title }» ({ $number }) принята на «{ $contest }».

    { $message }

    { $link }
mail-screening-returned-subject = Нужны изменения: { $title } ({ $number })
mail-screening-returned-body =
    Ваша работа «{ $title }» ({ $number }) на «{ $contest }» вернулась к вам на доработку.

    { $reason }. { $message }

    Что изменить: { $changes }

    Измените её и подайте снова, пока идёт приём:

    { $link }
mail-screening-rejected-subject = Не принята: { $title } ({ $number })
mail-screening-rejected-body =
    Ваша работа «{ $title }» ({ $number }) не принята на «{ $contest }».

    { $reason }. { $message }

    { $link }
mail-screening-undone-subject = Исправление: { $title } ({ $number })
mail-screening-undone-body =
    Мы писали вам о работе «{ $title }» ({ $number }) на «{ $contest }». То решение отменено, работу рассматривают снова, мы сообщим вам о результате.

    { $link }
mail-entry-disqualified-subject = Дисквалификация: { $title } ({ $number })
mail-entry-disqualified-body =
    Ваша работа «{ $title }» ({ $number }) дисквалифицирована на «{ $contest }».

    Причина: { $message }

    { $link }
agreement-title = Машина и люди
agreement-lead = Что решал отбор о работах, о которых проверка говорила одно и то же. Где решают против неё часто, профиль стоит поправить.
agreement-none = Решений о проверенных работах пока нет.
agreement-versions = Версии профиля
agreement-bands = Близость к теме
agreement-bands-help = Против проверки: принята, хотя тема неясна или не распознана; возвращена или отклонена из-за темы, хотя та распознана.
agreement-findings = Замечания
agreement-findings-help = Против проверки: принята, хотя замечание требовало взгляда человека. У замечаний-подсказок доли нет.
agreement-said = Что сказала проверка
agreement-overruled = Против проверки
agreement-short = как часто отбор решал против проверки, по каждому замечанию.
