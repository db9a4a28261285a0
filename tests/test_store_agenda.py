"""Has every declared timeline its appointment, and is it known what is due?"""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Appointment, TimelineId
from store import open_store
from tests import followed as the

PRIVACY, TERMS, COOKIES = (TimelineId.parse(f"acme/{kind}") for kind in ("privacy", "terms", "cookies"))
NOW = the.TAKEN
HOUR = timedelta(hours=1)


@pytest.fixture
def agenda(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened.agenda


def test_what_is_newly_declared_is_due_at_once(agenda):
    agenda.ensure([(PRIVACY, True), (TERMS, False)], NOW)
    assert agenda.appointments() == [
        Appointment(timeline=PRIVACY, due=NOW, archives_due=NOW),
        Appointment(timeline=TERMS, due=None, archives_due=NOW),
    ]
    assert (agenda.due(NOW), agenda.archives_due(NOW)) == ([PRIVACY], [PRIVACY, TERMS])
    assert agenda.due(NOW - HOUR) == []


def test_declaring_again_changes_nothing_of_what_is_known(agenda):
    agenda.ensure([(PRIVACY, True), (TERMS, True)], NOW)
    known = Appointment(
        timeline=PRIVACY,
        due=NOW + HOUR,
        archives_due=None,
        streak=3,
        reason="bot wall",
        looked_at=NOW,
        usable_at=NOW - HOUR,
    )
    agenda.set(known)
    agenda.ensure([(PRIVACY, True), (TERMS, True)], NOW + HOUR)
    assert agenda.appointment(PRIVACY) == known
    assert agenda.appointment(TERMS).due == NOW


def test_what_is_no_longer_declared_has_no_appointment(agenda):
    agenda.ensure([(PRIVACY, True), (TERMS, True)], NOW)
    agenda.ensure([(TERMS, True), (COOKIES, True)], NOW + HOUR)
    assert [one.timeline for one in agenda.appointments()] == [COOKIES, TERMS]
    assert agenda.appointment(PRIVACY) is None
    assert agenda.due(NOW + HOUR) == [TERMS, COOKIES]
    agenda.ensure([], NOW)
    assert agenda.appointments() == []


def test_a_timeline_without_an_open_location_is_not_visited_and_is_again_when_one_opens(agenda):
    agenda.ensure([(PRIVACY, True)], NOW)
    agenda.set(Appointment(timeline=PRIVACY, due=NOW + HOUR, archives_due=None, streak=2, reason="gone"))
    agenda.ensure([(PRIVACY, False)], NOW)
    closed = agenda.appointment(PRIVACY)
    assert (closed.due, closed.streak, closed.reason) == (None, 2, "gone")
    assert (agenda.due(NOW + 9 * HOUR), agenda.earliest()) == ([], None)
    agenda.ensure([(PRIVACY, True)], NOW + 2 * HOUR)
    assert agenda.due(NOW + 2 * HOUR) == [PRIVACY]


def test_the_longest_due_comes_first(agenda):
    for hours, timeline in ((3, PRIVACY), (1, TERMS), (2, COOKIES)):
        agenda.set(Appointment(timeline=timeline, due=NOW + hours * HOUR, archives_due=NOW - hours * HOUR))
    assert agenda.due(NOW + 2 * HOUR) == [TERMS, COOKIES]
    assert agenda.archives_due(NOW) == [PRIVACY, COOKIES, TERMS]


def test_the_earliest_is_a_visit_or_a_question_to_archives(agenda):
    assert agenda.earliest() is None
    agenda.set(Appointment(timeline=PRIVACY, due=NOW + 2 * HOUR))
    agenda.set(Appointment(timeline=TERMS, due=None, archives_due=NOW + 3 * HOUR))
    assert agenda.earliest() == NOW + 2 * HOUR
    agenda.set(Appointment(timeline=TERMS, due=None, archives_due=NOW + HOUR))
    assert agenda.earliest() == NOW + HOUR


moments = st.datetimes().map(lambda one: one.replace(microsecond=0, tzinfo=NOW.tzinfo))
appointments = st.builds(
    Appointment,
    timeline=st.sampled_from([PRIVACY, TERMS, COOKIES]),
    due=st.none() | moments,
    archives_due=st.none() | moments,
    streak=st.integers(0, 9999),
    reason=st.text(st.characters(exclude_categories=["Cs"])),
    looked_at=st.none() | moments,
    usable_at=st.none() | moments,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(appointments, max_size=5), moments)
def test_any_appointment_comes_back_and_is_due_in_its_time(given_ones, now):
    with the.blank_store() as store:
        for one in given_ones:
            store.agenda.set(one)
        last = {one.timeline: one for one in given_ones}
        assert store.agenda.appointments() == [last[name] for name in sorted(last, key=str)]
        assert set(store.agenda.due(now)) == {name for name, one in last.items() if one.due and one.due <= now}


def test_the_last_backup_is_known(agenda):
    assert agenda.last_backup() is None
    for days in range(3):
        agenda.note_backup(Path(f"/backups/{days}.db"), 1000 + days, NOW + timedelta(days=days))
    assert agenda.last_backup() == (NOW + timedelta(days=2), Path("/backups/2.db"), 1002)
