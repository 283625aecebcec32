# Rounds in which judges put entries in order, or compare two.

round-comparisons-each = Comparisons for each entry and judge
round-comparisons-each-help = Only for pairs. Each judge compares each of their entries so often, or with all there are if these are fewer. 1 to 20; 4 is usual.
round-needs-shorter = A judge has { $n } entries: too many to put in order. { $most } are the most; choose more judges, or fewer for each entry.
round-needs-fewer = { $n } entries are too many to compare. { $most } are the most.
error-no-scorecard = The entries of this round are judged together, not each by itself

order-title = Put your entries in order
order-lead =
    { $n ->
        [one] You have one entry: it has place 1.
       *[other] Give each of your { $n } entries a place: 1 is the best, and no place is there twice.
    }
order-draft = This order is a draft. It counts once you have submitted it.
order-submitted = Your order is submitted. You can change it until the round closes.
order-pending = You saved another order since you submitted one. The submitted one counts until you submit again.
order-newcomers =
    { $n ->
        [one] An entry has come to you since you submitted. Give it a place and submit again; until then your order counts without it.
       *[other] { $n } entries have come to you since you submitted. Give them places and submit again; until then your order counts without them.
    }
order-new = new
order-stale = This order was changed elsewhere meanwhile. Where it differs, the place saved there stands beside yours. Save again to keep yours.
order-elsewhere = Saved elsewhere: place { $place }
order-place = Place of { $number }
order-up = Move { $number } up
order-down = Move { $number } down
order-keys = Drag an entry by its handle, or press Alt with the arrow keys up and down on it.
order-moved = { $title }: place { $place }
order-submit = Submit the order
order-change = Submit the changed order
order-save = Save as a draft
order-unwatched = Your order is saved, and not submitted yet. The organisers ask for { $asked } % of each film; as far as these pages know, less of these was played. Watch the rest, or submit once more if your order stands.
order-reason-help = Another answer needs a reason now, since the judges talk about these entries. It is kept in the audit trail.
flash-order-submitted = Your order is submitted. You can change it until the round closes.
field-place-missing = This entry still needs a place.
field-place-twice = Place { $place } is there twice.

beside-place = You put it in place { $place }.
beside-unplaced = It is in no order of yours yet.
beside-compared =
    { $n ->
        [0] You have not compared it yet.
        [one] You have compared it once.
       *[other] You have compared it { $n } times.
    }

compare-title = Compare entries
compare-question = Which is better?
compare-progress = Compared so far
compare-done-of = { $done } of { $all }
compare-side-left = Left
compare-side-right = Right
compare-side-neither = No difference
compare-left = The left one
compare-right = The right one
compare-neither = No difference
compare-seen = just seen
compare-page = Notes, details, stepping back
compare-said = your answer
compare-alone = There is nothing of its stream among your entries to compare with: { $numbers }
compare-all-done = That is all. Thank you. You can change your answers until the round closes.
compare-nothing = There are no two entries for you to compare.
compare-answers = Your answers
compare-answers-lead = The latest first, the better entry in front. Open one to change it.
compare-answers-none = You have not compared anything yet.
compare-before = before
compare-like = is as good as
compare-go-on = Go on comparing
compare-stale = You answered this elsewhere meanwhile. Your answer there is marked; press another button to change it.
compare-unwatched = Your answer does not count yet. The organisers ask for { $asked } % of each film; as far as this page knows, less was played. Watch the rest, or answer once more if you mean it. Each film is asked about once.
compare-unwatched-yes = Yes, I mean it: { $answer }

score-log-whole-pairs =
    { $n ->
        [0] The chain is whole. No comparison stands in it, and none in the database.
        [one] The chain is whole, and the { $n } comparison that stands in it is the one in the database.
       *[other] The chain is whole, and the { $n } comparisons that stand in it are those in the database.
    }
event-kind-comparison = Comparison

ranking-method-pairs = By comparisons (Bradley and Terry)
results-method-pairs = Nobody gave points: judges said which of two entries is better, or put theirs in one order, which says it of each two. From these comparisons Bradley and Terry’s model estimates how strong each entry is. Its score is the chance, in percent, that it is preferred to an average entry of its stream: 50 is average. A tie is half a win for each. Entries with few comparisons are drawn a little towards the middle. The mean beside it is the share of comparisons won, or how many entries of a judge stand behind it.
method-only = Judges of this round gave no points, so that there is nothing to be averaged: it is ranked by comparisons.
ranking-remark-no-maximum =
    { $n ->
        [one] One entry won against all it was compared with, or lost against all. How far it stands above or below the others follows from the model’s prior alone:
       *[other] { $n } entries won against all they were compared with, or lost against all. How far they stand above or below the others follows from the model’s prior alone:
    }
judges-of-comparisons = Nobody gave points in this round. So there is no leniency, no noise and no mean to be told. “With the ranking” is the share of a judge’s comparisons that the ranking goes with: near 50 % a judge decided as by chance, or has another taste.
judges-agreement = With the ranking
study-of-comparisons = Nobody gave points in this round: spreads, other methods and home advantage are not computed.
