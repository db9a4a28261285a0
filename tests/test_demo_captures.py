"""Are the demo's index, files, declarations and story of one mind?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from catalog import load
from model import ChangeKind, Location, Timeline, Verdict, from_timestamp14, original_key, sha256

DEMO = Path(__file__).parent.parent / "demo"
CAPTURES = DEMO / "captures"


@dataclass(frozen=True, kw_only=True)
class Row:
    original: str
    timestamp: str
    statuscode: int
    file: str | None
    headers: Mapping[str, str]

    @property
    def moment(self) -> datetime:
        return from_timestamp14(self.timestamp)

    @property
    def body(self) -> bytes:
        return (CAPTURES / self.file).read_bytes() if self.file else b""


INDEX = [Row(**json.loads(line)) for line in (CAPTURES / "index.jsonl").read_text("utf-8").splitlines()]
STORY = (DEMO / "STORY.md").read_text("utf-8")
CATALOG = load(DEMO / "policies")
TIMELINES = {str(timeline.id): timeline for timeline in CATALOG.timelines}


def told(section: str) -> list[list[str]]:
    """The rows of the table under a heading of the story, without its two first lines."""
    body = STORY.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def belongs(row: Row, timeline: Timeline) -> bool:
    return timeline.location_at(row.original, row.moment) is not None


def rows_of(name: str) -> list[Row]:
    return [row for row in INDEX if belongs(row, TIMELINES[name])]


LABEL = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
LIES = {(row[0], row[1]): (row[2], row[3]) for row in told("Bytes that are not what they are said to be")}


def labelled(row: Row) -> str:
    """The charset that header or meta name, as browsers understand the name; `ascii` where neither names one."""
    found = LABEL.search(row.headers.get("content-type", "")) or LABEL.search(row.body[:2000].decode("latin-1"))
    name = found[1].lower() if found else "ascii"
    return "windows-1252" if name == "iso-8859-1" else name


def decoded(row: Row) -> str:
    _, truth = LIES.get((row.original, row.timestamp), ("", labelled(row)))
    return row.body.decode(truth)


BREAK = "\x00"
INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "time"})


class Visible(HTMLParser):
    """Collects the text outside scripts and styles, in lines that end where a block does."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._silent = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)

    def _break(self, tag: str) -> None:
        if tag not in INLINE:
            self.pieces.append(BREAK)

    @property
    def lines(self) -> list[str]:
        return [line for line in (" ".join(piece.split()) for piece in "".join(self.pieces).split(BREAK)) if line]


def visible(row: Row) -> str:
    return " ".join(Visible(decoded(row)).lines)


def neighbours(name: str, timestamp: str) -> tuple[Row, Row]:
    """The capture named and the policy capture before it."""
    policies = {cells[0] for cells in told(name) if cells[1] == "policy"}
    shown = [row for row in rows_of(name) if row.timestamp in policies]
    position = [row.timestamp for row in shown].index(timestamp)
    assert position > 0, f"{name}: {timestamp} has no policy capture before it"
    return shown[position - 1], shown[position]


def test_declarations_have_no_problem_and_declare_what_the_story_tells() -> None:
    assert CATALOG.problems == ()
    assert list(TIMELINES) == sorted(re.findall(r"^## (\S+/\S+)$", STORY, re.MULTILINE))


def test_declarations_leave_finding_the_text_to_the_reading() -> None:
    places: list[Location] = [place for timeline in CATALOG.timelines for place in timeline.locations]
    assert all(place.select == () and place.remove == () for place in places)


def test_every_file_named_exists_and_every_file_is_used() -> None:
    named = {row.file for row in INDEX if row.file}
    present = {str(path.relative_to(CAPTURES)) for path in CAPTURES.rglob("*") if path.is_file()}
    assert present - {"index.jsonl"} == named


def test_timestamps_have_fourteen_digits_and_are_ordered() -> None:
    stamps = [row.timestamp for row in INDEX]
    assert all(re.fullmatch(r"\d{14}", stamp) for stamp in stamps)
    assert stamps == sorted(stamps)
    assert all(row.moment for row in INDEX)


def test_there_are_captures_enough_from_2004_to_2026() -> None:
    years = [row.moment.year for row in INDEX]
    assert len(INDEX) >= 25
    assert (min(years), max(years)) == (2004, 2026)


def test_no_two_captures_have_one_original_and_timestamp() -> None:
    assert len({(row.original, row.timestamp) for row in INDEX}) == len(INDEX)


def test_header_names_are_lower_case_and_dates_agree() -> None:
    for row in INDEX:
        assert all(name == name.lower() for name in row.headers), row
        assert parsedate_to_datetime(row.headers["date"]) == row.moment, row


@pytest.mark.parametrize("row", INDEX, ids=lambda row: f"{row.timestamp}")
def test_bodies_decode_as_labelled_except_where_the_story_says_otherwise(row: Row) -> None:
    said, truth = LIES.get((row.original, row.timestamp), (None, None))
    if truth is None:
        assert "\ufffd" not in row.body.decode(labelled(row))
        return
    assert labelled(row) == ("ascii" if said == "nothing" else said)
    row.body.decode(str(truth))
    with pytest.raises(UnicodeDecodeError):
        row.body.decode(labelled(row))


def test_the_german_captures_hold_umlauts_as_single_bytes() -> None:
    old = [row for row in rows_of("tamberlight/privacy~de") if row.moment.year < 2010]
    assert len(old) == 2
    for row in old:
        assert "für" in row.body.decode("latin-1")
        assert "für".encode() not in row.body


HOST = re.compile(r"(?:https?:)?//([A-Za-z0-9.-]*[A-Za-z0-9-])|@([\w-]+(?:\.[\w-]+)+)")


def test_every_host_and_mail_address_is_under_example() -> None:
    texts = {str(row.file): decoded(row) for row in INDEX}
    texts["index.jsonl"] = (CAPTURES / "index.jsonl").read_text("utf-8")
    for path in (DEMO / "policies").glob("*.toml"):
        texts[path.name] = path.read_text("utf-8")
    for name, text in texts.items():
        hosts = {one or other for one, other in HOST.findall(text)}
        strange = {host for host in hosts if "." in host and not host.endswith(".example")}
        assert strange == set(), f"{name}: {strange}"


def test_redirects_name_their_target_and_only_they_do() -> None:
    for row in INDEX:
        assert (row.statuscode in (301, 302)) == ("location" in row.headers), row


def test_the_old_address_leads_to_the_declared_new_one() -> None:
    (moved,) = [row for row in rows_of("tamberlight/privacy") if row.statuscode == 301]
    old, new = TIMELINES["tamberlight/privacy"].locations
    assert original_key(moved.original) == old.key
    assert original_key(moved.headers["location"]) == new.key


def test_every_capture_belongs_to_one_timeline() -> None:
    for row in INDEX:
        covering = [name for name, timeline in TIMELINES.items() if belongs(row, timeline)]
        assert len(covering) == 1, f"{row.original} at {row.timestamp}: {covering}"


@pytest.mark.parametrize("name", TIMELINES)
def test_the_story_tells_each_capture_of_a_timeline_once_and_in_order(name: str) -> None:
    assert [cells[0] for cells in told(name)] == [row.timestamp for row in rows_of(name)]


@pytest.mark.parametrize("name", TIMELINES)
def test_the_story_speaks_in_the_words_of_the_model(name: str) -> None:
    kinds = {kind.value for kind in ChangeKind} | {"relocated", "ended"}
    for timestamp, verdict, text, told_kinds, _ in told(name):
        assert {Verdict(word) for word in verdict.split(" or ")}, timestamp
        assert (text != "-") == (verdict == Verdict.POLICY), timestamp
        assert set(filter(None, told_kinds.split(", "))) <= kinds, timestamp


@pytest.mark.parametrize("name", TIMELINES)
def test_a_new_text_has_kinds_and_the_first_has_none(name: str) -> None:
    seen = [cells for cells in told(name) if cells[1] == Verdict.POLICY]
    assert not seen[0][3]
    for before, after in pairwise(seen):
        assert before[2] == after[2] or after[3], after[0]


def test_captures_with_the_same_bytes_tell_the_same_text() -> None:
    letters: dict[tuple[str, str], set[str]] = {}
    for name in TIMELINES:
        for row, cells in zip(rows_of(name), told(name), strict=True):
            letters.setdefault((name, sha256(row.body)), set()).add(cells[2])
    assert all(len(found) == 1 for found in letters.values())
    assert len({sha256(row.body) for row in INDEX if row.file}) < sum(1 for row in INDEX if row.file)


def sentences(row: Row) -> set[str]:
    """The long sentences of a page. What surrounds a policy has few, and the same ones each time."""
    straight = str.maketrans("“”’", '""\'')
    lines = (line.translate(straight) for line in Visible(decoded(row)).lines)
    found = (sentence for line in lines for sentence in re.split(r"(?<=[.:;])\s", line))
    return {sentence for sentence in found if len(sentence.split()) >= 11}


@pytest.mark.parametrize("name", TIMELINES)
def test_equal_letters_stand_for_equal_sentences(name: str) -> None:
    seen = [(row, cells[2]) for row, cells in zip(rows_of(name), told(name), strict=True) if cells[2] != "-"]
    for (one, letter), (other, same) in combinations(seen, 2):
        if letter == same:
            assert sentences(one) ^ sentences(other) == set(), f"{one.timestamp}, {other.timestamp}"


@pytest.mark.parametrize(
    ("name", "timestamp", "came", "went"), told("Words that came and went"), ids=lambda cell: cell[:40]
)
def test_words_come_and_go_as_told(name: str, timestamp: str, came: str, went: str) -> None:
    before, after = (visible(row) for row in neighbours(name, timestamp))
    assert came or went
    assert not came or (came in after and came not in before)
    assert not went or (went in before and went not in after)


@pytest.mark.parametrize(("name", "timestamp", "date"), told("Silent changes"), ids=lambda cell: cell[:40])
def test_the_date_stands_still_in_a_silent_change(name: str, timestamp: str, date: str) -> None:
    before, after = (visible(row) for row in neighbours(name, timestamp))
    assert date in before
    assert date in after


def test_links_that_changed_alone_leave_the_sentence_as_it_was() -> None:
    before, after = neighbours("ostrivel/privacy", "20210915081133")
    sentence = "A list of authorities is kept in the help center."
    assert sentence in visible(before)
    assert sentence in visible(after)
    assert "help.ostrivel.example" in decoded(before)
    assert "help.ostrivel.example" not in decoded(after)


def test_pages_that_show_no_policy_are_short() -> None:
    for name in TIMELINES:
        for row, cells in zip(rows_of(name), told(name), strict=True):
            if cells[1] not in (Verdict.POLICY, Verdict.OTHER_EDITION):
                assert len(visible(row).split()) < 120, row.timestamp


def test_an_ended_policy_is_gone_for_more_than_a_week() -> None:
    first, last = [row for row in rows_of("skarnwell/privacy") if row.statuscode == 404]
    assert last.moment - first.moment > timedelta(days=7)
    assert rows_of("skarnwell/privacy")[-1] == last


def test_policies_are_long_enough_to_feel_real_and_the_folder_stays_small() -> None:
    for name in TIMELINES:
        for row, cells in zip(rows_of(name), told(name), strict=True):
            assert cells[1] != Verdict.POLICY or len(visible(row).split()) > 350, row.timestamp
    assert sum(path.stat().st_size for path in CAPTURES.rglob("*") if path.is_file()) < 1_500_000
