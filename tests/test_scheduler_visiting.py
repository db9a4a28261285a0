"""What follows from how a visit went: who is told, when is the next one, does the operator hear of it?"""

from datetime import timedelta
from functools import partial

import pytest

import pipeline
from alerts import is_gathered
from crawler.clerk import Clerk
from crawler.desk import Hop
from crawler.trouble import Trouble
from deriving import making
from model import AlertKind, Failure, RunKind
from scheduler.asking import keep_agenda
from scheduler.recurring import Recurring
from scheduler.standing import standing
from scheduler.visiting import Deriving
from store import open_store
from tests import followed as the
from tests.homes import EVERYTHING, FEED, home_with
from tests.test_crawler_clerk import Clock

HTML = (("content-type", "text/html; charset=utf-8"),)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SETTINGS = FEED + '[operator]\nchannel = "feed"\n[schedule]\nnotice_after = 3\n'
POLICY = "We keep your name and your address for {} months after you close your account, and then we delete them. "
REST = [
    f"For the purpose {n} we collect information about how you use the service, such as your orders and your "
    f"letters to us, and we share it with providers of kind {n} under a contract that binds them."
    for n in range(9)
]


def body(months, *more, without=0):
    return the.page(POLICY.format(months), *REST[without:], *more)


class World:
    """A timeline that is visited by hand."""

    def __init__(self, home):
        self.home, self.clock = home, Clock()
        self.standing = standing(home, {})
        (self.timeline,) = self.standing.catalog.timelines
        self.store = open_store(home.database)
        catalog = self.standing.catalog
        self.clerk = Clerk(self.store, partial(pipeline.read_in, self.store, catalog), self.clock)
        self.deriving = Deriving(store=self.store, clock=self.clock, chance=lambda: 0.0)
        with self.store.writing():
            keep_agenda(self.store, self.standing, self.clock())

    def visit(self, answer, after=DAY, status=200):
        """Shows a body, or what went wrong; returns the appointment then."""
        self.clock.now += after
        with self.store.writing():
            run = self.store.frontier.begin(RunKind.VISITS, self.clock())
            self.store.frontier.add_visits([the.URL], run, self.clock())
        (task,) = self.clerk.next_visits(9)
        hops = [] if isinstance(answer, Failure) else [Hop(original=the.URL, status=status, headers=HTML, body=answer)]
        trouble = Trouble(reason=answer, detail="", original=the.URL) if isinstance(answer, Failure) else None
        self.clerk.visited(task, hops, trouble, self.clock())
        return self.derive()

    def derive(self):
        self.deriving.derive(self.standing, self.timeline)
        return self.store.agenda.appointment(self.timeline.id)

    def told(self):
        return [(one.kind, one.timeline) for one in reversed(self.store.outbox.alerts())]


@pytest.fixture
def world(tmp_path):
    made = World(home_with(tmp_path, settings=SETTINGS, watches=EVERYTHING, acme=the.URL))
    yield made
    made.store.close()


CHANGED = (AlertKind.CHANGE, "acme/privacy")


def test_the_first_visit_tells_nothing_and_the_next_comes_after_a_day(world):
    kept = world.visit(body(12))
    assert (kept.due, kept.usable_at, kept.streak) == (world.clock() + DAY, world.clock(), 0)
    assert world.told() == []


def test_a_change_is_told_once_however_often_it_is_derived(world):
    world.visit(body(12))
    world.visit(body(36))
    assert world.told() == [CHANGED]
    (alert,) = world.store.outbox.alerts()
    assert (alert.channel, alert.evidence["bracket"]["by"][:10]) == ("feed", f"{world.clock():%Y-%m-%d}")
    world.derive()
    list(pipeline.rebuild(world.store, [world.timeline], world.clock))
    world.visit(body(36))
    assert world.told() == [CHANGED]


def test_a_change_that_was_kept_and_not_derived_before_a_kill_is_told_by_the_next_derivation(world):
    world.visit(body(12))
    derive, world.derive = world.derive, lambda: None
    world.visit(body(36))
    assert world.told() == []
    derive()
    assert world.told() == [CHANGED]


def test_a_derivation_that_fails_midway_tells_nothing(world, monkeypatch):
    world.visit(body(12))
    with monkeypatch.context() as patched:
        patched.setattr(world.store.agenda, "set", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            world.visit(body(36))
    assert world.told() == []
    assert len(world.store.questions.versions(world.timeline.id)) == 1
    world.derive()
    assert world.told() == [CHANGED]


def test_a_loss_waits_for_a_second_look_that_comes_soon(world):
    world.visit(body(12, "And this clause will go, with all of its words, on the day after."))
    kept = world.visit(body(12))
    assert (kept.due, world.told()) == (world.clock() + HOUR, [])
    kept = world.visit(body(12), after=HOUR)
    assert (kept.due, world.told()) == (world.clock() + DAY, [CHANGED])


def test_a_loss_that_comes_back_is_told_to_nobody(world):
    for at in (0, 4, 0, 0):
        world.visit(body(12, without=at))
    assert world.told() == []


def test_a_page_that_fails_is_asked_sooner_then_ever_more_rarely_and_the_operator_hears_once(world):
    world.visit(body(12))
    waits = [(world.visit(Failure.UNREACHABLE, after=HOUR).due - world.clock()) / HOUR for _ in range(5)]
    assert waits == [1, 4, 16, 64, 96]
    assert world.told() == [(AlertKind.NOTICE, "acme/privacy")]
    (notice,) = world.store.outbox.alerts()
    assert "unreachable" in notice.message.text
    assert the.URL in notice.message.text
    kept = world.visit(body(12))
    assert (kept.streak, kept.due - world.clock()) == (0, DAY)
    assert world.told() == [(AlertKind.NOTICE, "acme/privacy")] * 2
    assert "seen again" in world.store.outbox.alerts(1)[0].message.subject


def test_a_wall_counts_as_a_failure_and_says_what_it_was(world):
    world.visit(body(12))
    kept = world.visit(the.WALL, status=403)
    assert kept.streak == 1
    assert "bot wall" in kept.reason or "403" in kept.reason
    assert world.visit(body(12)).streak == 0
    assert world.told() == []


def test_a_selector_that_matches_nothing_any_more_is_told_with_since_when(tmp_path):
    declared = f'[[privacy.locations]]\noriginal = "{the.URL}"\nselect = "main"\n'
    rebuilt = World(home_with(tmp_path, settings=SETTINGS, watches=EVERYTHING, acme=declared))
    rebuilt.visit(b"<main>" + body(12) + b"</main>")
    matched = rebuilt.clock()
    for more in (b"<p>1</p>", b"<p>2</p>", b"<p>3</p>"):
        kept = rebuilt.visit(b"<article>" + body(12) + more + b"</article>")
    since = f"so since {matched + DAY:%Y-%m-%d %H:%M}, last matched on {matched:%Y-%m-%d %H:%M}"
    assert kept.reason == f"selector matches nothing: 'main' matches nothing on this page; {since}"
    (notice,) = rebuilt.store.outbox.alerts()
    assert since in " ".join(notice.message.text.split())
    rebuilt.store.close()


def test_a_machine_that_slept_for_a_week_tells_what_it_finds(world):
    world.visit(body(12))
    world.visit(body(36), after=8 * DAY)
    assert world.told() == [CHANGED]


@pytest.mark.parametrize("jump", [-2 * DAY, 40 * DAY])
def test_while_the_clock_is_odd_nobody_is_told_but_the_operator_and_then_everybody_is(world, jump):
    world.visit(body(12))
    world.visit(body(36), after=jump)
    assert world.told() == [(AlertKind.NOTICE, "acme/privacy")]
    world.visit(body(36), after=DAY)
    if jump > timedelta(0):
        assert world.told() == [(AlertKind.NOTICE, "acme/privacy"), CHANGED]


def test_a_page_that_was_taken_out_of_the_declarations_is_not_due(world):
    world.visit(body(12))
    with world.store.writing():
        world.store.agenda.ensure([(world.timeline.id, False)], world.clock())
    assert world.visit(body(36)).due is None


def test_a_visit_that_was_kept_while_another_was_derived_is_not_held_against_the_page(world, monkeypatch):
    world.visit(body(12))
    conclude, derive, world.derive = making.conclude, world.derive, lambda: None

    def slow(*given, **named):
        monkeypatch.setattr(making, "conclude", conclude)
        with monkeypatch.context() as patched:  # by the thread that keeps
            patched.setattr(world, "store", other)
            patched.setattr(world, "clerk", Clerk(other, world.clerk._read_in, world.clock))
            world.visit(body(12))
        return conclude(*given, **named)

    with open_store(world.home.database) as other:
        world.visit(body(12))
        monkeypatch.setattr(making, "conclude", slow)
        first = world.clock()
        kept = derive()
    assert (kept.looked_at, kept.streak, kept.reason) == (first, 0, "")
    kept = derive()
    assert (kept.looked_at, kept.streak, kept.usable_at) == (first + DAY, 0, first + DAY)


def test_where_the_operator_wants_to_hear_earlier_the_failures_that_were_count(world):
    world.visit(body(12))
    for _ in range(2):
        world.visit(Failure.UNREACHABLE)
    assert world.told() == []
    world.home.settings.write_text(SETTINGS.replace("notice_after = 3", "notice_after = 1"), encoding="utf-8")
    world.standing = standing(world.home, {})
    for _ in range(2):
        world.visit(Failure.UNREACHABLE)
    assert world.told() == [(AlertKind.NOTICE, "acme/privacy")]
    assert "The last 3 visits" in world.store.outbox.alerts(1)[0].message.text


def test_a_page_that_is_looked_at_every_other_month_is_told_of(tmp_path):
    rarely = World(home_with(tmp_path, settings=SETTINGS + 'every = "60d"\n', watches=EVERYTHING, acme=the.URL))
    for months in (12, 12, 36, 36):
        rarely.visit(body(months), after=60 * DAY)
    assert rarely.told() == [CHANGED]
    rarely.store.close()


# ---------------------------------------------------------------- too often


def changes(world):
    """The alerts about changes, in order: whether each was gathered."""
    found = [one for one in reversed(world.store.outbox.alerts()) if one.kind is AlertKind.CHANGE]
    assert all(bool(one.channel) is not is_gathered(one) for one in found)
    return [is_gathered(one) for one in found]


def notices(world):
    return [one for one in reversed(world.store.outbox.alerts()) if "alarms too often" in one.message.subject]


def months(first, number):
    return [body(first + n) for n in range(number)]


def test_a_policy_that_alarms_too_often_is_gathered_and_the_operator_told_once(world):
    for page in months(10, 8):
        world.visit(page)
    assert changes(world) == [False] * 4 + [True] * 3
    (notice,) = notices(world)
    assert (notice.watch, notice.timeline) == ("operator", "acme/privacy")
    text = " ".join(notice.message.text.split())
    assert "4 alerts were raised within 30 days" in text
    assert text.count("acme: privacy policy changed (") == 4
    assert "The visits of these days showed: policy 6." in text
    assert "clausewatch changes acme/privacy --explain" in text
    assert "schedule.tell_singly" in text


def test_what_was_gathered_is_told_after_the_end_of_the_day_with_nothing_lost(world):
    for page in months(10, 8):
        world.visit(page, after=4 * HOUR)
    gathered = [one.name for one in world.store.outbox.alerts() if one.kind is AlertKind.CHANGE and is_gathered(one)]
    for wait in (timedelta(0), HOUR, DAY, DAY):
        world.clock.now += wait
        Recurring().look(world.store, world.standing, world.clock())  # as after a kill: nothing is remembered
    digests = [one for one in reversed(world.store.outbox.alerts()) if one.kind is AlertKind.DIGEST]
    told = [name for one in digests for name in one.evidence["alerts"]]
    assert sorted(told) == sorted(gathered)
    assert {one.channel for one in digests} == {"feed"}
    assert len(digests) <= 2  # of two days


def test_a_policy_that_calms_down_is_told_singly_again_and_a_new_episode_is_told_anew(world):
    for page in months(10, 6):
        world.visit(page)
    world.visit(body(30), after=29 * DAY)
    assert changes(world) == [False] * 4 + [True, False]
    for page in months(40, 4):
        world.visit(page)
    assert changes(world)[-4:] == [False, False, False, True]
    assert len(notices(world)) == 2


def test_a_kill_between_gathers_nothing_twice(world):
    for page in months(10, 5):
        world.visit(page)
    for _ in range(2):
        world.visit(body(20))
        world.derive()
        world.derive()
    assert changes(world) == [False] * 4 + [True]
    assert len(notices(world)) == 1


def test_an_edited_declaration_begins_the_count_anew(world):
    for page in months(10, 6):
        world.visit(page)
    (file,) = world.home.policies.glob("*.toml")
    file.write_text(f'{file.read_text("utf-8")}\nremove = "aside"\n', "utf-8")
    world.standing = standing(world.home, {})
    (world.timeline,) = world.standing.catalog.timelines
    world.visit(body(60))
    assert changes(world) == [False] * 4 + [True, False]


def test_what_comes_at_once_is_gathered_too_and_the_operator_told(tmp_path):
    world = World(home_with(tmp_path, settings=SETTINGS, watches="", acme=the.URL))
    since = world.clock()
    for page in months(10, 7):
        world.visit(page)
    world.home.watches.write_text(f"{EVERYTHING}since = {since:%Y-%m-%d}\n", encoding="utf-8")
    world.standing = standing(world.home, {})
    world.visit(body(17))
    assert changes(world) == [False] * 4 + [True] * 3
    (notice,) = notices(world)
    assert "4 alerts were raised within 30 days" in " ".join(notice.message.text.split())
    world.store.close()


@pytest.mark.parametrize("setting", ["gather_after = 0", 'tell_singly = ["acme/privacy"]'])
def test_the_operator_can_have_them_told_singly(world, setting):
    world.home.settings.write_text(f"{SETTINGS}{setting}\n", encoding="utf-8")
    world.standing = standing(world.home, {})
    for page in months(10, 8):
        world.visit(page)
    assert changes(world) == [False] * 7
    assert not notices(world)


def test_what_does_not_matter_is_not_counted(tmp_path):
    everything = EVERYTHING + 'severity = "none"\n'
    world = World(home_with(tmp_path, settings=SETTINGS, watches=everything, acme=the.URL))
    words = ("e-mail", "web-site", "on-line", "co-operate", "log-in", "set-up")
    for joined in range(len(words) + 1):
        written = [word.replace("-", "") if at < joined else word for at, word in enumerate(words)]
        world.visit(body(10, f"You can ask us by {', by '.join(written)}, and we answer the letters of all who ask."))
    assert changes(world) == [False] * len(words)
    world.store.close()
