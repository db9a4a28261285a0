"""Is what archives list taken for one capture where it is one, and what is no page looked at sparingly?"""

from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.plan import Asked, Listed, Look, Need, listing_of, plan
from model import IndexRow, Precision, original_key
from tests.planned import BEGIN, EVER, URL, listed, row

KEY = original_key(URL)
TERMS = "https://acme.example/terms"


def days(
    rows: list[IndexRow], precision: Precision = Precision.ALL, looks: tuple[Look, ...] = (), asked: Asked | None = None
) -> list[int]:
    need = Need(timeline="acme/privacy", spans=EVER, looks=looks)
    found = plan(listing_of(listed(*rows)), [need], asked or Asked(), precision)
    return sorted((wanted.timestamp - BEGIN).days for wanted in found.wanted)


def look(day: int, digest: str, text: str = "A", status: int | None = 200) -> Look:
    return Look(moment=row(day, digest).timestamp, text=text, names=((KEY, status, digest),))


def test_equal_captures_are_asked_for_once_at_the_earliest() -> None:
    assert days([row(3, "A"), row(1, "A"), row(2, "B"), row(4, "A")]) == [1, 2]


def test_another_spelling_of_the_address_is_the_same_capture() -> None:
    assert days([row(1, "A"), row(2, "A", original="http://www.acme.example:80/privacy/")]) == [1]


def test_another_status_or_path_is_another_capture() -> None:
    assert days([row(1, "A"), row(2, "A", 404), row(3, "A", original=TERMS)]) == [1, 2, 3]


def test_what_is_known_is_not_asked_for_again() -> None:
    assert days([row(1, "A"), row(2, "B"), row(3, "A", None)], looks=(look(1, "A"),)) == [2]


def test_a_revisit_is_not_asked_for_where_its_bytes_are_listed_before_or_after_it() -> None:
    assert days([row(1, "A"), row(2, "A", None)]) == [1]
    assert days([row(1, "A", None), row(2, "A")]) == [2]


def test_a_revisit_whose_bytes_are_nowhere_is_asked_for_once() -> None:
    assert days([row(1, "B"), row(3, "A", None), row(2, "A", None)]) == [1, 2]


def test_a_revisit_shows_what_the_capture_with_its_bytes_shows() -> None:
    rows = [row(1, "A"), row(5, "A", None), row(6, "B"), row(9, "A", None)]
    assert days(rows, Precision.EXACT) == [1]
    assert days(rows, Precision.EXACT, looks=(look(1, "A"),)) == []  # it stands at both ends
    assert days([*rows, row(12, "C")], Precision.EXACT, looks=(look(1, "A"), look(12, "C", "C"))) == []


def test_rows_without_a_digest_cannot_be_told_apart_and_are_all_asked_for() -> None:
    assert days([row(1, ""), row(2, "")]) == [1, 2]


def test_one_capture_in_two_archives_is_asked_for_once() -> None:
    one, other = listed(row(1, "A"), row(2, "B"), holder="one"), listed(row(1, "A"), row(2, "B"), holder="two")
    need = Need(timeline="t", spans=EVER, looks=())
    assert len(plan(listing_of([*one, *other]), [need], Asked(), Precision.ALL).wanted) == 2


def asked_of(*rows: Listed, looks: tuple[Look, ...] = (), asked: Asked | None = None) -> list[tuple[str, str]]:
    """Archive and digest of all that is wanted."""
    need = Need(timeline="t", spans=EVER, looks=looks)
    found = plan(listing_of(rows), [need], asked or Asked(), Precision.ALL).wanted
    return sorted((one.archive, one.archive_digest) for one in found)


WITH = listed(row(1, "A"), row(2, "B"), holder="with")
WITHOUT = listed(row(1, "", None), row(3, "", None), holder="without")


def test_a_row_without_a_digest_is_the_capture_that_another_archive_lists_at_that_second() -> None:
    assert len(asked_of(*WITH, *WITHOUT)) == 3
    assert ("without", "") in asked_of(*WITH, *WITHOUT, asked=Asked(over=frozenset({WITH[0].place})))
    elsewhere = listed(row(1, "", None, original=TERMS), holder="without")
    assert len(asked_of(*WITH, *elsewhere)) == 3


def test_where_two_captures_are_listed_at_a_second_a_row_without_a_digest_stands_for_itself() -> None:
    other = listed(row(1, "OTHER"), holder="other")
    assert len(asked_of(*WITH, *other, *WITHOUT)) == 5


def test_what_was_had_before_another_archive_listed_it_is_known() -> None:
    had = Look(moment=WITHOUT[0].row.timestamp, text="A", names=((KEY, 200, "A"),), place=WITHOUT[0].place)
    over = Asked(over=frozenset({WITHOUT[0].place}))
    assert asked_of(*WITH, *WITHOUT, looks=(had,), asked=over) == [("with", "B"), ("without", "")]
    pending = Asked(pending=frozenset({WITHOUT[0].place}))
    assert asked_of(*WITH, *WITHOUT, asked=pending) == [("with", "B"), ("without", "")]


def test_bytes_that_turn_out_to_equal_those_of_another_capture_change_nothing_of_what_is_asked_for() -> None:
    """Whether that was known in time would depend on who answered first."""
    had = Look(moment=WITHOUT[1].row.timestamp, text="B", names=((KEY, 200, "B"),), place=WITHOUT[1].place)
    over = Asked(over=frozenset({WITHOUT[1].place}))
    assert ("with", "B") in asked_of(*WITH, *WITHOUT, looks=(had,), asked=over)
    assert ("with", "B") not in asked_of(*WITH, looks=(had,))  # of an archive whose list is not counted in


def test_archives_that_list_the_same_take_turns() -> None:
    both = [one for day in range(40) for name in ("one", "two") for one in _at_second(day, name)]
    found = plan(listing_of(both), [Need(timeline="t", spans=EVER, looks=())], Asked(), Precision.ALL)
    assert {one.archive for one in found.wanted} == {"one", "two"}


def _at_second(day: int, name: str) -> list[Listed]:
    return listed(row(day + day / 86_400, f"D{day}"), holder=name)


# ---------------------------------------------------------------- what is no page


def test_of_a_page_that_moved_the_first_redirect_is_looked_at() -> None:
    pages = [row(day, "A") for day in range(5)]
    moved = [row(day, f"MOVED{day}", 301) for day in range(10, 30)]
    assert days([*pages, *moved], Precision.EXACT) == [0, 10]


def test_redirects_beside_the_pages_they_lead_to_are_left_alone() -> None:
    rows = [row(day, f"P{day}") for day in range(10)] + [row(day + 0.1, f"R{day}", 301) for day in range(9)]
    assert not {f"R{day}" for day in range(9)} & _digests(rows)


def test_the_redirect_that_is_looked_at_is_spelled_as_the_page_was() -> None:
    plain = "http://acme.example/privacy"
    rows = [row(0, "A"), row(10, "TO-HTTPS", 301, original=plain), row(10.1, "ELSEWHERE", 301)]
    rows += [row(20, "TO-HTTPS-2", 301, original=plain), row(20.1, "ELSEWHERE-2", 301)]
    assert _digests(rows) == {"A", "ELSEWHERE"}


def test_of_a_page_that_is_gone_two_looks_a_week_apart_say_so() -> None:
    pages = [row(day, "A") for day in range(5)]
    gone = [row(day, f"GONE{day}", 404) for day in range(10, 30)]
    assert days([*pages, *gone], Precision.EXACT) == [0, 10, 29]
    assert days([*pages, *gone[:3]], Precision.EXACT) == [0, 10]


def test_a_page_that_was_missing_for_a_day_and_errors_of_servers_are_left_alone() -> None:
    rows = [row(0, "A"), row(1, "GONE", 404), row(2, "B"), row(3, "ERROR", 503), row(90, "FORBIDDEN", 403)]
    assert _digests(rows) == {"A", "B"}


def _digests(rows: list[IndexRow]) -> set[str]:
    need = Need(timeline="t", spans=EVER, looks=())
    return {one.archive_digest for one in plan(listing_of(listed(*rows)), [need], Asked(), Precision.EXACT).wanted}


# ---------------------------------------------------------------- in any order

rows = st.lists(
    st.builds(
        row, st.integers(0, 30), st.sampled_from(["A", "B", "C", ""]), st.sampled_from([200, 301, 404, 500, None])
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=50)
@given(rows, st.randoms(), st.sampled_from([Precision.ALL, Precision.EXACT]))
def test_the_order_of_rows_does_not_matter(given_rows: list[IndexRow], random: object, precision: Precision) -> None:
    shuffled = list(given_rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert days(shuffled, precision) == days(given_rows, precision)
    one, other = listing_of(listed(*shuffled)), listing_of(listed(*given_rows))
    assert (one.spots, one.rows) == (other.spots, other.rows)


@settings(deadline=None, max_examples=50)
@given(rows)
def test_every_body_that_is_listed_is_asked_for_where_all_is_wanted(given_rows: list[IndexRow]) -> None:
    """Of one original an archive gives one capture a second, whatever it lists."""
    given_rows = list({one.timestamp: one for one in given_rows}.values())
    need = Need(timeline="t", spans=EVER, looks=())
    found = plan(listing_of(listed(*given_rows)), [need], Asked(), Precision.ALL)
    assert {one.archive_digest for one in found.wanted} == {one.digest for one in given_rows}


@settings(deadline=None, max_examples=50)
@given(rows, st.sampled_from([Precision.ALL, Precision.EXACT]))
def test_what_was_asked_for_is_wanted_no_more(given_rows: list[IndexRow], precision: Precision) -> None:
    over = Asked(over=frozenset(one.place for one in listed(*given_rows)))
    assert days(given_rows, precision, asked=over) == []


def test_however_often_redirects_and_pages_take_turns_they_are_gone_through_quickly() -> None:
    """An archive may list a page a hundred thousand times, with a redirect beside each."""
    rows = [row(day / 24, f"D{day}", 200 if day % 2 else 302) for day in range(20_000)]
    begun = process_time()
    listing_of(listed(*rows)).telling((None, None))
    assert process_time() - begun < 10  # looking through all others for each takes minutes
