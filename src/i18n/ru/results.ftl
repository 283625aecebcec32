ranking-state-computed = Не опубликовано
ranking-state-provisional = Предварительные
ranking-state-final = Окончательные
ranking-state-computing = Рассчитывается
ranking-state-proposed = Ещё не принят
ranking-state-superseded = Заменён
ranking-method-mean = Среднее оценок жюри
ranking-method-crossed = С поправкой на строгость судей
ranking-method-trimmed = Среднее без высшей и низшей оценки
ranking-method-median = Медиана
ranking-method-z = Стандартизованные оценки судей
ranking-method-weighted = Судьи с весом по информативности
results-method-crossed = Балл работы — то, что остаётся после вычета строгости или мягкости каждого судьи: работы и судьи оцениваются вместе (перекрёстная модель случайных эффектов, REML). Работы с малым числом оценок немного притягиваются к середине. Все оценки весят одинаково.
results-method-trimmed = Балл работы — среднее её оценок без одной высшей и одной низшей. Работа, у которой меньше трёх оценок, балла не получает.
results-method-median = Балл работы — средняя по порядку из её оценок или среднее двух средних.
results-method-z = Каждая оценка сравнивается со средним и разбросом самого судьи; балл работы — среднее этих величин, переведённое обратно в шкалу конкурса. Предполагается, что всем судьям достались равные по силе работы.
results-method-weighted = Судьи могут различаться строгостью, тем, насколько разводят сильное и слабое, и случайным разбросом; вес судьи — по тому, сколько говорят его оценки. Метод может заглушить вкус меньшинства, поэтому его выбирают до оценок или не выбирают вовсе.
results-ranks-shared = Баллы округляются до тысячной (половина — вверх). Работы с равными баллами делят место, следующее место пропускается. Каждый отбор ранжируется отдельно.
judge-decision-keep = Оценки засчитываются
judge-decision-drop = Оценки не засчитываются
judge-flag-zero-spread = всем работам одна оценка
judge-flag-too-few-ballots = слишком мало оценок
judge-flag-differs-from-panel = расходится с жюри
judge-flag-please-look = посмотрите: возможно, расходится с жюри
judge-flag-lenient = мягче жюри
judge-flag-strict = строже жюри
ranking-remark-disconnected =
    { $n ->
        [one] В отборе { $n } группа работ без общих судей с другими.
        [few] В отборе { $n } группы работ без общих судей.
       *[other] В отборе { $n } групп работ без общих судей.
    } Места между группами верны, только если судьи групп в среднем одинаково строги. Первая работа каждой группы:
ranking-remark-bridges = Группы работ сравниваются лишь по отдельным оценкам (работа / судья, всего { $n }):
ranking-remark-single-score = Работы с единственной оценкой, которая сама по себе мало значит (всего { $n }):
ranking-remark-no-trimmed-mean = У работ, где меньше трёх оценок, по этому методу нет балла и места (всего { $n }):
ranking-remark-no-spread = Судьи с одной оценкой или одинаковыми оценками в стандартизованных баллах не учитываются (всего { $n }):
ranking-remark-not-estimable = Модель к этим оценкам не подобрать: слишком мало работ с двумя оценками или все оценки равны.
ranking-remark-weighted-not-estimable = Модель с весами судей к этим оценкам не подобрать.
ranking-remark-ranked-by-mean = Поэтому места и баллы — по простому среднему, без вероятностей и интервалов.
ranking-remark-no-noise = Работы и судьи объясняют каждую оценку полностью, и о случайном разбросе сказать нечего: нет ни вероятностей, ни интервалов.
ranking-remark-plug-in = Интервалы и вероятности считают разбросы известными; при малом числе работ или судей они слишком узки.
ranking-remark-no-entry-difference = Оценки не показывают различий между работами: любой порядок так же вероятен.
ranking-remark-no-judge-difference = Оценки не показывают различий в строгости судей.
ranking-remark-judge-not-separable = Каждый судья оценил одну работу: строгость не отделить от случайности.
ranking-remark-no-uncertainty = Этот метод не говорит, насколько надёжно место.
ranking-remark-few-judges = Если судей меньше двадцати, модель рассчитывается выборкой от начального числа.
ranking-remark-equal-samples = Предполагается, что всем судьям достались равные по силе работы.
ranking-remark-weighs-judges = Вес судьи — по согласию с остальными, что может заглушить вкус меньшинства.
results-method-mean = Балл работы — среднее по всем судьям, которые её оценили.
obstacle-preview = Расчёт сделан, пока судьи ещё ставили оценки. Закройте тур и пересчитайте.
obstacle-not-applied = Этот рейтинг не принят, или вместо него принят другой.
obstacle-round-open = Тур не закрыт.
obstacle-ballots-changed = После расчёта оценки изменились. Пересчитайте.
obstacle-entries-gone = Одна из работ рейтинга с тех пор снята или дисквалифицирована. Пересчитайте.
obstacle-cut-tied = На границе прохождения есть равенство, по которому ещё нет решения.
obstacle-cut-changed = После расчёта изменили условия прохода. Рассчитайте заново.
obstacle-judges-decided = С тех пор иначе решили, чьи оценки учитываются. Рассчитайте заново.
obstacle-method-changed = С тех пор у тура сменили способ подсчёта. Рассчитайте заново.
awards-lead = Награды вручаются в этом порядке, высшая — первая: автор, получивший её, уступает следующие другим.
awards-empty = Наград пока нет. Добавьте первую, высшую.
award-add = Добавить награду
award-name = Награда
award-description = Описание
award-description-help = Для публичной страницы, одна-две фразы.
award-code = Код
award-code-help = Для файлов: строчные латинские буквы, цифры и дефис, например gold-cn.
award-quota = Мест
award-quota-help = Сколько работ могут её получить.
award-places =
    { $n ->
        [one] { $n } место
        [few] { $n } места
       *[other] { $n } мест
    }
award-for = Для кого
award-order = Порядок
award-actions = Действия
award-stream = Отбор
award-category = Номинация
award-all-streams = Все отборы
award-all-categories = Все номинации
award-up = Поднять: { $award }
award-down = Опустить: { $award }
award-delete = Удалить
award-delete-named = Удалить: { $award }
award-delete-title = Удалить награду «{ $award }»?
award-delete-lead = Её никому не вручали. Вернуть её будет нельзя.
award-delete-placed = Она уже присуждена в одном из рейтингов и остаётся.
field-award-code = Только строчные латинские буквы, цифры и дефис.
field-award-code-taken = У другой награды этого конкурса такой же код.
field-minimum-points = Введите баллы числом, например 7 или 6,5, не больше трёх знаков после запятой.
field-entry-number = Введите номер работы, например CN-0042.
field-deadline = Введите дату и время.
field-deadline-past = Это время уже прошло.
field-deadline-far = Не больше { $days } дней с этой минуты.
flash-award-deleted = Награда удалена.
flash-ranking-ordered = Рейтинг рассчитывается. Загляните через минуту.
flash-ranking-applied = Теперь действует этот рейтинг. Его видит только оргкомитет.
flash-ranking-dismissed = Расчёт отброшен. Прежний рейтинг в силе.
flash-judge-decided = Решение сохранено. Новый рейтинг рассчитывается и встанет рядом с действующим.
flash-awards-given = Награды распределены. Это видит только оргкомитет.
flash-results-provisional = Предварительные итоги опубликованы.
flash-results-final = Окончательные итоги опубликованы.
flash-results-withdrawn = Итоги сняты с публикации.
flash-notice-text-kept = Текст сохранён. Уже подготовленные письма не изменились.
flash-notices-released = Письма отправляются.
flash-notices-discarded = Подготовленные письма удалены. Ни одно не отправлено.
flash-objection-answered = Ответ отправляется.
flash-objection-noted = Заметка сохранена.
error-award-placed = Эта награда уже присуждена: отбор и номинация не меняются, а мест не меньше, чем лауреатов.
error-award-changed = Кто-то только что изменил эту награду
error-round-not-begun = Этот тур ещё не начался
error-ranking-changed = Этот рейтинг только что изменился
error-method-changed = Кто-то только что изменил метод
error-method-reason = Уже появились оценки: для смены метода нужна причина
error-ranking-preview = Это предварительный просмотр открытого тура
error-ranking-public = Эти итоги опубликованы. Чтобы изменить их, сначала снимите их с публикации.
error-ranking-obstacle = Публикации что-то мешает
error-awards-undecided = По одному из равенств ещё нет решения
error-awards-first = Сначала распределите награды
error-objections-open = Возражения ещё принимаются
error-objections-over = Возражения больше не принимаются
error-notices-held = Уже есть письма, которые ждут проверки
error-notices-none = Всем авторам уже сообщено
error-notices-decided = Эти письма уже отправлены или удалены
error-notices-outdated = То, что сказано в этих письмах, больше не верно
error-notice-text-changed = Этот текст тем временем изменили
field-placeholder = { $found } не подстановка. Используйте перечисленные выше, в фигурных скобках, и никаких других скобок.
error-objections-unanswered = Есть возражения без ответа
error-objection-entry = Работа с таким номером не оценивалась.
error-objection-answered = На это возражение нельзя ответить, или ответ уже дан
error-objection-changed = Заметку тем временем изменили: она останется, если вы не сохраните ещё раз.
field-source-url = Укажите полный адрес, который начинается с https:// или http://.
field-despite = Отметьте это или сначала ответьте на возражения.
error-certificates-final = Дипломы бывают только у окончательных итогов
error-entry-not-ranked = Работы с таким номером в рейтинге нет.
error-award-not-for-it = Эта награда для другого отбора или номинации.
error-author-has-award = У автора этой работы уже есть награда. По правилам — не больше одной.
error-award-full = Все места этой награды заняты.
results-lead = Рассчитайте рейтинг тура, распределите награды, опубликуйте предварительные итоги, затем окончательные.
results-no-round = Ни один тур ещё не начался. Итоги складываются из оценок тура.
results-compute-title = Рассчитать рейтинг
results-compute = Рассчитать
results-compute-help = Учитываются только отправленные оценки. Закрытый тур можно опубликовать, открытый — только посмотреть.
results-round = Тур
results-round-open = { $round } (ещё открыт: предварительный просмотр)
results-rankings = Рейтинги
results-empty = Рейтингов пока нет. Выберите тур выше.
results-preview = Просмотр
results-preview-note = Это предварительный просмотр: тур ещё открыт, и всё может измениться. Опубликовать его нельзя.
results-cut-ties =
    { $n ->
        [one] На границе прохождения { $n } равенство.
        [few] На границе прохождения { $n } равенства.
       *[other] На границе прохождения { $n } равенств.
    } Пока решения нет, никто из равных не проходит и публиковать нельзя.
results-cut-decide = Решить, кто проходит
results-n-ranked = в рейтинге
results-n-unranked = без места
results-n-ballots = оценочных листов
results-method = Метод
results-computed = Рассчитано
results-cut = Проходят
results-cut-places = Первые { $n } в каждой номинации отбора
results-cut-all = Все
results-cut-threshold = Все, у кого { $score } и больше
results-cut-by-hand = Кого отметит администратор
results-cut-unanimous = За кого все судьи сказали «да»
results-cut-majority = За кого «да» сказали больше половины судей
results-cut-unopposed = За кого «да» сказал хотя бы один судья и никто не сказал «нет»
results-objections-until = Возражения до
results-public-page = Публичная страница
results-table = Рейтинг
results-show = Показать
results-table-empty = Здесь нет оценённых работ.
ranking-computing = Идёт расчёт: шаг { $step } из { $steps }.
ranking-progress = Ход расчёта
ranking-look-again = Посмотреть снова
ranking-dismiss = Отбросить этот расчёт
ranking-proposed = Этот расчёт стоит рядом с действующим рейтингом.
ranking-moved =
    { $n ->
        [0] Ни одна работа не меняет места.
        [one] { $n } работа меняет место.
        [few] { $n } работы меняют место.
       *[other] { $n } работ меняют место.
    }
ranking-moves = Показать все
ranking-proposed-help = Примите его — и он целиком заменит действующий; награды затем распределяются по нему. Отбросьте — и ничего не изменится. Опубликованное остаётся, пока не опубликовано другое.
ranking-apply = Принять целиком
ranking-superseded = Вместо него принят другой рейтинг этого тура. Этот сохранён для истории.
ranking-draws = Вероятности
ranking-draws-seed = розыгрышей: { $n }, начальное число { $seed }
ranking-dropped = Не учтено
ranking-dropped-judges =
    { $n ->
        [one] Оценки { $n } судьи не засчитаны по записанному решению оргкомитета.
       *[other] Оценки { $n } судей не засчитаны по записанным решениям оргкомитета.
    }
ranking-program = Программа
ranking-remarks =
    { $n ->
        [one] { $n } примечание
        [few] { $n } примечания
       *[other] { $n } примечаний
    }
ranking-table-help = Полоса показывает, где лежит место в девяти розыгрышах из десяти, точка — ожидаемое место. «В первых { $n }» — вероятность попасть в первые { $n }.
near-title = Граница прохождения — в пределах случайности
near-lead =
    { $n ->
        [one] Эта работа могла бы оказаться по любую сторону. Обсудите её или пригласите ещё одного судью.
        [few] Эти { $n } работы могли бы оказаться по любую сторону. Обсудите их или пригласите ещё одного судью.
       *[other] Эти { $n } работ могли бы оказаться по любую сторону. Обсудите их или пригласите ещё одного судью.
    }
near-through = проходит
near-not-through = не проходит
near-chance = вероятность { $chance }
method-title = Как ранжируются туры
method-late = Оценки уже есть. Смена метода теперь требует причины, и она печатается вместе с итогами.
method-early = Выберите до начала оценок. Позднее смена требует причины, и она печатается вместе с итогами. Простое среднее всегда показывается рядом.
method-default = рекомендуется
method-reason-help = Нужна, когда уже есть оценки. Её прочтёт публика.
method-changes = Изменения после начала оценок
method-was-changed = После начала оценок метод изменён: { $from } → { $to }.
method-change-reason = Причина: { $reason }
weights-title = Другие веса
weights-lead = Что сдвинется, если критерии будут весить иначе? Расчёт встанет рядом с этим рейтингом: вы увидите каждое изменившееся место и примените его или отбросите. Листы судей и журнал оценок не меняются.
weights-one-criterion = В этом туре один критерий: взвешивать нечего.
weights-legend = Веса в процентах, вместе 100
weights-criterion = { $name } (судьи оценивали при { $weight } %)
weights-reason-help = Причина печатается вместе с итогами, когда расчёт применён и опубликован.
weights-try = Рассчитать с этими весами
weights-changed = Веса критериев изменены после выставления оценок:
weights-weight = { $name }: { $weight } %
weights-was = (судьи оценивали при { $weight } %)
field-weights-sum = Веса вместе дают { $sum } %, а должны давать 100 %.
field-weights-same = Это веса действующего рейтинга. Измените хотя бы один.
moves-title = Что сдвинулось
moves-lead = Все работы, которые стоят не там, где в действующем рейтинге: по отборам и новым местам.
moves-empty = Все работы на прежних местах.
moves-before = Было
moves-now = Стало
moves-what = Что меняется
moves-new = впервые в рейтинге
move-now-through = теперь проходит
move-no-longer-through = больше не проходит
study-title = Насколько это надёжно?
study-lead = Держатся ли призовые места и как выглядят оценки.
robust-title = Держатся ли места?
robust-lead = Место каждой из первых работ по другим методам и без любого одного судьи.
robust-without = Без одного судьи
robust-worst = ниже всего без { $judge }
robust-untried = не проверено: слишком много оценок
robust-verdict = Вывод
robust-same = держится везде (наград: { $n })
robust-within = остаётся в первых { $n }
robust-leaves = может выйти из первых { $n }
spreads-title = Из чего складываются оценки
spreads-entry = Разброс между работами (баллы)
spreads-judge = Разброс строгости судей (баллы)
spreads-noise = Случайный разброс одной оценки (баллы)
spreads-reliability = Доля работ в различиях средних
spreads-unknown = определить нельзя
spreads-alpha = Согласие судей (альфа Криппендорфа)
spreads-alpha-ends = 95 %: от { $low } до { $high }, бутстрэп по работам
spreads-alpha-help = Альфа равна 1, если судьи сходятся в баллах, и 0, если сходятся лишь случайно. Интервал получен тысячей случайных выборок работ с возвращением; состав судей при этом не меняется.
drawing-totals = Оценки по баллам
drawing-scores = Работы по баллам
drawing-coverage = Работы по числу оценок
drawing-covered = оценок: { $ballots }, работ: { $n }
drawing-bars = Столбцы высотой: { $counts }
home-advantage-title = Преимущество своих
home-drawing = На сколько баллов больше получает работа своей страны, с 95-процентным интервалом
home-found = В среднем работа получает от судей своей страны на { $estimate } балла больше (95 %: { $interval }).
home-beyond = Это больше случайного.
home-unclear = Это в пределах случайного: оценки его не показывают.
home-cannot-say-whose = Сказать, чьё оно, нельзя: при таких составах видна только сумма преимуществ стран, а страна с более сильными работами выглядит так же, как судьи, которые ей благоволят.
home-unknown = По этим оценкам сказать нельзя: судьи оценивали только работы своей страны, или только чужие, или слишком мало.
judges-title = Судьи на фоне жюри
judges-lead = Отметка просит посмотреть. Она говорит, что судья расходится с жюри, но не почему и не что в этом есть дурное.
judges-empty = Засчитанных оценок пока нет.
judges-judge = Судья
judges-mean = Средняя оценка
judges-leniency = Мягкость
judges-noise = Разброс
judges-correlation = Согласие с другими
judges-look = Посмотреть
judges-decide = Решить
judges-help = Мягкость: на сколько баллов больше (+) или меньше (−) среднего судьи, с 95-процентным интервалом. Разброс: размер остального, в баллах. Согласие с другими: корреляция со средним других судей той же работы, от −1 до 1.
judges-left-out = Не учтены в этом рейтинге:
judges-decisions = Решения
judge-flag-lead = Этот судья расходится с жюри. Это может быть вкус, иное понимание критериев или невнимательность: посмотрите оценки и поговорите с судьёй, прежде чем решать.
judge-left-out = Оценки этого судьи в рейтинге не учтены.
judge-decide = Решить об оценках
judge-decide-lead = Ваше решение сохранится под вашим именем, с причиной. С ним рассчитывается новый рейтинг и встаёт рядом с действующим.
judge-decision = Оценки этого судьи в туре
judge-decide-button = Решить и пересчитать
results-rank = Место
results-number = Номер
results-entry = Работа
results-mean = Средний балл
results-score = Балл
results-interval = Место, 9 раз из 10
results-chance = В первых { $n }
results-ballots = Оценок
results-through = Проходит
results-tied = равенство
results-gone = выбыла
results-few = мало
results-unranked-title = Без места
results-unranked-lead = У этих работ нет засчитанных оценок, поэтому нет и балла: не 0, а никакого.
results-unranked-empty = Все работы тура в рейтинге.
results-cut-title = Равенство на границе
results-cut-clear = Нерешённых равенств нет.
results-cut-lead = Выберите, кто из равных проходит: столько, сколько мест, или все, или никто.
results-cut-tie =
    { $n ->
        [one] { $n } место; у каждой из этих работ { $score } балла.
        [few] { $n } места; у каждой из этих работ { $score } балла.
       *[other] { $n } мест; у каждой из этих работ { $score } балла.
    }
intake-lead = Здесь то, что прошло предыдущие туры. Без вашего решения ничего не берётся.
intake-accepted = В этот тур входят все принятые работы, брать из предыдущих туров ничего не нужно.
intake-not-ranked = Тур закрыт, но рейтинга ещё нет. Сначала рассчитайте его.
intake-tie =
    { $n ->
        [one] На границе равенство: осталось { $n } место, а у этих работ поровну — { $score }:
        [few] На границе равенство: осталось { $n } места, а у этих работ поровну — { $score }:
       *[other] На границе равенство: осталось { $n } мест, а у этих работ поровну — { $score }:
    }
intake-tie-help = Решите, кто из них проходит, и объясните почему. Или откройте тот тур снова, указав причину, измените число мест так, чтобы прошли все или никто, закройте его и рассчитайте рейтинг заново.
intake-tick = Отметить прошедших
intake-tick-lead = Работы тура «{ $round }», сначала лучшие места. Каждая страница сохраняется отдельно.
intake-save = Сохранить отметки на странице
intake-take = Взять прошедших
intake-taken = Взятые работы
intake-none = Пока не взято ни одной работы.
intake-way = Как прошла
intake-score = Баллы
error-cut-waits = Проход из предыдущего тура ещё не решён
flash-entries-taken = Работы взяты.
results-reason = Причина
results-reason-help = Она сохранится в журнале действий.
allotment-title = Распределить награды
allotment-lead = По порядку наград: кому что достаётся, что не решено и почему. До подтверждения ничего не сохраняется.
allotment-again = Награды уже распределены. Подтверждение заменит их, в том числе изменённые вручную.
allotment-rules = Правила
allotment-one = Одна награда на автора
allotment-one-help = Считается высшая, остальные переходят следующим.
allotment-minimum = Минимальный балл
allotment-minimum-help = Ниже него награды не присуждаются. В баллах, например 6,5.
allotment-look = Пересмотреть
what-if-title = А если?
what-if-lead = Попробуйте другое число мест или другой минимальный балл и посмотрите, кто получит награду, а кто нет. Здесь ничего не сохраняется.
what-if-places = Мест
what-if-kept = Сейчас мест: { $n }
what-if-given = Присуждается сейчас: { $now }; тогда: { $then }.
what-if-tied = тогда поровну у работ: { $n }
what-if-tied-now = сейчас поровну у работ: { $n }
what-if-gains = Получили бы:
what-if-losses = Больше не получили бы:
what-if-change = Изменить награду
what-if-as-kept = Как сейчас
allotment-who = Кому что достаётся
allotment-tie = Равенство
allotment-tie-help =
    { $n ->
        [one] Равные баллы на { $n } место. Выберите, или оставьте его свободным, или добавьте мест.
        [few] Равные баллы на { $n } места. Выберите, или оставьте их свободными, или добавьте мест.
       *[other] Равные баллы на { $n } мест. Выберите, или оставьте их свободными, или добавьте мест.
    }
allotment-raise = Добавить мест
allotment-vacant-choice = Не отданное оставить свободным
allotment-decided = Равенство разрешено вашим выбором.
allotment-waits = Ждёт решения по равенству в одной из наград выше.
allotment-vacant =
    { $n ->
        [one] { $n } место остаётся свободным.
        [few] { $n } места остаются свободными.
       *[other] { $n } мест остаются свободными.
    }
allotment-reason-help = Почему равенства решены именно так. Это сохранится в журнале действий.
allotment-reset = Решить равенства заново
allotment-undecided = Решите равенства — тогда можно распределить награды.
allotment-decide = Решить и пересмотреть
allotment-confirm = Распределить эти награды
placements-title = Присуждённые награды
placements-empty = По этому рейтингу награды ещё не распределены.
placements-change = Изменить вручную
placements-change-named = Изменить вручную: { $award }
placement-withhold = Отозвать
placement-withhold-lead = Место останется свободным, пока вы не отдадите его другой работе.
placement-whose = У кого
placement-nobody = Её никто не получил.
placement-give = Присудить
placement-full = Все места заняты. Сначала отзовите одно.
placement-number-help = Номер работы из рейтинга, например CN-0042.
results-publish-title = Опубликовать
publication-lead = Сначала итоги предварительные, и до назначенного вами дня любой может возразить. Затем вы делаете их окончательными.
publication-obstacles = Опубликовать пока нельзя:
publication-no-awards = По этому рейтингу награды не распределены: публика их не увидит.
publication-until-help = По часам конкурса: { $zone }.
publication-objections = Как возразить
publication-objections-help = Адрес организатора и что указать в возражении: номер работы и основания.
publication-scores = Показать рейтинг с баллами
publication-scores-help = Иначе публика увидит только награды. Имена судей не показываются никогда.
publication-feedback = Показать авторам средние оценки их работ
publication-feedback-help = После окончательных итогов на странице работы: среднее по каждому критерию, не меньше чем из двух оценочных листов. Имён членов жюри и отдельных оценок там нет.
publication-look = Показать, что увидит публика
publication-seen = Это увидит публика
publication-replaces = Эти итоги заменят те, что конкурс показывал раньше.
publication-confirm = Опубликовать как предварительные
final-title = Сделать окончательными
final-lead =
    { $n ->
        [0] Приём возражений окончен. Наград ни у кого нет.
        [one] Приём возражений окончен. Награждена { $n } работа.
        [few] Приём возражений окончен. Награждены { $n } работы.
       *[other] Приём возражений окончен. Награждено { $n } работ.
    }
final-too-early = Возражения ещё принимаются, до:
final-objections-open =
    { $n ->
        [one] { $n } возражение осталось без ответа.
        [few] { $n } возражения остались без ответа.
       *[other] { $n } возражений остались без ответа.
    }
final-despite = Всё равно сделать итоги окончательными
final-despite-help = Почему они могут подождать. Причина останется в журнале.
final-tell = Сразу послать каждому лауреату короткое письмо
final-tell-help = Не отмечайте, если решения сообщаются письмами всем: лауреаты получат их тоже, со ссылкой на диплом. Иначе придёт два письма.
final-confirm = Опубликовать как окончательные
withdrawal-title = Снять с публикации
withdrawal-lead = Публичная страница сразу исчезнет. Рейтинг и награды останутся, их можно изменить и опубликовать снова.
certificates-title = Дипломы
certificates-lead = По странице на каждый, на языке лауреата и по-английски. Распечатайте или сохраните в PDF из браузера. Код на дипломе может проверить любой.
certificates-empty = Наград ни у кого нет.
certificates-alone = Только этот
certificate-title = Диплом
certificate-given = награждается
certificate-for = за работу
certificate-check-title = Проверить диплом
certificate-check-lead = Код стоит внизу диплома. Он действует, пока итоги окончательны.
certificate-check-button = Проверить
certificate-code = Код
certificate-valid = Этот диплом подлинный.
certificate-unknown = Диплома с таким кодом нет, или его итоги больше не окончательны.
certificate-contest = Конкурс
certificate-whose = Лауреат
certificate-final = Итоги окончательны с
notices-lead = Сообщите каждому автору оценённой работы, что решено, на его языке. Сначала письма пишутся, вы их читаете, потом отправляете или удаляете все сразу.
notices-no-results = Опубликованных итогов ещё нет. Сначала опубликуйте их.
notices-are-held = Письма готовы и ждут проверки.
notices-read = Прочитать
notices-final = Итоги окончательны. Лауреаты уже получили короткое письмо, когда итоги стали такими; в этом есть ссылка для проверки диплома.
notices-provisional = Итоги предварительные и могут измениться. Тем, кому сообщено сейчас, письмо придёт снова, только если решение изменится.
notices-prepare =
    { $n ->
        [one] Подготовить { $n } письмо
        [few] Подготовить { $n } письма
       *[other] Подготовить { $n } писем
    }
notices-prepare-help = Пока вы не отправите письма, ни одно не уйдёт.
notices-all-told = Всем авторам сообщено.
notices-due =
    { $n ->
        [0] Сообщать некому.
        [one] Нужно сообщить { $n } автору.
       *[other] Нужно сообщить { $n } авторам.
    }
notices-told =
    { $n ->
        [0] Ещё никому не сообщено.
        [one] { $n } автору сообщено, или письмо ждёт проверки.
       *[other] { $n } авторам сообщено, или письма ждут проверки.
    }
notices-preview = Как это выглядит
notices-change-text = Изменить текст
notices-batches = Что было подготовлено
notices-held-lead = Любое письмо можно открыть и прочитать. Ничего не отправлено, авторы писем не видят.
notices-outdated-help = После подготовки писем изменились итоги или работы. Удалите письма и подготовьте заново.
notices-release =
    { $n ->
        [one] Отправить { $n } письмо
        [few] Отправить все { $n } письма
       *[other] Отправить все { $n } писем
    }
notices-discard = Удалить все, не отправляя
notices-sent = Отправлено { $n } из { $all }
notices-progress = Сколько отправлено
notices-failed =
    { $n ->
        [one] { $n } письмо не удалось отправить.
        [few] { $n } письма не удалось отправить.
       *[other] { $n } писем не удалось отправить.
    }
notices-discarded-note = Эти письма удалены. Ни одно не отправлено.
notices-verdict = Решение
notice-state-held = Ждут проверки
notice-state-released = Отправлены
notice-state-discarded = Удалены
verdict-awarded = Есть награда
verdict-not-awarded = Без награды
verdict-disqualified = Дисквалификация
notice-text-lead = Текст писем этого конкурса на каждом языке. Приветствие и подпись добавятся сами. Вместо слов в фигурных скобках каждому автору подставится своё:
notice-means-title = название работы
notice-means-number = её номер
notice-means-award = её награды
notice-means-contest = название конкурса
notice-means-results = адрес итогов
notice-means-certificate = адрес, где проверяют диплом; он есть, когда итоги окончательны
notice-means-feedback = адрес страницы работы со средними оценками, если авторам их показывают
notice-line-left-out = Строка о том, чего у письма нет, в него не попадёт.
notice-subject = Тема
notice-body = Текст
notice-body-help = Простой текст; пустая строка начинает абзац.
notice-awarded-subject = Ваша работа { $number } получила награду
notice-awarded-body =
    Поздравляем! Ваша работа «{ $title }» ({ $number }) на конкурсе «{ $contest }» получила награду: { $award }.

    Диплом: { $certificate }
    Оценки жюри: { $feedback }
    Все итоги: { $results }

    Спасибо за участие.
notice-not-awarded-subject = Итоги по вашей работе { $number }
notice-not-awarded-body =
    Жюри оценило вашу работу «{ $title }» ({ $number }) на конкурсе «{ $contest }». В этот раз она осталась без награды.

    Оценки жюри: { $feedback }
    Все итоги: { $results }

    Спасибо за участие. Ждём ваших новых работ.
notice-disqualified-subject = Решение по вашей работе { $number }
notice-disqualified-body =
    Ваша работа «{ $title }» ({ $number }) на конкурсе «{ $contest }» дисквалифицирована и в итогах не участвует.

    Причина указана в письме, которое вы получили, когда это решили. Если вы считаете это ошибкой, ответьте организаторам.

    Все итоги: { $results }
public-title = Итоги
name-and-country = { $name }, { $country }
public-provisional = Это предварительные итоги.
public-objections-until = Возражения принимаются до:
public-objections-how = Как возразить:
public-objections-here = Подать возражение
objections-title = Возражения против итогов
objections-lead = Возразить против предварительных итогов может каждый. Организаторы читают все возражения и отвечают на них.
objections-over = Возражения больше не принимаются. Они принимались до:
objections-answered = Ответы на возражения
objections-answered-lead = На эти возражения организаторы ответили публично. Кто возражал, не показывается.
objection-number = Номер работы
objection-number-help = Как в итогах, например CN-0042.
objection-grounds = Основание
objection-grounds-not-theirs = Работа не принадлежит автору
objection-grounds-published = Работа публиковалась или награждалась раньше
objection-grounds-rule = Нарушено правило конкурса
objection-grounds-score = Ошибка в оценках, местах или наградах
objection-grounds-other = Другое
objection-text = Что не так
objection-text-help = Опишите, в чём дело и как это проверить. Не меньше десяти знаков.
objection-source = Ссылка на первоисточник
objection-source-help = Где можно увидеть более раннюю работу или доказательство. Начинается с https://
objection-contact = Ваша электронная почта
objection-contact-help = Туда придёт ссылка: возражение считается поданным, когда вы по ней перейдёте. Адрес видят только организаторы.
objection-signed-in-as = Ответ придёт на { $address } и в ваши сообщения на этом сайте.
objection-send = Отправить возражение
objection-yours = Ваше возражение
objection-look-for-mail = Остался один шаг: откройте письмо, которое мы вам отправили.
objection-look-for-mail-help = В нём ссылка, которая подтверждает возражение. Она действует три дня; для срока важно, когда вы отправили форму.
objection-is-received = Организаторы получили ваше возражение.
objection-is-received-help = Они ответят письмом. Сохраните номер обращения или адрес этой страницы.
objection-is-answered = Организаторы ответили. Их ответ — в письме к вам.
objection-reference = Номер обращения
objection-received-at = Отправлено
objection-answered-at = Ответ дан
objection-state = Состояние
objection-state-unconfirmed = Не подтверждено
objection-state-open = Получено
objection-state-answered = Дан ответ
objection-confirm = Подтвердить возражение
objection-confirm-lead = Вы возражаете против итогов конкурса «{ $contest }», работа { $number }.
objection-confirm-help = Если вы не отправляли это возражение, закройте страницу: без этого шага его никто не получит.
objections-admin-lead = Возражения против опубликованных итогов. На каждое можно ответить один раз: ответ уходит письмом тому, кто возразил, и, если вы захотите, появляется на странице итогов.
objections-received = Все полученные
objections-empty = Здесь нет возражений.
objection-from = От кого
objection-has-account = есть учётная запись
objection-entry = Открыть работу
objection-ranking = Открыть итоги
objection-note = Заметка для команды
objection-note-help = Тот, кто возразил, её не увидит.
objection-not-confirmed = Ответить нельзя: адрес, с которого подано возражение, ещё не подтверждён. Через три дня оно будет забыто.
objection-answer = Ответ
objection-outcome = Решение
objection-outcome-upheld = Возражение принято
objection-outcome-not-upheld = Возражение отклонено
objection-outcome-help = Само по себе решение ничего не меняет: дисквалифицируйте работу или снимите итоги с публикации там, где это делается.
objection-answer-text = Текст ответа
objection-answer-help = Он уходит сразу, изменить его нельзя. Не называйте того, кто возразил: ответ могут прочитать все.
objection-audience = Кто его прочитает
objection-private = Только тот, кто возразил
objection-public = Все, на странице итогов
objection-public-help = Публично видны номер работы, основание, решение и ответ, но не автор возражения и не его слова.
objection-answer-send = Ответить
objection-in-public = Ответ видят все
objection-in-private = Ответ видит только тот, кто возразил
public-final = Окончательные итоги, { $day }
public-score = балл: { $score }
public-not-awarded = Не присуждена.
public-partly-awarded =
    { $n ->
        [one] { $n } место не присуждено.
        [few] { $n } места не присуждены.
       *[other] { $n } мест не присуждено.
    }
public-streams = Отборы
public-how = Как подводились итоги
public-fell-back = Для этого способа оценок не хватило. Места и баллы здесь – по простому среднему.
public-interval = Полоса показывает, где лежит место работы в девяти розыгрышах из десяти по тому, что в оценках остаётся неясным; точка — ожидаемое место.
bundle-title = Пересчитайте сами
bundle-lead = Запись содержит все засчитанные оценки (судьи под псевдонимами), правила и начальное число. Любой может без сети заново рассчитать по ней рейтинг и сравнить.
bundle-download = Скачать запись
bundle-check = Проверка
bundle-seed = Начальное число
bundle-signed = Запись подписана ключом этой площадки — тем же, что и квитанции о подаче работ.
bundle-key = Ключ подписи
public-freeze-title = Подтверждённые оценки
public-freeze-lead = Подача и каждое изменение оценки записаны в цепочке (записей: { $n }). Два организатора подтвердили: эти записи с такой контрольной суммой в конце и есть оценки.
public-freeze-by = Подтверждает
public-freeze-who = { $name }, { $organisation }
public-one-per-author = Автор получает одну награду, высшую; остальные переходят следующим.
public-minimum = Ниже { $score } балла награды не присуждаются.
feedback-title = Оценки жюри
feedback-lead = Среднее по каждому критерию из засчитанных оценочных листов. Отдельные оценки и имена членов жюри не показываются.
feedback-notes = Что судьи отметили для вас – по времени фильма
feedback-too-few = Засчитанных оценочных листов слишком мало: среднее ничего не скажет.
feedback-ballots =
    { $n ->
        [one] { $n } оценочный лист
        [few] { $n } оценочных листа
       *[other] { $n } оценочных листов
    }
feedback-mean = { $mean } из { $most }
teaser-final = Итоги подведены. Поздравляем лауреатов!
teaser-provisional = Итоги предварительные. Возражения принимаются до { $time }.
teaser-link = Посмотреть итоги
mail-results-final-subject = Ваша работа получила награду: { $award }
mail-results-final-body =
    Поздравляем! Итоги конкурса «{ $contest }» стали окончательными.

    Ваша работа «{ $title }» получила награду: { $award }.

    Все итоги: { $link }
mail-objection-confirm-subject = Подтвердите возражение { $reference }
mail-objection-confirm-body =
    Кто-то (надеемся, что вы) возразил против итогов конкурса «{ $contest }», работа { $number }, и указал этот адрес:

    { $text }

    Чтобы подтвердить возражение, откройте эту ссылку в течение трёх дней: { $link }

    Если это были не вы, ничего не делайте: возражение будет забыто.
mail-objection-received-subject = Ваше возражение { $reference } получено
mail-objection-received-body =
    Организаторы получили ваше возражение против итогов конкурса «{ $contest }», работа { $number }:

    { $text }

    Номер обращения: { $reference }. Вам ответят письмом. Следить за ходом: { $link }
mail-objection-answered-subject = Ответ на возражение { $reference }
mail-objection-answered-body =
    Вы возразили против итогов конкурса «{ $contest }», работа { $number }:

    { $text }

    Решение: { $outcome }

    { $answer }

    Следить за ходом: { $link }
event-award-added = добавлена награда
event-award-changed = изменена награда
event-award-moved = изменён порядок наград
event-award-deleted = удалена награда
event-ranking-computed = рассчитан рейтинг
event-ranking-applied = принят рейтинг
event-ranking-dismissed = отброшен расчёт рейтинга
event-ranking-reweighed = заказан расчёт с другими весами
event-round-method-changed = изменён метод ранжирования тура
event-round-judge-decided = решено, засчитываются ли оценки судьи
event-ranking-cut-decided = решено равенство на границе прохождения
event-ranking-awards-given = распределены награды
event-ranking-award-withheld = отозвана награда
event-ranking-award-given = награда присуждена вручную
event-ranking-provisional = опубликованы предварительные итоги
event-ranking-final = опубликованы окончательные итоги
event-objection-received = подано возражение против итогов
event-objection-answered = дан ответ на возражение
event-objection-noted = изменена заметка о возражении
event-contest-notice-text-changed = изменён текст писем о решении
event-notices-prepared = подготовлены письма о решении
event-notices-released = отправлены письма о решении
event-notices-discarded = удалены неотправленные письма о решении
event-ranking-unpublished = итоги сняты с публикации
