ranking-state-computed = Not public
ranking-state-provisional = Provisional
ranking-state-final = Final
ranking-method-mean = Mean of the judges’ scores
results-method-mean = An entry’s score is the mean over the judges who scored it, rounded half up to a thousandth of a point. Entries with equal scores share a rank, and the next rank is left out. Each stream is ranked on its own.
obstacle-preview = It was computed while judges were still scoring. Close the round and compute it again.
obstacle-round-open = The round is not closed.
obstacle-ballots-changed = Ballots changed after it was computed. Compute it again.
obstacle-entries-gone = A ranked entry was withdrawn or disqualified since. Compute it again.
obstacle-cut-tied = A tie lies across the line of the cut and is not decided yet.
obstacle-cut-changed = The cut of the round was changed after it was computed. Compute it again.
awards-lead = Awards are given out in this order. The highest comes first: an author who gets it leaves the lower ones to others.
awards-empty = There is no award yet. Add the first, the highest one.
award-add = Add an award
award-name = Award
award-description = Description
award-description-help = For the public page, one or two sentences.
award-code = Short name
award-code-help = For files: lower-case letters, digits and hyphens, for example gold-cn.
award-quota = Places
award-quota-help = How many entries may have it.
award-places =
    { $n ->
        [one] { $n } place
       *[other] { $n } places
    }
award-for = For
award-order = Order
award-actions = Actions
award-stream = Stream
award-category = Category
award-all-streams = All streams
award-all-categories = All categories
award-up = Move { $award } up
award-down = Move { $award } down
award-delete = Delete
award-delete-named = Delete { $award }
award-delete-title = Delete “{ $award }”?
award-delete-lead = Nobody was given it. It cannot be brought back.
award-delete-placed = It was given to somebody in a ranking and stays.
field-award-code = Only lower-case letters, digits and hyphens.
field-award-code-taken = Another award of this contest has this short name.
field-minimum-points = Give points as a number such as 7 or 6.5, with at most three decimals.
field-entry-number = Give the number of an entry, for example CN-0042.
field-deadline = Give a date and a time.
field-deadline-past = This time has passed.
field-deadline-far = At most { $days } days from now.
flash-award-deleted = The award is deleted.
flash-ranking-computed = The ranking is computed. Nobody but the team sees it.
flash-awards-given = The awards are given out. Nobody but the team sees it.
flash-results-provisional = The provisional results are public.
flash-results-final = The results are final and public. The winners get a mail.
flash-results-withdrawn = The results are no longer public.
error-award-placed = This award has winners: its stream and category stay, and its places are not fewer than they are.
error-award-changed = Somebody changed this award meanwhile
error-round-not-begun = This round has not begun
error-ranking-changed = This ranking was changed meanwhile
error-ranking-preview = This is a preview of an open round
error-ranking-public = These results are public. Take them back before you change them.
error-ranking-obstacle = Something stands in the way of publication
error-awards-undecided = A tie is not decided yet
error-awards-first = Give out the awards first
error-objections-open = Objections are still taken
error-entry-not-ranked = No entry of this number is in the ranking.
error-award-not-for-it = This award is for another stream or category.
error-author-has-award = The author of this entry has an award already. The rules allow one.
error-award-full = Every place of this award is taken.
results-lead = Rank a round, give out the awards, publish provisional results, then final ones.
results-no-round = No round has begun. Results come from the ballots of a round.
results-compute-title = Compute a ranking
results-compute = Compute
results-compute-help = Only submitted ballots count. A closed round can be published; an open one is only a preview.
results-round = Round
results-round-open = { $round } (still open: preview)
results-rankings = Rankings
results-empty = No ranking yet. Choose a round above.
results-preview = Preview
results-preview-note = A preview: the round is still open, and everything may change. It cannot be published.
results-cut-ties =
    { $n ->
        [one] One tie lies across the line of the cut. Until it is decided none of the tied goes through, and nothing can be published.
       *[other] { $n } ties lie across the line of the cut. Until they are decided none of the tied go through, and nothing can be published.
    }
results-cut-decide = Decide who goes through
results-n-ranked = ranked
results-n-unranked = not ranked
results-n-ballots = ballots
results-method = Method
results-computed = Computed
results-cut = Cut
results-cut-places = The first { $n } of each category of a stream
results-cut-all = Everyone goes through
results-cut-threshold = Everyone with { $score } points or more
results-cut-by-hand = Those that an admin ticks
results-objections-until = Objections until
results-public-page = Public page
results-table = Ranking
results-show = Show
results-table-empty = No entry here has a ballot.
results-rank = Rank
results-number = Number
results-entry = Entry
results-mean = Mean
results-ballots = Ballots
results-through = Through
results-tied = tied
results-gone = no longer in
results-few = few
results-unranked-title = Not ranked
results-unranked-lead = These entries have no ballot that counts, so they have no score; not 0, none.
results-unranked-empty = Every entry of the round is ranked.
results-cut-title = A tie across the cut
results-cut-clear = No tie is undecided.
results-cut-lead = Choose which of the tied go through: as many as there are places, or all, or none.
results-cut-tie =
    { $n ->
        [one] { $n } place; each of these has { $score } points.
       *[other] { $n } places; each of these has { $score } points.
    }
intake-lead = What came through the rounds before it. Nothing is taken before you say so.
intake-accepted = This round takes every accepted entry; nothing has to be taken from earlier rounds.
intake-not-ranked = The round is closed but not ranked yet. Compute its ranking first.
intake-tie =
    { $n ->
        [one] A tie lies across the cut: { $n } place is left for these entries, all with { $score } points:
       *[other] A tie lies across the cut: { $n } places are left for these entries, all with { $score } points:
    }
intake-tie-help = Decide who of them goes through and say why. Or open that round again with a reason, change how many go through so that all or none of them do, close it and compute its ranking again.
intake-tick = Tick who goes through
intake-tick-lead = Entries ranked in “{ $round }”, the best places first. Each page is saved by itself.
intake-save = Save the ticks of this page
intake-take = Take those who go through
intake-taken = Taken
intake-none = No entries have been taken yet.
intake-way = How it came
intake-score = Points
error-cut-waits = The cut of an earlier round is not settled yet
flash-entries-taken = The entries are taken.
results-reason = Reason
results-reason-help = It is kept in the audit trail.
allotment-title = Give out awards
allotment-lead = Award by award, in their order: who gets what, what is undecided, and why. Nothing is kept until you confirm.
allotment-again = Awards were given out already. Confirming replaces them, changes by hand too.
allotment-rules = Rules
allotment-one = One award an author
allotment-one-help = The highest counts; lower ones go to the next.
allotment-minimum = Minimum score
allotment-minimum-help = Below it nothing is awarded. In points, for example 6.5.
allotment-look = Look again
allotment-who = Who gets what
allotment-tie = Tied
allotment-tie-help =
    { $n ->
        [one] Equal scores for { $n } place. Choose, or leave it vacant, or give the award more places.
       *[other] Equal scores for { $n } places. Choose, or leave them vacant, or give the award more places.
    }
allotment-raise = More places
allotment-vacant-choice = Leave vacant what I do not give
allotment-decided = The tie is decided by your choice.
allotment-waits = Waits for a tie of an award above.
allotment-vacant =
    { $n ->
        [one] { $n } place stays vacant.
       *[other] { $n } places stay vacant.
    }
allotment-reason-help = Why the ties were decided so. It is kept in the audit trail.
allotment-reset = Decide the ties anew
allotment-undecided = Decide the ties; then you can give the awards out.
allotment-decide = Decide and look again
allotment-confirm = Give out these awards
placements-title = Awards given
placements-empty = No awards are given out on this ranking yet.
placements-change = Change by hand
placements-change-named = Change { $award } by hand
placement-withhold = Withhold
placement-withhold-lead = The place stays vacant until you give it to another.
placement-whose = From whom
placement-nobody = Nobody has it.
placement-give = Give
placement-full = Every place is taken. Withhold one first.
placement-number-help = The number of a ranked entry, for example CN-0042.
results-publish-title = Publish
publication-lead = First the results are provisional, and anybody may object until a day that you name. Then you make them final.
publication-obstacles = It cannot be published yet:
publication-no-awards = No awards are given out on this ranking: the public will see none.
publication-until-help = On the clocks of the contest: { $zone }.
publication-objections = How to object
publication-objections-help = The organiser’s address, and what an objection must name: the number of the entry and the grounds.
publication-scores = Show the ranking tables with the scores
publication-scores-help = Otherwise the public sees the awards only. Names of judges are never shown.
publication-look = Show what the public will see
publication-seen = This is what the public will see
publication-replaces = These results take the place of any that this contest showed before.
publication-confirm = Publish as provisional
final-title = Make final
final-lead =
    { $n ->
        [0] Objections are over. Nobody has an award, so no mail is sent.
        [one] Objections are over. The winner gets a mail.
       *[other] Objections are over. { $n } winners get a mail each.
    }
final-too-early = Objections are still taken, until:
final-confirm = Publish as final
withdrawal-title = Take back
withdrawal-lead = The public page is gone at once. The ranking and its awards stay, can be changed and published again.
public-title = Results
name-and-country = { $name }, { $country }
public-provisional = These results are provisional.
public-objections-until = Objections are taken until:
public-objections-how = How to object:
public-final = Final since { $day }
public-score = { $score } points
public-not-awarded = Not awarded.
public-partly-awarded =
    { $n ->
        [one] { $n } place was not awarded.
       *[other] { $n } places were not awarded.
    }
public-streams = Streams
public-how = How it was found
public-one-per-author = An author gets one award, the highest; the lower ones go to the next.
public-minimum = Nothing is awarded below { $score } points.
teaser-final = The results are final. Congratulations to the winners!
teaser-provisional = The results are provisional. Objections are taken until { $time }.
teaser-link = See the results
mail-results-final-subject = Your entry won: { $award }
mail-results-final-body =
    Congratulations! The results of “{ $contest }” are final.

    Your entry “{ $title }” has the award: { $award }.

    All results: { $link }
event-award-added = added an award
event-award-changed = changed an award
event-award-moved = moved an award
event-award-deleted = deleted an award
event-ranking-computed = computed a ranking
event-ranking-cut-decided = decided a tie of the cut
event-ranking-awards-given = gave out the awards
event-ranking-award-withheld = withheld an award
event-ranking-award-given = gave an award by hand
event-ranking-provisional = published provisional results
event-ranking-final = published final results
event-ranking-unpublished = took results back
