"""What does a commit of Open Terms Archive say, in every form that it had?"""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from exchange.arrivals import Fate, Left
from exchange.git_log import Commit, FileChange
from exchange.ota_records import Occasion, Renames, occasion_of, records_of, trailers_of

NOW = datetime(2024, 5, 1, 10, tzinfo=UTC)
BODY = "This version was recorded after extracting from snapshot https://git.example/commit/abc123"
TRAILERS = "X-engine-version: 2.5.0\nX-Fetcher: fullDom\nX-source-document-location: https://bramble.example/privacy"


def commit(subject, *paths, body=BODY, moment=NOW, sha="c" * 40):
    changes = [one if isinstance(one, FileChange) else FileChange(path=one, before="", after="b" * 40) for one in paths]
    return Commit(sha=sha, moment=moment, message=f"{subject}\n\n{body}\n", changes=tuple(changes))


def read(*given, **named):
    return list(records_of(commit(*given, **named), Renames()))


@pytest.mark.parametrize(
    ("subject", "occasion"),
    [
        ("First record of Bramble Privacy Policy", Occasion.FIRST),
        ("Start tracking Bramble Privacy Policy", Occasion.FIRST),
        ("Record new changes of Bramble Privacy Policy", Occasion.CHANGE),
        ("Update Bramble Privacy Policy", Occasion.CHANGE),
        ("Apply technical or declaration upgrade on Bramble Privacy Policy", Occasion.UPGRADE),
        ("Refilter Bramble Privacy Policy", Occasion.UPGRADE),
        ("Rename Bramble", None),
        ("Updated the readme", None),
        ("", None),
    ],
)
def test_old_and_new_subjects_are_told(subject, occasion):
    assert occasion_of(subject) is occasion


@pytest.mark.parametrize(
    ("path", "service", "terms", "document", "suffix"),
    [
        ("Bramble/Privacy Policy.md", "Bramble", "Privacy Policy", "", ".md"),
        ("Élan & Co!/Terms v1.0.html", "Élan & Co!", "Terms v1.0", "", ".html"),
        ("Bramble/Privacy Policy #legal-a.b.pdf", "Bramble", "Privacy Policy", "legal-a.b", ".pdf"),
        ("Bramble/Privacy Policy #.html", "Bramble", "Privacy Policy", "index", ".html"),
    ],
)
def test_whose_terms_they_are_stands_in_the_path_alone(path, service, terms, document, suffix):
    (one,) = read("Update SomebodyElse Imprint", path)
    assert (one.service, one.terms, one.document, one.suffix) == (service, terms, document, suffix)
    assert one.source == f"{'c' * 40}:{path}"


@pytest.mark.parametrize(
    ("given", "fate"),
    [
        (("Update README", "README.md"), Fate.NO_RECORD),
        (("Update Bramble", "Bramble/logo.png"), Fate.NO_RECORD),
        (("Update Bramble", "a/b/Privacy Policy.md"), Fate.NO_RECORD),
        (("Change the licence", "LICENSE"), Fate.HOUSEKEEPING),
        (("Update Bramble Privacy Policy",), Fate.HOUSEKEEPING),
        (("Update B", FileChange(path="B/Terms.md", before="b" * 40, after="")), Fate.HOUSEKEEPING),
    ],
)
def test_what_is_no_record_is_told_as_what_it_is(given, fate):
    (one,) = read(*given)
    assert isinstance(one, Left)
    assert one.fate is fate


def test_a_record_of_no_time_that_can_be_is_left():
    (one,) = read("Update Bramble", "Bramble/Terms.md", moment=None)
    assert one.fate is Fate.NO_DATE


def test_trailers_are_the_last_paragraph_when_all_of_it_is_such():
    assert dict(trailers_of(f"Subject\n\n{BODY}\n\n{TRAILERS}\n"))["x-fetcher"] == "fullDom"
    assert trailers_of(f"Subject\n\n{BODY}\n\n{TRAILERS}\nand more words\n") == ()
    assert trailers_of("X-fetcher: fullDom") == ()  # a subject is no trailer


def test_a_file_goes_on_under_its_later_name_through_several_renames():
    names = ["Old/Terms.md", "Newer/Terms.md", "Newest/Terms.md"]
    same = "1" * 40
    moves = [
        commit("Rename", FileChange(path=old, before=same, after=""), FileChange(path=new, before="", after=same))
        for old, new in pairwise(names)
    ]
    renames = Renames()
    for move in reversed(moves):  # as the log gives them
        assert [one.fate for one in records_of(move, renames)] == [Fate.HOUSEKEEPING]
    (one,) = records_of(commit("Update Old Terms", names[0]), renames)
    assert (one.service, one.path) == ("Newest", names[0])
