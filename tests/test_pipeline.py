"""What becomes of captures, re-readings and people's words on the way to a history?"""

import gc
from dataclasses import replace
from datetime import timedelta

import pytest

import alerts
import deriving
import extract
import pipeline
from alerts import Decision, Naming
from deriving import making
from model import (
    Block,
    ChangeKind,
    Citation,
    Location,
    Nature,
    Rendition,
    Ruling,
    RulingKind,
    Severity,
    SpellKind,
    TimelineId,
    Verdict,
    Watch,
)
from store import DamagedError, open_store
from tests import followed as the
from versions import cite

FOLLOWED = the.timeline()
TEXT = Rendition.TEXT


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def words_of(*letters):
    return [the.response(letter, 5 * number) for number, letter in enumerate(letters)]


# ---------------------------------------------------------------- taking in and deriving


def test_what_is_taken_in_is_read_once_per_timeline_that_covers_it(store):
    sharing = the.timeline(Location(original="http://www.acme.example/privacy/"), name=TimelineId.parse("acme/other"))
    one = the.response("a", 0)
    both = the.catalog_of(FOLLOWED, sharing)
    readings = pipeline.take_in(store, both, one.capture, one.holding, one.body, "text/html")
    assert [reading.verdict for reading in readings] == [Verdict.POLICY] * 2
    assert pipeline.take_in(store, the.catalog_of(), one.capture, one.holding, one.body) == []
    assert [the.texts_of(pipeline.derive(store, timeline, the.TAKEN)) for timeline in (FOLLOWED, sharing)] == ["a"] * 2


def test_what_is_told_goes_by_the_visits_that_the_history_is_made_of(store, tmp_path, monkeypatch):
    """Another thread keeps a visit while the history is made."""
    the.arrive(store, the.catalog_of(FOLLOWED), the.response("a", 0))
    conclude = making.conclude

    def slow(*given, **named):
        with open_store(tmp_path / "kept.db") as other:
            the.arrive(other, the.catalog_of(FOLLOWED), the.response("b", 1))
        return conclude(*given, **named)

    monkeypatch.setattr(making, "conclude", slow)
    told = []
    pipeline.derive(store, FOLLOWED, the.TAKEN, lambda history, visits: told.append((history, visits)))
    ((history, visits),) = told
    assert [one.moment for one in history.seens] == list(visits.looks) == [the.at(0)]
    assert visits.visits == ((the.at(0), ""),)
    assert not pipeline.is_current(store, FOLLOWED)


def test_until_when_a_watch_is_told_is_kept_also_where_it_is_earlier_than_before(store, monkeypatch):
    watch, naming = Watch(name="mara", channel="feed", timelines=("*",)), Naming(organisation="Acme", title="")
    name, asked = str(the.PRIVACY), []

    def decided(*_, every, **__):
        asked.append(every)
        return Decision(upto=the.at(3))

    monkeypatch.setattr(alerts, "decide", decided)
    store.outbox.mark("mara", name, the.at(9))
    visits = deriving.Visits(looks=(the.at(3),))
    history = pipeline.derive(store, FOLLOWED, the.TAKEN)
    pipeline.tell(store, FOLLOWED, naming, [watch], history, visits, the.TAKEN, every=timedelta(days=60))
    assert (store.outbox.upto("mara", name), asked) == (the.at(3), [timedelta(days=60)])


def test_a_reading_that_serves_again_is_not_made_again(store, monkeypatch):
    history = the.history_of(store, *words_of("a", "b"))
    monkeypatch.setattr(extract, "read", None)
    assert pipeline.derive(store, FOLLOWED, the.TAKEN) == history


def test_while_a_history_is_made_garbage_is_collected_less_often_and_afterwards_as_before(store):
    before, meanwhile = gc.get_threshold(), []

    def look(*_):
        meanwhile.append(gc.get_threshold())
        raise LookupError("it ends in the middle")

    the.arrive(store, the.catalog_of(FOLLOWED), the.response("a", 0))
    with pytest.raises(LookupError):
        pipeline.derive(store, FOLLOWED, the.TAKEN, look)
    assert gc.get_threshold() == before
    assert meanwhile[0][0] > before[0] > 0


def test_a_holder_that_comes_later_brings_headers_and_so_another_reading(store):
    body = the.page("Wir geben keine persönlichen Daten an Dritte.").decode().encode("cp1252")
    one = the.response(body, 0, holder="other")
    bare = replace(one, holding=replace(one.holding, headers=()))
    assert "persönlichen" in the.history_of(store, bare).texts[0].words
    greek = replace(one.holding, holder="web", headers=(("content-type", "text/html; charset=iso-8859-7"),))
    history = the.history_of(store, replace(one, holding=greek))
    assert "persφnlichen" in history.texts[0].words
    assert len(history.versions) == 1


def test_a_bad_capture_is_kept_and_shown_and_makes_no_version(store):
    history = the.history_of(store, *words_of("a", "wall", "gone", "away", "a"))
    assert the.texts_of(history) == "a"
    verdicts = [one.settled.verdict for one in store.questions.looked_at(the.PRIVACY)]
    assert verdicts == [Verdict.POLICY, Verdict.BOT_WALL, Verdict.GONE, Verdict.MOVED, Verdict.POLICY]


def test_a_timeline_of_which_nothing_was_seen_has_an_empty_history(store):
    history = pipeline.derive(store, FOLLOWED, the.TAKEN)
    assert (history.versions, history.revisions, history.unlooked) == ((), (), 0)
    assert pipeline.is_current(store, FOLLOWED)


def test_one_capture_as_a_page_and_as_a_text_is_one_version_without_a_change(store):
    as_text = [the.response("a", day, holder="corpus", rendition=TEXT) for day in (0, 5)]
    history = the.history_of(store, *as_text, the.response("a", 0, holder="web"), the.response("a", 5, holder="web"))
    assert (len(history.versions), history.revisions) == (1, ())


def test_where_a_rendition_ends_only_words_are_compared(store):
    early = [the.response("a", day, holder="corpus", rendition=TEXT) for day in (0, 1, 2)]
    late = [the.response("a", day) for day in (10, 11)]
    (step,) = the.history_of(store, *early, *late).revisions
    assert (step.rendition_changed, step.changes, step.judgement.alert) == (True, (), False)


@pytest.mark.parametrize(("days", "differently"), [((10,), True), ((10, 11), False)])
def test_a_difference_seen_once_beside_a_change_of_rendition_is_no_alert(store, days, differently):
    early = [the.response("a", day, holder="corpus", rendition=TEXT) for day in (0, 1)]
    (step,) = the.history_of(store, *early, *(the.response("c", day) for day in days)).revisions
    assert step.changes
    assert (step.rendition_changed, step.seen_differently) == (True, differently)
    assert step.judgement.alert is not differently
    assert (step.judgement.severity is Severity.NONE) is differently


def test_a_text_that_returns_is_told_and_alerts_nobody(store):
    history = the.history_of(store, *words_of("a", "c", "a", "c"))
    assert [step.returns_to for step in history.revisions] == [None, 1, 2]
    assert [step.judgement.alert for step in history.revisions] == [True, False, False]


def test_rows_that_nobody_fetched_stand_in_the_bracket(store):
    rows = [the.row("d", 2), the.row("d", 3, status=None), the.row("", 4), the.row("a", 1)]
    history = the.history_of(store, the.response("a", 0, holder="web"), *rows, the.response("b", 9, holder="web"))
    (step,) = history.revisions
    assert (step.bracket.after, step.bracket.by, step.bracket.unlooked) == (the.at(1), the.at(9), 3)
    assert history.unlooked == 3


def test_an_end_and_a_return_are_told(store):
    history = the.history_of(store, *words_of("a", "gone"), the.response("gone", 15), the.response("a", 30))
    assert [one.kind for one in history.spells] == [SpellKind.ENDED, SpellKind.RESUMED]
    assert store.questions.spells(the.PRIVACY) == list(history.spells)


def test_a_text_that_moves_is_a_relocation(store):
    moved = the.timeline(Location(original=the.URL), Location(original=the.MOVED_TO))
    arrivals = [the.response("a", 0), the.response("a", 5), the.response("a", 10, original=the.MOVED_TO)]
    (step,) = the.history_of(store, *arrivals, followed=moved).revisions
    assert (step.relocated, step.changes) == (True, ())


def test_a_damaged_body_stops_the_derivation_by_its_name_and_leaves_the_history(store, tmp_path):
    the.history_of(store, *words_of("a", "b"))
    before, digest = the.concluded(store), words_of("a")[0].capture.digest
    store._db.execute("UPDATE body SET packed = x'00' WHERE digest = ?", [bytes.fromhex(digest)])
    edited = the.timeline(Location(original=the.URL, remove=("nav",)))
    with open_store(tmp_path / "kept.db") as later, pytest.raises(DamagedError, match=digest):
        pipeline.derive(later, edited, the.TAKEN)
    assert the.concluded(store) == before


# ---------------------------------------------------------------- what is current, and rebuilding


def test_a_history_is_current_until_a_fact_a_ruling_a_declaration_or_the_code_changes(store, monkeypatch):
    assert not pipeline.is_current(store, FOLLOWED)
    the.history_of(store, *words_of("a", "b"))
    assert pipeline.is_current(store, FOLLOWED)
    assert not pipeline.is_current(store, the.timeline(Location(original=the.URL, select=("body",))))
    the.arrive(store, the.catalog_of(FOLLOWED), the.row("a", 50))
    assert not pipeline.is_current(store, FOLLOWED)
    pipeline.derive(store, FOLLOWED, the.TAKEN)
    assert pipeline.is_current(store, FOLLOWED)
    rule(store, RulingKind.VERDICT, "acme/privacy@20200101000000", "login")
    assert not pipeline.is_current(store, FOLLOWED)
    pipeline.derive(store, FOLLOWED, the.TAKEN)
    assert pipeline.is_current(store, FOLLOWED)
    monkeypatch.setattr(extract, "EDITION", "reading/next")
    assert not pipeline.is_current(store, FOLLOWED)


def test_a_rebuild_makes_the_same_and_drops_what_is_no_longer_declared(store):
    other = the.timeline(name=TimelineId.parse("acme/other"))
    the.history_of(store, *words_of("a", "wall", "b", "a"))
    pipeline.derive(store, other, the.TAKEN)
    before, facts = the.concluded(store), list(store.exporting.facts())
    list(pipeline.rebuild(store, [FOLLOWED], lambda: the.TAKEN))
    assert the.concluded(store) == before
    assert list(store.exporting.facts()) == facts
    assert store.conclusions.timelines() == [the.PRIVACY]


def test_texts_that_nobody_needs_are_dropped_and_no_others(store):
    the.history_of(store, *words_of("a", "b"))
    before = the.concluded(store)
    edited = the.timeline(Location(original=the.URL, remove=("p:last-child",)))
    pipeline.derive(store, edited, the.TAKEN)
    assert the.concluded(store) != before
    pipeline.derive(store, FOLLOWED, the.TAKEN)
    store.conclusions.drop_unused()
    assert the.concluded(store) == before
    assert store._db.execute("SELECT count(*) FROM text").fetchone() == (2,)


def test_a_text_that_was_dropped_is_kept_again_when_it_is_read_again(store):
    history = the.history_of(store, *words_of("a", "b"))
    before = the.concluded(store)
    store.conclusions.drop_all()
    store.conclusions.drop_unused()
    assert store._db.execute("SELECT count(*) FROM text").fetchone() == (0,)
    assert the.history_of(store) == history
    assert the.concluded(store) == before


# ---------------------------------------------------------------- re-readings


def read_without(kind):
    """A reading by other code: it drops clauses of one kind, or the last clause."""
    read = extract.read

    def other(body, headers, **given):
        reading = read(body, headers, **given)
        kept = [one for one in reading.clauses if one.block is not kind] if kind else reading.clauses[:-1]
        return replace(reading, clauses=tuple(kept))

    return other


HEADED = [
    the.page("We keep your data for a year.").replace(b"<p>", b"<h2>Keeping</h2><p>"),
    the.page("We keep your data for two years.").replace(b"<p>", b"<h2>How long we keep it</h2><p>"),
]


def test_other_code_and_other_declarations_make_no_change_and_no_alert(store, monkeypatch):
    arrivals = [the.response(body, 10 * number) for number, body in enumerate(HEADED)]
    first = the.history_of(store, *arrivals)
    assert store.questions.rereadings(the.PRIVACY) == []
    assert [len(text.clauses) for text in first.texts] == [2, 2]

    monkeypatch.setattr(extract, "EDITION", "reading/next")
    monkeypatch.setattr(extract, "read", read_without(Block.HEADING))
    second = pipeline.derive(store, FOLLOWED, the.at(4000))
    assert [len(text.clauses) for text in second.texts] == [1, 1]
    assert [ChangeKind.HEADING_RENAMED in change.kinds for change in second.revisions[0].changes] == [False]

    edited = the.timeline(Location(original=the.URL, select=("p",)))
    third = pipeline.derive(store, edited, the.at(4001))

    assert len({one.made_by for one in (first, second, third)}) == 3
    for one in (first, second, third):
        assert len(one.versions) == 2  # none at the end
        assert one.versions[-1].first_seen == the.at(10)
    told = store.questions.rereadings(the.PRIVACY)
    assert [(one.replaces, one.made_by) for one in told] == [
        (first.made_by, second.made_by),
        (second.made_by, third.made_by),
    ]
    assert [(one.versions_before, one.versions, one.taken_at) for one in told] == [
        (2, 2, the.at(4000)),
        (2, 2, the.at(4001)),
    ]


def test_after_a_rereading_the_next_capture_of_the_same_bytes_makes_no_version(store, monkeypatch):
    the.history_of(store, *words_of("a", "b"))
    monkeypatch.setattr(extract, "EDITION", "reading/next")
    monkeypatch.setattr(extract, "read", read_without(None))
    # taken in before the timeline is derived anew: two codes' readings lie beside each other
    history = the.history_of(store, the.response("b", 30), now=the.at(4000))
    assert the.texts_of(history) == "ab"
    assert history.versions[-1].last_seen == the.at(30)
    assert {len(text.clauses) for text in history.texts} == {2}
    assert len({reading.made_by for reading in store.conclusions.readings(the.PRIVACY).values()}) == 1


def test_what_different_code_read_never_meets_in_a_change(store, monkeypatch):
    """New code reads a new capture; the old capture is read anew before the two are compared."""
    the.history_of(store, the.response(HEADED[0], 0))
    monkeypatch.setattr(extract, "EDITION", "reading/next")
    monkeypatch.setattr(extract, "read", read_without(Block.HEADING))
    (step,) = the.history_of(store, the.response(HEADED[1], 10)).revisions
    assert {clause.block for change in step.changes for clause in (*change.before, *change.after)} == {Block.PARAGRAPH}


def test_the_same_code_reads_nothing_anew(store):
    the.history_of(store, *words_of("a", "b"))
    pipeline.derive(store, FOLLOWED, the.at(4000))
    list(pipeline.rebuild(store, [FOLLOWED], lambda: the.at(4001)))
    the.history_of(store, the.response("c", 30))
    assert store.questions.rereadings(the.PRIVACY) == []


def test_a_rereading_is_known_after_a_rebuild_by_the_new_code(store, monkeypatch):
    the.history_of(store, *words_of("a", "b"))
    monkeypatch.setattr(extract, "EDITION", "reading/next")
    list(pipeline.rebuild(store, [FOLLOWED], lambda: the.at(4000)))
    (told,) = store.questions.rereadings(the.PRIVACY)
    assert (told.versions_before, told.versions) == (2, 2)


# ---------------------------------------------------------------- rulings


def rule(store, kind, about, saying, day=5000, who="mara"):
    ruling = Ruling(kind=kind, object=str(about), saying=str(saying), who=who, given_at=the.at(day))
    store.facts.keep_ruling(the.PRIVACY, ruling)


def ruled(store, *ruling, **other):
    rule(store, *ruling, **other)
    return pipeline.derive(store, FOLLOWED, the.TAKEN)


def test_a_ruling_makes_a_capture_a_wall_and_a_later_one_a_policy_again(store):
    before = the.history_of(store, *words_of("a", "b", "a"))
    b = cite(the.PRIVACY, before.versions[1])
    assert the.texts_of(ruled(store, RulingKind.VERDICT, b, "consent wall", day=1)) == "a"
    looked = store.questions.looked_at(the.PRIVACY)[1]
    assert (looked.settled.verdict, looked.settled.reason) == (Verdict.CONSENT_WALL, "ruled by mara")
    again = ruled(store, RulingKind.VERDICT, b, "policy", day=2)
    assert (again.versions, again.revisions) == (before.versions, before.revisions)
    # a word given earlier that arrives later does not stand above
    assert the.texts_of(ruled(store, RulingKind.VERDICT, b, "login", day=1)) == "aba"


def test_a_ruling_makes_a_wall_a_policy(store):
    history = the.history_of(store, the.response("a", 0), the.response("wall", 5))
    assert len(history.versions) == 1
    assert len(ruled(store, RulingKind.VERDICT, "acme/privacy@20200106000000", "policy").versions) == 2


def test_a_ruling_says_that_two_clauses_are_one(store):
    """They have no word in common, so nothing but a person's word makes them one."""
    bodies = [
        the.page("We keep your data for a year.", own) for own in ("Kurz gesagt: nie.", "Call +1 555 0100 today!")
    ]
    before = the.history_of(store, *(the.response(body, day) for day, body in enumerate(bodies)))
    old, new = (
        cite(the.PRIVACY, version, text.clauses, 1) for version, text in zip(before.versions, before.texts, strict=True)
    )
    assert before.identities[0][1].id != before.identities[1][1].id
    after = ruled(store, RulingKind.SAME, old, new)
    assert after.identities[0][1].id == after.identities[1][1].id
    (change,) = after.revisions[0].changes
    assert change.kinds == (ChangeKind.MODIFIED,)


def test_a_ruling_says_whether_a_change_matters(store):
    before = the.history_of(store, *words_of("a", "b"))
    (change,) = before.revisions[0].changes
    assert before.revisions[0].judgement.alert
    about = cite(the.PRIVACY, before.versions[1], before.texts[1].clauses, change.alignment.after[0])
    no = ruled(store, RulingKind.MATTERS, about, "no", day=1).revisions[0]
    assert not no.judgement.alert
    assert no.changes[0].judgement.because == ("ruled by mara",)
    assert no.changes[0].judgement.severity is Severity.NONE
    assert Nature.SUBSTANTIVE not in (*no.judgement.natures, *no.changes[0].judgement.natures)
    yes = ruled(store, RulingKind.MATTERS, about, "yes", day=2).revisions[0]
    assert (yes.judgement.alert, yes.changes[0].judgement.alert) == (True, True)
    assert Nature.SUBSTANTIVE in yes.changes[0].judgement.natures


def test_a_ruling_that_a_change_matters_stands_above_the_memory_of_earlier_texts(store):
    before = the.history_of(store, *words_of("a", "c", "a"))
    last = before.revisions[-1]
    assert not last.judgement.alert
    position = next(change for change in last.changes if change.after).alignment.after[0]
    about = cite(the.PRIVACY, before.versions[2], before.texts[2].clauses, position)
    after = ruled(store, RulingKind.MATTERS, about, "yes").revisions[-1]
    assert after.judgement.alert
    assert after.judgement.severity is not Severity.NONE
    assert Nature.SUBSTANTIVE in after.judgement.natures


def test_a_ruling_about_a_clause_that_went_names_it_at_the_version_after(store):
    before = the.history_of(store, *words_of("c", "d"))
    gone = next(change for change in before.revisions[0].changes if not change.after)
    about = Citation(timeline=the.PRIVACY, moment=the.at(5), prefix=gone.before[0].digest[:8])
    after = ruled(store, RulingKind.MATTERS, about, "no").revisions[0]
    assert [change.judgement.because for change in after.changes if not change.after] == [("ruled by mara",)]


def test_rulings_survive_a_rebuild(store):
    the.history_of(store, *words_of("a", "b"))
    ruled(store, RulingKind.VERDICT, "acme/privacy@20200106000000", "login")
    before = the.concluded(store)
    list(pipeline.rebuild(store, [FOLLOWED], lambda: the.TAKEN))
    assert the.concluded(store) == before
    assert len(store.questions.versions(the.PRIVACY)) == 1
    assert pipeline.is_current(store, FOLLOWED)


@pytest.mark.parametrize(
    "ruling",
    [
        (RulingKind.VERDICT, "acme/privacy@19990101000000", "gone"),
        (RulingKind.SAME, "acme/privacy@19990101000000#abcdef", "acme/privacy@19990102000000#abcdef"),
        (RulingKind.SAME, "acme/privacy@20200101000000#abcdef", "acme/privacy@20200106000000#abcdef"),
        (RulingKind.SAME, "acme/privacy@20200101000000", "acme/privacy@20200106000000"),
        (RulingKind.MATTERS, "acme/privacy@20200106000000#abcdef", "no"),
        (RulingKind.MATTERS, "acme/privacy@20310101000000#abcdef", "yes"),
        (RulingKind.MATTERS, "acme/privacy@20200106000000#abcdef.9", "yes"),
    ],
)
def test_a_ruling_about_what_nobody_knows_is_harmless(store, ruling):
    before = the.history_of(store, the.response("a", 0), the.response(the.page(*the.TEXTS["d"][1:]), 5))
    after = ruled(store, *ruling)
    assert (after.versions, after.revisions, after.identities) == (
        before.versions,
        before.revisions,
        before.identities,
    )


# ---------------------------------------------------------------- citations


def test_citations_name_the_same_words_after_a_rebuild_and_after_late_captures(store):
    history = the.history_of(store, *words_of("a", "b", "a"))
    cited = {
        str(cite(the.PRIVACY, version, text.clauses, place)): text.clauses[place].words
        for version, text in zip(history.versions, history.texts, strict=True)
        for place in range(len(text.clauses))
    }
    list(pipeline.rebuild(store, [FOLLOWED], lambda: the.TAKEN))
    late = [the.response("c", 2), the.response("d", 7), the.response("b", 1), the.response("a", 12)]
    for one in late:
        the.history_of(store, one)
        for name, words in cited.items():
            assert resolved(store, name) == words


def resolved(store, name):
    from versions import cited, version_at

    citation = Citation.parse(name)
    every = store.questions.versions(citation.timeline)
    clauses = store.questions.text(citation.timeline, version_at(every, citation).number).clauses
    position = cited(clauses, citation)
    return clauses[position].words


def test_words_that_were_once_read_are_known_after_other_code_read_them_and_after_a_rebuild(store, monkeypatch):
    history = the.history_of(store, *words_of("a"))
    last = history.texts[0].clauses[-1]
    monkeypatch.setattr(extract, "EDITION", "reading/next")
    monkeypatch.setattr(extract, "read", read_without(None))
    pipeline.derive(store, FOLLOWED, the.TAKEN)
    list(pipeline.rebuild(store, [FOLLOWED], lambda: the.TAKEN))
    assert store.questions.words_of(last.digest[:8]) == [(last.digest, last.words)]
    assert store.questions.search('"third parties"') == []  # but no version holds them
