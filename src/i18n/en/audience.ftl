# Awards that the audience gives, and the votes that they go by.

basis-jury = The jury
basis-audience = The audience
award-basis = Given by
award-basis-jury-help = It goes by the scores of a ranking.
award-basis-audience-help = It goes by votes that were counted elsewhere and are entered under “Audience votes”. The jury’s scores and its minimum do not count.
award-by-audience = given by the audience
audience-points = audience { $points }

audience-lead = Votes are counted elsewhere: on a platform, in a hall. Enter them here, source by source.
audience-rule = In each source an entry’s votes are divided by the most that an entry has there, times 100. Its points are the mean over all sources, with 0 where it has no votes: a platform with ten times the users does not decide alone.
audience-no-award = No award goes by these votes yet. In an award, choose that the audience gives it.
audience-sources = Sources
audience-sources-empty = No votes are entered yet.
audience-name = Source
audience-name-help = Where the votes were counted, as the public will read it: the platform or the hall.
audience-counted-on = Counted on
audience-note = Note
audience-note-help = For the team and the audit trail: which votes were cancelled, say, and why.
audience-votes = Votes
audience-votes-help = One line an entry: its number and its votes, with a comma, a semicolon or a tab between, as CN-0042,1200. A first line of words is taken for a header.
audience-file = Or a CSV file
audience-file-help = It takes the place of the lines above. At most 4 MB, in UTF-8.
audience-line = Line { $line }: { $text }
audience-entries = Entries
audience-sum = Votes together
audience-entered = Entered by
audience-add = Add a source
audience-replace = Replace its votes
audience-replace-lead = What you enter takes the place of all votes of this source. Long lists are not shown here: bring them whole.
audience-remove = Remove
audience-remove-named = Remove { $name }
audience-remove-title = Remove “{ $name }”?
audience-remove-lead = The votes of this source go with it, { $votes } for { $entries } entries. Points are then the mean over the other sources.
audience-by-points = Entries by points of the audience
audience-by-points-empty = No entry has votes.
audience-points-column = Points
allotment-audience = Awards of the audience go to entries of this ranking, by its points.
allotment-lacks-votes = An award is given by the audience, and no entry of this ranking has votes: its places stay vacant. Enter them first.
allotment-audience-tie = They have equal points of the audience. The jury’s tie-breaks are not asked.
public-audience = Awards of the audience go by its votes, which were counted elsewhere. In each source an entry’s votes are divided by the most that an entry has there, times 100; its points are the mean over all sources, with 0 where it has no votes, so that a platform with more users does not decide alone. Neither the jury’s scores nor a minimum count. The votes were counted here:
public-audience-source = { $name }, { $day }
flash-votes-entered = The votes are entered.
flash-source-removed = The source and its votes are removed.
error-votes-public = Public results give an award by these votes. Take the results back before you change the votes.
error-source-changed = Somebody changed these votes meanwhile
error-too-many-sources = There are as many sources as a contest can have.
error-entry-without-votes = Nobody voted for this entry: it can have no award of the audience.
obstacle-votes-changed = Votes of the audience changed after the awards were given out. Give out the awards again.
field-source-taken = Another source of this contest has this name. Replace its votes, or choose another name.
field-votes-lines =
    { $n ->
        [one] One line is not right. Nothing was stored.
       *[other] { $n } lines are not right. Nothing was stored.
    }
field-votes-columns = Give a number and its votes, and nothing else.
field-votes-number = “{ $text }” is no whole number of votes.
field-votes-negative = “{ $text }” is less than no votes.
field-votes-many = “{ $text }” is more votes than there can be.
field-votes-twice = { $number } is in line { $line } already.
field-votes-unknown = This contest has no entry { $number }.
field-votes-not-accepted = { $number } is not among the accepted entries.
event-kind-audience-source = Audience votes
event-audience-source-entered = entered votes of the audience
event-audience-source-replaced = replaced votes of the audience
event-audience-source-removed = removed votes of the audience
export-votes = Votes of the audience
export-about-votes = One line a source and entry: votes, and the points that they are there.
