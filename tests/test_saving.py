"""Does an archive hold what changed, asked once, within bounds, and without a word of the keys?

Against a server on loopback in the dialect of web.archive.org's service.
"""

import json
import logging
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

import crawler
import settings
from crawler.saving import desk as saving_desk
from crawler.saving import pump as saving_pump
from crawler.saving.service import unfit_to_save
from model import Account, RunKind, Saving, sha256, timestamp14
from scheduler import run_once
from scheduler.present import now
from scheduler.rounds import Rounds
from scheduler.standing import standing
from settings import SAVING_KEY, SAVING_SECRET, SettingsError
from store import open_store
from tests import followed as the
from tests.demo_home import run
from tests.homes import EVERYTHING, FEED, home_with, opened
from tests.saving_service import AUTHORIZATION, KEY, SECRET, SavePageNow, serving
from tests.test_scheduler_service import PAST, ended, started, until
from tests.test_scheduler_visiting import DAY, World, body

ROOT = Path(__file__).parent.parent
QUIET = FEED + '[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n'
REPLAY = "https://archive.example/web/{timestamp}id_/{original}"
ARCHIVE = f'[archives.there]\ndialect = "ia"\nindex = "https://archive.example/cdx"\nreplay = "{REPLAY}"\n'
PAGES = [f"https://site{n}.example/privacy" for n in range(30)]


class Passing:
    """A clock that goes on as the real one does, from another day, and can be set forward."""

    def __init__(self):
        self.begun, self.real = the.TAKEN + DAY, time.monotonic()

    def __call__(self):
        return self.begun + timedelta(seconds=time.monotonic() - self.real)

    def passes(self, **more):
        self.begun += timedelta(**more)


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    monkeypatch.setattr(saving_desk, "_LOOK_AGAIN", timedelta(seconds=0.02))
    monkeypatch.setattr(saving_pump, "_PATIENCE", 30.0)
    monkeypatch.setenv(SAVING_KEY, KEY)
    monkeypatch.setenv(SAVING_SECRET, SECRET)


@pytest.fixture
def clock():
    return Passing()


@pytest.fixture
def service(clock):
    return SavePageNow(clock)


def set_to(address, **more):
    """Settings with a service at this address."""
    told = {"archive": "there", "address": address, "per_minute": 600, **more}
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items())
    port = address.rpartition(":")[2].partition("/")[0]
    return f'{QUIET}[crawl]\nallow_hosts = ["127.0.0.1:{port}"]\n{ARCHIVE}[saving]\n{lines}'


@pytest.fixture
def home(tmp_path, service):
    with serving(service) as address:
        yield home_with(tmp_path, settings=set_to(address), watches="")


def want(home, clock, *pages):
    with opened(home) as store:
        for page in pages:
            store.savings.want(
                Saving(
                    archive="there",
                    original=page,
                    timeline=the.PRIVACY,
                    moment=clock(),
                    digest=sha256(page),
                    wanted_at=clock(),
                )
            )


def save(home, clock):
    """What a run does when everything else is done."""
    rounds = Rounds(home, clock)

    async def main(stop):
        await rounds.open()
        try:
            await rounds.save(stop)
        finally:
            await rounds.close()

    crawler.on_reactor(main)


@contextmanager
def looking(home):
    with open_store(home.database, readonly=True) as store:
        yield store.savings


def account(home, clock):
    with looking(home) as savings:
        told = savings.account(clock() - 30 * DAY)
    return told["asked"], told["saved"], told["failed"], told["waiting"]


def reasons(home, clock):
    with looking(home) as savings:
        return " ".join(savings.account(clock() - 30 * DAY)["failures"])


# ---------------------------------------------------------------- which changes


def worlds(tmp_path, said, original=the.URL):
    return World(home_with(tmp_path, settings=said, watches=EVERYTHING, acme=original))


def wanted(world):
    return [(one.original, one.moment) for one in world.store.savings.open("there", the.FIRST_DAY)]


def test_a_change_that_a_visit_saw_is_wanted_once(tmp_path):
    world = worlds(tmp_path, set_to("https://archive.example/save"))
    world.visit(body(12))
    assert wanted(world) == []
    world.visit(body(36))
    seen = world.clock()
    assert wanted(world) == [(the.URL, seen)]
    world.derive()
    world.visit(body(36))
    assert wanted(world) == [(the.URL, seen)]
    world.store.close()


def test_what_does_not_matter_enough_is_not_wanted(tmp_path):
    world = worlds(tmp_path, set_to("https://archive.example/save", least="major"))
    world.visit(body(12, "You can write to us by e-mail, and we answer all letters within a week."))
    world.visit(body(12, "You can write to us by email, and we answer all letters within a week."))
    assert wanted(world) == []
    (revision,) = world.store.questions.revisions(world.timeline.id)
    assert not revision.judgement.alert
    world.visit(body(36, "You can write to us by email, and we answer all letters within a week."))
    *_, revision = world.store.questions.revisions(world.timeline.id)
    assert (len(wanted(world)) == 1) == (revision.judgement.severity == "major")
    world.store.close()


def test_without_a_service_nothing_is_wanted(tmp_path):
    world = worlds(tmp_path, QUIET)
    world.visit(body(12))
    world.visit(body(36))
    assert wanted(world) == []
    world.store.close()


def test_what_is_a_day_old_is_not_wanted_any_more(tmp_path):
    world = worlds(tmp_path, QUIET)
    world.visit(body(12))
    world.visit(body(36))
    world.home.settings.write_text(set_to("https://archive.example/save"), encoding="utf-8")
    world.standing = standing(world.home, {})
    world.clock.passes(hours=25)
    world.derive()
    assert wanted(world) == []
    world.clock.passes(hours=-2)
    world.derive()
    assert len(wanted(world)) == 1
    world.store.close()


def test_a_page_of_a_host_that_was_opened_is_not_told_to_anybody(tmp_path):
    said = set_to("https://archive.example/save").replace("allow_hosts = [", 'allow_hosts = ["acme.example", ')
    world = worlds(tmp_path, said)
    world.visit(body(12))
    world.visit(body(36))
    assert wanted(world) == []
    world.store.close()


@pytest.mark.parametrize(
    "original",
    [
        "http://ann:pw@acme.example/p",
        "https://acme.example/p?lang=en&Token=xyz",
        "https://acme.example/p?lang=en;access-token=xyz",
        "https://acme.example/p?X-Amz-Signature=xyz",
        "https://acme.example/p?%61ccessToken=xyz",
        "http://intranet/p",
        "http://192.168.0.9/p",
        "http://[::1]/p",
        "http://wiki.acme.example:8080/p",
        "http://WIKI.acme.example.:8080/p",
        "http://wiki\u3002acme.example:08080/p",
        "http://büro.acme.example/p",
        "ftp://acme.example/p",
        "https://acme.example:99999999/p",
    ],
)
def test_what_is_not_public_is_unfit(original):
    opened = ["wiki.acme.example:8080", "xn--bro-hoa.acme.example"]
    assert unfit_to_save(original, opened)
    assert not unfit_to_save("https://wiki.acme.example/p?lang=en&monkey=1", opened)


# ---------------------------------------------------------------- the way to a memento


def test_it_is_off_unless_it_is_set(tmp_path, clock, service, monkeypatch):
    monkeypatch.delenv(SAVING_KEY)
    with serving(service):
        home = home_with(tmp_path, settings=QUIET + ARCHIVE, watches="")
        want(home, clock, *PAGES[:2])
        save(home, clock)
    assert (service.asked, service.others) == ([], [])


def test_a_page_is_saved_after_a_while(home, clock, service):
    service.pending = 2
    want(home, clock, PAGES[0])
    with looking(home) as savings:
        (asked,) = savings.open("there", the.at(0))
    save(home, clock)
    (form,) = service.asked
    assert (form["url"], form["capture_outlinks"]) == (PAGES[0], "0")
    assert service.others == ["/robots.txt", *["/save/status/spn2-0"] * 3]
    assert account(home, clock) == (1, 1, 0, 0)
    with looking(home) as savings:
        (made,) = savings.saved(asked.moment, asked.digest)
    stamp = timestamp14(service.mementos[PAGES[0]][0])
    assert made.memento == f"https://archive.example/web/{stamp}/{PAGES[0]}"
    save(home, clock)
    assert len(service.asked) == 1


def test_the_keys_are_sent_where_they_belong_and_stand_nowhere(home, clock, service, caplog):
    caplog.set_level(logging.DEBUG)
    service.faults = [(200, {}, json.dumps({"status": "error", "message": f"you are {AUTHORIZATION}"}).encode())]
    want(home, clock, *PAGES[:2])
    save(home, clock)
    sent = [headers["Authorization"] for headers in service.headers]
    assert sent == [None] + [AUTHORIZATION] * (len(sent) - 1)
    assert "you are LOW [key]:[secret]" in reasons(home, clock)
    for file in home.path.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            assert KEY.encode() not in held, file
            assert SECRET.encode() not in held, file
    assert KEY not in caplog.text
    assert SECRET not in caplog.text


def test_each_request_has_a_connection_of_its_own(home, clock, service):
    """Between two lie seconds, after which servers close what they kept open: that would be taken for an outage."""
    want(home, clock, *PAGES[:2])
    save(home, clock)
    assert len(set(service.connections)) == len(service.connections) > 4


def test_a_memento_from_before_the_visit_does_not_do(home, clock, service):
    want(home, clock, PAGES[0])
    service.mementos[PAGES[0]] = [clock() - timedelta(minutes=20)]
    told = {"status": "success", "timestamp": timestamp14(clock() - timedelta(minutes=20))}
    service.faults = [(200, {}, b'{"job_id": "spn2-0"}'), (200, {}, json.dumps(told).encode())]
    save(home, clock)
    assert account(home, clock) == (1, 0, 0, 1)
    assert "from before the change was seen" in reasons(home, clock)
    clock.passes(hours=1, seconds=1)
    save(home, clock)
    assert account(home, clock) == (1, 1, 0, 0)
    assert service.saved == {PAGES[0]: 2}


# ---------------------------------------------------------------- what can go wrong


@pytest.mark.parametrize("error", ["blocked-url", "not-found", "no-access", "filesize-limit"])
def test_what_will_never_be_saved_fails_at_once_with_its_reason(home, clock, service, error):
    service.errors[PAGES[0]] = error
    want(home, clock, *PAGES[:2])
    save(home, clock)
    assert account(home, clock) == (2, 1, 1, 0)
    assert reasons(home, clock) == f"{error}: no: {error}"


def test_what_may_pass_is_tried_five_times(home, clock, service):
    service.errors[PAGES[0]] = "proxy-error"
    want(home, clock, PAGES[0])
    for _ in range(8):
        save(home, clock)
        clock.passes(hours=1)
    assert len(service.asked) == 5
    assert account(home, clock) == (1, 0, 1, 0)
    assert reasons(home, clock) == "5 times in vain; last: proxy-error: no: proxy-error"


def test_a_page_that_was_saved_often_today_waits_for_tomorrow(home, clock, service):
    service.errors[PAGES[0]] = "too-many-daily-captures"
    want(home, clock, PAGES[0])
    save(home, clock)
    service.errors.clear()
    clock.passes(hours=23)
    save(home, clock)
    assert len(service.asked) == 1
    clock.passes(hours=1, seconds=1)
    save(home, clock)
    assert account(home, clock) == (1, 1, 0, 0)


@pytest.mark.parametrize("status", [429, 503])
def test_a_retry_after_holds_for_every_page_and_across_restarts(home, clock, service, status):
    service.faults = [(status, {"Retry-After": "600"}, b"")]
    want(home, clock, *PAGES[:3])
    save(home, clock)
    assert len(service.asked) == 1
    clock.passes(seconds=500)
    save(home, clock)
    assert len(service.asked) == 1
    clock.passes(seconds=101)
    save(home, clock)
    assert account(home, clock) == (3, 3, 0, 0)


def test_a_retry_after_that_names_a_date_counts_by_the_clock_of_the_run(home, clock, service):
    service.faults = [(429, {"Retry-After": format_datetime(clock() + timedelta(minutes=10), usegmt=True)}, b"")]
    want(home, clock, PAGES[0])
    save(home, clock)
    clock.passes(minutes=9)
    save(home, clock)
    assert len(service.asked) == 1
    clock.passes(minutes=2)
    save(home, clock)
    assert account(home, clock) == (1, 1, 0, 0)


def test_an_outage_of_the_service_is_no_fault_of_the_page(home, clock, service):
    service.faults = [(502, {}, b"")] * 7
    want(home, clock, PAGES[0])
    for _ in range(10):
        save(home, clock)
        clock.passes(hours=2, seconds=30)
    assert len(service.asked) == 8
    assert account(home, clock) == (1, 1, 0, 0)


def test_an_account_that_is_at_work_on_too_much_is_a_pause(home, clock, service):
    service.faults = [(200, {}, b'{"status": "error", "status_ext": "error:user-session-limit", "message": "wait"}')]
    want(home, clock, *PAGES[:2])
    save(home, clock)
    assert len(service.asked) == 1
    clock.passes(seconds=61)
    save(home, clock)
    assert account(home, clock) == (2, 2, 0, 0)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ((401, {}, b"{}"), "keys are refused"),
        ((500, {}, b"oops"), "status 500"),
        ((302, {"Location": "https://elsewhere.example/"}, b""), "status 302"),
        ((200, {}, b"<html>"), "no JSON"),
        ((200, {}, b"[" * 100_000), "no JSON"),
        ((200, {}, b'{"job_id": "../../other?x="}'), "no job was begun"),
        ((200, {}, b'{"job_id": null, "message": "The same snapshot\\u0000 was made"}'), "The same snapshot was made"),
        ((200, {}, b" " * 3_000_000), "too large"),
    ],
)
def test_every_other_answer_is_a_reason_on_record(home, clock, service, fault, why):
    service.faults = [fault]
    want(home, clock, PAGES[0])
    save(home, clock)
    assert why in reasons(home, clock)
    clock.passes(hours=1, seconds=1)
    save(home, clock)
    assert account(home, clock) == (1, 1, 0, 0)


def test_a_service_that_cannot_be_reached_is_asked_again(tmp_path, clock, service):
    with serving(service) as address:
        pass
    home = home_with(tmp_path, settings=set_to(address), watches="")
    want(home, clock, PAGES[0])
    save(home, clock)
    assert account(home, clock) == (0, 0, 0, 1)
    assert "unreachable" in reasons(home, clock)


def test_a_service_that_stands_on_loopback_is_not_connected_to_unless_it_was_opened(tmp_path, clock, service):
    with serving(service) as address:
        said = set_to(address.replace("http:", "https:")).replace('allow_hosts = ["', 'allow_hosts = ["other.')
        home = home_with(tmp_path, settings=said, watches="")
        want(home, clock, PAGES[0])
        save(home, clock)
    assert service.headers == []
    assert "refused address: 127.0.0.1 is 127.0.0.1, a loopback address" in reasons(home, clock)


def test_a_job_that_the_archive_forgot_is_asked_for_anew(home, clock, service):
    def forget():
        service.jobs.clear()
        service.on_look = lambda: None
        clock.passes(minutes=46)

    service.on_look = forget
    want(home, clock, PAGES[0])
    save(home, clock)
    assert account(home, clock) == (1, 1, 0, 0)
    assert len(service.asked) == 2
    assert service.saved == {PAGES[0]: 1}


def test_what_is_not_saved_within_two_days_is_given_up(home, clock, service):
    service.robots = b"User-agent: *\nDisallow: /save\n"
    want(home, clock, *PAGES[:2])
    save(home, clock)
    assert (service.asked, service.others) == ([], ["/robots.txt"])
    assert "disallows" in reasons(home, clock)
    clock.passes(days=2, seconds=1)
    save(home, clock)
    assert account(home, clock) == (0, 0, 2, 0)


# ---------------------------------------------------------------- bounds


def test_no_more_than_so_many_are_under_way(home, clock, service):
    service.pending = 3
    want(home, clock, *PAGES[:7])
    save(home, clock)
    assert service.most_at_once == 3
    assert account(home, clock) == (7, 7, 0, 0)


def test_no_more_than_so_many_a_day_whoever_restarts(tmp_path, clock, service):
    with serving(service) as address:
        home = home_with(tmp_path, settings=set_to(address, a_day=4), watches="")
        want(home, clock, *PAGES[:6])
        for _ in range(3):
            save(home, clock)
        assert len(service.asked) == 4
        clock.passes(hours=24)
        save(home, clock)
    assert account(home, clock) == (6, 6, 0, 0)


def test_no_more_than_ten_a_day_of_one_page(home, clock, service):
    for _ in range(12):
        want(home, clock, PAGES[0])
        clock.passes(hours=1)
    save(home, clock)
    assert len(service.asked) == 10
    clock.passes(hours=24)
    save(home, clock)
    assert account(home, clock)[:2] == (12, 12)


@pytest.mark.parametrize(("pages", "told"), [(1, (2, 1, 1, 0)), (4, (5, 5, 0, 0))])
def test_a_clock_that_was_a_year_ahead_holds_nothing_up(tmp_path, clock, service, pages, told):
    """Neither by a pause, nor by what was asked for that day."""
    service.faults = [(429, {"Retry-After": "600"}, b"")] * (pages == 1)
    with serving(service) as address:
        home = home_with(tmp_path, settings=set_to(address, a_day=4), watches="")
        clock.passes(days=365)
        want(home, clock, *PAGES[:pages])
        save(home, clock)
        clock.passes(days=-365)
        want(home, clock, PAGES[5])
        save(home, clock)
    assert account(home, clock) == told


# ---------------------------------------------------------------- killed

KILLED = """
import sys, datetime, pathlib
import crawler
from scheduler import run_once
from scheduler.present import now
from scheduler.rounds import Rounds
from settings import Home
moment = datetime.datetime.fromisoformat(sys.argv[2])
rounds = Rounds(Home(pathlib.Path(sys.argv[1])), lambda: moment)
async def main(stop):
    await rounds.open()
    await rounds.save(stop)
crawler.on_reactor(main)
"""


def killed_once(home, clock, true):
    command = [sys.executable, "-c", KILLED, str(home.path), clock().isoformat()]
    with subprocess.Popen(command, cwd=ROOT) as process:
        ends = time.monotonic() + 30
        while not true():
            assert time.monotonic() < ends
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def test_a_kill_between_request_and_answer_makes_no_second_memento(home, clock, service):
    service.hold.clear()
    want(home, clock, PAGES[0])
    clock.passes(seconds=2)
    killed_once(home, clock, service.entered.is_set)
    assert account(home, clock) == (1, 0, 0, 1)
    service.hold.set()
    clock.passes(seconds=30)
    save(home, clock)
    assert len(service.asked) == 2
    assert service.saved == {PAGES[0]: 1}
    assert account(home, clock) == (1, 1, 0, 0)
    with looking(home) as savings:
        assert savings.asked("there", clock() - DAY, clock() + DAY) == {PAGES[0]: 2}


def test_a_kill_while_the_archive_is_at_work_asks_for_the_status_alone(home, clock, service):
    service.pending = 10**6
    want(home, clock, PAGES[0])
    killed_once(home, clock, lambda: "/save/status/spn2-0" in service.others)
    service.pending = 0
    save(home, clock)
    assert len(service.asked) == 1
    assert account(home, clock) == (1, 1, 0, 0)


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize("name", [SAVING_KEY, SAVING_SECRET])
def test_a_key_that_is_missing_is_named(home, clock, monkeypatch, name):
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        Rounds(home, clock)
    monkeypatch.setenv(name, "two words")
    with pytest.raises(SettingsError, match=name) as caught:
        Rounds(home, clock)
    assert "two words" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('archive = "web.archive.org"\n', "saving.archive: found 'web.archive.org', expected an archive that is asked"),
        ('archive = "there"\n', "saving.address: found nothing, expected where there takes requests"),
        ('archive = "there"\naddress = "http://archive.example/save"\n', "an address with https"),
        ('archive = "there"\naddress = "https://a:b@archive.example/save"\n', "an address with https"),
        ('secret = "hidden"\n', f"saving.secret: found a secret, expected the secret in the variable {SAVING_SECRET}"),
    ],
)
def test_what_cannot_work_is_said(tmp_path, said, fault):
    home = home_with(tmp_path, settings=f"{QUIET}{ARCHIVE}[saving]\n{said}", watches="")
    with pytest.raises(SettingsError) as caught:
        settings.load(home, {})
    assert fault in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_the_known_archive_needs_its_name_alone(tmp_path):
    home = home_with(tmp_path, settings=f'{QUIET}[saving]\narchive = "web.archive.org"\n', watches="")
    assert settings.load(home, {}).saving.address == settings.KNOWN_SERVICES["web.archive.org"]


def test_steps_are_added_and_never_altered(home, clock, service):
    service.faults = [(503, {}, b"")]
    want(home, clock, PAGES[0])
    save(home, clock)
    clock.passes(seconds=61)
    save(home, clock)
    with open_store(home.database, readonly=True) as store:
        steps = [row[0] for row in store._db.execute("SELECT step FROM saving_step ORDER BY id")]
    assert steps == ["asked", "paused", "asked", "begun", "saved"]


# ---------------------------------------------------------------- what is told


def test_who_asks_for_a_text_is_told_of_its_memento(tmp_path, clock, service):
    with serving(service) as address:
        world = worlds(tmp_path, set_to(address))
        world.clock.now = clock().replace(microsecond=0) - 2 * DAY
        world.visit(body(12))
        world.visit(body(36))
        world.store.close()
        clock.passes(seconds=2)
        save(world.home, clock)
    stamp = timestamp14(service.mementos[the.URL][0])
    memento = f"https://archive.example/web/{stamp}/{the.URL}"
    (version,) = json.loads(run(world.home.path, "show", "acme/privacy", "--json").out)["versions"]
    assert version["provenance"]["saved"] == [{"archive": "there", "memento": memento}]
    for asked in (["show", "acme/privacy"], ["diff", "acme/privacy@2026-01-01T12:00", "2026-01-02T12:00"]):
        assert memento in run(world.home.path, *asked).out.replace("\n", "").replace(" ", ""), asked


def test_the_status_says_how_many_and_why(tmp_path, service):
    service.clock = now
    with serving(service) as address:
        home = home_with(tmp_path, settings=set_to(address), watches="", acme=PAST)
        service.errors[PAGES[0]] = "blocked-url"
        want(home, now, *PAGES[:3])
        save(home, now)
    told = json.loads(run(home.path, "status", "--json").out)["saving"]
    assert told == {
        "wanted": 3,
        "asked": 3,
        "saved": 2,
        "failed": 1,
        "waiting": 0,
        "failures": {"blocked-url: no: blocked-url": 1},
    }
    shown = " ".join(run(home.path, "status").out.split())
    assert "3 pages within a week: 3 asked, 2 saved, 1 failed, 0 waiting: 1 x blocked-url" in shown


def test_a_run_of_visits_says_how_often_until_the_next_one(home, clock, service):
    with opened(home) as store:
        first = store.frontier.begin(RunKind.VISITS, clock())
        store.frontier.end(first, Account(requests=2), clock())
        backfill = store.frontier.begin(RunKind.BACKFILL, clock())
    clock.passes(seconds=5)
    want(home, clock, *PAGES[:2])
    save(home, clock)
    clock.passes(hours=1)
    with opened(home) as store:
        store.frontier.begin(RunKind.VISITS, clock())
    want(home, clock, PAGES[2])
    save(home, clock)
    told = json.loads(run(home.path, "runs", "--json").out)
    assert [(one["kind"], one["savings"]) for one in told] == [("visits", 1), ("backfill", 0), ("visits", 2)]
    assert (told[1]["run"], told[2]["run"], told[2]["requests"]) == (backfill, first, 2)
    shown = run(home.path, "runs", columns=120).out
    assert "2 requests to save a page (`clausewatch status` says with what outcome)" in shown
    assert "1 request to save a page" in shown
    assert shown.count("to save a page") == 2


def test_the_service_saves_by_itself(tmp_path, service):
    service.clock = now
    with serving(service) as address:
        home = home_with(tmp_path, settings=set_to(address), watches="", acme=PAST)
        with started(home) as process:
            want(home, now, *PAGES[:2])
            until(lambda: account(home, now)[1] == 2 or process.poll() is not None)
            assert ended(process)[0] == 0
        assert service.saved == {PAGES[0]: 1, PAGES[1]: 1}


def test_a_run_asks_after_it_has_told(tmp_path, service, monkeypatch):
    """And tells whoever runs it which variable is missing, before anything is done."""
    service.clock = now
    with serving(service) as address:
        home = home_with(tmp_path, settings=set_to(address), watches="", acme=PAST)
        want(home, now, PAGES[0])
        order = []
        for name in ("deliver", "save"):
            done = getattr(Rounds, name)
            monkeypatch.setattr(Rounds, name, lambda *a, done=done, name=name: order.append(name) or done(*a))
        run_once(home)
        assert order == ["deliver", "save"]
        assert service.saved == {PAGES[0]: 1}
    monkeypatch.delenv(SAVING_SECRET)
    failed = run(home.path, "run", "--once")
    assert failed.code == 2
    assert f"{SAVING_SECRET} is not set" in failed.err
