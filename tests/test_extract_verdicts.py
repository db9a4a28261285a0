"""Are walls, errors and empty shells told from policies?"""

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import read, settle
from extract.verdicts.evidence import is_longer, size
from extract.vocabulary import speaks, spoken, tokens
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


def test_a_title_without_end_costs_no_more_than_another() -> None:
    begun = time.process_time()
    assert verdict(f"<title>Privacy policy {'1.' * 100_000}</title><p>We collect data.</p>", 200)[0]
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diese Seite existiert nicht. Zur Startseite", Verdict.SOFT_404),
        ("La page demandée est introuvable. Retour à l'accueil", Verdict.SOFT_404),
        ("Esta página no existe. Volver al inicio", Verdict.SOFT_404),
        ("Questa pagina non esiste più. Torna alla home", Verdict.SOFT_404),
        ("Deze pagina bestaat niet meer. Naar de startpagina", Verdict.SOFT_404),
        ("Strona o podanym adresie nie istnieje.", Verdict.SOFT_404),
        ("Sidan du söker finns inte.", Verdict.SOFT_404),
        ("Stránka neexistuje. Zpět na úvod", Verdict.SOFT_404),
        ("抱歉，您访问的页面不存在", Verdict.SOFT_404),
        ("お探しのページが見つかりません", Verdict.SOFT_404),
        ("Vérifiez que vous êtes humain pour continuer.", Verdict.BOT_WALL),
        ("请完成安全验证", Verdict.BOT_WALL),
        ("Es ist ein Fehler aufgetreten. Bitte versuchen Sie es später noch einmal.", Verdict.ERROR_PAGE),
        ("Wystąpił błąd. Spróbuj ponownie później.", Verdict.ERROR_PAGE),
        ("Ce nom de domaine est à vendre. Faites une offre.", Verdict.PARKED),
        ("We're sorry but this site doesn't work properly without JavaScript enabled.", Verdict.EMPTY),
        ("Chargement en cours ...", Verdict.EMPTY),
    ],
)
def test_notices_are_known_in_many_languages(text: str, expected: Verdict) -> None:
    assert verdict(f"<title>Acme</title><p>{text}</p>")[0] is expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("/cdn-cgi/challenge-platform/h/b/orchestrate.js", Verdict.BOT_WALL),
        ("https://ct.captcha-delivery.com/c.js", Verdict.BOT_WALL),
        ("https://www.sedoparking.com/frmpark.js", Verdict.PARKED),
    ],
)
def test_an_empty_page_is_known_by_the_script_that_fills_it(script: str, expected: Verdict) -> None:
    assert verdict(f'<title>acme.example</title><div></div><script src="{script}"></script>')[0] is expected
    assert verdict(f'<script src="{script}"></script>{POLICY}')[0] is Verdict.POLICY


def test_a_challenge_is_known_by_its_header() -> None:
    found = verdict("<p>One moment please, we look at your browser</p>", **{"cf-mitigated": "challenge"})
    assert found == (Verdict.BOT_WALL, "the header cf-mitigated")


def test_a_notice_in_the_place_of_the_text_is_known_among_what_is_left_of_the_page() -> None:
    left = "<p>We set cookies to remember you and your choices, as every shop on the web does.</p>" * 25
    shown = f"<h1>Cookie Policy</h1><p>The document could not be found. Ask the owner of the site.</p>{left}"
    found, reason = verdict(shown)
    assert found is Verdict.SOFT_404
    assert reason.startswith("begins with")


def test_a_policy_that_speaks_of_pages_that_are_not_found_is_one() -> None:
    clause = "<p>Where a page is not found, we log the address that was asked for, without personal data.</p>"
    assert verdict(POLICY + clause)[0] is Verdict.POLICY


def test_a_banner_and_a_notice_about_scripts_beside_the_text_decide_nothing() -> None:
    banner = "<div><p>We value your privacy.</p><button>Accept all</button><button>Reject all</button></div>"
    notice = "<noscript>Please enable JavaScript to use this site.</noscript>"
    assert verdict(f"{notice}{banner}{POLICY}")[0] is Verdict.POLICY


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


CLAUSE = "The shop keeps what you order for {} years, tells nobody in department {}, and deletes it after day {}."
ONE = [CLAUSE.format(number, number * 7, number * 31) for number in range(90)]
OTHER = [f"Whoever rents lamp {number} pays {number * 3} crowns a week and returns it clean." for number in range(90)]


def of(*texts: list[str], **said: str) -> list[Reading]:
    found = []
    for text in texts:
        made = tuple(Clause(block=Block.PARAGRAPH, text=one, words=one.lower()) for one in text)
        found.append(Reading(title="", clauses=made, verdict=Verdict.POLICY, **said))
    return found


def test_a_text_that_interrupts_another_for_long_is_no_version_of_it() -> None:
    readings = of(ONE, OTHER, OTHER, OTHER, ONE)
    assert [one.verdict.value for one in settle(readings)] == ["policy", *["other edition"] * 3, "policy"]


def test_a_rewritten_text_that_stays_is_a_version_also_where_caches_served_both_in_turn() -> None:
    assert {one.verdict for one in settle(of(ONE, OTHER, OTHER))} == {Verdict.POLICY}
    swings = [one.verdict.value for one in settle(of(ONE, OTHER, ONE, OTHER, OTHER))]
    assert swings == ["policy", "other edition", "policy", "policy", "policy"]


def test_most_of_a_text_between_the_whole_of_it_is_a_part() -> None:
    readings = of(ONE, ONE[:30], ONE[:30], ONE)
    assert [one.verdict.value for one in settle(readings)] == ["policy", "partial", "partial", "policy"]


def test_a_part_that_was_seen_through_before_is_one_at_the_end_too() -> None:
    readings = of(ONE, ONE[:20], ONE, ONE[:20])
    assert [one.verdict.value for one in settle(readings)] == ["policy", "partial", "policy", "partial"]


def test_a_short_text_with_nothing_of_the_one_before_is_another_page() -> None:
    assert [one.verdict.value for one in settle(of(ONE, OTHER[:15], OTHER[:15]))] == ["policy", *["wrong page"] * 2]


def test_another_kind_of_document_is_another_page() -> None:
    readings = [*of(ONE, kind="cookies"), *of(OTHER, kind="privacy")]
    assert [one.verdict.value for one in settle(readings)] == ["policy", "wrong page"]


def test_where_a_policy_stood_a_page_that_is_none_is_another_page() -> None:
    bread = [replace(one, verdict=Verdict.NOT_A_POLICY) for one in of(OTHER)]
    assert [one.verdict.value for one in settle([*of(ONE), *bread])] == ["policy", "wrong page"]
    assert [one.verdict.value for one in settle(bread)] == ["not a policy"]


def test_edited_states_are_versions_however_often_they_change() -> None:
    states = [[*ONE[:step], *OTHER[:step], *ONE[step:]] for step in range(0, 60, 5)]
    assert {one.verdict for one in settle(of(*states, ONE))} == {Verdict.POLICY}


def test_verdicts_that_are_no_policy_stay_as_they_are() -> None:
    readings = [sized(1000), sized(3, Verdict.BOT_WALL), sized(1000)]
    assert [one.verdict for one in settle(readings)] == [Verdict.POLICY, Verdict.BOT_WALL, Verdict.POLICY]
    assert settle([]) == []


_SAYS = st.lists(
    st.sampled_from(["personal", "Data,", "cookies", "privacy", "lamp", "informed", "d’accord", "用户", "个人"])
)


@given(_SAYS, st.integers(1, 5), st.integers(0, 300))
def test_a_text_speaks_where_so_many_of_its_words_are_counted_however_late(
    words: list[str], least: int, before: int
) -> None:
    text = " ".join(["lamp"] * before + words)
    assert speaks(text, least) == (spoken(text) >= least)


@given(st.text(alphabet="aé用 1_’İ²"))
def test_the_words_of_a_text_are_its_runs_of_letters(text: str) -> None:
    assert tokens(text) == re.findall(r"[^\W\d_]+", text.lower())


@pytest.mark.parametrize("words", ["", "a", "a b c", "a b c d", "a b c d e", " ".join("x" * 60 for _ in range(9))])
def test_whether_a_text_is_longer_goes_by_its_words(words: str) -> None:
    assert [is_longer(words, most) for most in range(1, 12)] == [size(words) > most for most in range(1, 12)]
