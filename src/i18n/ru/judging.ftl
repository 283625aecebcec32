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
criterion-tie-order = Очередь при равных баллах
criterion-tie-order-short = При равенстве
criterion-tie-order-help = Если баллы равны, а мест не хватает, решает критерий с номером 1, затем с номером 2. Оставьте пустым, если этот критерий не учитывается.
criterion-not-asked = не учитывается
tie-break-criterion = «{ $name }»
tie-break-submitted = время первой подачи
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
field-note-time = Укажите время в минутах и секундах, например 1:23.
field-note-stale = Заметку изменили в другом окне; теперь она такая, как показано выше. Сохраните ещё раз, чтобы заменить её своей.
field-note-many = У одной работы может быть не больше 200 ваших заметок. Сначала удалите какую-нибудь.
rounds-lead = У каждого тура свои критерии, жюри и распределение работ.
rounds-empty = Туров пока нет.
rounds-new = Новый тур
rounds-national = Национальные туры и общий финал
rounds-national-lead = Будут созданы туры для каждого отбора (всего { $n }) с судьями из его стран и финал, куда проходят первые десять в каждой номинации. До открытия тура всё можно изменить.
rounds-national-make = Создать эти туры
round-national = национальный тур
round-final = Общий финал
flash-rounds-planned = Туры созданы. Проверьте критерии и состав жюри.
flash-round-deleted = Тур удалён.
round-state-planned = Готовится
round-state-open = Идёт
round-state-closed = Закрыт
round-source-accepted = Все принятые работы
round-source-through = Прошедшие предыдущие туры
round-came-through = Прошли: { $rounds }
round-entries = Работы тура
round-earlier = Предыдущие туры
round-earlier-help = Если берутся прошедшие — из каких туров.
round-all-streams = Все отборы
round-criteria-from = Критерии как в туре
round-criteria-from-help = Они копируются, потом их можно изменить.
round-criteria-none = Пока без критериев
round-take = Взять прошедшие работы
round-delete = Удалить этот тур
round-delete-title = Удалить «{ $name }»?
round-delete-lead = Вместе с ним исчезнут его критерии и состав жюри. Работы в нём ещё не распределены.
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
round-needs-entries = В туре пока нет работ.
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
round-judges-follow = При пробной оценке каждую работу оценивает всё жюри: число следует за составом.
round-cut = Проходят дальше
round-cut-help = 0 — все. Только если проходят первые.
round-format = О чём спрашивают судей
round-format-scorecard = Баллы по каждому критерию
round-format-votes = Да, возможно или нет
round-format-order = Один порядок всех своих работ, лучшая первой
round-format-pairs = Какая из двух лучше, пара за парой
round-format-help = Свои критерии есть только у тура с баллами. Если выбрать другое, нынешние критерии этого тура будут удалены.
vote-no = Нет
vote-maybe = Возможно
vote-yes = Да
criterion-vote = Голос
criterion-behind = Работ ниже неё
criterion-wins = Доля выигранных сравнений
criteria-of-format = В этом туре не ставят баллов. То, что показывают бюллетени, определяется видом тура; изменить можно только тексты.
ballot-others-votes = Да: { $yes }, возможно: { $maybe }, нет: { $no }.
vote-keep-note = Сохранить заметку
ballot-key-vote = да, возможно, нет — и сразу к следующей работе
flash-vote-cast = Ваш голос принят
blind-title = Чего не знают судьи
blind-help = Имена в самом фильме остаются; имён файлов судьи не видят. После открытия тура это не меняется.
blind-creator = Автор: имя, организация, страна
blind-credits = Титры: кто что делал
blind-statement = Как фильм раскрывает тему, словами автора
blind-ai = Что сделано с помощью ИИ
blind-nothing = Судьи видят о работе всё.
ballot-creator = Автор
ballot-credits = Титры
round-source-chosen = Выбранные по номерам
picks-choose = Выбрать работы
picks-title = Работы этого тура
picks-lead = В этом туре судят только эти работы. Выбор можно менять до открытия тура.
picks-numbers = Номера работ
picks-numbers-help = По одному в строке или через запятую: CN-0042, RU-0007. Не больше 500.
picks-chosen = { $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[other] { $n } работ
 }
picks-empty = Пока ничего не выбрано. Впишите выше номера принятых работ.
picks-gone = выбыла из конкурса
field-unknown-entry = Среди принятых работ, которые могут войти в этот тур, нет номера { $number }.
field-too-many-picks = Можно выбрать не больше { $max } работ.
round-calibration = Калибровка
rounds-calibration = Калибровка
rounds-calibration-lead = Сначала вся коллегия оценивает одни и те же несколько работ, и каждый видит расхождения. На места это не влияет.
rounds-calibration-make = Добавить калибровочный тур
calibration-title = Как оценила коллегия
calibration-lead = Каждая точка — бюллетень. Обсудите работы, где точки далеко друг от друга, до начала настоящего тура.
calibration-lead-judge = Каждая точка — бюллетень, закрашенная — ваш. Оценки других по работе видны после вашей.
calibration-above = В среднем вы поставили на { $points } балла больше остальных ({ $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[other] { $n } работ
 }): вы щедрее.
calibration-below = В среднем вы поставили на { $points } балла меньше остальных ({ $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[other] { $n } работ
 }): вы строже.
calibration-even = В среднем вы ставили столько же, сколько остальные ({ $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[other] { $n } работ
 }).
calibration-apart = В среднем по работе вы отстоите от них на { $points } балла.
calibration-empty = Пока ничего не назначено.
calibration-first-score = Сначала оцените сами — тогда увидите оценки других.
calibration-own = Вы: { $points }
calibration-ballots = { $n ->
    [one] { $n } бюллетень
    [few] { $n } бюллетеня
   *[other] { $n } бюллетеней
 }
calibration-judges = Судьи
calibration-judges-lead = Средняя разница с другими, кто оценил те же работы. По нескольким работам это мало о чём говорит: повод для разговора, а не вывод.
calibration-judge = Судья
calibration-entries = Работ
calibration-difference = Разница
calibration-distance = Среднее расстояние
vote-stale = Тем временем на другой вашей странице проголосовали иначе.
round-cut-rule = Кто проходит дальше
round-cut-threshold = От скольких баллов
round-cut-threshold-help = Баллы работы в рейтинге тура, например 7,5. Проходят все, кто их набрал.
cut-rule-places = Первые в каждом отборе и номинации
cut-rule-threshold = Все, кто набрал нужный балл
cut-rule-by-hand = Кого отметит администратор
cut-rule-unanimous = За кого все судьи сказали «да»
cut-rule-majority = За кого «да» сказали больше половины судей
cut-rule-unopposed = За кого «да» сказал хотя бы один судья и никто не сказал «нет»
round-tie-earlier = Затем — кто раньше подал работу
round-tie-earlier-help = Если баллы равны, а мест не хватает, сначала решают критерии, у которых есть очередь, потом время первой подачи. Если и это не помогло, решает человек.
round-way-all = без отсева
round-way-places = по месту
round-way-threshold = по баллам
round-way-tie = решением при равенстве
round-way-tie-break = по правилу при равенстве
round-way-by-hand = вручную
round-way-consensus = по голосам
round-no-judges = В конкурсе пока нет судей. Пригласите их на странице команды.
round-panel-lead = Отметьте судей тура; можно указать предел нагрузки. Свои работы и работы своей организации судья не получает никогда.
round-judge = Судья
round-languages = Языки
round-load = Работ
round-max-load = Не больше
round-max-load-of = Предел работ: { $name }
round-panel-save = Сохранить жюри
room-title = Комната судей
room-set = Как работают судьи
room-lead = Как судьи этого тура работают, помимо самих оценок.
room-discussion-help = Отправив свои оценки, судьи видят реплики друг друга о работе, без имён. Кто после этого меняет баллы, поясняет почему; пояснение, прежние и новые баллы остаются в журнале.
room-watch-warning = Спрашивать, если просмотрено меньше, %
room-watch-warning-help = Кто отправляет, посмотрев меньше, увидит вопрос один раз; отправить можно всегда. 0 — не спрашивать никого. О фильмах на других сайтах не спрашиваем. В туре сравнений о каждом фильме спрашивают при первом ответе.
draw-title = Жеребьёвка
draw-lead = Условия для каждого распределения в этом туре. То, что уже назначено, не меняется.
draw-min-per-country = Судей от каждой страны, не меньше
draw-min-per-country-help = По странам отборов; судьи из других стран этих мест не занимают. 0 — без правила.
draw-max-load = Работ на судью, не больше
draw-max-load-help = Личный предел судьи тоже действует.
draw-competence = Языки
competence-wish = По возможности судья знает язык речи или субтитров
competence-rule = Не знающий ни одного языка работы её не оценивает
draw-weight = Соответствие важнее случая, %
draw-weight-help = Соответствие — это язык работы, который судья знает, и, вполовину меньше, номинация, которую он хотел бы оценивать. 100: случай решает только между равными. 67: составы смешаннее, судей легче сравнить. 0: только случай.
draw-seed = Зерно
draw-seed-help = Число, которое можно объявить заранее: те же данные и зерно всегда дают тот же результат.
flash-round-opened = Тур открыт, судьи могут ставить оценки.
flash-round-closed = Тур закрыт, оценки больше не меняются.
assign-lead = Каждую работу тура получают разные судьи, по { $n } на работу, нагрузка — поровну. До подтверждения ничего не сохраняется.
assign-entries = работ в туре
assign-kept = уже назначено и останется
assign-added = будет добавлено
assign-foreign = судья не знает языка работы
assign-elsewhere = судья предпочёл бы другую номинацию
draw-public = Публичная жеребьёвка
draw-public-lead = Эту жеребьёвку может повторить каждый. Опубликуйте файлы (судьи названы в них короткими именами из таблицы) и их SHA-256; заранее объявите, какое ещё никому не известное число станет зерном, например числа лотереи; затем впишите его как зерно тура и распределите. От зерна файлы не зависят, а от работ, судей и конфликтов зависят: кто изменит их, изменит и SHA-256.
draw-public-files = Скачать файлы
assign-no-entries = Работ в туре пока нет.
assign-gaps =
    { $n ->
        [one] { $n } работе не хватает судей:
       *[other] { $n } работам не хватает судей:
    }
assign-gap-conflicts = не хватает: { $missing }. Оценивать могут только { $eligible }; что мешает остальным, сказано ниже.
assign-gap-full = не хватает: { $missing }. У остальных предельная нагрузка, или места их страны заняты.
assign-loads = Нагрузка судей
draw-suspected =
    { $n ->
        [one] { $n } пара «судья — работа» с общим почтовым доменом ещё не проверена. На эту жеребьёвку она не влияет.
        [few] { $n } пары «судья — работа» с общим почтовым доменом ещё не проверены. На эту жеребьёвку они не влияют.
       *[other] { $n } пар «судья — работа» с общим почтовым доменом ещё не проверено. На эту жеребьёвку они не влияют.
    }
draw-blockages = Что мешает
draw-blockages-lead = Каждого из этих препятствий хватает, чтобы места остались пустыми. Остальное можно сохранить, а места заполнить позже.
draw-block-entries = Работы: { $names }
draw-fix = Наименьшее, что поможет: { $fix }
draw-and-more = { $names } и ещё { $n }
draw-rule-judges = Мало судей: нужно { $needs }, могут оценивать { $has }
draw-rule-countries = Странам нужно мест: { $needs }, осталось { $has }
draw-rule-country = { $country }: нужно судей { $needs }, могут оценивать { $has }
draw-rule-language = Язык: нужно судей { $needs }, знают язык работы { $has }
draw-rule-organisation = Организация: нужно судей { $needs }, из других организаций { $has }
draw-rule-conflict = Конфликты: нужно судей { $needs }, без конфликта { $has }
draw-rule-load = Нагрузка: нужно мест { $needs }, эти судьи берут { $has }
draw-rule-least = Нагрузка: этим судьям не набрать мест { $needs }, есть только { $has }
draw-fix-judges = найти ещё судей, которые могут оценивать ({ $lacking }), или назначать по { $has } на работу.
draw-fix-countries = требовать меньше судей от каждой страны или назначать по { $needs } на работу.
draw-fix-country = найти ещё судей ({ $lacking }) этой страны ({ $country }) или требовать по { $has } от каждой.
draw-fix-speakers = найти ещё судей, знающих язык работы ({ $lacking }).
draw-fix-language = добавить субтитры ({ $languages }) или найти ещё судей, знающих язык работы ({ $lacking }).
draw-fix-organisation = найти ещё судей из других организаций ({ $lacking }) или проверить, есть ли конфликт на самом деле.
draw-fix-conflict = найти ещё судей без конфликта ({ $lacking }) или отклонить столько же конфликтов у судей: { $judges }.
draw-fix-load = поднять пределы (всего на { $lacking }) судьям: { $judges }; или найти, кто возьмёт столько же.
draw-mixes = Страны
draw-judges-from = Судьи
draw-with-judges = по { $n }
draw-connected = Все судьи связаны общими работами: их строгость можно сравнить.
draw-disconnected = Судьи распались на группы без общих работ ({ $n }): строгую группу не отличить от той, где работы слабее.
draw-nobody = Работ пока нет ни у кого.
draw-spread = На судью работ: от { $least } до { $most }.
draw-change = Изменить условия жеребьёвки
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
closure-others = Работы, у которых листов достаточно, но меньше намеченного
closure-minimum = Сколько оценочных листов достаточно для работы
closure-minimum-help = Это число и количество работ, у которых листов меньше, останутся в журнале. Ни один лист не пропадёт: такие работы займут место по тем, что есть.
closure-try = Показать, у кого меньше
closure-more = Все — на странице хода судейства
closure-confirm = Закрыть тур
reopen-lead = Судьи снова смогут менять оценки. Причина останется в журнале.
reopen-reason = Причина
reopen-voids = Причина попадёт и в журнал оценок, который могут читать другие: не называйте имён. Подтверждения журнала после этого теряют силу.
score-log-title = Журнал оценок
score-log-lead = Каждый поданный, изменённый, отозванный или снятый со счёта оценочный лист тура становится записью цепочки. Кто позже изменит одну запись, испортит все контрольные суммы после неё. Члены жюри названы в журнале обозначениями, по которым их не узнать.
score-log-none = Журнал начнётся с первого поданного оценочного листа.
score-log-runs = ведётся
score-log-of-before = Этот тур закрыли, когда журнала оценок ещё не было. Его можно начать с оценочных листов в их нынешнем виде.
score-log-begin = Начать журнал
score-log-records = Записей
score-log-whole =
    { $n ->
        [0] Цепочка цела. Действующих оценочных листов нет ни в ней, ни в базе данных.
        [one] Цепочка цела, и { $n } действующий в ней оценочный лист совпадает с базой данных.
        [few] Цепочка цела, и { $n } действующих в ней оценочных листа совпадают с базой данных.
       *[other] Цепочка цела, и { $n } действующих в ней оценочных листов совпадают с базой данных.
    }
score-log-broken = Цепочка прервана на записи { $n }: её или одну из предыдущих изменили. Ничего не публикуйте, пока не узнаете, кто это сделал. Подробнее скажет команда ниже.
score-log-differs = Цепочка цела, но оценочные листы в базе данных другие: их изменили в обход программы. Ничего не публикуйте, пока не узнаете, кто это сделал.
score-log-offline = Проверить без этого сайта
score-log-download = Скачать журнал
freeze-title = Подтверждение двух организаторов
freeze-badge = Подтверждён двумя организаторами
freeze-have = Подтверждений: { $n } из 2
freeze-done = Два организатора подтвердили одну и ту же контрольную сумму: оценки тура зафиксированы.
freeze-one-sided = Оба подтверждения даны одной организацией. Они убедительнее, когда каждая сторона даёт своё.
freeze-once-closed = Контрольную сумму можно подтвердить, когда тур закрыт.
freeze-means = Подтвердить значит сказать: это те самые оценки, и я за это отвечаю. Скачайте журнал, проверьте его и сверьте контрольную сумму с другим организатором по телефону или в сообщении. После двух подтверждений оценки изменятся, только если снова открыть тур и назвать причину; она записывается, а оба подтверждения теряют силу. Контрольная сумма и имена обоих стоят на странице результатов.
freeze-as = Вы подтверждаете как { $name } ({ $organisation }).
freeze-confirm = Подтвердить эту сумму
freeze-no-second = Нужно подтверждение второго организатора, а других администраторов у конкурса нет. Пригласите кого-нибудь, лучше из другой организации.
freeze-others = Ещё могут подтвердить: { $names }
freeze-confirmations = Подтверждения
freeze-who = Кто
freeze-when = Когда
freeze-holds = В силе
freeze-holding = да
freeze-void = нет, с { $time }
flash-log-begun = Журнал начат.
flash-log-confirmed = Подтверждено. Ту же контрольную сумму должен подтвердить второй организатор.
flash-round-frozen = Подтверждено. Оба организатора подтвердили одну контрольную сумму: оценки тура зафиксированы.
progress-judges = Судьи
progress-entries = Работы, сначала с наименьшим числом оценок
progress-last = Последнее действие
progress-never = не было
progress-as-of = Данные на { $time }.
progress-refresh = Обновить
disagreement-title = Где судьи расходятся
disagreement-lead = Работы, за которые подано не меньше двух оценочных листов; сначала с самым большим разбросом. Большой разброс — повод посмотреть, а не ошибка: вкусы разные.
disagreement-none = Двух поданных оценочных листов пока нет ни у одной работы.
disagreement-spread = Разброс { $n }
progress-of = { $n } из { $all }
progress-hand-over = Передать другим
progress-remind = Напомнить отмеченным
progress-ballots-of = оценок: { $n } из { $k }
watch-watched = Просмотр
watch-help = Просмотр: какую часть каждого начатого на этом сайте фильма судья просмотрел в среднем. О фильмах на других сайтах и там, где скрипты отключены, ничего не известно.
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
handover-others =
    { $n ->
        [one] Чтобы всё разошлось, { $n } ещё не начатая работа перейдёт от одного из остальных судей к другому.
        [few] Чтобы всё разошлось, { $n } ещё не начатые работы перейдут от одних судей к другим.
       *[other] Чтобы всё разошлось, { $n } ещё не начатых работ перейдут от одних судей к другим.
    }
handover-now = сейчас
handover-then = будет
handover-nobody = Взять их некому. Добавьте судей или поднимите предел.
who-and-why = Кто оценивает работу и почему не другие
who-stand = Почему
who-languages = Языки работы, которые знает
stand-has = оценивает
stand-had = была у него, отказался или передал
stand-conflict = конфликт: { $grounds }
stand-language = не знает ни одного её языка
stand-full = предельная нагрузка
stand-free = мог бы; жребий отдал её другим
flash-handed-over = Работы переданы.
conflicts-lead = Почему судье не следует оценивать работу. Подтверждённые конфликты учитываются при каждой жеребьёвке, и работа уходит от судьи, если она у него. Своя работа, общая организация и заявленные связи действуют сразу; общий почтовый домен ждёт вашего решения.
conflicts-search = Найти конфликты сейчас
conflicts-all = Все
conflicts-show = Показать
conflicts-empty = Таких нет.
conflicts-note = Внести конфликт
conflicts-note-save = Внести и подтвердить
conflict-between = Конфликт интересов
conflict-state = Состояние
conflict-state-found = ждёт решения
conflict-state-confirmed = подтверждён
conflict-state-dismissed = отклонён
conflict-grounds = Основание
conflict-grounds-account = своя работа судьи
conflict-grounds-organisation = одна организация
conflict-grounds-tie = заявленная связь с организацией
conflict-grounds-declared = заявил судья
conflict-grounds-noted = внёс администратор
conflict-grounds-domain = почта одной организации
conflict-creator = Автор
conflict-name = Имя
conflict-domain = Почтовый домен
conflict-noted-at = Записан
conflict-decided-at = Решён
conflict-note = Что известно
conflict-note-help = Останется в журнале.
conflict-decide = Решение
conflict-decision = Это конфликт?
conflict-confirm = Да: судья не может оценивать эту работу
conflict-dismiss = Нет: судья может её оценивать
conflict-reason-help = Обязательно, если вы отклоняете. Останется в журнале.
conflict-affects = Если подтвердить, работа перейдёт от этого судьи к другому:
conflict-scored = оценки судьи перестанут учитываться
conflict-affects-nothing = Ни в одном незакрытом туре этой работы у судьи нет.
flash-conflict-noted = Конфликт внесён.
flash-conflict-decided = Решение записано.
flash-conflicts-searched = Все судьи сверены со всеми принятыми работами.
queue-title = Судейство
queue-lists = Списки работ
queue-no-round = Сейчас открытого тура для вас нет. Когда он начнётся, придёт письмо.
queue-rounds = Ваши туры
queue-until = до { $time }
judging-done-of = Готово { $done } из { $all }
judging-filter-open = Не начаты
judging-filter-started = Начаты
judging-filter-done = Отправлены
judging-filter-skipped = Отложены
judging-filter-recused = Отказ
queue-all-done = Всё оценено, спасибо! До закрытия тура оценки можно менять.
queue-open-empty = Новых работ не осталось. Загляните в «Начаты» и «Отложены».
queue-list-empty = Здесь пусто.
queue-recused = вы отказались, или есть конфликт
queue-own-total = ваша оценка { $total }
ties-title = Ваши связи
ties-lead = Сообщите, с кем вы связаны, до начала тура или по ходу. Чьи это работы, вы не узнаете; ваши ответы видят только организаторы.
ties-organisations = Организации
ties-organisations-lead = Места работы, вузы и студии, к которым вы принадлежите или недавно принадлежали. Их работы вам не достанутся. То, что уже назначено, остаётся у вас, пока организаторы не разберутся.
ties-own = из вашей учётной записи
ties-organisation-help = Как она себя называет; регистр и знаки не важны.
ties-declare = Сообщить
ties-entries = Работы
ties-entries-lead = Если вы узнали работу, укажите её номер. Она сразу перейдёт другому судье, ваши оценки по ней учитываться не будут.
ties-number = Номер работы
ties-number-help = Например, CN-0042.
ties-note = Что вас с ней связывает
ties-note-help = Для организаторов.
flash-tie-declared = Принято, спасибо.
field-no-such-entry = Принятой работы с таким номером нет.
error-many-ties = Вы назвали столько организаций, сколько можно. Напишите организаторам
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
watch-words = Просмотрено: { $percent } % ({ $played } из { $length })
watch-played = просмотрено { $percent } %
watch-submit = Всё равно отправить
watch-unknown = Какие части фильма просмотрены, неизвестно.
watch-elsewhere = Фильм открывается на другом сайте: какие его части вы смотрите, не записывается.
watch-warning = Оценки сохранены, но ещё не отправлены. Насколько известно этой странице, просмотрено { $percent } % фильма; организаторы просят { $asked } %. Досмотрите или отправьте ещё раз, если так и задумано.
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
ballot-levels = Что значат баллы
ballot-note = Заметки
ballot-note-help = Для организаторов; другие судьи не видят.
ballot-total = Итог
ballot-submit = Отправить оценки
ballot-change = Сохранить изменения
ballot-previous = Предыдущая
ballot-next = Следующая
ballot-next-open = Следующая работа
ballot-to-queue = К списку
ballot-skip = Отложить
ballot-resume = Вернуть в список
ballot-recuse = Отказаться от оценки
why-title = Почему я?
why-no-conflict = Конфликта между вами и этой работой не известно.
why-no-language = Её поймёт каждый, язык не нужен.
why-shared = Вы знаете язык её речи или субтитров: { $languages }.
why-not-shared = Её языков среди известных вам нет, но кто-то должен был её взять. Если вы её не понимаете, откажитесь.
why-languages-unknown = Организаторы не записали, какие языки вы понимаете. Если вы не понимаете работу, откажитесь.
why-preferred = Работа из номинации, которую вы хотели бы оценивать.
why-not-preferred = Работа не из тех номинаций, которые вы хотели бы оценивать: кому-то нужно было её взять.
why-loads = Нагрузка делится поровну: у вас { $n }, у судей тура — от { $least } до { $most }.
why-chance = Между равными решил жребий с зерном { $seed }. Те же данные и зерно дают тот же результат.
why-later = Она пришла к вам { $time }, когда тур уже шёл: другой судья отказался или не смог продолжать, либо её приняли позже.
notes-title = Заметки по времени фильма
notes-lead = Заметка привязана к секунде фильма. Её можно изменить, пока тур открыт.
notes-no-player = Фильм открывается на другом сайте: впишите время, которое видите там.
notes-empty = Заметок пока нет.
note-at = Время
note-text = Заметка
note-audience = Для кого
note-audience-private = Для меня и организаторов
note-audience-creator = И для автора, без моего имени
note-add = Добавить заметку
note-change = Изменить
note-delete = Удалить заметку
note-saved = Заметка сохранена.
note-unsaved = Заметка хранится в этом браузере; отправим её, когда появится связь.
note-unsaved-change = Не сохранено: нет связи. Текст остался в поле, нажмите кнопку ещё раз позже.
note-refused = Заметка не сохранена. Нажмите кнопку ещё раз, чтобы узнать почему.
note-restored = Сохраняем заметку, которая не успела сохраниться.
note-signed-out = Не сохранено: вы вышли из системы. Войдите в соседней вкладке — заметка останется здесь.
ballot-keys = Клавиши
ballot-key-points = балл
ballot-key-again = поставить балл заново, ещё раз — к предыдущему критерию
ballot-key-submit = отправить
ballot-key-move = следующая, предыдущая
ballot-key-space = Пробел
ballot-key-play = пуск и пауза
ballot-key-note = заметка к этой секунде
ballot-key-out = выйти из поля
ballot-key-save = сохранить
ballot-key-skip = отложить
ballot-key-recuse = отказаться от оценки
ballot-saved = Сохранено.
ballot-saving = Сохраняем…
ballot-unsaved = Ещё не сохранено. Повторим, когда появится связь.
ballot-refused = Не сохранено. Нажмите кнопку сохранения, чтобы узнать почему.
ballot-restored = Восстановлено то, что не успело сохраниться.
ballot-signed-out = Не сохранено: вы вышли из системы. Войдите в соседней вкладке — оценки останутся здесь.
held-submission = Нет связи. Отправим сразу, как только она появится; не закрывайте страницу.
held-way = Нет связи. Всё введённое сохранено; продолжайте, когда связь появится.
ballot-stale = Тем временем эти оценки изменили в другом окне. Ниже и то, что сохранено, и то, что поставили вы. Выберите и сохраните ещё раз.
ballot-stale-points = Сохранено: { $points }
ballot-stale-note = Сохранённая заметка:
ballot-stale-script = Тем временем эти оценки изменили в другом окне. Ваши остались здесь; нажмите кнопку сохранения, чтобы увидеть и те, и другие.
ballot-reason = Почему вы меняете оценки
ballot-reason-help = Судьи уже обсуждают эту работу, поэтому другие баллы нужно пояснить. Пояснение останется в журнале.
ballot-others = Оценок других судей: { $n }
ballot-others-mean = Среднее { $mean }.
ballot-others-spread = От { $least } до { $most }.
ballot-others-none = Другие судьи эту работу ещё не оценили.
flash-ballot-submitted = Оценки отправлены. До закрытия тура их можно изменить.
flash-note-deleted = Заметка удалена.
flash-skipped = Работа отложена, она в списке «Отложены».
flash-resumed = Работа снова в списке.
flash-recused = Вы отказались, работу оценит другой судья.
discussion-title = Обсуждение
discussion-off = Без обсуждения
discussion-on = Судьи обсуждают работу, отправив свои оценки за неё
discussion-lead = Это читают только судьи, которые уже отправили оценки за эту работу, и организаторы. У судей здесь номера, а не имена; организаторы видят, кто что написал.
discussion-empty = Пока никто ничего не написал.
discussion-you = Вы
discussion-judge = Судья { $n }
discussion-organiser = Организатор
discussion-text = Ваша реплика
discussion-text-help = Её нельзя будет изменить или удалить.
discussion-admin-help = Судьи этой работы прочтут её как реплику организаторов. Её нельзя будет изменить или удалить.
discussion-say = Отправить
discussion-is-off = В этом туре нет обсуждения.
figures-title = Ваши показатели
figures-pace = Темп
figures-minutes =
    { $n ->
        [one] { $n } минута на работу
        [few] { $n } минуты на работу
       *[many] { $n } минут на работу
    }
figures-mean = Ваш средний балл
figures-spread = Разброс ваших оценок
figures-panel-mean = Средний балл тура
figures-panel-spread = Разброс оценок тура
figures-help = Темп — среднее по порядку время от одного отправленного листа до следующего; перерывы больше часа не считаются. Разброс — стандартное отклонение.
figures-panel-hidden = Показатели всех судей видны там, где в туре есть обсуждение, когда вы отправите все оценки.
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
recusal-reason-conflict = Заявлен или подтверждён конфликт интересов
recusal-reason-other = Другое
recusal-note = Пояснение
recusal-note-help = Обязательно, если выбрано «Другое».
recusal-confirm = Отказаться
error-criteria-of-format = Критерий этого тура определяется его видом
field-needs-votes = По согласию судей может завершаться только тур голосования
error-criteria-in-use = По этим критериям уже есть оценки
error-tie-order-taken = Эта очередь уже занята другим критерием тура
error-round-closed = Тур закрыт
error-round-state = Состояние тура изменилось
error-log-moved = В журнале оценок появились новые записи: посмотрите на контрольную сумму ещё раз
error-log-broken = Журнал оценок не прошёл проверку: подтвердить нельзя
error-round-in-use = Тур с распределёнными работами или с последующими турами удалить нельзя
error-one-stream = Для национальных туров нужно хотя бы два отбора
field-earlier-round = Отметьте хотя бы один предыдущий тур.
error-round-not-ready = Тур ещё не готов к открытию
error-plan-changed = Данные изменились после просмотра: посмотрите распределение заново
error-panelist-has-work = Судью с работами нельзя исключить: сначала передайте их
error-ballot-stale = Эти оценки изменены в другом окне
error-watch = Не удалось прочитать, что просмотрено
error-watch-changed = Просмотренное в тот же миг записала другая страница
error-discussion-closed = Обсуждение откроется, когда вы отправите оценки за эту работу
error-many-remarks = В этом обсуждении больше нет места
error-assignment-state = Состояние этой работы изменилось
error-note-changed = Заметку изменили в другом окне
error-own-work = Свою работу не может оценивать никто
error-conflict-changed = Это уже решил кто-то другой
event-criterion-created = добавил(а) критерий
event-criterion-changed = изменил(а) критерий
event-criterion-moved = переставил(а) критерии
event-criterion-deleted = удалил(а) критерий
event-round-created = создал(а) тур
event-round-deleted = удалил(а) тур
event-round-entries-taken = взял(а) работы из предыдущего тура
event-round-entries-chosen = выбрал(а) работы
event-round-changed = изменил(а) настройки тура
event-round-panel-changed = изменил(а) состав жюри
event-round-room-changed = изменил(а), как работают судьи тура
event-round-draw-changed = изменил(а) условия жеребьёвки
event-round-assigned = распределил(а) работы
event-round-opened = открыл(а) тур
event-round-closed = закрыл(а) тур
event-round-reopened = снова открыл(а) тур
event-round-log-begun = начал(а) журнал оценок закрытого тура
event-round-log-confirmed = подтвердил(а) контрольную сумму журнала оценок
event-round-frozen = вторым подтвердил(а) журнал оценок, и оценки тура зафиксированы
event-round-confirmations-voided = лишил(а) силы подтверждения журнала оценок
event-round-reminded = напомнил(а) судьям
event-round-handed-over = передал(а) работы судьи
event-assignment-skipped = отложил(а) работу
event-assignment-resumed = вернул(а) отложенную работу
event-assignment-recused = отказался(-ась) оценивать работу
event-assignment-taken-away = забрал(а) работу у судьи из-за конфликта
event-conflict-noted = внёс(ла) конфликт интересов
event-conflict-declared = заявил(а) о конфликте интересов
event-conflict-account = подтвердил(а) конфликт со своей работой
event-conflict-organisation = подтвердил(а) конфликт одной организации
event-conflict-tie = подтвердил(а) конфликт по заявленной связи
event-conflict-confirmed = подтвердил(а) конфликт интересов
event-conflict-dismissed = отклонил(а) конфликт интересов
event-contest-conflicts-looked-for = искал(а) конфликты интересов
event-tie-declared = заявил(а) о связи с организацией
event-note-written = оставил(а) заметку к работе
event-note-changed = изменил(а) заметку к работе
event-note-deleted = удалил(а) заметку к работе
event-remark-written = написал(а) реплику о работе
event-ballot-submitted = отправил(а) оценки
event-ballot-recounted = сумма оценочного листа пересчитана
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
mail-second-confirmation-subject = { $contest }: оценки тура «{ $round }» ждут вашего подтверждения
mail-second-confirmation-body =
    { $by } подтверждает контрольную сумму журнала оценок тура «{ $round }». Ту же сумму должен подтвердить второй организатор: после этого тур закрыт окончательно, а сумма печатается на странице результатов. Сверьте её и подтвердите под своей учётной записью:

    { $link }
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
