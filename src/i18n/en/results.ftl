ranking-state-computed = Not public
ranking-state-provisional = Provisional
ranking-state-final = Final
ranking-state-computing = Being computed
ranking-state-proposed = Not applied yet
ranking-state-superseded = Replaced
ranking-method-mean = Mean of the judges’ scores
ranking-method-crossed = Adjusted for strict and lenient judges
ranking-method-trimmed = Mean without the highest and the lowest
ranking-method-median = Median
ranking-method-z = Standard scores by judge
ranking-method-weighted = Judges weighed by how much they tell
results-method-crossed = An entry’s score is what remains when each judge’s leniency is taken off: entries and judges are estimated together (a crossed random-effects model, REML). Entries with few ballots are drawn a little towards the middle. Every ballot counts alike.
results-method-trimmed = An entry’s score is the mean of its ballots without one highest and one lowest. An entry with fewer than three ballots gets no score.
results-method-median = An entry’s score is the middle one of its ballots, or the mean of the two in the middle.
results-method-z = Each ballot is compared with its judge’s own mean and spread; an entry’s score is the mean of these, put back onto the contest’s scale. It takes it that every judge saw an equally good sample of entries.
results-method-weighted = Judges may differ in leniency, in how far they spread good and bad apart, and in noise; a judge counts by how much the ballots tell. It may silence the taste of a minority, so it is chosen before scores come in or not at all.
results-ranks-shared = Scores are rounded half up to a thousandth of a point. Entries with equal scores share a rank, and the next rank is left out. Each stream is ranked on its own.
judge-decision-keep = The ballots count
judge-decision-drop = The ballots do not count
judge-flag-zero-spread = gave every entry the same
judge-flag-too-few-ballots = too few ballots to tell
judge-flag-differs-from-panel = differs from the panel
judge-flag-please-look = please look: may differ from the panel
judge-flag-lenient = more lenient than the panel
judge-flag-strict = stricter than the panel
ranking-remark-disconnected =
    { $n ->
        [one] In a stream, { $n } group of entries shares no judge with the others. Ranks across groups assume that the groups’ judges are equally strict on average. The first entry of each group:
       *[other] In a stream, { $n } groups of entries share no judge. Ranks across groups assume that the groups’ judges are equally strict on average. The first entry of each group:
    }
ranking-remark-bridges = Groups of entries are compared by single ballots alone ({ $n } entry / judge):
ranking-remark-single-score = Entries with one ballot only, which is worth little by itself ({ $n }):
ranking-remark-no-trimmed-mean = Entries with fewer than three ballots have no score by this method and are not ranked ({ $n }):
ranking-remark-no-spread = Judges who gave one score, or the same to all, count nothing in standard scores ({ $n }):
ranking-remark-not-estimable = The model cannot be fitted to these ballots: too few entries have two scores, or all scores are equal.
ranking-remark-weighted-not-estimable = The model of weighed judges cannot be fitted to these ballots.
ranking-remark-ranked-by-mean = Ranks and scores are therefore those of the plain mean, without chances and intervals.
ranking-remark-no-noise = Entries and judges explain every score, so nothing tells how noisy scores are: there are no chances and no intervals.
ranking-remark-plug-in = Intervals and chances take the spreads as known. With few entries or judges they are too narrow.
ranking-remark-no-entry-difference = The ballots show no difference between entries: every order is as likely as this one.
ranking-remark-no-judge-difference = The ballots show no difference in leniency between judges.
ranking-remark-judge-not-separable = Each judge scored one entry: leniency cannot be told from noise.
ranking-remark-no-uncertainty = This method does not say how sure a rank is.
ranking-remark-few-judges = With fewer than twenty judges this model is sampled, from the seed.
ranking-remark-equal-samples = It assumes that each judge saw an equally good sample of entries.
ranking-remark-weighs-judges = Judges count by how much they agree with the others, which may silence a minority’s taste.
results-method-mean = An entry’s score is the mean over the judges who scored it.
obstacle-preview = It was computed while judges were still scoring. Close the round and compute it again.
obstacle-not-applied = It was not applied, or another ranking of the round was applied in its place.
obstacle-round-open = The round is not closed.
obstacle-ballots-changed = Ballots changed after it was computed. Compute it again.
obstacle-entries-gone = A ranked entry was withdrawn or disqualified since. Compute it again.
obstacle-cut-tied = A tie lies across the line of the cut and is not decided yet.
obstacle-cut-changed = The cut of the round was changed after it was computed. Compute it again.
obstacle-tie-breaks-changed = Whether earlier submission decides between equal points was changed after it was computed. Compute it again.
obstacle-judges-decided = Whose ballots count was decided otherwise since. Compute it again.
obstacle-method-changed = The round’s method was changed since. Compute it again.
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
flash-ranking-ordered = The ranking is being computed. Look again in a moment.
flash-ranking-applied = This ranking holds now. Nobody but the team sees it.
flash-ranking-dismissed = The run is dropped. What held before still holds.
flash-judge-decided = The decision is kept. A new ranking is being computed, to stand beside the one that holds.
flash-awards-given = The awards are given out. Nobody but the team sees it.
flash-results-provisional = The provisional results are public.
flash-results-final = The results are final and public.
flash-results-withdrawn = The results are no longer public.
flash-notice-text-kept = The text is saved. Mails that are held already stay as they are.
flash-notices-released = The mails are on their way.
flash-notices-discarded = The held mails are deleted. None was sent.
flash-objection-answered = The answer is on its way to the objector.
flash-objection-noted = The note is saved.
error-award-placed = This award has winners: its stream, its category and who gives it stay, and its places are not fewer than they are.
error-award-changed = Somebody changed this award meanwhile
error-round-not-begun = This round has not begun
error-ranking-changed = This ranking was changed meanwhile
error-method-changed = Somebody changed the method meanwhile
error-method-reason = Scores came in meanwhile: a change of the method needs a reason
error-ranking-preview = This is a preview of an open round
error-ranking-public = These results are public. Take them back before you change them.
error-ranking-obstacle = Something stands in the way of publication
error-awards-undecided = A tie is not decided yet
error-awards-first = Give out the awards first
error-objections-open = Objections are still taken
error-objections-over = Objections are no longer taken
error-notices-held = There are mails already that wait to be read
error-notices-none = Every creator was told already
error-notices-decided = These mails were released or deleted already
error-notices-outdated = What these mails say no longer holds
error-notice-text-changed = Somebody changed this text meanwhile
field-placeholder = { $found } is no placeholder. Use those above, in braces, and no other braces.
error-objections-unanswered = There are objections that nobody has answered
error-objection-entry = No entry of this number was judged.
error-objection-answered = This objection cannot be answered, or was answered already
error-objection-changed = Somebody changed the note meanwhile: theirs stays, unless you save again.
field-source-url = Give a whole address that begins with https:// or http://.
field-despite = Tick this, or answer the objections first.
error-certificates-final = Certificates are for final results
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
results-cut-unanimous = Those to whom every judge says yes
results-cut-majority = Those to whom more than half of their judges say yes
results-cut-unopposed = Those to whom at least one judge says yes and none says no
tie-breaks-title = Tie-breaks
tie-breaks-none = none: a person decides
tie-breaks-left-equal = The tie-breaks left these equal: { $names }.
precedence = Equal points: decided by { $name }
precedence-figures = Equal points: decided by { $name }, { $own } against { $other }
results-objections-until = Objections until
results-public-page = Public page
results-table = Ranking
results-show = Show
results-table-empty = No entry here has a ballot.
ranking-computing = It is being computed: step { $step } of { $steps }.
ranking-progress = Progress of the computation
ranking-look-again = Look again
ranking-dismiss = Drop this run
ranking-proposed = This run stands beside the ranking that holds.
ranking-moved =
    { $n ->
        [0] No entry has another place.
        [one] { $n } entry has another place.
       *[other] { $n } entries have another place.
    }
ranking-moves = See them all
ranking-proposed-help = Apply it, and it takes the other’s place as a whole; awards are then given out on it. Drop it, and nothing changes. What is public stays public until you publish another.
ranking-apply = Apply it as a whole
ranking-superseded = Another ranking of this round was applied in its place. It is kept as a record.
ranking-draws = Chances
ranking-draws-seed = { $n } draws, seed { $seed }
ranking-dropped = Left out
ranking-dropped-judges =
    { $n ->
        [one] The ballots of one judge do not count, by a recorded decision of the organisers.
       *[other] The ballots of { $n } judges do not count, by recorded decisions of the organisers.
    }
ranking-program = Program
ranking-remarks =
    { $n ->
        [one] { $n } remark
       *[other] { $n } remarks
    }
ranking-table-help = The bar shows where the rank lies in nine draws of ten, the point the rank to be expected. “First { $n }” is the chance of a place among the first { $n }.
near-title = The line of the cut lies within the noise
near-lead =
    { $n ->
        [one] This entry could be on either side of it. Talk about it, or ask one more judge.
       *[other] These { $n } entries could be on either side of it. Talk about them, or ask one more judge.
    }
near-through = goes through
near-not-through = does not go through
near-chance = chance { $chance }
method-title = How rounds are ranked
method-late = Scores have come in. A change of the method now needs a reason, which is printed with the results.
method-early = Choose before scores come in. A later change needs a reason, which is printed with the results. The plain mean is always shown beside.
method-default = recommended
method-reason-help = Needed once scores have come in. The public reads it.
method-changes = Changes after scores came in
method-was-changed = After scores had come in, the method was changed: { $from } → { $to }.
method-change-reason = Reason: { $reason }
weights-title = Other weights
weights-lead = What would move if the criteria counted otherwise? A run is computed beside this ranking: you see every place that moves, then apply it or drop it. Ballots and the score log stay as they are.
weights-one-criterion = This round has one criterion: there is nothing to weigh.
weights-legend = Weights in percent, 100 together
weights-criterion = { $name } (judges scored by { $weight } %)
weights-reason-help = Printed with the results once the run is applied and published.
weights-try = Compute with these weights
weights-changed = The weights of the criteria were changed after scoring:
weights-weight = { $name }: { $weight } %
weights-was = (judges scored by { $weight } %)
field-weights-sum = The weights add up to { $sum } %. They must add up to 100 %.
field-weights-same = These are the weights of the ranking that holds. Change at least one.
moves-title = What moves
moves-lead = Every entry that stands elsewhere than in the ranking that holds, by stream and new rank.
moves-empty = Every entry stands where it stood.
moves-before = Before
moves-now = Now
moves-what = What changes
moves-new = newly ranked
move-now-through = now goes through
move-no-longer-through = no longer goes through
study-title = How sure is it?
study-lead = Whether the places of the awards hold, and what the ballots look like.
robust-title = Do the places hold?
robust-lead = The rank of each of the first entries by the other methods, and without any one judge.
robust-without = Without one judge
robust-worst = lowest without { $judge }
robust-untried = not tried: too many ballots
robust-verdict = Verdict
robust-same = holds everywhere (awards: { $n })
robust-within = stays among the first { $n }
robust-leaves = may leave the first { $n }
spreads-title = What scores are made of
spreads-entry = Spread between entries (points)
spreads-judge = Spread of judges’ leniency (points)
spreads-noise = Noise of one ballot (points)
spreads-reliability = Of the differences between means, entries make
spreads-unknown = cannot be told
spreads-alpha = Agreement of the judges (Krippendorff's alpha)
spreads-alpha-ends = 95 %: { $low } to { $high }, by a bootstrap over entries
spreads-alpha-help = Alpha is 1 where judges agree on the points and 0 where they agree as by chance. Its interval comes from drawing the entries anew a thousand times; the judges stay the same.
drawing-totals = Ballots by total
drawing-scores = Entries by score
drawing-coverage = Entries by number of ballots
drawing-covered = { $ballots } ballots: { $n } entries
drawing-bars = Bars of these heights: { $counts }
home-advantage-title = Home advantage
home-drawing = Points that an entry of the judge’s own country gets more, with its 95 % interval
home-found = On average an entry gets { $estimate } points more from judges of its own country (95 %: { $interval }).
home-beyond = That is beyond chance.
home-unclear = That is within chance: the ballots do not show it.
home-cannot-say-whose = It cannot be said whose it is: with these panels only the sum of the countries’ advantages can be told, and a country with better entries looks the same as judges who favour it.
home-unknown = It cannot be told from these ballots: judges scored only entries of their own country, or only of others, or too few.
judges-title = Judges beside the panel
judges-lead = A flag asks you to look. It says that a judge differs from the panel, never why, and never that anything is wrong.
judges-empty = No ballot counts yet.
judges-judge = Judge
judges-mean = Mean given
judges-leniency = Leniency
judges-noise = Noise
judges-correlation = Goes with the others
judges-look = To look at
judges-decide = Decide
judges-help = Leniency: points more (+) or less (−) than the average judge, with its 95 % interval. Noise: the spread of what remains, in points. Goes with the others: correlation with the mean of the entry’s other judges, from −1 to 1.
judges-left-out = Left out of this ranking:
judges-decisions = Decisions
judge-flag-lead = This judge differs from the panel. That may be taste, another reading of the criteria, or carelessness: look at the ballots and talk to the judge before you decide.
judge-left-out = The ballots of this judge are left out of this ranking.
judge-decide = Decide about the ballots
judge-decide-lead = Your decision is kept under your name, with the reason. A new ranking is computed with it and stands beside the one that holds.
judge-decision = The ballots of this judge in this round
judge-decide-button = Decide and compute anew
results-rank = Rank
results-number = Number
results-entry = Entry
results-mean = Mean
results-score = Score
results-interval = Rank, nine times in ten
results-chance = First { $n }
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
allotment-minimum-help = Below it the jury awards nothing. In points, for example 6.5.
allotment-look = Look again
what-if-title = What if?
what-if-lead = Try other places or another minimum score, and see who would have an award and who would not. Nothing is kept here.
what-if-places = Places
what-if-kept = Kept: { $n }
what-if-given = Given now: { $now }; then: { $then }.
what-if-tied = then { $n } tied
what-if-tied-now = now { $n } tied
what-if-gains = Would have it:
what-if-losses = Would no longer have it:
what-if-change = Change the award
what-if-as-kept = As it is kept
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
publication-feedback = Show creators the means of their own entries
publication-feedback-help = Once the results are final, on the page of the entry: a mean for each criterion, of two ballots or more. Never names of judges or single scores.
publication-look = Show what the public will see
publication-seen = This is what the public will see
publication-replaces = These results take the place of any that this contest showed before.
publication-confirm = Publish as provisional
final-title = Make final
final-lead =
    { $n ->
        [0] Objections are over. Nobody has an award.
        [one] Objections are over. One entry has an award.
       *[other] Objections are over. { $n } entries have an award.
    }
final-too-early = Objections are still taken, until:
final-objections-open =
    { $n ->
        [one] One objection is not answered.
       *[other] { $n } objections are not answered.
    }
final-despite = Make the results final all the same
final-despite-help = Why they can wait. It stands in the audit trail.
final-tell = Mail each winner a line now
final-tell-help = Leave it off where decision mails tell everybody: winners get those too, with the way to their certificate. Otherwise they are told twice.
final-confirm = Publish as final
withdrawal-title = Take back
withdrawal-lead = The public page is gone at once. The ranking and its awards stay, can be changed and published again.
certificates-title = Certificates
certificates-lead = One page each, in the winner’s language and in English. Print them, or save them as PDF, from your browser. Anyone can check the code on a certificate.
certificates-empty = Nobody has an award.
certificates-alone = This one alone
certificate-title = Certificate
certificate-given = is awarded to
certificate-for = for
certificate-check-title = Check a certificate
certificate-check-lead = The code stands at the foot of the certificate. It is valid while the results are final.
certificate-check-button = Check
certificate-code = Code
certificate-valid = This certificate is genuine.
certificate-unknown = There is no certificate of this code, or its results are no longer final.
certificate-contest = Contest
certificate-whose = Awarded to
certificate-final = Results final since
notices-lead = Tell every creator whose entry was judged what was decided, in the creator’s own language. The mails are written first; you read them, and release or delete them all at once.
notices-no-results = There are no public results yet. Publish them first.
notices-are-held = Mails are written and wait to be read.
notices-read = Read them
notices-final = The results are final. Winners had a short mail when they became so; this one has the link to check the certificate.
notices-provisional = The results are provisional and may change. Who is told now is told again only if the decision changes.
notices-prepare =
    { $n ->
        [one] Write one mail
       *[other] Write { $n } mails
    }
notices-prepare-help = Nothing leaves before you release it.
notices-all-told = Every creator was told.
notices-due =
    { $n ->
        [0] Nobody is to be told.
        [one] One creator is to be told.
       *[other] { $n } creators are to be told.
    }
notices-told =
    { $n ->
        [0] Nobody was told yet.
        [one] One was told, or the mail is held.
       *[other] { $n } were told, or their mails are held.
    }
notices-preview = Preview
notices-change-text = Change the text
notices-batches = What was written
notices-held-lead = Open any mail to read it. Nothing has left, and no creator sees it yet.
notices-outdated-help = The results or entries changed since the mails were written. Delete them and write them anew.
notices-release =
    { $n ->
        [one] Send the mail
       *[other] Send all { $n } mails
    }
notices-discard = Delete all, unsent
notices-sent = { $n } of { $all } sent
notices-progress = How many are sent
notices-failed =
    { $n ->
        [one] One mail could not be sent.
       *[other] { $n } mails could not be sent.
    }
notices-discarded-note = These mails were deleted. None was sent.
notices-verdict = Decision
notice-state-held = To be read
notice-state-released = Released
notice-state-discarded = Deleted
verdict-awarded = Awarded
verdict-not-awarded = Not awarded
verdict-disqualified = Disqualified
notice-text-lead = The text of this contest’s mails, in each language. Greeting and signature are added. What stands in braces is filled in for each creator:
notice-means-title = the title of the entry
notice-means-number = its number
notice-means-award = its awards
notice-means-contest = the name of the contest
notice-means-results = the address of the results
notice-means-certificate = the address where the certificate is checked; there is one once results are final
notice-means-feedback = the address of the entry’s page with the judges’ means, if creators may see them
notice-line-left-out = A line about something that a mail does not have is left out of it.
notice-subject = Subject
notice-body = Text
notice-body-help = Plain text; an empty line begins a paragraph.
notice-awarded-subject = Your entry { $number } has an award
notice-awarded-body =
    Congratulations! Your entry “{ $title }” ({ $number }) in “{ $contest }” has the award: { $award }.

    Certificate: { $certificate }
    What the judges gave: { $feedback }
    All results: { $results }

    Thank you for taking part.
notice-not-awarded-subject = The results for your entry { $number }
notice-not-awarded-body =
    The judges have scored your entry “{ $title }” ({ $number }) in “{ $contest }”. It has no award this time.

    What the judges gave: { $feedback }
    All results: { $results }

    Thank you for taking part. We hope to see your next work.
notice-disqualified-subject = The decision on your entry { $number }
notice-disqualified-body =
    Your entry “{ $title }” ({ $number }) in “{ $contest }” was disqualified and takes no part in the results.

    The reason is in the mail that you got when this was decided. If you think that it is a mistake, please answer the organisers.

    All results: { $results }
public-title = Results
name-and-country = { $name }, { $country }
public-provisional = These results are provisional.
public-objections-until = Objections are taken until:
public-objections-how = How to object:
public-objections-here = Object here
objections-title = Objections to the results
objections-lead = Anyone may object to these provisional results. The organisers read every objection and answer it.
objections-over = Objections are no longer taken. They were taken until:
objections-answered = Answered objections
objections-answered-lead = The organisers answered these in public. Who objected is not shown.
objection-number = Number of the entry
objection-number-help = As it stands in the results, for example CN-0042.
objection-grounds = Grounds
objection-grounds-not-theirs = Not the author’s own work
objection-grounds-published = Published or awarded before
objection-grounds-rule = Breaks a rule of the contest
objection-grounds-score = An error in scores, ranks or awards
objection-grounds-other = Something else
objection-text = What is wrong
objection-text-help = Say what it is and how it can be seen. At least ten characters.
objection-source = Link to the original
objection-source-help = Where the earlier work, or what proves it, can be seen. Begins with https://
objection-contact = Your e-mail address
objection-contact-help = You get a link there: your objection counts once you have followed it. Only the organisers see the address.
objection-signed-in-as = The answer goes to { $address } and to your inbox here.
objection-send = Send the objection
objection-yours = Your objection
objection-look-for-mail = One more step: open the mail that we sent you.
objection-look-for-mail-help = It has a link that confirms the objection. The link works for three days; what counts for the deadline is when you sent the form.
objection-is-received = The organisers have received your objection.
objection-is-received-help = They will answer by mail. Keep the reference number, or this page’s address.
objection-is-answered = The organisers have answered. Their answer is in the mail to you.
objection-reference = Reference number
objection-received-at = Sent
objection-answered-at = Answered
objection-state = State
objection-state-unconfirmed = Not confirmed
objection-state-open = Received
objection-state-answered = Answered
objection-confirm = Confirm the objection
objection-confirm-lead = You object to the results of “{ $contest }”, entry { $number }.
objection-confirm-help = If you did not send this objection, close the page: without this step nobody receives it.
objections-admin-lead = What was objected to public results. Answer each one once: the answer goes to the objector by mail and, if you choose, onto the page of results.
objections-received = All received
objections-empty = There are no objections here.
objection-from = From
objection-has-account = has an account
objection-entry = The entry
objection-ranking = The results
objection-note = Note of the team
objection-note-help = The objector never sees it.
objection-not-confirmed = It cannot be answered: the address it was left with is not confirmed yet. After three days it is forgotten.
objection-answer = Answer
objection-outcome = What you decided
objection-outcome-upheld = Upheld
objection-outcome-not-upheld = Not upheld
objection-outcome-help = To uphold an objection changes nothing by itself: disqualify the entry, or take the results back, where that is done.
objection-answer-text = Your answer
objection-answer-help = It is sent at once and cannot be changed. Do not name the objector: it may be read by all.
objection-audience = Who reads it
objection-private = Only who objected
objection-public = Everybody, on the page of results
objection-public-help = In public stand the entry’s number, the grounds, your decision and your answer; never who objected or in which words.
objection-answer-send = Answer
objection-in-public = Everybody reads it
objection-in-private = Only who objected reads it
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
public-fell-back = For this method the ballots did not suffice. Ranks and scores here are those of the plain mean.
public-interval = The bar shows where an entry’s rank lies in nine draws of ten from what the ballots leave unsure; the point is the rank to be expected.
bundle-title = Compute it yourself
bundle-lead = The record holds every score that counts, with judges under pseudonyms, the rules and the seed. Anyone can compute the ranking anew from it, without a network, and see whether it is the same.
bundle-download = Download the record
bundle-check = To check
bundle-seed = Seed
bundle-signed = It is signed with this installation's key, the one that signs the receipts of entries.
bundle-key = Signed with the key
public-freeze-title = Confirmed scores
public-freeze-lead = Every submission and change of a score is a record of a chain. Two organisers have confirmed that its { $n } records, which end in this digest, are the scores.
public-freeze-by = Confirmed by
public-freeze-who = { $name }, { $organisation }
public-one-per-author = An author gets one award, the highest; the lower ones go to the next.
public-tie-breaks = Where entries with equal scores could not all have a place, these decided, in this order: { $names }. Of a criterion it is the mean over the ballots that count, and the higher one goes first. Only between those whom all of this left equal did a person decide.
public-minimum = The jury awards nothing below { $score } points.
feedback-title = What the judges gave
feedback-lead = The mean of each criterion over the ballots that count. Single scores and names of judges are never shown.
feedback-notes = What judges noted for you, at a time of your film
feedback-too-few = Too few ballots count for a mean that would say something.
feedback-ballots =
    { $n ->
        [one] { $n } ballot
       *[other] { $n } ballots
    }
feedback-mean = { $mean } of { $most }
teaser-final = The results are final. Congratulations to the winners!
teaser-provisional = The results are provisional. Objections are taken until { $time }.
teaser-link = See the results
mail-results-final-subject = Your entry won: { $award }
mail-results-final-body =
    Congratulations! The results of “{ $contest }” are final.

    Your entry “{ $title }” has the award: { $award }.

    All results: { $link }
mail-objection-confirm-subject = Confirm your objection { $reference }
mail-objection-confirm-body =
    Somebody, we hope you, objected to the results of “{ $contest }”, entry { $number }, and left this address:

    { $text }

    To confirm it, open this link within three days: { $link }

    If it was not you, do nothing: the objection is then forgotten.
mail-objection-received-subject = Your objection { $reference } was received
mail-objection-received-body =
    The organisers have received your objection to the results of “{ $contest }”, entry { $number }:

    { $text }

    Its reference number is { $reference }. They will answer by mail. How far it is: { $link }
mail-objection-arrived-subject = An objection to the results: { $number }
mail-objection-arrived-body =
    An objection to the results of “{ $contest }” has arrived. Entry { $number }: { $grounds }.

    { $text }

    Look into it and answer here: { $link }
mail-objection-answered-subject = The answer to your objection { $reference }
mail-objection-answered-body =
    You objected to the results of “{ $contest }”, entry { $number }:

    { $text }

    Decision: { $outcome }

    { $answer }

    How far it is: { $link }
event-award-added = added an award
event-award-changed = changed an award
event-award-moved = moved an award
event-award-deleted = deleted an award
event-ranking-computed = computed a ranking
event-ranking-applied = applied a ranking
event-ranking-dismissed = dropped a run of a ranking
event-ranking-reweighed = ordered a run with other weights
event-round-method-changed = changed how a round is ranked
event-round-judge-decided = decided whether a judge’s ballots count
event-ranking-cut-decided = decided a tie of the cut
event-ranking-awards-given = gave out the awards
event-ranking-award-withheld = withheld an award
event-ranking-award-given = gave an award by hand
event-ranking-provisional = published provisional results
event-ranking-final = published final results
event-objection-received = objected to public results
event-objection-answered = answered an objection
event-objection-noted = changed the note on an objection
event-contest-notice-text-changed = changed the text of decision mails
event-notices-prepared = wrote decision mails, to be read
event-notices-released = released decision mails
event-notices-discarded = deleted decision mails, unsent
event-ranking-unpublished = took results back
