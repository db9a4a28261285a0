"""Is it said in few words what became of clauses that stood at a place?"""

from cli.whereabouts import rows


def change(kinds, headings=(), after="a@20200101000000#bbbbbbbb", before="a@20190101000000#aaaaaaaa"):
    return {
        "kinds": kinds,
        "before": [{"citation": before, "headings": []}],
        "after": [{"citation": after, "headings": list(headings), "block": "item"}],
    }


FOUND = [
    change(["moved"], ["Sharing"]),
    change(["moved", "modified"], ["Sharing"]),
    change(["moved"]),
    change(["merged"]),
]
FOUND.append(change(["split"]))


def told(*names):
    return list(rows({"rows": [{name: number} for name, number in names]}, FOUND))


def test_clauses_that_moved_together_are_told_in_one():
    assert told(("from_here", 0), ("from_here", 1), ("from_here", 2)) == [
        "2 clauses stood here that moved to Sharing (#bbbbbbbb and 1 more)",
        "a clause stood here that moved to the text above the first heading (#bbbbbbbb)",
    ]


def test_what_was_merged_or_split_is_told_one_by_one():
    assert told(("from_here", 3), ("to_here", 4)) == [
        "a clause stood here that became part of #bbbbbbbb",
        "here stands a further part of #aaaaaaaa, which was split",
    ]


def test_changes_and_folds_stand_as_they_are():
    assert told(("change", 0), ("from_here", 0), ("change", 1)) == [
        {"change": 0},
        "a clause stood here that moved to Sharing (#bbbbbbbb)",
        {"change": 1},
    ]
    fold = {"unchanged": 3, "quiet": 0, "sections": 2}
    assert list(rows(fold, FOUND)) == [fold]
