"""Do snapshots and versions of Open Terms Archive become captures, each once, in whatever order they were committed?"""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
import scheduler
from catalog import load
from exchange import Fate, Layout, UnreadableFileError, arrivals, declared_terms, follow, layout_of
from model import Rendition
from store import open_store
from tests import followed as the
from tests.git_repositories import repository

PAGE, OLD = "https://bramble.example/privacy", "https://bramble.example/old"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAY = 86_400
START = 1_577_836_800  # the first day of 2020
POLICY = "Bramble/Privacy Policy.md"
TERMS = "Bramble/Terms of Service"
DECLARED = {
    "Privacy Policy": {"fetch": PAGE, "select": "main", "executeClientScripts": True},
    "Terms of Service": {"combine": [{"fetch": "https://bramble.example/a"}, {"fetch": "https://bramble.example/b"}]},
}
HISTORY = {"Privacy Policy": [{"fetch": OLD, "validUntil": "2020-01-11T00:00:00Z"}]}


def declarations(folder):
    at = folder / "collection" / "declarations"
    at.mkdir(parents=True)
    (at / "Bramble.json").write_text(json.dumps({"name": "Bramble", "terms": DECLARED}))
    (at / "Bramble.history.json").write_text(json.dumps(HISTORY))
    follow(folder / "policies", declared_terms(folder / "collection")[0])
    return load(folder / "policies")


@pytest.fixture
def catalog(tmp_path):
    return declarations(tmp_path)


def text(name):
    return the.markdown(*the.TEXTS[name])


def recorded(day, body, path=POLICY, subject="Update Bramble Privacy Policy", trailers=""):
    said = f"{subject}\n\nThis version was recorded after extracting from snapshot x\n" + (
        trailers and f"\n{trailers}\n"
    )
    return (START + day * DAY, said, {path: body})


def taken(folder, catalog, *commits):
    path = repository(folder / f"repository-{len(list(folder.iterdir()))}", commits)
    return [one for _, found in arrivals(path, Layout.RECORDS, catalog, NOW) for one in found]


def captured(folder, catalog, *commits):
    (one,) = taken(folder, catalog, *commits)
    return one


# ---------------------------------------------------------------- what each becomes


def test_a_version_is_a_text_where_its_page_stood_then(tmp_path, catalog):
    late, early = taken(tmp_path, catalog, recorded(5, text("a")), recorded(20, text("b")))
    assert [(one.capture.original, one.capture.rendition) for one in (early, late)] == [
        (OLD, Rendition.TEXT),
        (PAGE, Rendition.TEXT),
    ]
    assert early.capture.timestamp == datetime(2020, 1, 6, tzinfo=UTC)
    assert early.body == text("a")
    assert early.holding.holder == "open-terms-archive"
    assert early.holding.memento.endswith(f":{POLICY}")
    assert dict(early.holding.headers) == {"content-type": "text/markdown; charset=utf-8"}


def test_what_a_newer_snapshot_says_of_itself_is_kept_and_believed(tmp_path, catalog):
    trailers = f"X-engine-version: 2.5\nX-fetcher: htmlOnly\nX-source-document-location: {OLD}"
    one = captured(tmp_path, catalog, recorded(5, b"<p>", "Bramble/Privacy Policy.html", trailers=trailers))
    assert (one.capture.original, one.capture.rendition) == (OLD, Rendition.PLAIN)
    assert dict(one.holding.headers) == {
        "content-type": "text/html; charset=utf-8",
        "x-engine-version": "2.5",
        "x-fetcher": "htmlOnly",
        "x-source-document-location": OLD,
    }


def test_where_an_older_snapshot_stood_and_how_it_was_fetched_the_declarations_say(tmp_path, catalog):
    late, early = taken(
        tmp_path,
        catalog,
        recorded(5, b"<p>1", "Bramble/Privacy Policy.html"),
        recorded(20, b"<p>2", "Bramble/Privacy Policy.html"),
    )
    assert (early.capture.original, early.capture.rendition) == (OLD, Rendition.PLAIN)
    assert (late.capture.original, late.capture.rendition) == (PAGE, Rendition.BROWSER)


def test_pages_of_combined_terms_are_documents_and_their_text_is_the_terms_own(tmp_path, catalog):
    joined = text("a") + b"\n\n- - -\n\n" + text("b")
    whole, first = taken(tmp_path, catalog, recorded(5, b"<p>", f"{TERMS} #a.html"), recorded(6, joined, f"{TERMS}.md"))
    assert first.capture.original == "https://bramble.example/a"
    assert whole.capture.original == "https://open-terms-archive.invalid/Bramble/Terms%20of%20Service"
    assert whole.body == joined
    for one, name in ((first, "bramble/terms/a"), (whole, "bramble/terms")):
        ((timeline, _),) = catalog.covering(one.capture.original, one.capture.timestamp)
        assert str(timeline.id) == name


def test_a_pdf_is_a_page_as_it_was_sent(tmp_path, catalog):
    one = captured(tmp_path, catalog, recorded(20, b"%PDF-", "Bramble/Privacy Policy.pdf"))
    assert (one.mimetype, one.capture.rendition) == ("application/pdf", Rendition.PLAIN)


@pytest.mark.parametrize(
    ("path", "fate"),
    [
        ("Nobody/Privacy Policy.md", Fate.UNDECLARED),
        ("Bramble/Imprint.md", Fate.UNDECLARED),
        (f"{TERMS} #c.html", Fate.UNDECLARED),
        ("README.md", Fate.NO_RECORD),
    ],
)
def test_what_becomes_no_capture_is_left_by_name(tmp_path, catalog, path, fate):
    one = captured(tmp_path, catalog, recorded(5, b"text", path))
    assert one.fate is fate
    assert one.source.endswith(f":{path}")


def test_a_text_of_another_page_than_is_declared_is_not_put_where_it_did_not_stand(tmp_path, catalog):
    trailers = "X-source-document-location: https://elsewhere.example/"
    one = captured(tmp_path, catalog, recorded(5, b"<p>", "Bramble/Privacy Policy.html", trailers=trailers))
    assert one.fate is Fate.UNDECLARED


def test_a_repository_that_git_cannot_read_is_told(tmp_path, catalog):
    path = repository(tmp_path / "broken", [recorded(5, text("a"))])
    (path / ".git" / "HEAD").write_text("ref: refs/heads/nothing\n")
    found = arrivals(path, Layout.RECORDS, catalog, NOW)
    with pytest.raises(UnreadableFileError, match="HEAD"):
        next(found)


# ---------------------------------------------------------------- all of it


def kept(folder, commits):
    """Facts, without how git named them, and conclusions of what the commits record."""
    catalog = load(folder / "policies")
    path = repository(folder / "repository", commits)
    with open_store(folder / "kept.db") as store:
        account = scheduler.import_records(store, catalog, path, layout_of(path), NOW)
        for timeline in catalog.timelines:
            pipeline.derive(store, timeline, NOW)
        facts = [{key: line[key] for key in line if key != "memento"} for line in store.exporting.facts()]
        names = [one.id for one in catalog.timelines]
        return account, facts, list(store.exporting.conclusions(names))


COMMITS = [
    recorded(1, text("a"), subject="Start tracking Bramble Privacy Policy"),
    recorded(3, text("b")),
    recorded(5, text("c"), subject="Apply technical or declaration upgrade on Bramble Privacy Policy"),
    recorded(5, text("d"), subject="Record new changes of Bramble Privacy Policy", trailers="X-engine-version: 2"),
    recorded(12, text("a") + b"\n", subject="Refilter Bramble Privacy Policy"),
    recorded(15, text("b") + b"\n", subject="First record of Bramble Privacy Policy"),
    recorded(6, text("c"), f"{TERMS}.md"),
    recorded(7, the.page(*the.TEXTS["a"]), f"{TERMS} #a.html"),
    (START, "Update README", {"README.md": b"words"}),
]


@settings(max_examples=6, deadline=None)
@given(st.permutations(COMMITS))
def test_the_order_of_commits_changes_nothing(order):
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        found = []
        for folder, commits in ((Path(one), COMMITS), (Path(other), order)):
            declarations(folder)
            account, facts, conclusions = kept(folder, commits)
            found.append((account.fates, facts, conclusions))
    assert found[0] == found[1]
    assert found[0][0] == {Fate.TAKEN: 6, Fate.AGAIN: 2, Fate.NO_RECORD: 1}
