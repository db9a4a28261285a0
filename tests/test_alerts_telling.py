"""Does a message say what happened, and can no stranger's text make it say or do something else?"""

import json
import re
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import LIVE, OPERATOR, AlertKind, Bracket, Holding, Severity, Spell, SpellKind, Watch
from tests import watched as the
from tests.followed import URL, at

MEMENTO = "https://archive.example/web/20200102000000id_/https://acme.example/privacy"
BEFORE = (
    the.clause("This policy says what Acme does with personal data.", ("Privacy policy",)),
    the.clause("We keep your address for ten days.", ("Privacy policy", "How long")),
    the.clause("We never sell your data to third parties.", ("Privacy policy", "Who gets it")),
)
AFTER = (
    BEFORE[0],
    the.clause("We keep your address for two years.", ("Privacy policy", "How long")),
    BEFORE[2],
    the.clause("We train models of artificial intelligence.", ("Privacy policy", "New")),
)


def archived(capture):
    return (
        Holding(holder=LIVE, taken_at=capture.timestamp),
        Holding(holder="archive.example", memento=MEMENTO, taken_at=capture.timestamp),
    )


def alert_of(before=BEFORE, after=AFTER, **how):
    watch = how.pop("watch", the.WATCH)
    held_by = how.pop("held_by", archived)
    naming = how.pop("naming", the.NAMING)
    return the.alert_of(the.made(before, after, **how), watch=watch, held_by=held_by, naming=naming)


def held_at(holder, memento, capture):
    return (Holding(holder=holder, memento=memento, taken_at=capture.timestamp),)


def same_words(text):
    return " ".join(text.split())


# ---------------------------------------------------------------- what it says


def test_the_subject_names_whose_document_changed_and_why_that_matters():
    assert alert_of().message.subject == "Acme: privacy policy changed (major: AI/ML training, retention)"


def test_the_message_reads_so():
    text = alert_of(declared=(("2019-01-01",), ("2019-01-01",))).message.text
    assert text.startswith(
        """\
Acme: privacy policy changed
acme/privacy

Major: AI/ML training, retention – because of “train models”, “artificial
intelligence”, “ten days -> two years”.

It changed after 2020-01-02 and no later than 2020-01-03.

The date in the document did not move: 2019-01-01.

Clauses: 1 added, 1 modified.

What changed
------------

Privacy policy › How long
modified; major: retention (ten days -> two years) #"""
    )
    assert "    We keep your address for [-ten days-]{+two years+}.\n" in text
    assert text.endswith(
        """\
See everything:
    clausewatch diff acme/privacy@20200102000000 acme/privacy@20200103000000

--
All times are UTC.
You get this because of the watch mara: severity at least minor, acme/*
"""
    )


def test_both_forms_tell_where_it_can_be_checked():
    found = the.made(BEFORE, AFTER)
    told = the.alert_of(found, held_by=archived).message
    for one in found.versions:
        assert f"sha256:{one.capture.digest}" in told.text
        assert f"sha256:{one.capture.digest}" in told.html
    assert f"own visit of {URL}" in told.text
    assert f"archive.example: {MEMENTO}" in told.text
    assert f'<a href="{MEMENTO}" rel="noreferrer noopener">{MEMENTO}</a>' in told.html


def test_an_imported_text_is_said_to_be_one():
    told = alert_of(held_by=lambda capture: (Holding(holder=OPERATOR, taken_at=capture.timestamp),)).message
    assert f"imported by the operator, as from {URL}" in told.text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((), (), "The document shows no date."),
        (("2019-01-01",), ("2020-01-01",), "The date in the document moved from 2019-01-01 to 2020-01-01."),
        (("2019-01-01",), ("2018-01-01", "2019-01-01"), "The date in the document did not move: 2019-01-01."),
        (("2018-01-01", "2019-01-01"), ("2018-01-01", "2020-01-01"), "moved from 2019-01-01 to 2020-01-01."),
        (("2019-01-01",), (), "The document shows no date any more (before: 2019-01-01)."),
        ((), ("2020-01-01",), "The document now shows a date, 2020-01-01; before it showed none."),
    ],
)
def test_it_says_whether_the_document_moved_its_own_date(before, after, said):
    assert said in alert_of(declared=(before, after)).message.text


def test_the_evidence_holds_what_was_known():
    found = the.made(BEFORE, AFTER, declared=((), ("2020-01-01",)))
    facts = the.alert_of(found, held_by=archived).evidence
    assert json.loads(json.dumps(facts)) == facts
    assert facts["timeline"] == "acme/privacy"
    assert facts["made_by"] == "by hand"
    assert facts["citations"] == {"before": "acme/privacy@20200102000000", "after": "acme/privacy@20200103000000"}
    assert facts["bracket"] == {
        "after": "2020-01-02T12:00:00Z",
        "by": "2020-01-03T00:00:00Z",
        "unlooked": 0,
        "unusable": 0,
        "phrase": "after 2020-01-02 and no later than 2020-01-03",
    }
    assert facts["digests"]["after"] == {
        "body": found.versions[1].capture.digest,
        "canonical": found.versions[1].canonical,
    }
    assert facts["sources"]["before"]["held_by"][1]["memento"] == MEMENTO
    assert facts["declared_dates"] == {"before": [], "after": ["2020-01-01"]}
    assert facts["judgement"]["severity"] == "major"
    modified, added = facts["changes"]
    assert (modified["kinds"], modified["judgement"]["because"]) == (["modified"], ["ten days -> two years"])
    assert modified["before"][0]["text"] == "We keep your address for ten days."
    assert re.fullmatch(r"acme/privacy@20200103000000#[0-9a-f]{8}", added["after"][0]["citation"])
    assert added["before"] == []


def test_the_evidence_is_bounded():
    after = (*BEFORE, *(the.clause(f"We sell list {number}. " + "word " * 850) for number in range(300)))
    facts = alert_of(after=after).evidence
    assert (len(facts["changes"]), facts["changes_left_out"]) == (200, 100)
    assert max(len(one["after"][0]["text"]) for one in facts["changes"]) == 4_000


def test_a_long_change_makes_no_long_message():
    after = (*BEFORE, *(the.clause(f"We sell list {number}. " + "word " * 850) for number in range(300)))
    text = alert_of(after=after).message.text
    assert len(text) < 12_000
    assert re.search(r"^and \d+ more changes\.$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        (SpellKind.ENDED, "gone", "the server says that it is not there"),
        (SpellKind.RESUMED, "", "It came back after"),
        (SpellKind.RELOCATED, "https://acme.example/legal", "leads to another one (https://acme.example/legal)"),
    ],
)
def test_what_befell_a_whole_timeline_is_told_with_the_text_that_stood(kind, reason, said):
    spell = Spell(kind=kind, bracket=Bracket(after=at(2), by=at(2, 60)), reason=reason)
    asking = replace(the.WATCH, kinds=frozenset({kind.value}))
    alert = the.alert_of(the.made(BEFORE, AFTER, spells=(spell,)), watch=asking)
    assert alert.kind is AlertKind(kind.value)
    assert said in same_words(alert.message.text)
    assert "clausewatch log acme/privacy" in alert.message.text
    assert alert.evidence["reason"] == reason
    assert alert.evidence["citations"] == {"version": "acme/privacy@20200103000000"}


# ---------------------------------------------------------------- what strangers' text cannot do


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></main><h1>Pay here</h1>",
    "<!--",
    "]]>&lt;b&gt;",
    "We sell\r\nSubject: another\r\n\r\nbody",
    "\u202egnp.exe \u2066x\u2069 \x1b[2J\x00 \u2028 next",
    "javascript:alert(1)",
    "{style} %s {0}",
    "\ud800 half",
]
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=60), st.text(alphabet="<>&\"'/=-! \n\r\x00\u202e\u2028ab;#", max_size=40)
)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div", "span", "del", "ins", "a"),
    *("code", "footer", "ul", "li"),
}
ATTRIBUTES = {"class", "lang", "charset", "name", "content", "href", "rel"}
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links, self.text, self.others = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.others.append(data)

    unknown_decl = handle_pi = handle_comment


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(hostile, min_size=7, max_size=7))
def test_strangers_texts_are_words_and_nothing_else(texts):
    title, heading, old, new, original, memento, reason = texts
    spell = Spell(kind=SpellKind.RELOCATED, bracket=Bracket(after=at(0), by=at(1)), reason=reason)
    found = the.made(
        (*BEFORE, the.clause(f"We sell {old} once.", (heading,))),
        (
            *BEFORE,
            the.clause(f"We never sell {new} twice for money.", (heading,)),
            the.clause(f"{new} {old}", (title,)),
        ),
        original=original,
        title=title,
        declared=((title,), (heading,)),
    )
    held_by = partial(held_at, heading, memento)
    naming = replace(the.NAMING, organisation=title, title=heading)
    asking = replace(the.ALL, kinds=frozenset({"added", "modified", "relocated", "removed"}))
    told = the.alert_of(found, watch=asking, naming=naming, held_by=held_by)
    moved = the.alert_of(
        replace(found, revisions=(), spells=(replace(spell, bracket=found.revisions[0].bracket),)),
        watch=asking,
        naming=naming,
        held_by=held_by,
    )
    for alert in (told, moved):
        page, subject = read(alert.message.html), alert.message.subject
        assert set(page.tags) <= ALLOWED
        assert {name for name, _ in page.attributes} <= ATTRIBUTES
        assert page.others == []
        assert all(link.startswith(("https://", "http://")) for link in page.links)
        assert len(subject) <= 120
        assert not re.search(r"[\r\n]", subject)
        assert not [text for text in (subject, alert.message.text, alert.message.html) if UNSAFE.search(text)]
        json.dumps(alert.evidence).encode()
        "".join((subject, alert.message.text, alert.message.html)).encode()


@given(hostile)
def test_the_page_holds_the_words_as_they_are(text):
    words = same_words(UNSAFE.sub(lambda match: " " if match.group() in "\t\x0b\x0c\r\x85\u2028\u2029" else "", text))
    words = words.replace("\ufffe", "").replace("\uffff", "")
    told = alert_of(after=(*AFTER, the.clause(f"We sell {text} as well.")))
    shown = same_words("".join(read(told.message.html).text))
    assert same_words(f"We sell {words} as well.") in shown


def test_only_addresses_on_the_web_are_links():
    for memento in (
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/ onclick=x",
        "//a.example",
        "file:///x",
    ):
        html = alert_of(held_by=partial(held_at, "a", memento)).message.html
        assert read(html).links == []
        assert memento.partition(":")[0] in html


def test_a_link_leads_where_it_says():
    memento = "https://archive.example/get?at=1&copy=2&original='x'"
    assert memento in read(alert_of(held_by=partial(held_at, "a", memento)).message.html).links


def test_one_word_of_a_million_letters_makes_no_long_message():
    told = alert_of(after=(*AFTER, the.clause("We sell " + "x" * 1_000_000))).message
    assert len(told.text) < 6_000
    assert len(told.html) < 12_000
    assert max(map(len, told.text.splitlines())) <= max(78, len(f"  archive.example: {MEMENTO}"))


def test_a_page_asks_for_nothing_from_anywhere():
    page = alert_of().message.html
    assert not re.search(r"<(img|script|link|iframe|object|form)\b|url\(|@import|\bsrc=|\bon\w+=", page)
    assert "prefers-color-scheme:dark" in page
    assert "max-width:640px" in page
    assert re.search(r"del\{[^}]*line-through", page)
    assert re.search(r"ins\{[^}]*underline", page)


@given(st.text(min_size=1, max_size=300), st.text(max_size=300))
def test_a_subject_is_one_short_line_whatever_the_names(organisation, title):
    subject = alert_of(naming=replace(the.NAMING, organisation=organisation, title=title)).message.subject
    assert len(subject) <= 120
    assert len(subject.splitlines()) == 1
    assert "changed (major: AI/ML training" in subject


def test_the_last_line_names_what_a_watch_asks_for():
    asked = Watch(
        name="mara",
        channel="mail",
        timelines=("acme/*", "*/terms"),
        severity=Severity.NONE,
        kinds=frozenset({"modified", "added"}),
        categories=frozenset({"retention"}),
        words=("two years",),
        pattern="year",
    )
    last = same_words(alert_of(watch=asked).message.text.partition("--\n")[2])
    assert last.endswith(
        "You get this because of the watch mara: any severity, kinds added or modified, about retention, "
        "words “two years”, pattern year, acme/*, */terms"
    )


def test_what_was_not_told_stands_in_both_forms_and_in_the_record():
    texts = [(0, "full"), (1, "wall"), (2, "wall"), (3, "longer"), (4, "wall")]
    (alert,) = the.decided(*(the.seen(text, day) for day, text in texts[:4])).alerts
    assert alert.evidence["captures_without_the_text"] == {"bot wall": 2}
    missed = "Not counted as a change: 2 captures between that did not show the text (bot wall 2)."
    for form in (alert.message.text, alert.message.html):
        assert missed in " ".join(form.split())


def test_changes_that_did_not_count_are_told_with_their_reason():
    longer = tuple(text.replace("address", "adress") for text in the.TEXTS["longer"])
    (alert,) = the.decided(the.seen("full", 0), the.seen(longer, 1)).alerts
    (group,) = alert.evidence["not_told"]
    assert (group["reason"], group["changes"], group["natures"]) == ("wording", 1, {"editorial": 1})
    for form in (alert.message.text, alert.message.html):
        assert "Not told: 1 change of 2 words: wording 1." in " ".join(form.split())
