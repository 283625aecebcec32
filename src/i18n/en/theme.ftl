verdict-pass = Nothing against it
verdict-review = A person should look
verdict-fail = Breaks a rule
band-on = On theme
band-unclear = Theme not clear
band-off = Theme not recognised
band-silent = Theme not set up
check-completeness = Completeness
check-limits = Limits
check-language = Language
check-prohibited = Prohibited words
check-spam = Advertising and contacts
check-duplicates = Possible copy
check-relevance = Theme
field-theme-toml-unreadable = Line { $line }, column { $column } cannot be read: { $message }
field-theme-toml-unreadable-line = Line { $line }, column { $column } cannot be read: “{ $text }”. Mostly a quotation mark, a bracket or a comma is missing, here or on the line before, or the value is of another kind than this setting has.
field-theme-toml-unknown = Line { $line }, column { $column }: there is no setting called { $key }.
field-theme-toml-missing = Line { $line }, column { $column }: { $key } is missing.
field-theme-toml-word = Line { $line }, column { $column }: a listed word has either text or stem.
field-theme-toml-crossed = { $lo } must not be above { $hi }.
field-theme-toml-range = { $name }: give a number from { $min } to { $max }.
field-theme-toml-least = { $name } must be at least { $min }.
field-theme-no-id = The theme has no id (theme.id).
field-theme-facet-no-id = A side of the theme has no id.
field-theme-facet-twice = Two sides of the theme have the id { $id }.
field-theme-facets-many = A theme has at most { $max } sides.
field-theme-crossed = The lower threshold must not be above the upper one.
field-theme-number = Give a number, such as 0.25.
field-theme-word-empty = A listed word is blank.
field-theme-word-long = A word or phrase has at most { $max } characters; one a line. Too long: { $word }…
field-theme-word-star = A star needs the beginning of a word before it.
field-theme-words-many = At most { $max } words here.
field-theme-words-search = The lists of words are too long to search: { $message }
field-theme-profile-long = The whole profile has at most { $max } characters. Shorten the lists of words.
error-theme-unchanged = This profile says the same as the version in force
error-theme-changed = Somebody published another version meanwhile
flash-theme-published = The profile is published. Entries are checked by it from their next submission on.
event-theme-published = published a theme profile
theme-panel-title = Does it match the theme?
theme-panel-help = This is advice. People decide about your entry.
theme-check-now = Check what I have written
theme-keep-typed = Save what I have written
theme-back-to-entry = Back without saving
theme-on = The theme is recognised.
theme-unclear = The theme is not clear yet.
theme-unclear-hint = Say in a sentence or two how the film shows it.
theme-off = The theme is not recognised.
theme-off-hint = If the film does show it, describe how in the synopsis.
theme-silent = Nothing stands against this entry.
theme-words-alone = Closeness to the theme was judged by words alone, without comparing meanings.
theme-closest = Closest to: { $facet }.
theme-found = Found:
theme-suggestions = Words of the theme that you do not use; take only those that are true of your film:
theme-field-title = Title
theme-field-synopsis = Synopsis
theme-field-statement = How it shows the theme
theme-field-tags = Tags, separated by commas
theme-language = Language of the original
theme-admin-lead = What entries are checked against: the sides of the theme, its words, and the words that need a person’s eye. The check advises; people decide.
theme-current = Profile, version { $version }
theme-no-profile = This contest has no profile yet, so the check says nothing about the theme.
theme-editor = Edit the theme profile
theme-editor-lead = Change the fields, then see what that would mean for the entries that are here. Nothing is published until you confirm it.
theme-editor-open = Edit the profile
theme-editor-begin = Write a profile
theme-editor-try = Try and compare
theme-editor-back = Back to the fields
theme-name = Name of the theme
theme-name-help = As it is announced. Entries are compared in meaning with it too.
theme-facets = Sides of the theme
theme-facets-help = A side is one thing that a film may show, in a sentence or two. Each entry is compared in meaning with every side. Five or six are enough.
theme-facet-new = New side
theme-facet-label = Name of this side
theme-facet-label-help = Creators see it.
theme-facet-text = Description
theme-facet-text-help = One or two whole sentences. One language will do; all three are more exact.
theme-facet-remove = Remove this side
theme-facet-add = Add a side
theme-facet-up = Move up: { $name }
theme-facet-down = Move down: { $name }
theme-keywords = Keywords
theme-keywords-help = A keyword is a word or short phrase that films on the theme use. One a line, or with commas between; its other forms are found too. Twelve or more in a language.
theme-words = Listed words
theme-words-help = These words are looked for in every text of an entry. One a line; a star at the end (bet*) finds every word that begins so.
theme-words-any = Any language
theme-none = None
theme-tier-block = A person looks first
theme-tier-warn = The creator is told
theme-tier-allow = Always allowed
theme-tier-block-help = Entries with such a word come first in the queue; a screener decides.
theme-tier-warn-help = The creator is asked to think it over and can submit all the same.
theme-tier-allow-help = Exceptions: a word of the other lists does not count inside one of these.
theme-thresholds = Thresholds
theme-thresholds-help = Relevance is a number: the higher, the nearer to the theme. The dry run shows the entries nearest to each threshold; judge by those.
theme-number-hi = On the theme from
theme-number-hi-help = Higher: fewer entries pass, a person looks at more. Lower: more pass, some of them off the theme.
theme-number-lo = Not recognised under
theme-number-lo-help = Higher: more are called “not recognised” instead of “not clear”. A person looks at both.
theme-number-none = no limit
theme-numbers-relevance = How relevance is computed (rarely changed)
theme-number-weight = Weight of keywords
theme-number-weight-help = 0 to 1. Higher: the words found count for more beside the meaning.
theme-number-cap = Keywords that count
theme-number-cap-help = Higher: a text with many of them gains more. Lower: a few are enough.
theme-number-sentences = Nearest sides that are averaged
theme-number-sentences-help = Higher: an entry must be near to several. Lower: near to one is enough. The theme’s name counts as one.
theme-number-keywords = Nearest keywords that are averaged, in each language
theme-number-keywords-help = Higher: an entry must be near to many. Lower: near to a few is enough.
theme-number-lexical-hi = By words alone: on the theme from
theme-number-lexical-hi-help = Only where the program cannot compare meanings. Higher: fewer entries pass.
theme-number-lexical-lo = By words alone: not recognised under
theme-number-lexical-lo-help = Likewise. Higher: more are called “not recognised”.
theme-numbers-copies = Copies and advertising
theme-number-copy = Share of the same text
theme-number-copy-help = 0.6 is 60 % of the shorter text. Higher: only nearly equal texts are named. Lower: more pairs to look at.
theme-number-translation = Likeness of a translation
theme-number-translation-help = 0 to 1. Higher: only plain translations are named. Lower: different works on one subject too.
theme-number-adverts = Advertising words that need a person
theme-number-adverts-help = Higher: more advertising is let through. One beside contact data is always looked at.
theme-adverts = Advertising words of your own
theme-adverts-help = Beside the built-in ones, one a line.
theme-not-adverts = Words that are no advertising
theme-not-adverts-help = Built-in ones that are none in this contest, one a line.
theme-limits = Required fields, languages and lengths
theme-limits-help = Duration, file size, lengths of title and synopsis, subtitles and the use of AI are set in the rules of the contest:
theme-limits-required = An entry must have
theme-limits-languages = Languages that are taken
theme-required-tags = Tags
theme-number-short-zh = Advised length of a Chinese synopsis, characters
theme-number-short-zh-help = Higher: more creators are advised to write more. Nobody is refused.
theme-number-short = Advised length of any other synopsis, characters
theme-number-short-help = Likewise.
theme-number-statement = Sentence on the theme, at most, characters
theme-number-statement-help = Lower: more entries are refused as too long.
theme-number-tags = Tags, at most
theme-number-tags-help = Lower: more entries are refused for too many.
theme-number-long-side = Longer side of the picture, at least, pixels
theme-number-short-side = Shorter side of the picture, at least, pixels
theme-number-side-help = Higher: more small pictures are refused.
theme-number-tolerance = Tolerance
theme-number-tolerance-help = 0.05 is 5 %. What misses a limit by no more is left to a person. Higher: fewer refusals, more to look at.
theme-try = Try a text
theme-try-help = See what the check would say. Nothing is kept.
theme-try-button = Check this text
theme-score = relevance { $score }
theme-as-file = As a file (TOML)
theme-toml = Profile as TOML
theme-toml-help = Change the text or paste a whole profile. You see what it means before it is published.
theme-toml-file = Or take it from a file
theme-preview = Read and preview
theme-confirm = Publish this profile?
theme-confirm-note = A published version is never changed. Checks that were made stay as they are; entries submitted from now on are checked by this version.
theme-publish = Publish as version { $version }
theme-versions = Versions
theme-version = Version
theme-no-versions = Nothing was published yet.
theme-digest = SHA-256
theme-published-by = By
theme-published-at = When
theme-published-by-program = The program
theme-run-forecast = Dry run
theme-run-recheck = Re-check
theme-run-state-going = Under way
theme-run-state-done = Finished
theme-run-state-cancelled = Stopped
theme-run-state-overtaken = Stopped: a newer version was published
theme-scope-waiting = Entries waiting for a screener
theme-scope-all = Waiting, accepted and returned entries
theme-file = File
theme-download = Download as TOML
theme-compare = Compare
theme-compare-from = From
theme-compare-to = To
theme-compare-title = Version { $from } against version { $to }
theme-compare-changes = What changed
theme-compare-before = What changed since version { $version }
theme-diff = What changes against version { $version }
theme-diff-none = The rules say the same; at most their order differs.
theme-settings = Thresholds, limits and other settings
theme-not-set = not set
theme-facet-added = new
theme-facet-removed = removed
theme-facet-changed = changed
theme-preview-title = Before it is published
theme-preview-lead = What this profile changes, and what it would say of the entries that are here now. Nothing is published yet.
theme-preview-stale = Somebody published another version since you began. The comparison is with the version that is in force now.
theme-preview-whole = The whole profile
theme-forecast = What it would say of the entries
theme-forecast-none = No entries to look at yet.
theme-forecast-changed = { $changed } of { $entries } entries would be judged differently.
theme-run-changed = { $changed } of { $entries } entries are judged differently.
theme-forecast-new = Not checked before as they are now: { $n }.
theme-forecast-moves = Entries that change
theme-forecast-from = Before
theme-forecast-to = After
theme-forecast-entries = Entries
theme-forecast-copies = The rules about copies change. A dry run does not compare entries with each other anew; a re-check does.
theme-nearest-hi = Nearest to “on theme” (from { $threshold })
theme-nearest-lo = Nearest to “theme not recognised” (under { $threshold })
theme-entry = Entry
theme-relevance = Relevance
theme-not-checked = Not checked
theme-try-new = Try a text on the new profile
theme-confirm-wait = It can be published once the entries are looked at, or the dry run is stopped.
theme-run-progress = { $done } of { $total }
theme-run-progress-label = Entries checked
theme-run-look = See how far it is
theme-run-cancel = Stop
theme-run-state = Progress
theme-run-found = What changed
theme-run = What
theme-run-by = By
theme-run-begun = Begun
theme-runs = Dry runs and re-checks
theme-recheck = Check entries again
theme-recheck-help = Entries keep the checks that they have. A re-check adds one by the version in force and puts waiting entries in their new place in the queue.
theme-recheck-which = Which entries
theme-recheck-button = Check again…
theme-recheck-confirm = Check these entries again?
theme-recheck-what = Entries: { $n }, by version { $version } of the profile.
theme-recheck-note = Checks are added and never taken back. It can be stopped at any time; what was checked by then stays. No decision of a screener changes, and nobody is sent a letter.
theme-recheck-begin = Begin
flash-theme-recheck = The re-check has begun.
flash-theme-run-cancelled = Stopped. What was done stays.
error-theme-none = This contest has no theme profile
error-theme-run-going = A re-check is under way already
error-theme-run-ended = It has already ended
event-theme-recheck-ordered = ordered a re-check of entries
event-theme-recheck-done = finished a re-check of entries
event-theme-recheck-cancelled = stopped a re-check of entries
event-theme-recheck-overtaken = ended a re-check: a newer version was published
theme-learning = Learning from your decisions
theme-learning-help = The check can learn which entries your screeners accept and which they reject for the theme. Rejections for other reasons, and entries returned for changes, teach it nothing. What it learned is numbered and kept, and is off until you turn it on. It never rejects an entry.
theme-layer-counts = Accepted: { $accepted }, rejected for the theme: { $declined }.
field-theme-layer-words = In this contest the theme is checked by words alone or not at all, so nothing can be learned.
field-theme-layer-few = Thirty decisions are needed, at least ten of each kind. Still missing: accepted { $accepted }, rejected for the theme { $declined }, decisions in all { $decisions }.
theme-layer-ordered = Learning is under way. It takes a moment; open this page again to see the result.
theme-layer-train = Learn from the decisions
flash-theme-layer-ordered = Learning has begun. Open this page again in a moment.
theme-layers = What was learned
theme-layer = Layer { $number }
theme-layer-is-on = On
theme-layer-is-off = Off
theme-layer-found = How well it tells entries apart
theme-layer-by = Taught by
theme-layer-pairs = On the entries already decided: of 100 pairs of an accepted and a rejected entry, the plain check puts { $plain } in the right order; with what it learned, { $learned }.
theme-layer-better = The gain is more than chance: between { $low } and { $high } pairs of 100. Turning it on helps.
theme-layer-same = This may be chance: the difference lies between { $low } and { $high } pairs of 100. Leave it off, or decide more entries and let it learn again.
theme-layer-worse = It does worse than the plain check: the difference lies between { $low } and { $high } pairs of 100. Leave it off.
theme-layer-found-help = Each entry was judged by a copy that had not seen the decision on it.
theme-layer-newer = It was taught with version { $taught } of the profile; version { $version } is in force now. Let it learn again.
theme-layer-decisions = Decisions
theme-layer-profile = Profile
theme-layer-encoder = Encoder
theme-layer-since = On since
theme-layer-turn-on = Turn on
theme-layer-turn-off = Turn off
theme-layer-lessons = Decisions that it was taught from
theme-layer-lessons-help = In the order in which they were taken.
theme-layer-taught-as = Decision
theme-layer-accepted = Accepted
theme-layer-declined = Rejected for the theme
theme-layer-on-confirm = Turn layer { $number } on?
theme-layer-off-confirm = Turn layer { $number } off?
theme-layer-recheck = Check the entries again at once
theme-layer-recheck-help = All that are submitted, accepted or returned. Otherwise they keep the checks that they have, and only new checks follow the switch.
theme-layer-instead = It takes the place of layer { $number }.
theme-layer-effect = What changes
theme-layer-part = The 500 oldest entries were looked at.
theme-layer-moved-entries = Entries that come closer to the theme or move away from it
theme-layer-note = Entries keep the checks that they have. New checks are made the new way; order a re-check to check the others again. An entry may come to pass or to need a person’s eye, but never fails by this. No decision changes.
flash-theme-layer-on = The layer is on. Checks from now on are made with it.
flash-theme-layer-off = The layer is off. Checks from now on are made without it.
error-theme-layer-on = This layer is on already
error-theme-layer-off = This layer is not on
theme-layer-moved = Layer { $number }, learned from decisions, moved the relevance from { $plain } by { $shift }.
theme-layer-no-vector = Layer { $number }, learned from decisions, is on but had nothing to go by: this text was not compared by meaning.
theme-layer-other-encoder = Layer { $number } was taught with another encoder than this program has, so it says nothing. Let it learn again.
event-theme-layer-trained = had the check learn from decisions
event-theme-layer-not-trained = asked the check to learn from decisions; nothing new was learned
event-theme-layer-on = turned a learned layer on
event-theme-layer-off = turned the learned layer off
event-entry-rechecked = checked again by the theme profile, with another result
finding-language-zh = Chinese
finding-language-ru = Russian
finding-language-en = English
finding-language-other = another language
finding-language-none = no words
finding-contact-email = e-mail address
finding-contact-url = web address
finding-contact-phone = telephone number
finding-contact-wechat = WeChat
finding-contact-qq = QQ
finding-contact-handle = account name
finding-completeness-ok = Everything needed is there.
finding-completeness-missing =
    { $field ->
        [title] The title is missing.
        [synopsis] The synopsis is missing.
        [statement] The sentence on how the film shows the theme is missing.
       *[tags] Tags are missing.
    }
finding-completeness-no-words =
    { $field ->
        [title] The title has no words.
       *[synopsis] The synopsis has no words.
    }
finding-completeness-short-synopsis = The synopsis is short: { $have } characters. About { $want } tell the reader what happens.
finding-completeness-synopsis-repeats-title = The synopsis only repeats the title. Say what happens in the film.
finding-limits-ok = Within all limits.
finding-limits-duration =
    { $side ->
        [min] The video lasts { $have } s; at least { $limit } s are asked for.
       *[max] The video lasts { $have } s; at most { $limit } s are allowed.
    }
finding-limits-size = The file has { $have } MB; at most { $limit } MB are allowed.
finding-limits-resolution =
    { $what ->
        [long_side] The longer side of the picture has { $have } pixels; at least { $limit } are asked for.
       *[short_side] The shorter side of the picture has { $have } pixels; at least { $limit } are asked for.
    }
finding-limits-characters =
    { $what ->
        [title] The title has { $have } characters; the limit is { $limit }.
        [synopsis] The synopsis has { $have } characters; the limit is { $limit }.
       *[statement] The sentence on the theme has { $have } characters; the limit is { $limit }.
    }
finding-limits-tags = There are { $have } tags; at most { $limit } are allowed.
finding-limits-entries = This is entry number { $have } of the same person; at most { $limit } are allowed.
finding-limits-made-since = The work was finished on { $have }; works from { $limit } on are accepted.
finding-limits-ai =
    { $limit ->
        [none] Material made by artificial intelligence is not accepted here.
       *[assisted] Artificial intelligence may help, but may not make the whole work here.
    }
finding-limits-subtitles = Subtitles are missing: { $missing }.
finding-limits-subtitles-one-of = Subtitles are missing in at least one of: { $missing }.
finding-language-ok = The languages are as declared.
finding-language-declared-differs =
    { $field ->
        [title] The title was declared as { $declared } but reads as { $found }.
       *[synopsis] The synopsis was declared as { $declared } but reads as { $found }.
    }
finding-language-not-accepted = The text reads as { $found }, which this contest does not take.
finding-language-mixed = Only { $percent } % of the synopsis is in { $expected }.
finding-language-title-differs = Title and synopsis are in different languages: { $title } and { $synopsis }.
finding-prohibited-ok = No listed words.
finding-prohibited-blocked =
    { $disguised ->
        [true] Words that the organiser does not accept, written in disguise: { $words }.
       *[false] Words that the organiser does not accept: { $words }.
    }
finding-prohibited-doubtful =
    { $disguised ->
        [true] Words to think over, written in disguise: { $words }.
       *[false] Words to think over: { $words }.
    }
finding-spam-ok = No advertising.
finding-spam-contact = Remove contact data from the text: { $contacts }.
finding-spam-advert = Reads a little like advertising: { $terms }.
finding-spam-adverts = Reads like advertising: { $terms }.
finding-spam-advert-and-contact = Advertising ({ $terms }) together with contact data ({ $contacts }).
finding-duplicates-same-file = Another entry has the very same file.
finding-duplicates-identical = The same creator has an entry with the same words.
finding-duplicates-identical-by-another = Somebody else’s entry has the same words.
finding-duplicates-similar = { $percent } % of the text is also in another entry.
finding-duplicates-translation = It may be a translation of another entry ({ $percent } % alike).
finding-duplicates-series = It looks like part of a series by the same creator.
finding-relevance-on = The theme is recognised.
finding-relevance-unclear = The theme is not clear from the text.
finding-relevance-off = The theme is not recognised in the text.
finding-relevance-stuffing = Many words of the theme in one place ({ $hits } within { $tokens } words). Plain sentences work better.
finding-profile-facet-without-text = A side of the theme has no text: { $subjects }.
finding-profile-no-facets = No side of the theme is described. Two or three sentences each make the check better.
finding-profile-few-keywords = Fewer than twelve keywords: { $subjects }.
finding-profile-facets-close = Two sides of the theme say nearly the same: { $subjects }.
