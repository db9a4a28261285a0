"""Does the clerk send a visit on to a browser where one is needed, and keep what came of it?"""

from dataclasses import replace
from functools import partial

import pytest

import extract
import pipeline
from crawler.clerk import Clerk
from crawler.desk import Hop
from crawler.trouble import Trouble
from model import LIVE, Failure, Location, Rendition, RunKind, SightingKind, original_key, sha256
from store import open_store
from tests import followed as the
from tests.browser_pages import page, text_of
from tests.test_crawler_clerk import Clock

HTML = (("content-type", "text/html; charset=utf-8"), ("etag", '"one"'))
SHELL = page("<div id=app></div><script src=/app.js></script>").encode()
FULL = page(text_of("acme") + "<script src=/app.js></script>").encode()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def clerk_of(store, clock, location=None):
    """The readings that are made are noted: a page is not to be read twice."""
    catalog, lately = the.catalog_of(the.timeline(*([location] if location else []))), {}
    return Clerk(
        store,
        lambda capture, body, asked: pipeline.read_in(store, catalog, capture, body, asked, lately),
        clock,
        needs_browser=partial(pipeline.needs_browser, store, catalog, lately),
    )


def task(store, clerk, rendition=Rendition.PLAIN):
    with store.writing():
        run = store.frontier.begin(RunKind.VISITS, the.TAKEN)
        store.frontier.add_visits([the.URL], run, the.TAKEN, rendition)
    (found,) = clerk.next_visits(9)
    return found


def answer(body, status=200, headers=HTML):
    return Hop(original=the.URL, status=status, headers=headers, body=body)


def shown(body):
    return replace(answer(body), rendition=Rendition.BROWSER)


NOT_MODIFIED = Hop(original=the.URL, status=304, headers=(), body=None, confirms=sha256(SHELL))


@pytest.mark.parametrize(
    ("hop", "expected"),
    [
        (answer(SHELL), True),
        (answer(FULL), False),
        (answer(page("<p>Shoes.</p>").encode()), False),  # no script would change that
        (answer(SHELL, status=404), False),
        (answer(b"%PDF-1.7", headers=(("content-type", "application/pdf"),)), False),
    ],
)
def test_a_browser_is_needed_where_what_was_sent_has_no_text_but_scripts(store, clock, hop, expected):
    clerk = clerk_of(store, clock)
    document = clerk.to_show(task(store, clerk), hop, clock())
    assert bool(document) is expected
    assert not document or document.body == hop.body
    assert list(store.exporting.facts()) == []


@pytest.mark.parametrize(("rendition", "body", "expected"), [("browser", FULL, True), ("plain", SHELL, False)])
def test_what_is_declared_is_obeyed(store, clock, rendition, body, expected):
    clerk = clerk_of(store, clock, Location(original=the.URL, rendition=Rendition(rendition)))
    assert bool(clerk.to_show(task(store, clerk), answer(body), clock())) is expected


def test_a_task_can_ask_for_a_browser_by_itself(store, clock):
    clerk = Clerk(store, lambda *_: None, clock)
    found = task(store, clerk, Rendition.BROWSER)
    assert clerk.to_show(found, answer(FULL), clock()).body == FULL
    assert clerk.to_show(replace(found, rendition=Rendition.PLAIN), answer(SHELL), clock()) is None


def test_a_page_that_is_not_modified_is_shown_with_the_body_that_still_stands(store, clock):
    clerk = clerk_of(store, clock)
    clerk.visited(task(store, clerk), [answer(SHELL)], None, clock())
    clock.passes(days=1)
    document = clerk.to_show(task(store, clerk), NOT_MODIFIED, clock())
    assert (document.status, document.headers, document.body) == (200, HTML, SHELL)


def test_a_page_is_read_once_though_its_reading_decides_and_is_kept(store, clock, monkeypatch):
    read, made = extract.read, []
    monkeypatch.setattr(extract, "read", lambda *given, **how: made.append(given) or read(*given, **how))
    clerk = clerk_of(store, clock)
    found = task(store, clerk)
    assert clerk.to_show(found, answer(FULL), clock()) is None
    clerk.visited(found, [answer(FULL)], None, clock())
    assert len(made) == 1
    clock.passes(days=1)
    assert clerk.to_show(task(store, clerk), answer(FULL), clock()) is None
    assert len(made) == 1  # what was read as equal serves again


def test_both_renditions_are_kept_with_one_timestamp_and_the_shown_one_counts(store, clock):
    clerk = clerk_of(store, clock)
    clerk.visited(task(store, clerk), [answer(SHELL), shown(FULL)], None, clock())
    clock.passes(days=1)
    again = clerk.visited(task(store, clerk), [answer(SHELL), shown(FULL)], None, clock())
    assert (again.captures, again.unchanged) == (0, 2)
    history = pipeline.derive(store, the.timeline(), clock())
    (version,) = history.versions
    assert (version.rendition, version.sightings, version.last_seen) == (Rendition.BROWSER, 2, clock())
    assert [one.rendition for one in history.seens] == [Rendition.BROWSER] * 2


def test_what_went_wrong_in_the_browser_is_kept_beside_what_was_sent(store, clock):
    clerk = clerk_of(store, clock)
    trouble = Trouble(reason=Failure.BROWSER_FAILED, detail="crashed", original=the.URL, rendition=Rendition.BROWSER)
    clerk.visited(task(store, clerk), [answer(SHELL)], trouble, clock())
    facts = store.facts.of_originals([original_key(the.URL)], the.PRIVACY)
    assert [(one.kind, one.holder, one.rendition, one.reason) for one in facts.sightings] == [
        (SightingKind.FAILURE, LIVE, Rendition.BROWSER, "browser failed: crashed"),
        (SightingKind.RESPONSE, LIVE, Rendition.PLAIN, ""),
    ]


def test_a_page_of_which_a_browser_made_nothing_is_shown_again_after_a_week_or_when_it_changes(store, clock):
    clerk = clerk_of(store, clock)
    clerk.visited(task(store, clerk), [answer(SHELL), shown(page("<p>Shoes.</p>").encode())], None, clock())
    clock.passes(days=1)
    found = task(store, clerk)
    assert clerk.to_show(found, answer(SHELL), clock()) is None
    assert clerk.to_show(found, NOT_MODIFIED, clock()) is None
    assert clerk.to_show(found, answer(SHELL + b"<!-- 2 -->"), clock())
    clock.passes(days=7)
    assert clerk.to_show(found, answer(SHELL), clock())
