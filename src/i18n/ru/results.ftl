ranking-state-computed = Не опубликовано
ranking-state-provisional = Предварительные
ranking-state-final = Окончательные
ranking-method-mean = Среднее оценок жюри
results-method-mean = Балл работы — среднее по всем судьям, которые её оценили, с округлением до тысячной доли балла (половина — вверх). Работы с равными баллами делят место, следующее место пропускается. Каждый отбор ранжируется отдельно.
obstacle-preview = Расчёт сделан, пока судьи ещё ставили оценки. Закройте тур и пересчитайте.
obstacle-round-open = Тур не закрыт.
obstacle-ballots-changed = После расчёта оценки изменились. Пересчитайте.
obstacle-entries-gone = Одна из работ рейтинга с тех пор снята или дисквалифицирована. Пересчитайте.
obstacle-cut-tied = На границе прохождения есть равенство, по которому ещё нет решения.
obstacle-cut-changed = После расчёта изменили условия прохода. Рассчитайте заново.
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
flash-ranking-computed = Рейтинг рассчитан. Его видит только оргкомитет.
flash-awards-given = Награды распределены. Это видит только оргкомитет.
flash-results-provisional = Предварительные итоги опубликованы.
flash-results-final = Окончательные итоги опубликованы. Лауреаты получат письма.
flash-results-withdrawn = Итоги сняты с публикации.
error-award-placed = Эта награда уже присуждена: отбор и номинация не меняются, а мест не меньше, чем лауреатов.
error-award-changed = Кто-то только что изменил эту награду
error-round-not-begun = Этот тур ещё не начался
error-ranking-changed = Этот рейтинг только что изменился
error-ranking-preview = Это предварительный просмотр открытого тура
error-ranking-public = Эти итоги опубликованы. Чтобы изменить их, сначала снимите их с публикации.
error-ranking-obstacle = Публикации что-то мешает
error-awards-undecided = По одному из равенств ещё нет решения
error-awards-first = Сначала распределите награды
error-objections-open = Возражения ещё принимаются
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
results-objections-until = Возражения до
results-public-page = Публичная страница
results-table = Рейтинг
results-show = Показать
results-table-empty = Здесь нет оценённых работ.
results-rank = Место
results-number = Номер
results-entry = Работа
results-mean = Средний балл
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
publication-look = Показать, что увидит публика
publication-seen = Это увидит публика
publication-replaces = Эти итоги заменят те, что конкурс показывал раньше.
publication-confirm = Опубликовать как предварительные
final-title = Сделать окончательными
final-lead =
    { $n ->
        [0] Приём возражений окончен. Лауреатов нет, писем не будет.
        [one] Приём возражений окончен. Письмо получит { $n } лауреат.
        [few] Приём возражений окончен. Письма получат { $n } лауреата.
       *[other] Приём возражений окончен. Письма получат { $n } лауреатов.
    }
final-too-early = Возражения ещё принимаются, до:
final-confirm = Опубликовать как окончательные
withdrawal-title = Снять с публикации
withdrawal-lead = Публичная страница сразу исчезнет. Рейтинг и награды останутся, их можно изменить и опубликовать снова.
public-title = Итоги
name-and-country = { $name }, { $country }
public-provisional = Это предварительные итоги.
public-objections-until = Возражения принимаются до:
public-objections-how = Как возразить:
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
public-one-per-author = Автор получает одну награду, высшую; остальные переходят следующим.
public-minimum = Ниже { $score } балла награды не присуждаются.
teaser-final = Итоги подведены. Поздравляем лауреатов!
teaser-provisional = Итоги предварительные. Возражения принимаются до { $time }.
teaser-link = Посмотреть итоги
mail-results-final-subject = Ваша работа получила награду: { $award }
mail-results-final-body =
    Поздравляем! Итоги конкурса «{ $contest }» стали окончательными.

    Ваша работа «{ $title }» получила награду: { $award }.

    Все итоги: { $link }
event-award-added = добавлена награда
event-award-changed = изменена награда
event-award-moved = изменён порядок наград
event-award-deleted = удалена награда
event-ranking-computed = рассчитан рейтинг
event-ranking-cut-decided = решено равенство на границе прохождения
event-ranking-awards-given = распределены награды
event-ranking-award-withheld = отозвана награда
event-ranking-award-given = награда присуждена вручную
event-ranking-provisional = опубликованы предварительные итоги
event-ranking-final = опубликованы окончательные итоги
event-ranking-unpublished = итоги сняты с публикации
