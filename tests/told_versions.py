"""Histories whose versions go out as texts, and what has to come back of them."""

from hypothesis import strategies as st

import pipeline
from cli.handing_out import text_of as show
from tests import followed as the
from tests.invented_facts import FOLLOWED

SENTENCES = st.sampled_from(
    [
        "We keep your name and your address for ten days.",
        "We *never* sell your [data] to third parties_ & others <b>.",
        "1. A number begins this sentence, and # a sign follows.",
        "- A dash begins this one | and a bar is in it.",
        "Sie können Auskunft über Ihre Daten verlangen; wir antworten in 30 Tagen.",
        "Price: $5 -- `code`, a \\ backslash and a link https://acme.example/x_y_z.",
    ]
)
OPENING = "This policy says what Acme does with personal data, and how you can ask us to erase it."


def moment(arrival):
    """Of two texts of one second nobody knows which was the first."""
    return arrival.capture.timestamp


PAGES = st.builds(lambda some: the.page(OPENING, *some), st.lists(SENTENCES, min_size=1, max_size=4))
HISTORIES = st.lists(st.builds(the.response, PAGES, st.integers(0, 400)), min_size=1, max_size=8, unique_by=moment)


__all__ = ["HISTORIES", "derive", "show", "told"]


def derive(store, followed=FOLLOWED):
    pipeline.derive(store, followed, the.TAKEN)


def told(store, timeline=the.PRIVACY):
    """The words and dates of all versions."""
    return [
        (one.first_seen, one.last_seen, [clause.words for clause in store.questions.text(timeline, one.number).clauses])
        for one in store.questions.versions(timeline)
    ]
