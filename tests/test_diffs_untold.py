"""Is everything that does not count counted, with its reason?"""

import diffs
from diffs import Untold, say_untold, untold
from model import Block, Clause, Judgement, Nature, Severity

OPENING = "This policy says what Lumora does with personal data when you write to us or order something."
KEPT = "We keep your letters for ten days and then burn them."
LONGER = "We keep your letters for two years and then burn them."
WHOLE = Judgement(alert=False, severity=Severity.NONE, because=("returns to an earlier text",))


def clauses(*texts):
    return tuple(Clause(block=Block.PARAGRAPH, text=text, words=text.casefold().strip("'")) for text in texts)


def judged(before, after):
    old, new = clauses(*before), clauses(*after)
    return diffs.judge_revision(old, new, diffs.compare(old, new), [])


def test_where_everything_counts_nothing_is_said():
    found = judged((OPENING, KEPT), (OPENING, LONGER))
    assert found.judgement.alert
    assert untold(found.changes, found.judgement) == ()
    assert say_untold(()) == ""


def test_what_does_not_count_is_grouped_by_reason_with_its_natures():
    found = judged((OPENING, KEPT, "We use the e-mail address."), (OPENING, LONGER, "We use the email address."))
    assert found.judgement.alert
    (group,) = untold(found.changes, found.judgement)
    assert (group.changes, dict(group.natures)) == (1, {Nature.EDITORIAL: 1})
    assert group.words == 2
    assert say_untold([group]) == f"Not told: 1 change of 2 words: {group.reason} 1."


def test_the_reason_of_the_whole_stands_for_changes_that_would_matter_by_themselves():
    found = judged((OPENING, KEPT), (OPENING, LONGER))
    (group,) = untold(found.changes, WHOLE)
    assert (group.reason, group.changes) == ("returns to an earlier text", 1)


def test_no_change_is_lost_and_none_counted_twice():
    found = judged((OPENING, KEPT, "We use the e-mail address."), (OPENING, LONGER, "We use the email address."))
    counting = sum(change.judgement.alert for change in found.changes)
    told = untold(found.changes, found.judgement)
    assert sum(group.changes for group in told) + counting == len(found.changes)
    assert sum(group.changes for group in untold(found.changes, WHOLE)) == len(found.changes)


def test_the_most_frequent_reason_stands_first():
    groups = [Untold(reason="page frame", changes=1_200, words=9_000), Untold(reason="date", changes=1, words=1)]
    assert say_untold(groups) == "Not told: 1,201 changes of 9,001 words: page frame 1,200, only dates 1."
