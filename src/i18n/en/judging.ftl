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
rounds-lead = Each round has its criteria, its panel and its assignment.
rounds-empty = There is no round yet.
rounds-make-first = Make the first round
round-state-planned = Planned
round-state-open = Open
round-state-closed = Closed
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
round-cut = How many go through
round-cut-help = Of each stream and category; 0 is all.
round-no-judges = The contest has no judges yet. Invite them on the team page.
round-panel-lead = Tick the judges of this round, with the most that each takes on if there is a limit. Nobody is ever given their own work or their organisation's.
round-judge = Judge
round-languages = Languages
round-load = Entries
round-max-load = At most
round-max-load-of = The most entries for { $name }
round-panel-save = Save the panel
flash-round-opened = The round is open; judges can score.
flash-round-closed = The round is closed; no score changes any more.
assign-lead = Every accepted entry gets different judges, { $n } for each, as evenly as can be. Nothing is stored before you confirm.
assign-entries = accepted entries
assign-kept = assigned already, kept
assign-added = to be added
assign-foreign = where the judge knows none of its languages
assign-no-entries = There are no accepted entries yet.
assign-gaps =
    { $n ->
        [one] { $n } entry lacks judges:
       *[other] { $n } entries lack judges:
    }
assign-gap-conflicts = { $missing } missing. Only { $eligible } of the panel may score it: the others are its creator, colleagues, or stepped back.
assign-gap-full = { $missing } missing. Everyone who may score it has as much as they take on.
assign-loads = Load of each judge
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
closure-more = See all of them in the progress
closure-confirm = Yes, close it
reopen-lead = Judges will be able to change scores again. The reason is kept in the audit trail.
reopen-reason = Reason
progress-judges = Judges
progress-entries = Entries, the least covered first
progress-last = Last activity
progress-never = none yet
progress-of = { $n } of { $all }
progress-hand-over = Hand over
progress-remind = Remind those ticked
progress-ballots-of = { $n } of { $k } ballots
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
handover-nobody = Nobody can take them. Add judges, or raise their limits.
flash-handed-over = Handed over.
queue-title = Judging
queue-lists = Lists of entries
queue-no-round = No round is open for you. You will get a mail when one opens.
judging-done-of = { $done } of { $all } done
judging-filter-open = Not started
judging-filter-started = Started
judging-filter-done = Submitted
judging-filter-skipped = Skipped
judging-filter-recused = Stepped back
queue-all-done = All done, thank you. You can still change scores until the round closes.
queue-open-empty = Nothing new is left. Look at those started and skipped.
queue-list-empty = This list is empty.
queue-recused = you stepped back
queue-own-total = your score { $total }
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
ballot-note = Notes
ballot-note-help = For the organisers; other judges do not see them.
ballot-total = Total
ballot-submit = Submit the ballot
ballot-change = Save the changes
ballot-previous = Previous
ballot-next = Next
ballot-skip = Skip for now
ballot-resume = Take it back
ballot-recuse = Step back from this entry
ballot-keys = Keys
ballot-key-points = points
ballot-key-move = next, previous
ballot-key-space = Space
ballot-key-play = play or pause
ballot-key-save = save
ballot-saved = Saved.
ballot-saving = Saving…
ballot-unsaved = Not saved yet. It is tried again as soon as the line is back.
ballot-refused = This was not saved. Use the save button to see why.
ballot-restored = What had not been saved last time is back, and is being saved.
ballot-signed-out = Not saved: you are signed out. Sign in in another tab; what you gave stays here.
ballot-others = Ballots of other judges: { $n }
ballot-others-mean = Mean { $mean }.
ballot-others-spread = From { $least } to { $most }.
ballot-others-none = No other judge has submitted a ballot for this entry yet.
flash-ballot-submitted = Submitted. You can change it until the round closes.
flash-skipped = Skipped. It waits in the list of skipped ones.
flash-resumed = It is back in your list.
flash-recused = You stepped back; another judge gets the entry.
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
recusal-reason-other = Another reason
recusal-note = Explanation
recusal-note-help = Needed when the reason is another one.
recusal-confirm = Yes, step back
error-criteria-in-use = There are scores by these criteria already
error-round-closed = The round is closed
error-round-state = The round is no longer in that state
error-round-not-ready = The round is not ready to be opened
error-plan-changed = Something changed since the preview: look at the assignment again
error-panelist-has-work = A judge with entries stays on the panel until they are handed over
error-ballot-stale = This ballot was changed elsewhere
error-assignment-state = This entry is no longer in that list
event-criterion-created = added a criterion
event-criterion-changed = changed a criterion
event-criterion-moved = reordered the criteria
event-criterion-deleted = deleted a criterion
event-round-created = made a round
event-round-changed = changed a round
event-round-panel-changed = changed the panel
event-round-assigned = assigned entries
event-round-opened = opened the round
event-round-closed = closed the round
event-round-reopened = opened the round again
event-round-reminded = reminded judges
event-round-handed-over = handed over a judge's work
event-assignment-skipped = skipped an entry
event-assignment-resumed = took a skipped entry back
event-assignment-recused = stepped back from an entry
event-ballot-submitted = submitted a ballot
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
