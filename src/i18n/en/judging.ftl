criteria-lead = Judges score by these criteria; the weights add up to 100 %.
criteria-empty = No criteria yet. Add the first one below.
criteria-whole = The weights add up to 100 %.
criteria-not-whole = The weights add up to { $sum } %. A round opens only at 100 %.
criteria-locked = Scores have been given, so only the texts can be changed now.
criterion-add = Add a criterion
criterion-name = Name
criterion-help = Explanation
criterion-help-help = Shown on the scorecard: what to look for.
criterion-code = Code
criterion-code-help = For exports: lower-case letters, digits and hyphens.
criterion-weight = Weight, %
criterion-weight-short = Weight
criterion-weight-help = At most two decimals, for example 33.33.
criterion-min = Lowest points
criterion-max = Highest points
criterion-step = Step
criterion-scale = Scale
criterion-scale-range = { $min } to { $max }
criterion-scale-step = in steps of { $step }
criterion-levels = What points mean
criterion-levels-help = One line for each: points | Chinese | Russian | English. For example: 10 | 优秀 | Отлично | Excellent
criterion-tie-order = Turn among the tie-breaks
criterion-tie-order-short = Tie-break
criterion-tie-order-help = Where equal points cannot share a place, the criterion with turn 1 decides, then the one with 2. Leave empty if this one is not asked.
criterion-not-asked = not asked
tie-break-criterion = “{ $name }”
tie-break-submitted = who submitted first
criterion-order = Order
criterion-up = Move up: { $name }
criterion-down = Move down: { $name }
criterion-delete = Delete
criterion-delete-title = Delete “{ $name }”?
criterion-delete-lead = Its weight ({ $weight } %) must then go to the others.
judging-actions = Actions
flash-criterion-deleted = Deleted.
field-criterion-taken = This round has this code already.
field-code = Only lower-case letters, digits and hyphens.
field-decimal = Give a number with at most { $digits } decimals.
field-decimal-range = Give a number from { $min } to { $max }.
field-scale-order = The highest points must be above the lowest.
field-scale-step = The step must divide the scale evenly.
field-level = Line { $line }: write “points | Chinese | Russian | English”, with points on the scale, each once.
field-points = Give points from { $min } to { $max } in steps of { $step }.
field-points-number = Give the points as a number.
field-points-missing = This criterion still needs points.
field-note-time = Give the time in minutes and seconds, for example 1:23.
field-note-stale = This note was changed elsewhere; it now reads as above. Save again to replace it by yours.
field-note-many = An entry has room for 200 of your notes. Delete one first.
rounds-lead = Each round has its criteria, its panel and its assignment.
rounds-empty = There is no round yet.
rounds-new = New round
rounds-national = National rounds and a joint final
rounds-national-lead = Plans a round for each of the { $n } streams with the judges from its countries, and a final that takes the first ten of every category. All of it can be changed before a round opens.
rounds-national-make = Plan these rounds
round-national = national round
round-final = Joint final
flash-rounds-planned = The rounds are planned. Look at their criteria and panels.
flash-round-deleted = The round is deleted.
round-state-planned = Planned
round-state-open = Open
round-state-closed = Closed
round-source-accepted = All accepted entries
round-source-through = Those that came through earlier rounds
round-came-through = Came through: { $rounds }
round-entries = Entries of the round
round-earlier = Earlier rounds
round-earlier-help = For those that came through: which rounds they must have come through.
round-all-streams = All streams
round-criteria-from = Criteria as in
round-criteria-from-help = They are copied and can be changed afterwards.
round-criteria-none = None yet
round-take = Take entries from earlier rounds
round-delete = Delete this round
round-delete-title = Delete “{ $name }”?
round-delete-lead = Its criteria and its panel go with it. Nothing is assigned in it yet.
round-weights = Sum of the weights
round-weights-wrong = must be 100 %
round-panel = Panel
round-assignments = Assigned scorings
round-closes-at = Scores until
round-closes-at-help = On the clocks of { $zone }. The judges are told; an admin closes the round.
round-opened-at = Opened
round-closed-at = Closed
round-not-ready = Before it can be opened:
round-needs-weights = The weights of the criteria must add up to 100 %.
round-needs-panel = Choose the panel first.
round-needs-entries = No entries belong to it yet.
round-needs-assignments = Assign the entries first.
round-assign = Assign entries
round-open = Open the round and tell the judges
round-progress = Progress
round-close = Close the round
round-reopen = Open again
round-settings = Settings
round-name = Name of the round
round-judges-per-entry = Judges for each entry
round-judges-per-entry-help = With two countries an even number is fairer, for example 4.
round-judges-follow = The whole panel scores every entry of a calibration: the number follows the panel.
round-cut = How many go through
round-cut-help = 0 is all. Only when the first go through.
round-format = What judges are asked
round-format-scorecard = Points by each criterion
round-format-votes = Yes, maybe or no
round-format-order = One order of all their entries, the best first
round-format-pairs = Which of two is better, pair after pair
round-format-help = Only a round of points has criteria of your own. If you choose anything else, the criteria that this round has now are deleted.
vote-no = No
vote-maybe = Maybe
vote-yes = Yes
criterion-vote = Vote
criterion-behind = Entries placed behind it
criterion-wins = Share of comparisons won
criteria-of-format = This round does not ask for points. What its ballots give comes with what judges are asked; only the texts can be changed.
ballot-others-votes = Yes: { $yes }, maybe: { $maybe }, no: { $no }.
vote-keep-note = Keep the note
ballot-key-vote = yes, maybe, no, and on to the next
flash-vote-cast = Your vote is in
blind-title = What judges are not told
blind-help = Names on the film itself stay where they are; nothing that judges see carries a file name. Settled once the round is open.
blind-creator = Who made it: name, organisation, country
blind-credits = Credits
blind-statement = How the film shows the theme, in the creator’s words
blind-ai = What was made by artificial intelligence
blind-nothing = Judges are told everything about an entry.
ballot-creator = Made by
ballot-credits = Credits
round-source-chosen = Chosen by their numbers
picks-choose = Choose entries
picks-title = Entries of this round
picks-lead = Only these entries are judged in this round. It can be changed until the round opens.
picks-numbers = Numbers of entries
picks-numbers-help = One on a line, or with commas between: CN-0042, RU-0007. At most 500.
picks-chosen = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
 }
picks-empty = Nothing is chosen yet. Type the numbers of accepted entries above.
picks-gone = left the contest
field-unknown-entry = No accepted entry that this round may take has the number { $number }.
field-too-many-picks = At most { $max } entries can be chosen.
round-calibration = Calibration
rounds-calibration = Calibration
rounds-calibration-lead = The whole panel scores the same few entries first, and everyone sees how they differ. Nothing is ranked by it.
rounds-calibration-make = Add a calibration round
calibration-title = How the panel scored
calibration-lead = Each dot is a ballot. Talk about the entries where the dots lie far apart before the real round opens.
calibration-lead-judge = Each dot is a ballot, the filled one is yours. Of an entry you see others’ scores once yours is in.
calibration-above = On average you gave { $points } points more than the others ({ $n ->
    [one] { $n } entry
   *[other] { $n } entries
 }): you are more generous.
calibration-below = On average you gave { $points } points less than the others ({ $n ->
    [one] { $n } entry
   *[other] { $n } entries
 }): you are stricter.
calibration-even = On average you gave as much as the others ({ $n ->
    [one] { $n } entry
   *[other] { $n } entries
 }).
calibration-apart = You were { $points } points from their mean on an entry.
calibration-empty = Nothing is assigned yet.
calibration-first-score = Score it first: then you see what the others gave.
calibration-own = You: { $points }
calibration-ballots = { $n ->
    [one] { $n } ballot
   *[other] { $n } ballots
 }
calibration-judges = Judges
calibration-judges-lead = The mean difference to the others who scored the same entries. On a few entries this says little: it is for a talk, not for a verdict.
calibration-judge = Judge
calibration-entries = Entries
calibration-difference = Difference
calibration-distance = Mean distance
vote-stale = Another page of yours cast another vote meanwhile.
round-cut-rule = Who goes through
round-cut-threshold = From how many points
round-cut-threshold-help = An entry's points in the ranking of this round, for example 7.5. Everyone who reaches them goes through.
cut-rule-places = The first of each stream and category
cut-rule-threshold = Everyone who reaches so many points
cut-rule-by-hand = Those that an admin ticks
cut-rule-unanimous = Those to whom every judge says yes
cut-rule-majority = Those to whom more than half of their judges say yes
cut-rule-unopposed = Those to whom at least one judge says yes and none says no
round-tie-earlier = Then who submitted first
round-tie-earlier-help = Where equal points cannot share a place, the criteria with a turn decide first, then the time of the first submission. Only those whom all of this leaves equal are for a person to decide.
round-way-all = no cut
round-way-places = by place
round-way-threshold = by points
round-way-tie = by decision of a tie
round-way-tie-break = by tie-break
round-way-by-hand = by hand
round-way-consensus = by votes
round-no-judges = The contest has no judges yet. Invite them on the team page.
round-panel-lead = Tick the judges of this round, with the most that each takes on if there is a limit. Nobody is ever given their own work or their organisation's.
round-judge = Judge
round-languages = Languages
round-load = Entries
round-max-load = At most
round-max-load-of = The most entries for { $name }
round-panel-save = Save the panel
room-title = Judging room
room-set = How judges work
room-lead = How the judges of this round work, beside what they score.
room-discussion-help = With it, judges see each other’s remarks on an entry after they have submitted their own ballot, without names. Who then changes their points says why; reason, old and new points are kept in the audit trail.
room-watch-warning = Ask when less of a film was played than, %
room-watch-warning-help = Who submits with less is asked once whether that is meant; nobody is kept from submitting. 0 asks nobody. Films that play elsewhere are never asked about. In a round of pairs it is asked of each film with its first answer.
draw-title = The draw
draw-lead = What every assignment of this round is held to. What is assigned already stays as it is.
draw-min-per-country = Judges of each country, at least
draw-min-per-country-help = For each of the streams' countries; judges from elsewhere fill none of these places. 0 is no rule.
draw-max-load = Most entries for a judge
draw-max-load-help = A judge's own limit on the panel holds as well.
draw-competence = Languages
competence-wish = Wherever it can be, a judge knows a language of the entry, spoken or subtitled
competence-rule = Nobody scores an entry of which they know no language
draw-weight = What suits before chance, %
draw-weight-help = What suits is a language of the entry that the judge knows and, half as much, a category that they would rather judge. 100: chance decides only between equals. 67: more mixed panels, which are easier to compare. 0: chance alone.
draw-seed = Seed
draw-seed-help = A number that may be published beforehand: the same data and seed always draw the same.
flash-round-opened = The round is open; judges can score.
flash-round-closed = The round is closed; no score changes any more.
assign-lead = Every entry of the round gets different judges, { $n } for each, as evenly as can be. Nothing is stored before you confirm.
assign-entries = entries of the round
assign-kept = assigned already, kept
assign-added = to be added
assign-foreign = where the judge knows none of its languages
assign-elsewhere = where the judge would rather judge another category
draw-public = A public draw
draw-public-lead = Everybody can repeat this draw. Publish the files, which know judges by the short names in the table, and their SHA-256; say beforehand which number that nobody knows yet will be the seed, such as the digits of a lottery; then set it as the seed of the round and assign. The files do not depend on the seed, but on entries, judges and conflicts: whoever changes these changes the SHA-256.
draw-public-files = Download the files
assign-no-entries = The round has no entries yet.
assign-gaps =
    { $n ->
        [one] { $n } entry lacks judges:
       *[other] { $n } entries lack judges:
    }
assign-gap-conflicts = { $missing } missing. Only { $eligible } of the panel may score it; see below what keeps the others away.
assign-gap-full = { $missing } missing. The others are full, or from a country that has its places.
assign-loads = Load of each judge
draw-suspected =
    { $n ->
        [one] { $n } pair of a judge and an entry shares an e-mail domain, and nobody has looked at it yet. It does not bind this draw.
       *[other] { $n } pairs of a judge and an entry share an e-mail domain, and nobody has looked at them yet. They do not bind this draw.
    }
draw-blockages = What stands in the way
draw-blockages-lead = Each of these alone keeps places empty. You may store the rest all the same and fill these places later.
draw-block-entries = Entries: { $names }
draw-fix = Smallest change that would help: { $fix }
draw-and-more = { $names } and { $n } more
draw-rule-judges = Too few judges: { $needs } needed, { $has } may score
draw-rule-countries = The countries ask for { $needs } places, and { $has } are left
draw-rule-country = Judges from { $country }: { $needs } needed, { $has } may score
draw-rule-language = Language: { $needs } judges needed, { $has } know one of it
draw-rule-organisation = Organisation: { $needs } judges needed, { $has } are from another
draw-rule-conflict = Conflicts: { $needs } judges needed, { $has } are free of them
draw-rule-load = Loads: { $needs } places needed, these judges take { $has }
draw-rule-least = Loads: these judges cannot get { $needs } places, only { $has }
draw-fix-judges = find { $lacking } more who may score, or ask for { $has } judges an entry.
draw-fix-countries = ask for fewer judges of each country, or for { $needs } judges an entry.
draw-fix-country = find { $lacking } more from { $country } who may score, or ask for { $has } of each country.
draw-fix-speakers = find { $lacking } more who know a language of it.
draw-fix-language = add subtitles ({ $languages }), or find { $lacking } more who know a language of it.
draw-fix-organisation = find { $lacking } more from another organisation, or look whether the conflict is one.
draw-fix-conflict = find { $lacking } more without a conflict, or dismiss { $lacking } of the conflicts of { $judges }.
draw-fix-load = raise the limits of { $judges } by { $lacking } altogether, or find others who can take { $lacking }.
draw-mixes = Countries
draw-judges-from = Judges from
draw-with-judges =
    { $n ->
        [one] { $n } judge
       *[other] { $n } judges
    }
draw-connected = All judges are connected through shared entries: their strictness can be compared.
draw-disconnected = The judges fall into { $n } groups that share no entries: nobody can tell a strict group from one with weaker entries.
draw-nobody = Nobody has an entry yet.
draw-spread = From { $least } to { $most } entries a judge.
draw-change = Change what the draw is held to
assign-seed = Seed of the draw: { $seed }. The same data and seed always draw the same.
assign-nothing = There is nothing to add.
assign-confirm = Store this assignment
flash-assigned = The assignment is stored.
closure-title = Close “{ $name }”?
closure-lead = After that no judge can score or change anything.
closure-complete = Every judge has finished.
closure-unfinished = This is unfinished; ballots that were not submitted will not count.
closure-judges = Judges who have not finished: { $n }
closure-entries = Entries with fewer than { $k } ballots
closure-others = Entries with enough ballots, and fewer than planned
closure-minimum = Ballots that are enough for an entry
closure-minimum-help = Kept in the audit trail with the number of entries that have fewer. No ballot is lost: such entries are ranked by those they have.
closure-try = Show which have fewer
closure-more = See all of them in the progress
closure-confirm = Yes, close it
reopen-lead = Judges will be able to change scores again. The reason is kept in the audit trail.
reopen-reason = Reason
reopen-voids = The reason also goes into the score log, which others may read: name nobody. Confirmations of the log no longer hold after it.
score-log-title = Score log
score-log-lead = Every ballot of this round that is submitted, changed, withdrawn or set aside becomes a record of a chain. Whoever alters a record later breaks every digest after it. Judges stand in it under names that say nothing.
score-log-none = The log begins with the first submitted ballot.
score-log-runs = is being written
score-log-of-before = This round was closed before there were score logs. Its log can be begun with the ballots as they stand now.
score-log-begin = Begin the log
score-log-records = Records
score-log-whole =
    { $n ->
        [0] The chain is whole. No ballot stands in it, and none in the database.
        [one] The chain is whole, and the { $n } ballot that stands in it is the one in the database.
       *[other] The chain is whole, and the { $n } ballots that stand in it are those in the database.
    }
score-log-broken = The chain is broken at record { $n }: it, or one before it, was altered. Publish nothing before you know by whom. The command below says more.
score-log-differs = The chain is whole, but the ballots in the database are not those that it tells of: they were altered outside the program. Publish nothing before you know by whom.
score-log-offline = To check without this site
score-log-download = Download the log
freeze-title = Confirmation by two organisers
freeze-badge = Confirmed by two organisers
freeze-have = { $n } of 2 confirmations
freeze-done = Two organisers have confirmed the same digest: this round is frozen.
freeze-one-sided = Both confirmations come from the same organisation. They say more when each side gives one.
freeze-once-closed = The digest can be confirmed once the round is closed.
freeze-means = Confirming says: these are the scores, and I stand for it. Download the log, check it, and compare the digest with the other organiser by telephone or message. After two confirmations the scores change only if the round is opened again for a reason, which is recorded and ends both confirmations. The digest and the names of both stand on the page of results.
freeze-as = You confirm as { $name } ({ $organisation }).
freeze-confirm = Confirm this digest
freeze-no-second = A second organiser must confirm, and this contest has no other admin who could. Invite one, best of the other organisation.
freeze-others = These may still confirm: { $names }
freeze-confirmations = Confirmations
freeze-who = Who
freeze-when = When
freeze-holds = Holds
freeze-holding = yes
freeze-void = no longer, since { $time }
flash-log-begun = The log has begun.
flash-log-confirmed = Confirmed. A second organiser must confirm the same digest.
flash-round-frozen = Confirmed. Both organisers have confirmed the same digest: the round is frozen.
progress-judges = Judges
progress-entries = Entries, the least covered first
progress-last = Last activity
progress-never = none yet
progress-as-of = As of { $time }.
progress-refresh = Look again
disagreement-title = Where judges differ
disagreement-lead = Entries with two submitted ballots or more, those with the widest spread first. A wide spread asks for a look, and is no fault: taste differs.
disagreement-none = No entry has two submitted ballots yet.
disagreement-spread = Spread { $n }
progress-of = { $n } of { $all }
progress-hand-over = Hand over
progress-remind = Remind those ticked
progress-ballots-of = { $n } of { $k } ballots
watch-watched = Watched
watch-help = Watched: how much of each film that they began on this site a judge played, on average. Nothing is known of films that play elsewhere, or where scripts do not run.
remind-nobody = Nobody to remind: all of them have finished.
remind-lead =
    { $n ->
        [one] A mail goes to { $n } judge:
       *[other] A mail goes to { $n } judges:
    }
remind-left = { $n } left
remind-confirm = Send the reminders
flash-reminded = The reminders are on their way.
handover-title = Hand over the pending work of { $name }
handover-lead = Pending: { $pending }. Other judges can take { $moved } of them.
handover-kept = Submitted ballots stay and count.
handover-others =
    { $n ->
        [one] So that all can be taken, { $n } entry that nobody has begun changes hands among the others.
       *[other] So that all can be taken, { $n } entries that nobody has begun change hands among the others.
    }
handover-now = now
handover-then = then
handover-nobody = Nobody can take them. Add judges, or raise their limits.
who-and-why = Who scores this entry, and why not the others
who-stand = Why
who-languages = Languages of the entry that they know
stand-has = scores it
stand-had = had it, and stepped back or handed it over
stand-conflict = conflict: { $grounds }
stand-language = knows none of its languages
stand-full = has as many as they take on
stand-free = could score it; the draw gave it to others
flash-handed-over = Handed over.
conflicts-lead = Why a judge should not score an entry. Confirmed ones bind every draw, and take the entry from a judge who has it. Own work, one organisation and declared ties bind at once; a shared e-mail domain waits for you.
conflicts-search = Look for conflicts now
conflicts-all = All
conflicts-show = Show
conflicts-empty = There are none of this kind.
conflicts-note = Enter a conflict
conflicts-note-save = Enter and confirm
conflict-between = Conflict
conflict-state = State
conflict-state-found = to be looked at
conflict-state-confirmed = confirmed
conflict-state-dismissed = dismissed
conflict-grounds = Grounds
conflict-grounds-account = the judge's own work
conflict-grounds-organisation = same organisation
conflict-grounds-tie = tie declared to the organisation
conflict-grounds-declared = declared by the judge
conflict-grounds-noted = entered by an admin
conflict-grounds-domain = same family of e-mail domain
conflict-creator = Creator
conflict-name = Name
conflict-domain = E-mail domain
conflict-noted-at = Recorded
conflict-decided-at = Decided
conflict-note = What is known
conflict-note-help = Kept in the audit trail.
conflict-decide = Decide
conflict-decision = Is it a conflict?
conflict-confirm = Yes: the judge may not score this entry
conflict-dismiss = No: the judge may score it
conflict-reason-help = Needed when you dismiss it. Kept in the audit trail.
conflict-affects = If you confirm it, the entry goes from this judge to another:
conflict-scored = the judge's ballot will no longer count
conflict-affects-nothing = The judge does not have the entry in any round that is not closed.
flash-conflict-noted = The conflict is entered.
flash-conflict-decided = Decided.
flash-conflicts-searched = Every judge was compared with every accepted entry.
queue-title = Judging
queue-lists = Lists of entries
queue-no-round = No round is open for you. You will get a mail when one opens.
queue-rounds = Your rounds
queue-until = until { $time }
judging-done-of = { $done } of { $all } done
judging-filter-open = Not started
judging-filter-started = Started
judging-filter-done = Submitted
judging-filter-skipped = Skipped
judging-filter-recused = Stepped back
queue-all-done = All done, thank you. You can still change scores until the round closes.
queue-open-empty = Nothing new is left. Look at those started and skipped.
queue-list-empty = This list is empty.
queue-recused = you stepped back or have a conflict
queue-own-total = your score { $total }
ties-title = Your ties
ties-lead = Say here what you have a tie to, before or during a round. You are never told whose an entry is; only the organisers see what you say.
ties-organisations = Organisations
ties-organisations-lead = Employers, schools and studios that you belong to, or did until lately. You are given none of their entries. What you have already stays until the organisers have looked.
ties-own = from your account
ties-organisation-help = As it calls itself; case and punctuation do not matter.
ties-declare = Declare
ties-entries = Entries
ties-entries-lead = If you recognise an entry, give its number. It goes to another judge at once, and what you gave it no longer counts.
ties-number = Number of the entry
ties-number-help = For example CN-0042.
ties-note = What ties you to it
ties-note-help = For the organisers.
flash-tie-declared = Declared. Thank you.
field-no-such-entry = No accepted entry has this number.
error-many-ties = You have declared as many organisations as there may be. Write to the organisers.
ballot-state-draft = Draft
ballot-state-submitted = Submitted
assignment-state-open = To be scored
assignment-state-skipped = Skipped
assignment-state-recused = Stepped back
assignment-state-handed-over = Handed over
ballot-closed = The round is closed; scores no longer change.
ballot-film = The film
ballot-link = Open the film
ballot-link-password = Password:
ballot-no-film = The film cannot be shown. Skip it, and tell the organisers its number.
watch-words = Played: { $percent } % ({ $played } of { $length })
watch-played = { $percent } % played
watch-submit = Submit it all the same
watch-unknown = Which parts of the film were played is not known.
watch-elsewhere = This film plays elsewhere: which parts of it you watch is not recorded.
watch-warning = Your scores are saved, and not submitted yet. As far as this page knows, { $percent } % of the film was played; the organisers ask for { $asked } %. Watch the rest, or submit once more if you mean it.
ballot-synopsis = Synopsis
ballot-by-machine = Machine translation
ballot-by-human = Translated by a person
ballot-original = The original ({ $language })
ballot-statement = How it shows the theme
ballot-duration = Duration
ballot-spoken = Spoken
ballot-subtitles = Subtitles
ballot-ai = Artificial intelligence
ballot-ai-assisted = Made with its help.
ballot-ai-generated = Made by it.
ballot-scorecard = Scorecard
ballot-levels = What the points mean
ballot-note = Notes
ballot-note-help = For the organisers; other judges do not see them.
ballot-total = Total
ballot-submit = Submit the ballot
ballot-change = Save the changes
ballot-previous = Previous
ballot-next = Next
ballot-next-open = Next film
ballot-to-queue = To the list
ballot-skip = Skip for now
ballot-resume = Take it back
ballot-recuse = Step back from this entry
why-title = Why me?
why-no-conflict = No conflict between you and this entry is known.
why-no-language = It can be followed in any language.
why-shared = You know a language that is spoken or subtitled in it: { $languages }.
why-not-shared = None of its languages is among those that you know; somebody had to take it. If you cannot follow it, step back.
why-languages-unknown = The organisers have not noted which languages you follow. If you cannot follow it, step back.
why-preferred = It is of a category that you would rather judge.
why-not-preferred = It is of another category than those that you would rather judge; somebody had to take it.
why-loads = Work is shared evenly: you have { $n }, the judges of this round have from { $least } to { $most }.
why-chance = Between judges of equal standing chance decided, by the seed { $seed }. The same data and seed draw the same again.
why-later = It came to you on { $time }, after the round had begun: another judge stepped back or could not go on, or it was accepted late.
notes-title = Notes at a time of the film
notes-lead = What you note here is kept with this second of the film. You can change it until the round closes.
notes-no-player = This film plays elsewhere: type the time that you see there.
notes-empty = No notes yet.
note-at = Time
note-text = Note
note-audience = For whom
note-audience-private = For me and the organisers
note-audience-creator = For the creator too, without my name
note-add = Add the note
note-change = Change
note-delete = Delete this note
note-saved = The note is saved.
note-unsaved = The note is kept in this browser and is sent again as soon as the line is back.
note-unsaved-change = Not saved: there is no connection. What you typed stays here; press the button again later.
note-refused = This note was not saved. Press the button again to see why.
note-restored = A note that had not been saved last time is being saved.
note-signed-out = Not saved: you are signed out. Sign in in another tab; the note stays here.
ballot-keys = Keys
ballot-key-points = points
ballot-key-again = the same points anew, then the criterion before
ballot-key-submit = submit
ballot-key-move = next, previous
ballot-key-space = Space
ballot-key-play = play or pause
ballot-key-note = a note at this second
ballot-key-out = out of a field
ballot-key-save = save
ballot-key-skip = skip for now
ballot-key-recuse = step back from this entry
ballot-saved = Saved.
ballot-saving = Saving…
ballot-unsaved = Not saved yet. It is tried again as soon as the line is back.
ballot-refused = This was not saved. Use the save button to see why.
ballot-restored = What had not been saved last time is back, and is being saved.
ballot-signed-out = Not saved: you are signed out. Sign in in another tab; what you gave stays here.
held-submission = No connection. This is sent as soon as the line is back; leave the page open.
held-way = No connection. What you gave is kept; go on when the line is back.
ballot-stale = This ballot was changed elsewhere meanwhile. Both are below: what is stored, and what you gave here. Choose, and save again.
ballot-stale-points = Stored: { $points }
ballot-stale-note = The note as it is stored:
ballot-stale-script = This ballot was changed elsewhere meanwhile. What you gave stays here; use the save button to see both.
ballot-reason = Why you change your scores
ballot-reason-help = Other points need a reason now, since the judges talk about this entry. It is kept in the audit trail.
ballot-others = Ballots of other judges: { $n }
ballot-others-mean = Mean { $mean }.
ballot-others-spread = From { $least } to { $most }.
ballot-others-none = No other judge has submitted a ballot for this entry yet.
flash-ballot-submitted = Submitted. You can change it until the round closes.
flash-note-deleted = The note is deleted.
flash-skipped = Skipped. It waits in the list of skipped ones.
flash-resumed = It is back in your list.
flash-recused = You stepped back; another judge gets the entry.
discussion-title = Discussion
discussion-off = No discussion
discussion-on = Judges talk about an entry once their own ballot on it is submitted
discussion-lead = Only judges who have submitted their ballot on this entry read this, and the organisers. Judges have numbers here, no names; the organisers see who wrote what.
discussion-empty = Nothing was said yet.
discussion-you = You
discussion-judge = Judge { $n }
discussion-organiser = Organiser
discussion-text = Your remark
discussion-text-help = It cannot be changed or taken back.
discussion-admin-help = The judges of the entry read it as a remark of the organisers. It cannot be changed or taken back.
discussion-say = Say it
discussion-is-off = This round has no discussion.
figures-title = Your figures
figures-pace = Pace
figures-minutes =
    { $n ->
        [one] { $n } minute a ballot
       *[other] { $n } minutes a ballot
    }
figures-mean = Mean of your scores
figures-spread = Their spread
figures-panel-mean = Mean of all scores of the round
figures-panel-spread = Their spread in the round
figures-help = The pace is the middle time from one submitted ballot to the next; pauses of more than an hour are left out. The spread is the standard deviation.
figures-panel-hidden = The figures of the whole panel are shown where the round has a discussion, once all your ballots are submitted.
recusal-title = Step back from this entry
recusal-back = Back to the entry
recusal-lead = Step back if you know the creator or have an interest. The entry goes to another judge at once; only the organisers see why.
recusal-submitted = The ballot that you submitted will no longer count.
recusal-reason = Reason
recusal-reason-knows-creator = I know the creator
recusal-reason-took-part = I took part in making it
recusal-reason-same-organisation = We belong to the same organisation
recusal-reason-interest = I have another interest in it
recusal-reason-language = I do not understand its language
recusal-reason-conflict = A conflict was declared or confirmed
recusal-reason-other = Another reason
recusal-note = Explanation
recusal-note-help = Needed when the reason is another one.
recusal-confirm = Yes, step back
error-criteria-of-format = The criterion of this round comes with what its judges are asked
field-needs-votes = Only a round of votes can end by what its judges agree on
error-criteria-in-use = There are scores by these criteria already
error-tie-order-taken = Another criterion of this round has this turn
error-round-closed = The round is closed
error-round-state = The round is no longer in that state
error-log-moved = The score log went on meanwhile: look at its digest again
error-log-broken = The score log does not hold: nothing can be confirmed
error-round-in-use = A round with assignments, or from which another takes entries, cannot be deleted
error-one-stream = National rounds need at least two streams
field-earlier-round = Tick at least one earlier round.
error-round-not-ready = The round is not ready to be opened
error-plan-changed = Something changed since the preview: look at the assignment again
error-panelist-has-work = A judge with entries stays on the panel until they are handed over
error-ballot-stale = This ballot was changed elsewhere
error-watch = What was played could not be read
error-watch-changed = What was played was recorded elsewhere at the same moment
error-discussion-closed = The discussion opens to you once your ballot on this entry is submitted
error-many-remarks = This discussion is full
error-assignment-state = This entry is no longer in that list
error-note-changed = This note was changed elsewhere
error-own-work = Nobody may score their own work
error-conflict-changed = Somebody else decided this meanwhile
event-criterion-created = added a criterion
event-criterion-changed = changed a criterion
event-criterion-moved = reordered the criteria
event-criterion-deleted = deleted a criterion
event-round-created = made a round
event-round-deleted = deleted a round
event-round-entries-taken = took entries from an earlier round
event-round-entries-chosen = chose entries
event-round-changed = changed a round
event-round-panel-changed = changed the panel
event-round-room-changed = changed how the judges of a round work
event-round-draw-changed = changed what the draw is held to
event-round-assigned = assigned entries
event-round-opened = opened the round
event-round-closed = closed the round
event-round-reopened = opened the round again
event-round-log-begun = began the score log of a round of before
event-round-log-confirmed = confirmed the digest of the score log
event-round-frozen = was the second to confirm the score log, which froze the round
event-round-confirmations-voided = did what ended the confirmations of the score log
event-round-reminded = reminded judges
event-round-handed-over = handed over a judge's work
event-assignment-skipped = skipped an entry
event-assignment-resumed = took a skipped entry back
event-assignment-recused = stepped back from an entry
event-assignment-taken-away = took an entry from a judge because of a conflict
event-conflict-noted = entered a conflict
event-conflict-declared = declared a conflict
event-conflict-account = confirmed a conflict with their own work
event-conflict-organisation = confirmed a conflict of one organisation
event-conflict-tie = confirmed a conflict by a declared tie
event-conflict-confirmed = confirmed a conflict
event-conflict-dismissed = dismissed a conflict
event-contest-conflicts-looked-for = looked for conflicts
event-tie-declared = declared a tie to an organisation
event-note-written = wrote a note on an entry
event-note-changed = changed a note on an entry
event-note-deleted = deleted a note on an entry
event-remark-written = said something about an entry
event-ballot-submitted = submitted a ballot
event-ballot-recounted = counted a ballot’s total anew
event-ballot-changed = changed a submitted ballot
round-first = Jury
mail-judging-opened-subject = { $contest }: judging has begun
mail-judging-opened-body =
    { $n ->
        [one] { $n } entry waits for your scores:
       *[other] { $n } entries wait for your scores:
    }

    { $link }

    { $has_end ->
        [yes] Please finish by { $closes } ({ $zone }).
       *[no] Thank you for your time.
    }
mail-second-confirmation-subject = { $contest }: the scores of “{ $round }” wait for your confirmation
mail-second-confirmation-body =
    { $by } has confirmed the digest of the score log of the round “{ $round }”. A second organiser has to confirm the same digest; then the round is frozen and the page of results prints it. Compare the digest, and confirm it with your own sign-in:

    { $link }
mail-judging-more-subject = { $contest }: more entries for you
mail-judging-more-body =
    { $n ->
        [one] { $n } more entry was given to you to score:
       *[other] { $n } more entries were given to you to score:
    }

    { $link }

    { $has_end ->
        [yes] Please finish by { $closes } ({ $zone }).
       *[no] Thank you for your time.
    }
mail-judging-reminder-subject = { $contest }: entries still wait for you
mail-judging-reminder-body =
    { $n ->
        [one] { $n } entry still lacks your scores:
       *[other] { $n } entries still lack your scores:
    }

    { $link }

    { $has_end ->
        [yes] Please finish by { $closes } ({ $zone }).
       *[no] Thank you for your time.
    }
