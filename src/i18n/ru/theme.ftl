verdict-pass = Замечаний нет
verdict-review = Нужен взгляд человека
verdict-fail = Нарушено правило
band-on = По теме
band-unclear = Тема неясна
band-off = Тема не распознана
band-silent = Тема не настроена
check-completeness = Полнота
check-limits = Ограничения
check-language = Язык
check-prohibited = Запрещённые слова
check-spam = Реклама и контакты
check-duplicates = Возможный повтор
check-relevance = Тема
field-theme-toml-unreadable = Строка { $line }, позиция { $column } не читается: { $message }
field-theme-toml-unreadable-line = Строка { $line }, позиция { $column } не читается: «{ $text }». Чаще всего здесь или строкой выше не хватает кавычки, скобки или запятой, либо у этой настройки значение другого вида.
field-theme-toml-unknown = Строка { $line }, позиция { $column }: настройки { $key } не бывает.
field-theme-toml-missing = Строка { $line }, позиция { $column }: не хватает { $key }.
field-theme-toml-word = Строка { $line }, позиция { $column }: у слова из списка должно быть либо text, либо stem.
field-theme-toml-crossed = { $lo } не может быть больше, чем { $hi }.
field-theme-toml-range = { $name }: нужно число от { $min } до { $max }.
field-theme-toml-least = { $name }: нужно число не меньше { $min }.
field-theme-no-id = У темы нет кода (theme.id).
field-theme-facet-no-id = У одной из сторон темы нет кода (id).
field-theme-facet-twice = Код { $id } есть у двух сторон темы.
field-theme-facets-many = Сторон темы не может быть больше { $max }.
field-theme-crossed = Нижний порог не может быть выше верхнего.
field-theme-number = Введите число, например 0,25.
field-theme-word-empty = В списке есть пустое слово.
field-theme-word-long = Слово или выражение — не длиннее { $max } знаков, по одному в строке. Слишком длинное: { $word }…
field-theme-word-star = Перед звёздочкой нужно начало слова.
field-theme-words-many = Здесь не больше { $max } слов.
field-theme-words-search = Списки слов слишком длинны для поиска: { $message }
field-theme-profile-long = Весь профиль — не больше { $max } знаков. Сократите списки слов.
error-theme-unchanged = Этот профиль не отличается от действующей версии
error-theme-changed = Тем временем кто-то опубликовал другую версию
flash-theme-published = Профиль опубликован. Работы проверяются по нему со следующей подачи.
event-theme-published = публикует профиль темы
theme-panel-title = Подходит ли работа к теме?
theme-panel-help = Это подсказка. Решение о вашей работе принимают люди.
theme-check-now = Проверить написанное
theme-keep-typed = Сохранить написанное
theme-back-to-entry = Назад без сохранения
theme-on = Тема распознана.
theme-unclear = Тема пока неясна.
theme-unclear-hint = Напишите в одном-двух предложениях, как фильм её раскрывает.
theme-off = Тема не распознана.
theme-off-hint = Если фильм её раскрывает, опишите это в аннотации.
theme-silent = Замечаний к работе нет.
theme-words-alone = Близость к теме оценена только по словам, без сравнения смысла.
theme-closest = Ближе всего: { $facet }.
theme-found = Найдено:
theme-suggestions = Слова темы, которых у вас нет; берите только те, что верны для вашего фильма:
theme-field-title = Название
theme-field-synopsis = Аннотация
theme-field-statement = Как фильм раскрывает тему
theme-field-tags = Метки через запятую
theme-language = Язык оригинала
theme-admin-lead = По чему проверяются работы: стороны темы, её слова и слова, на которые должен взглянуть человек. Проверка советует, решают люди.
theme-current = Профиль, версия { $version }
theme-no-profile = У конкурса пока нет профиля, поэтому о теме проверка ничего не говорит.
theme-editor = Правка профиля темы
theme-editor-lead = Измените поля и посмотрите, что это даст для нынешних работ. Пока вы не подтвердите, ничего не публикуется.
theme-editor-open = Изменить профиль
theme-editor-begin = Составить профиль
theme-editor-try = Проверить и сравнить
theme-editor-back = Вернуться к полям
theme-name = Название темы
theme-name-help = Как она объявлена. Работы сравниваются по смыслу и с ней.
theme-facets = Стороны темы
theme-facets-help = Сторона темы — одно-два предложения о том, что может показывать фильм. Работа сравнивается по смыслу с каждой. Хватает пяти-шести.
theme-facet-new = Новая сторона
theme-facet-label = Название стороны
theme-facet-label-help = Его видит автор.
theme-facet-text = Описание
theme-facet-text-help = Одно-два полных предложения. Хватит и одного языка, с тремя точнее.
theme-facet-remove = Убрать эту сторону
theme-facet-add = Добавить сторону
theme-facet-up = Выше: { $name }
theme-facet-down = Ниже: { $name }
theme-keywords = Ключевые слова
theme-keywords-help = Ключевое слово — слово или короткое выражение, обычное для работ по теме. По одному в строке или через запятую; формы слова находятся сами. На каждом языке — не меньше двенадцати.
theme-words = Слова из списков
theme-words-help = Эти слова ищутся в любом тексте работы. По одному в строке; звёздочка в конце (казин*) — все слова с таким началом.
theme-words-any = Любой язык
theme-none = Нет
theme-tier-block = Сначала смотрит человек
theme-tier-warn = Предупреждается автор
theme-tier-allow = Всегда разрешены
theme-tier-block-help = Работы с такими словами встают в начало очереди; решает эксперт отбора.
theme-tier-warn-help = Автора просят подумать над словом; подать работу можно.
theme-tier-allow-help = Исключения: слово из других списков внутри такого выражения не считается.
theme-thresholds = Пороги
theme-thresholds-help = Близость к теме — число: чем больше, тем ближе. В пробном прогоне видны работы у самых порогов — по ним и подбирайте.
theme-number-hi = По теме — от
theme-number-hi-help = Больше: меньше работ проходит, больше смотрит человек. Меньше: проходит больше, в том числе не по теме.
theme-number-lo = Не распознана — ниже
theme-number-lo-help = Больше: чаще говорится «не распознана» вместо «неясна». И те и другие смотрит человек.
theme-number-none = без ограничения
theme-numbers-relevance = Как считается близость (менять нужно редко)
theme-number-weight = Вес ключевых слов
theme-number-weight-help = От 0 до 1. Больше: важнее слова, чем смысл.
theme-number-cap = Сколько ключевых слов засчитывается
theme-number-cap-help = Больше: выгоднее текст, где таких слов много. Меньше: хватает нескольких.
theme-number-sentences = Сколько ближайших сторон усредняется
theme-number-sentences-help = Больше: нужна близость к нескольким сторонам. Меньше: хватает одной. Название темы тоже считается.
theme-number-keywords = Сколько ближайших ключевых слов усредняется (на язык)
theme-number-keywords-help = Больше: нужна близость ко многим словам. Меньше: хватает нескольких.
theme-number-lexical-hi = Только по словам: по теме — от
theme-number-lexical-hi-help = Действует, только если программа не умеет сравнивать смысл. Больше: проходит меньше работ.
theme-number-lexical-lo = Только по словам: не распознана — ниже
theme-number-lexical-lo-help = Там же. Больше: чаще говорится «не распознана».
theme-numbers-copies = Повторы и реклама
theme-number-copy = Доля общего текста
theme-number-copy-help = 0,6 — это 60 % более короткого текста. Больше: называются лишь почти одинаковые. Меньше: сверять придётся больше.
theme-number-translation = Сходство перевода
theme-number-translation-help = От 0 до 1. Больше: называются только явные переводы. Меньше: и разные работы на один сюжет.
theme-number-adverts = Сколько рекламных слов смотрит человек
theme-number-adverts-help = Больше: пропускается больше рекламы. Одно слово рядом с контактами смотрят всегда.
theme-adverts = Свои рекламные слова
theme-adverts-help = В дополнение к встроенному списку, по одному в строке.
theme-not-adverts = Не считать рекламой
theme-not-adverts-help = Слова встроенного списка, которые в этом конкурсе — не реклама; по одному в строке.
theme-limits = Обязательное, языки и длина
theme-limits-help = Длительность, размер файла, длину названия и аннотации, субтитры и правила об ИИ задают требования конкурса:
theme-limits-required = Обязательно заполнить
theme-limits-languages = Допустимые языки
theme-required-tags = Метки
theme-number-short-zh = Желательная длина аннотации на китайском, знаков
theme-number-short-zh-help = Больше: чаще советуется написать подробнее. Подать работу это не мешает.
theme-number-short = Желательная длина аннотации на других языках, знаков
theme-number-short-help = То же самое.
theme-number-statement = Предложение о теме, не больше знаков
theme-number-statement-help = Меньше: больше работ не проходит по длине.
theme-number-tags = Меток, не больше
theme-number-tags-help = Меньше: больше работ не проходит по числу меток.
theme-number-long-side = Длинная сторона кадра, не меньше пикселей
theme-number-short-side = Короткая сторона кадра, не меньше пикселей
theme-number-side-help = Больше: не проходит больше работ с мелким кадром.
theme-number-tolerance = Допуск
theme-number-tolerance-help = 0,05 — это 5 %. Выход за ограничение в этих пределах смотрит человек. Больше: меньше отказов, больше смотреть.
theme-try = Проверить текст
theme-try-help = Посмотрите, что скажет проверка. Ничего не сохраняется.
theme-try-button = Проверить этот текст
theme-score = близость к теме { $score }
theme-as-file = Файлом (TOML)
theme-toml = Профиль в формате TOML
theme-toml-help = Измените текст или вставьте профиль целиком. Перед публикацией вы увидите, что он означает.
theme-toml-file = Или взять из файла
theme-preview = Прочитать и показать
theme-confirm = Опубликовать этот профиль?
theme-confirm-note = Опубликованная версия не меняется. Прежние проверки остаются как есть; работы, поданные с этого момента, проверяются по этой версии.
theme-publish = Опубликовать как версию { $version }
theme-versions = Версии
theme-version = Версия
theme-no-versions = Ещё ничего не опубликовано.
theme-digest = SHA-256
theme-published-by = Кто
theme-published-at = Когда
theme-published-by-program = Программа
theme-run-forecast = Пробный прогон
theme-run-recheck = Повторная проверка
theme-run-state-going = Идёт
theme-run-state-done = Завершена
theme-run-state-cancelled = Остановлена
theme-run-state-overtaken = Остановлена: опубликована новая версия
theme-scope-waiting = Работы, ждущие отбора
theme-scope-all = Ждущие, принятые и возвращённые работы
theme-file = Файл
theme-download = Скачать TOML
theme-compare = Сравнить
theme-compare-from = От
theme-compare-to = До
theme-compare-title = Версия { $from } и версия { $to }
theme-compare-changes = Что изменилось
theme-compare-before = Что изменилось с версии { $version }
theme-diff = Что меняется по сравнению с версией { $version }
theme-diff-none = Правила те же; отличаться может только порядок.
theme-settings = Пороги, ограничения и прочее
theme-not-set = не задано
theme-facet-added = новая
theme-facet-removed = убрана
theme-facet-changed = изменена
theme-preview-title = Перед публикацией
theme-preview-lead = Что меняет этот профиль и что он сказал бы о нынешних работах. Пока ничего не опубликовано.
theme-preview-stale = Пока вы работали, кто-то опубликовал другую версию. Сравнение дано с той, что действует сейчас.
theme-preview-whole = Профиль целиком
theme-forecast = Что он сказал бы о работах
theme-forecast-none = Работ для проверки пока нет.
theme-forecast-changed = Иначе были бы оценены { $changed } из { $entries } работ.
theme-run-changed = Иначе оценены { $changed } из { $entries } работ.
theme-forecast-new = В нынешнем виде ещё не проверялись: { $n }.
theme-forecast-moves = Работы, оценка которых меняется
theme-forecast-from = Было
theme-forecast-to = Стало
theme-forecast-entries = Работы
theme-forecast-copies = Правила о повторах меняются. Пробный прогон не сравнивает работы заново — это делает повторная проверка.
theme-nearest-hi = Ближе всего к порогу «По теме» (от { $threshold })
theme-nearest-lo = Ближе всего к порогу «Тема не распознана» (ниже { $threshold })
theme-entry = Работа
theme-relevance = Близость
theme-not-checked = Не проверялась
theme-try-new = Проверить текст по новому профилю
theme-confirm-wait = Опубликовать можно, когда работы будут просмотрены или прогон остановлен.
theme-run-progress = { $done } из { $total }
theme-run-progress-label = Проверено работ
theme-run-look = Посмотреть, сколько сделано
theme-run-cancel = Остановить
theme-run-state = Ход
theme-run-found = Что изменилось
theme-run = Что
theme-run-by = Кто
theme-run-begun = Начало
theme-runs = Пробные прогоны и повторные проверки
theme-recheck = Проверить работы заново
theme-recheck-help = Прежние проверки остаются. Повторная добавляет ещё одну — по действующей версии — и ставит ждущие работы на новое место в очереди.
theme-recheck-which = Какие работы
theme-recheck-button = Проверить заново…
theme-recheck-confirm = Проверить эти работы заново?
theme-recheck-what = Работ: { $n }, по версии профиля { $version }.
theme-recheck-note = Проверки добавляются и не отменяются. Остановить можно в любой момент, сделанное останется. Решения отбора не меняются, писем никто не получает.
theme-recheck-begin = Начать
flash-theme-recheck = Повторная проверка начата.
flash-theme-run-cancelled = Остановлено. Сделанное остаётся.
error-theme-none = У конкурса нет профиля темы
error-theme-run-going = Повторная проверка уже идёт
error-theme-run-ended = Она уже завершена
event-theme-recheck-ordered = назначает повторную проверку работ
event-theme-recheck-done = завершает повторную проверку работ
event-theme-recheck-cancelled = останавливает повторную проверку работ
event-theme-recheck-overtaken = прекращает повторную проверку: опубликована новая версия
theme-learning = Обучение на решениях отбора
theme-learning-help = Проверка может научиться тому, какие работы ваши эксперты принимают, а какие отклоняют из-за темы. Отклонения по другим причинам и работы, возвращённые на доработку, её не учат. Выученное получает номер, хранится без изменений и выключено, пока вы его не включите. Ни одну работу оно не отклоняет.
theme-layer-counts = Принято: { $accepted }, отклонено из-за темы: { $declined }.
field-theme-layer-words = В этом конкурсе тема проверяется только по словам или не проверяется совсем, поэтому учиться не на чем.
field-theme-layer-few = Нужно тридцать решений, не меньше десяти каждого вида. Не хватает: принятых — { $accepted }, отклонённых из-за темы — { $declined }, всего решений — { $decisions }.
theme-layer-ordered = Обучение идёт. Это недолго: откройте страницу ещё раз, чтобы увидеть результат.
theme-layer-train = Обучить на решениях
flash-theme-layer-ordered = Обучение началось. Откройте страницу ещё раз через минуту.
theme-layers = Что выучено
theme-layer = Слой { $number }
theme-layer-is-on = Включён
theme-layer-is-off = Выключен
theme-layer-found = Насколько хорошо он различает работы
theme-layer-by = Кто обучил
theme-layer-pairs = На работах, по которым решение уже принято: из 100 пар «принятая и отклонённая работа» обычная проверка верно расставляет { $plain }, с учётом выученного — { $learned }.
theme-layer-better = Выигрыш не случаен: от { $low } до { $high } пар из 100. Включить полезно.
theme-layer-same = Это может быть случайностью: разница лежит между { $low } и { $high } пар из 100. Оставьте выключенным или примите больше решений и обучите снова.
theme-layer-worse = Результат хуже, чем у обычной проверки: разница лежит между { $low } и { $high } пар из 100. Оставьте выключенным.
theme-layer-found-help = Каждую работу оценивала копия, которая не видела решения по ней.
theme-layer-newer = Обучено по версии { $taught } профиля, а действует версия { $version }. Обучите снова.
theme-layer-decisions = Решения
theme-layer-profile = Профиль
theme-layer-encoder = Кодировщик
theme-layer-since = Включён с
theme-layer-turn-on = Включить
theme-layer-turn-off = Выключить
theme-layer-lessons = Решения, на которых он обучен
theme-layer-lessons-help = В том порядке, в котором они были приняты.
theme-layer-taught-as = Решение
theme-layer-accepted = Принята
theme-layer-declined = Отклонена из-за темы
theme-layer-on-confirm = Включить слой { $number }?
theme-layer-off-confirm = Выключить слой { $number }?
theme-layer-recheck = Сразу проверить работы заново
theme-layer-recheck-help = Все поданные, принятые и возвращённые. Иначе у них останутся прежние проверки, а переключение коснётся только новых.
theme-layer-instead = Он заменит слой { $number }.
theme-layer-effect = Что изменится
theme-layer-part = Просмотрены 500 самых ранних работ.
theme-layer-moved-entries = Работы, которые окажутся ближе к теме или дальше от неё
theme-layer-note = У работ остаются прежние проверки. Новые проверки идут по-новому; чтобы проверить остальные, закажите повторную проверку. Работа может пройти или потребовать взгляда человека, но не получит из-за этого отказа. Решения не меняются.
flash-theme-layer-on = Слой включён. Новые проверки идут с ним.
flash-theme-layer-off = Слой выключен. Новые проверки идут без него.
error-theme-layer-on = Этот слой уже включён
error-theme-layer-off = Этот слой не включён
theme-layer-moved = Слой { $number }, обученный на решениях, изменил близость: было { $plain }, сдвиг { $shift }.
theme-layer-no-vector = Слой { $number }, обученный на решениях, включён, но ему не на что опереться: этот текст не сравнивался по смыслу.
theme-layer-other-encoder = Слой { $number } обучен с другим кодировщиком, чем в этой программе, поэтому он молчит. Обучите снова.
event-theme-layer-trained = обучает проверку на решениях
event-theme-layer-not-trained = заказывает обучение на решениях; нового ничего не выучено
event-theme-layer-on = включает обученный слой
event-theme-layer-off = выключает обученный слой
event-entry-rechecked = работа проверена заново, результат другой
finding-language-zh = китайский
finding-language-ru = русский
finding-language-en = английский
finding-language-other = другой язык
finding-language-none = без слов
finding-contact-email = адрес почты
finding-contact-url = веб-адрес
finding-contact-phone = номер телефона
finding-contact-wechat = WeChat
finding-contact-qq = QQ
finding-contact-handle = имя аккаунта
finding-completeness-ok = Всё необходимое на месте.
finding-completeness-missing =
    { $field ->
        [title] Нет названия.
        [synopsis] Нет аннотации.
        [statement] Не сказано, как фильм раскрывает тему.
       *[tags] Нет меток.
    }
finding-completeness-no-words =
    { $field ->
        [title] В названии нет слов.
       *[synopsis] В аннотации нет слов.
    }
finding-completeness-short-synopsis = Аннотация коротка, знаков: { $have }. Примерно { $want } знаков хватит, чтобы рассказать, о чём фильм.
finding-completeness-synopsis-repeats-title = Аннотация лишь повторяет название. Расскажите, что происходит в фильме.
finding-limits-ok = Все ограничения соблюдены.
finding-limits-duration =
    { $side ->
        [min] Видео длится { $have } с, нужно не меньше { $limit } с.
       *[max] Видео длится { $have } с, допускается не больше { $limit } с.
    }
finding-limits-size = Размер файла { $have } МБ, допускается не больше { $limit } МБ.
finding-limits-resolution =
    { $what ->
        [long_side] Длинная сторона кадра { $have } пикс., нужно не меньше { $limit }.
       *[short_side] Короткая сторона кадра { $have } пикс., нужно не меньше { $limit }.
    }
finding-limits-characters =
    { $what ->
        [title] Знаков в названии: { $have }, предел — { $limit }.
        [synopsis] Знаков в аннотации: { $have }, предел — { $limit }.
       *[statement] Знаков в пояснении о теме: { $have }, предел — { $limit }.
    }
finding-limits-tags = Меток: { $have }, допускается не больше { $limit }.
finding-limits-entries = Это работа № { $have } того же автора, допускается не больше { $limit }.
finding-limits-made-since = Работа закончена { $have }, принимаются работы с { $limit }.
finding-limits-ai =
    { $limit ->
        [none] Материалы, созданные искусственным интеллектом, здесь не принимаются.
       *[assisted] Искусственный интеллект может помогать, но не создавать работу целиком.
    }
finding-limits-subtitles = Не хватает субтитров: { $missing }.
finding-limits-subtitles-one-of = Нужны субтитры хотя бы на одном языке из этих: { $missing }.
finding-language-ok = Языки соответствуют указанным.
finding-language-declared-differs =
    { $field ->
        [title] Для названия указан { $declared }, а написано иначе: { $found }.
       *[synopsis] Для аннотации указан { $declared }, а написано иначе: { $found }.
    }
finding-language-not-accepted = Текст на языке, который конкурс не принимает: { $found }.
finding-language-mixed = Указан { $expected }, но на нём лишь { $percent } % аннотации.
finding-language-title-differs = Название и аннотация на разных языках: { $title } и { $synopsis }.
finding-prohibited-ok = Слов из списков нет.
finding-prohibited-blocked =
    { $disguised ->
        [true] Слова, которых организатор не принимает, написанные с маскировкой: { $words }.
       *[false] Слова, которых организатор не принимает: { $words }.
    }
finding-prohibited-doubtful =
    { $disguised ->
        [true] Сомнительные слова, написанные с маскировкой: { $words }.
       *[false] Сомнительные слова: { $words }.
    }
finding-spam-ok = Рекламы нет.
finding-spam-contact = Уберите из текста контакты: { $contacts }.
finding-spam-advert = Немного похоже на рекламу: { $terms }.
finding-spam-adverts = Похоже на рекламу: { $terms }.
finding-spam-advert-and-contact = Реклама ({ $terms }) вместе с контактами ({ $contacts }).
finding-duplicates-same-file = Точно такой же файл есть у другой работы.
finding-duplicates-identical = У того же автора есть работа с теми же словами.
finding-duplicates-identical-by-another = Те же слова в работе другого автора.
finding-duplicates-similar = { $percent } % текста есть и в другой работе.
finding-duplicates-translation = Возможно, это перевод другой работы (сходство { $percent } %).
finding-duplicates-series = Похоже на часть серии того же автора.
finding-relevance-on = Тема распознана.
finding-relevance-unclear = Из текста тема неясна.
finding-relevance-off = В тексте тема не распознана.
finding-relevance-stuffing = Слова темы собраны в одном месте ({ $hits } на { $tokens } слов). Обычные предложения действуют лучше.
finding-profile-facet-without-text = У стороны темы нет текста: { $subjects }.
finding-profile-no-facets = Стороны темы не описаны. Два-три предложения о каждой улучшат проверку.
finding-profile-few-keywords = Меньше двенадцати ключевых слов: { $subjects }.
finding-profile-facets-close = Две стороны темы почти об одном и том же: { $subjects }.
