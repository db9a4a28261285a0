"""Does a clause stay itself, and what was cited stay cited, however the versions of a chain arrive?"""

from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import pipeline
from benchmarks.chaining import Base, chain, invented
from cli.exits import RefusalError
from cli.finding import find_by_citation
from model import Citation, Identity, Verdict
from tests import followed as the
from versions import cite_all

FOLLOWED = the.timeline()
SLOWLY = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def versions_of(seed):
    """Five versions of a short policy."""
    chance = Random(seed)
    base = invented(chance)
    return chain("drawn", Base(base.blocks[:16], base.spare), chance, length=5).versions


chains = st.builds(versions_of, st.integers(0, 10_000))


def captured(versions):
    """A capture of each version, a week apart."""
    return [the.response(the.page(*version), 7 * number) for number, version in enumerate(versions)]


def arrived(store, captures, derive_after=()):
    for number, one in enumerate(captures):
        the.arrive(store, the.catalog_of(FOLLOWED), one)
        if number in derive_after:
            pipeline.derive(store, FOLLOWED, the.TAKEN)
    return pipeline.derive(store, FOLLOWED, the.TAKEN)


@SLOWLY
@given(st.data(), chains)
def test_a_chain_has_the_same_identities_in_whatever_order_it_arrives(data, versions):
    captures = captured(versions)
    shuffled = data.draw(st.permutations(captures))
    with the.blank_store() as store, the.blank_store() as other:
        in_order = arrived(store, captures, range(len(captures)))
        late = arrived(other, shuffled, data.draw(st.sets(st.integers(0, len(captures)))))
        assert late.identities == in_order.identities
        assert late == in_order
        incremental = the.concluded(other)
        (rebuilt,) = pipeline.rebuild(other, [FOLLOWED], lambda: the.TAKEN)
        assert rebuilt == in_order
        assert the.concluded(other) == incremental == the.concluded(store)


@SLOWLY
@example(versions_of(226), {0, 1, 3, 4})
@given(chains, st.sets(st.integers(0, 4), min_size=1))
def test_what_was_cited_is_found_after_late_captures_that_edit_or_split_it(versions, early):
    captures = captured(versions)
    with the.blank_store() as store:
        before = arrived(store, [captures[number] for number in sorted(early)])
        cited = said(before)
        arrived(store, [one for number, one in enumerate(captures) if number not in early])
        none_today = no_versions(store)
        for citation, words in cited.items():
            if Citation.parse(citation).moment in none_today:
                assert "is no version today" in told(store, citation)
            else:
                assert found_words(store, citation) == words


def no_versions(store):
    """When something was captured that is taken for no version of the policy."""
    looked = store.questions.looked_at(the.PRIVACY)
    return {one.capture.timestamp for one in looked if one.settled.verdict is not Verdict.POLICY}


def told(store, citation):
    """What is said of a citation beside its words, or instead of them."""
    try:
        return find_by_citation(store, citation).note
    except RefusalError as refusal:
        return str(refusal)


def said(history):
    """The words of every clause of every version, by its citation."""
    return {
        str(citation): clause.words
        for version, text in zip(history.versions, history.texts, strict=True)
        for citation, clause in zip(cite_all(the.PRIVACY, version, text.clauses), text.clauses, strict=True)
    }


def found_words(store, citation):
    found = find_by_citation(store, citation)
    (version,) = found.versions
    clauses = store.questions.text(the.PRIVACY, version.number).clauses
    every = cite_all(the.PRIVACY, version, clauses)
    assert found.note == ""
    return next(clause.words for clause, one in zip(clauses, every, strict=True) if one == found.cited[0])


OPENING = "This policy says what Acme does with personal data of people who visit its pages."
KEPT = "We keep your name and your address for two years after your last order."
TOLD = "We tell nobody what you bought unless a judge has signed for it."
LAST = "You can ask us to erase your account at any time by a letter to our office."


def test_a_citation_and_an_identity_stand_when_a_late_capture_shows_the_clause_split_in_between():
    whole, parted = (OPENING, f"{KEPT} {TOLD}", LAST), (OPENING, KEPT, TOLD, LAST)
    with the.blank_store() as store:
        before = arrived(store, [the.response(the.page(*whole), day) for day in (0, 20)])
        cited = next(citation for citation, words in said(before).items() if "judge" in words)
        after = arrived(store, [the.response(the.page(*parted), 10)])
        assert "judge" in found_words(store, cited)
        clause = before.identities[0][1].id
        assert after.identities[0][1].id == after.identities[2][1].id == clause
        assert after.identities[1][1:3] == (
            Identity(id=clause, parents=(clause,)),
            Identity(id=len(before.identities[0]) + 1, parents=(clause,)),
        )


def test_a_citation_of_a_later_version_stands_when_a_late_capture_shows_the_clause_edited_in_between():
    first, last = (OPENING, KEPT, TOLD, LAST), (OPENING, KEPT.replace("two", "ten"), TOLD, LAST)
    between = (OPENING, KEPT.replace("two", "five"), TOLD, LAST)
    with the.blank_store() as store:
        before = arrived(store, [the.response(the.page(*first), 0), the.response(the.page(*last), 20)])
        cited = said(before)
        after = arrived(store, [the.response(the.page(*between), 10)])
        assert [found_words(store, citation) for citation in cited] == list(cited.values())
        assert len(after.versions) == 3
        assert len({row[1].id for row in after.identities}) == 1


WHOLE = (OPENING, KEPT, TOLD, LAST, *(f"{OPENING[:-1]} in room {number} of our house." for number in range(12)))
PART = (OPENING, "We keep your name for as long as we like.")


def test_of_a_cited_text_that_late_captures_show_to_be_part_of_another_it_is_said_what_it_is_taken_for():
    pages = [the.response(the.page(*text), day) for text, day in ((WHOLE, 0), (PART, 10), (WHOLE[1:], 20))]
    with the.blank_store() as store:
        before = arrived(store, pages[:2])
        same, gone = (
            next(citation for citation, words in said(before).items() if "@20200111" in citation and word in words)
            for word in ("visit", "like")
        )
        assert told(store, same) == told(store, gone) == ""
        after = arrived(store, pages[2:])
        assert [version.first_seen for version in after.versions] == [the.at(0), the.at(20)]
        found = find_by_citation(store, same)
        assert [str(one)[:27] for one in found.cited] == ["acme/privacy@20200101000000"]
        assert found.note.startswith("what was captured then is no version today (partial: ")
        assert "this is the one that stands then, which has no such words: 'we keep your name" in told(store, gone)
