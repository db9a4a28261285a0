"""Are walls, errors and empty shells told from policies?"""

import pytest

from extract import read, settle
from model import Block, Clause, Location, Reading, Rendition, Verdict

POLICY = (
    "<h1>Privacy Policy</h1>"
    + "<p>We keep your personal data only as long as our terms and the law ask for it.</p>" * 12
)


def verdict(html: str, statuscode: int = 200, **headers: str) -> tuple[Verdict, str]:
    location = Location(original="https://acme.example/privacy")
    reading = read(html.encode(), headers, location=location, statuscode=statuscode, rendition=Rendition.PLAIN)
    return reading.verdict, reading.evidence.get("reason", "")


@pytest.mark.parametrize(
    ("html", "statuscode", "expected"),
    [
        (POLICY, 200, Verdict.POLICY),
        (POLICY, 404, Verdict.GONE),
        ("<p>gone</p>", 410, Verdict.GONE),
        ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", 503, Verdict.BOT_WALL),
        ("<title>Just a moment...</title><p>Verify you are human to see this page.</p>", 200, Verdict.BOT_WALL),
        ("<p>Internal Server Error</p>", 500, Verdict.ERROR_PAGE),
        ("<p>Please sign in</p>", 401, Verdict.LOGIN),
        ("<title>Page not found</title><p>Sorry, this page does not exist.</p>", 200, Verdict.SOFT_404),
        ("<title>Seite nicht gefunden</title><p>Die Seite wurde leider nicht gefunden.</p>", 200, Verdict.SOFT_404),
        (
            "<form><p>Sign in to Acme</p><input type=password></form><p>Sign in with your account to go on.</p>",
            200,
            Verdict.LOGIN,
        ),
        ("<div id=root></div><script src=a.js></script>", 200, Verdict.EMPTY),
        ("<p>This domain is for sale. Buy this domain today.</p>", 200, Verdict.PARKED),
        ("<p>We value your privacy.</p><p>Accept all</p><p>Reject all</p>", 200, Verdict.CONSENT_WALL),
        (
            "<h1>Fresh bread</h1>" + "<p>Our bakers knead the dough by hand every night before dawn.</p>" * 30,
            200,
            Verdict.NOT_A_POLICY,
        ),
    ],
)
def test_a_page_tells_what_it_is(html: str, statuscode: int, expected: Verdict) -> None:
    assert verdict(html, statuscode)[0] is expected


def test_a_redirect_says_where_to() -> None:
    assert verdict("", 301, location="/new") == (Verdict.MOVED, "status 301 to /new")


@pytest.mark.parametrize(
    "sentence",
    [
        "Wir verarbeiten personenbezogene Daten nur, soweit der Datenschutz es erlaubt.",
        "Nous traitons vos données personnelles avec votre consentement.",
        "Trattiamo i dati personali secondo questa informativa e le condizioni.",
        "Tratamos los datos personales según estas condiciones y con su consentimiento.",
        "Tratamos os dados pessoais conforme estes termos de privacidade.",
        "Wij verwerken persoonsgegevens volgens deze voorwaarden.",
        "Przetwarzamy dane osobowe zgodnie z polityką prywatności.",
        "We do not say 404 not found here, but how we use cookies and personal data.",
    ],
)
def test_policies_in_many_languages_are_policies(sentence: str) -> None:
    assert verdict(f"<p>{sentence}</p>" * 20)[0] is Verdict.POLICY


def sized(words: int, verdict: Verdict = Verdict.POLICY) -> Reading:
    text = " ".join(["word"] * words)
    return Reading(title="", clauses=(Clause(block=Block.PARAGRAPH, text=text, words=text),), verdict=verdict)


def settled(*sizes: int) -> list[str]:
    return [one.verdict.value for one in settle([sized(size) for size in sizes])]


def test_a_short_reading_between_long_ones_is_partial() -> None:
    assert settled(1000, 100, 1000) == ["policy", "partial", "policy"]
    assert settled(1000, 100, 90, 1000) == ["policy", "partial", "partial", "policy"]


def test_a_loss_at_the_end_may_be_real_unless_hardly_a_word_is_left() -> None:
    assert settled(1000, 100) == ["policy", "policy"]
    assert settled(1000, 5) == ["policy", "partial"]


def test_a_text_that_stays_short_is_a_new_text() -> None:
    assert settled(1000, 100, 100, 110) == ["policy"] * 4


def test_verdicts_that_are_no_policy_stay_as_they_are() -> None:
    readings = [sized(1000), sized(3, Verdict.BOT_WALL), sized(1000)]
    assert [one.verdict for one in settle(readings)] == [Verdict.POLICY, Verdict.BOT_WALL, Verdict.POLICY]
    assert settle([]) == []
