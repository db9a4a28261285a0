"""Of all that a page carries as data, the wanted policy is read; and what is shown stays, if that is one."""

from __future__ import annotations

import json

import pytest

import extract
from extract.apart.choosing import Text, speaks_against
from extract.page.boxes import Page
from extract.runs import Draft
from model import Block, Location, Reading, Rendition, Verdict

PRIVACY = "".join(
    f"<p>Under rule {n} of this privacy notice, Tarn Ferries keeps personal data of its {who} no longer than the "
    "law asks, and discloses it to no third party without a lawful purpose and a written agreement.</p>"
    for n, who in enumerate(("passengers", "crew", "suppliers", "visitors", "applicants", "anglers", "guests"))
)
TERMS = "".join(
    f"<p>Under clause {n} of these terms, a ticket of Tarn Ferries for the {what} is a contract: its liability is "
    "limited as the law permits, and disputes are governed by the courts at the lake, whatever parties say.</p>"
    for n, what in enumerate(("upper lake", "lower lake", "night boat", "car deck", "islands", "canal", "mill", "sea"))
)
FRENCH = "".join(
    f"<p>Selon la règle {n} de cette politique, la compagnie conserve les données personnelles de ses {who} pour la "
    "durée que la loi demande, et ne les transmet à aucun tiers sans contrat écrit avec vous et pour vous.</p>"
    for n, who in enumerate(("passagers", "marins", "fournisseurs", "visiteurs", "candidats", "pêcheurs", "hôtes"))
)
MESSAGES = {
    f"m{n}": f"The {what} on board is open from dawn until the last boat has come home, rain or shine, each day."
    for n, what in enumerate(("kitchen", "saloon", "shop", "library", "deck", "bar", "garden", "chapel", "bath") * 4)
}
DIALOG = (
    '<div id="cookie-consent-dialog"><h2>You choose</h2><p>We and our partners use cookies to measure and to improve '
    "what you see on this site; choose what you like, and change it whenever you want to.</p>"
    + "".join(f"<p>Partner {n} stores a cookie for {n} days and reads it when you come back.</p>" for n in range(40))
    + "<button>Accept all</button><button>Reject all</button></div>"
)


def read(shown: str, data: object, *, title: str = "Privacy notice - Tarn Ferries", kind: str = "") -> Reading:
    state = json.dumps(data).replace("<", "\\u003c")
    page = f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{shown}"
    body = f'{page}<script type="application/json">{state}</script></body></html>'.encode()
    place = Location(original="https://tarn.example/privacy")
    return extract.read(body, {}, location=place, statuscode=200, rendition=Rendition.PLAIN, kind=kind)


def says(reading: Reading) -> list[str]:
    """Which of the texts were read."""
    text = " ".join(clause.text for clause in reading.clauses)
    marks = {"privacy": "Under rule 3", "terms": "Under clause 3", "french": "Selon la règle 3", "messages": "on board"}
    return [name for name, mark in marks.items() if mark in text]


def document(title: str, html: str) -> dict[str, str]:
    return {"title": title, "body": html}


BOTH = [document("Terms of carriage", TERMS), document("Privacy notice", PRIVACY)]


@pytest.mark.parametrize("shown", ["<div id=app></div>", "<footer><p>Tarn Ferries has sailed since 1911.</p></footer>"])
def test_a_policy_among_messages_is_read_without_them(shown: str) -> None:
    data = {"page": document("Privacy notice", PRIVACY), "messages": MESSAGES}
    assert says(read(shown, data)) == ["privacy"]


def test_of_several_policies_the_one_is_read_that_is_titled_as_the_page() -> None:
    assert says(read("<div></div>", BOTH)) == ["privacy"]
    assert says(read("<div></div>", BOTH, title="Terms of carriage")) == ["terms"]


@pytest.mark.parametrize(("kind", "wanted"), [("privacy", "privacy"), ("terms", "terms")])
def test_of_several_policies_the_one_is_read_whose_kind_is_wanted(kind: str, wanted: str) -> None:
    assert says(read("<div></div>", BOTH, title="Tarn Ferries", kind=kind)) == [wanted]


def test_of_several_languages_that_of_the_page_is_read() -> None:
    data = {"fr": document("Politique de confidentialité", FRENCH * 2), "en": document("Privacy notice", PRIVACY)}
    assert says(read("<div></div>", data)) == ["privacy"]


def test_a_document_in_sections_is_read_whole() -> None:
    parts = PRIVACY.split("</p>")[:-1]
    data = [document(f"{n}. Rule", f"{part}</p>") for n, part in enumerate(parts)]
    reading = read("<div></div>", data)
    assert sum("Under rule" in clause.text for clause in reading.clauses) == len(parts)


def test_a_dialog_about_cookies_is_not_read_for_the_policy_that_stands_apart() -> None:
    assert says(read(DIALOG, document("Privacy notice", PRIVACY))) == ["privacy"]


@pytest.mark.parametrize("other", [TERMS * 9, FRENCH * 9, PRIVACY])
def test_a_page_that_shows_its_policy_is_read_as_it_shows_it(other: str) -> None:
    reading = read(f"<main><h1>Privacy notice</h1>{PRIVACY}</main>", document("Terms of carriage", other))
    assert says(reading) == ["privacy"]
    assert "stands" not in reading.evidence


def test_another_policy_is_not_read_in_place_of_one_that_is_not_there() -> None:
    assert read("<div id=app></div>", document("Terms of carriage", TERMS)).verdict is Verdict.EMPTY


def test_a_short_policy_is_not_given_up_for_another_one() -> None:
    first = PRIVACY[: PRIVACY.index("Under rule 2") - 3]
    reading = read(f"<h1>Privacy notice</h1>{first}", document("Terms of carriage", TERMS * 3))
    assert says(reading) == []
    assert reading.title == "Privacy notice"


def test_a_beginning_is_read_whole_where_the_whole_stands_apart() -> None:
    first = PRIVACY[: PRIVACY.index("Under rule 2") - 3]
    assert says(read(f"<h1>Privacy notice</h1>{first}", document("Privacy notice", PRIVACY))) == ["privacy"]


def test_names_of_classes_and_of_components_in_pushed_elements_are_no_text() -> None:
    element = ["$", "$L7", None, {"theme": "round focus:ring-0", "children": ["$", "style", None, {"children": "p{}"}]}]
    rows = f"0:{json.dumps([element, ['$', 'main', None, {'dangerouslySetInnerHTML': {'__html': PRIVACY}}]])}\n7:I[1]\n"
    page = f"<title>Privacy notice</title><script>self.__next_f.push([1,{json.dumps(rows)}])</script>"
    place = Location(original="https://tarn.example/privacy")
    body = page.replace("</p>", "\\u003c/p>").encode()
    reading = extract.read(body, {}, location=place, statuscode=200, rendition=Rendition.PLAIN)
    assert says(reading) == ["privacy"]
    assert not any("$" in clause.text or "round" in clause.text for clause in reading.clauses)


def test_a_long_text_that_is_shown_stays_though_it_hardly_speaks_as_policies_do() -> None:
    shown = "".join(f"<p>{said} This is part {n}.</p>" for n, said in enumerate([*MESSAGES.values()] * 4))
    reading = read(
        f"<h1>Terms of carriage</h1>{shown}", document("Terms of carriage", TERMS * 50), title="Terms of carriage"
    )
    assert "terms" not in says(reading)
    assert "stands" not in reading.evidence


def test_the_paragraphs_that_scripts_start_from_do_not_speak_against_the_page_that_shows_them() -> None:
    carried = [Draft(Block.PARAGRAPH, said) for said in MESSAGES.values()]
    shown = [
        block for said in carried for block in (Draft(Block.ROW, "At every pier | All day | Free for children"), said)
    ]
    titled = Text(Page(), carried, 5000, 0.5, 3, "en", 1.0)
    assert not speaks_against(titled, Text(Page(), shown, 4900, 0.5, 1, "en", 1.0), weak=False)
    assert speaks_against(titled, Text(Page(), shown[:9], 900, 0.5, 1, "en", 1.0), weak=False)
