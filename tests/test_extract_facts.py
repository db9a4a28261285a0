"""What does a document say of itself?"""

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import clauses_of_markdown
from extract.facts.contacts import _LIKE_A_NUMBER, contacts_of
from extract.facts.kinds import kind_of
from extract.facts.organisation import organisation_of
from extract.facts.own_word import facts_of
from model import Block, Clause, Link


def contacts(text: str) -> tuple[str, ...]:
    return contacts_of(clauses_of_markdown(text)[1])


def linked(text: str, target: str) -> Clause:
    return Clause(block=Block.PARAGRAPH, text=text, words="", links=(Link(text=text, target=target),))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Privacy Policy", "privacy"),
        ("Lumora Privacy Notice", "privacy"),
        ("Datenschutzerklärung", "privacy"),
        ("Politique de protection des données", "privacy"),
        ("Política de privacidad", "privacy"),
        ("Informativa sulla privacy", "privacy"),
        ("Polityka prywatności", "privacy"),
        ("Integritetspolicy", "privacy"),
        ("隐私政策", "privacy"),
        ("《用户隐私协议》", "privacy"),
        ("プライバシーポリシー", "privacy"),
        ("Политика конфиденциальности", "privacy"),
        ("Terms of Service", "terms"),
        ("End User Licence Agreement", "terms"),
        ("Allgemeine Geschäftsbedingungen", "terms"),
        ("Conditions générales d’utilisation et de vente", "terms"),
        ("Mentions légales et conditions générales d’utilisation", "terms"),
        ("Regulamin sklepu", "terms"),
        ("用户服务协议", "terms"),
        ("利用規約", "terms"),
        ("Conditions générales de vente", "sales"),
        ("Cookie Policy", "cookies"),
        ("Politique Cookies et autres traceurs", "cookies"),
        ("Tracking Technologies", "cookies"),
        ("Impressum", "imprint"),
        ("Mentions légales", "imprint"),
        ("Legal notice of Open Terms Lamps", "imprint"),
        ("Data Processing Agreement", "data-processing"),
        ("Service Level Agreement", "service-level"),
        ("Acceptable Use Policy", "acceptable-use"),
        ("Community Guidelines", "community"),
        ("DMCA Takedown Policy", "copyright"),
        ("Déclaration d’accessibilité", "accessibility"),
        ("Our lamps", ""),
        ("", ""),
    ],
)
def test_the_title_names_the_kind(title: str, kind: str) -> None:
    assert kind_of(title, "", ()) == kind


def test_the_pages_title_the_headings_and_the_first_words_are_asked_in_turn() -> None:
    assert kind_of("Welcome", "Privacy | Lumora", ["Terms of use"]) == "privacy"
    assert kind_of("Welcome", "Lumora", ["Introduction", "Terms of use"]) == "terms"
    assert kind_of("", "", (), ["Lumora sells lamps, and this Cookie Policy says how."]) == "cookies"
    assert (
        kind_of("", "", (), ["Lumora sells lamps; its privacy has been praised in many of the papers of the town."])
        == ""
    )


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ('Lumora Prints, Inc. ("Lumora", "we" or "us") respects you.', "Lumora Prints, Inc."),
        ("This is an agreement between you and Lumora Prints Ltd.", "Lumora Prints Ltd."),
        ("Éditeur du site : Lumora Lampes SAS, au capital de 5 000 euros. Hébergé par Nuage SA.", "Lumora Lampes SAS"),
        ("Verantwortlich: Lumora Leuchten GmbH, Lampenweg 3, Berlin", "Lumora Leuchten GmbH"),
        (
            "The site is hosted by Strato Cloud AG. It is operated by Lumora Prints B.V. in Utrecht.",
            "Lumora Prints B.V.",
        ),
        ("At Lumora Prints AB we care. Our processors are Google LLC and Nube S.L.", "Lumora Prints AB"),
        ("Fennel Transit (“we”) runs buses.", "Fennel Transit"),
        ("本协议是您与北京灯光科技有限公司之间的协议。", "北京灯光科技有限公司"),
        (
            "服务器由云端（上海）有限公司托管。本服务由北京灯光科技有限公司（以下简称“我们”）提供。",
            "北京灯光科技有限公司",
        ),
        ("EXCEPT FOR YOUR CLAIMS, AS FAR AS ALLOWED, NOTHING IS OWED.", ""),
        ("Welcome to our lamps.", ""),
        ("We sell lamps.\n\n© 2019-2024 Lumora Prints. All rights reserved.", "Lumora Prints"),
        ("We do (a) this (b) that (c) share lamps.", ""),
    ],
)
def test_the_text_names_its_organisation(text: str, organisation: str) -> None:
    assert organisation_of("", "", [clause.text for clause in clauses_of_markdown(text)[1]], {}) == organisation


@pytest.mark.parametrize(
    ("title", "page_title", "meta", "organisation"),
    [
        ("Privacy Policy", "Privacy Policy | Lumora", {}, "Lumora"),
        ("Privacy Policy", "Lumora Privacy Policy", {}, "Lumora"),
        ("Privacy Policy", "Politique de confidentialité – Lumora", {}, "Lumora"),
        ("Terms", "Lumora - lamps for every room that you will ever have", {}, "Lumora"),
        ("Terms", "Terms", {"og:site_name": "Lumora Docs"}, "Lumora"),
        ("Terms", "Terms", {"og:site_name": "Find the right lamp near you"}, ""),
        ("Terms", "Terms", {"application-name": "lum-front"}, ""),
        ("Terms", "Terms", {"ld:name": "Lumora Prints", "og:site_name": "Shop"}, "Lumora Prints"),
    ],
)
def test_else_the_head_of_the_page_does(title: str, page_title: str, meta: dict[str, str], organisation: str) -> None:
    assert organisation_of(title, page_title, ["We value you."], meta) == organisation


def test_a_text_that_only_lists_others_names_none_of_them() -> None:
    assert (
        organisation_of("", "", ["Strato Cloud AG | session", "Nuage SAS | two years", "Nube S.L. | one day"], {}) == ""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Write to Privacy@Lumora.EXAMPLE or dpo@lumora.example.",
            ("mailto:Privacy@lumora.example", "mailto:dpo@lumora.example"),
        ),
        ("Write to dpo@lumora.example. DPO@lumora.example answers.", ("mailto:dpo@lumora.example",)),
        ("Write to dpo [at] lumora [dot] example.", ("mailto:dpo@lumora.example",)),
        ("Write to us: dpo (at) lumora.example, or @lumora.", ("mailto:dpo@lumora.example",)),
        ("Write to the officer dpo @lumora.example", ("mailto:dpo@lumora.example",)),
        ("Call +44 (0)20 5550 1234.", ("tel:+442055501234",)),
        ("Telephone: 020 5550 1234, fax: 020 5550 9999", ("tel:02055501234",)),
        ("Tél. : 01 55 50 12 34", ("tel:0155501234",)),
        ("Telefon: 0049 30 5550 1234", ("tel:+493055501234",)),
        ("Fax: +49 30 5550 1234", ()),
        ("Registered under 123 456 789 01 in Utrecht.", ()),
        ("Phone numbers are data. We have 2,000,000 lamps.", ()),
        ("You may complain to the supervisory authority at post@authority.example.", ()),
        ("Follow @lumora or @lumora@lamps.example.", ()),
    ],
)
def test_contacts_in_the_text(text: str, expected: tuple[str, ...]) -> None:
    assert contacts(text) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (linked("Write to us", "mailto:dpo@lumora.example?subject=Data"), ("mailto:dpo@lumora.example",)),
        (linked("Ring us", "tel:+49-30-5550-1234"), ("tel:+493055501234",)),
        (linked("Contact form", "https://lumora.example/f/12"), ("https://lumora.example/f/12",)),
        (linked("here", "https://lumora.example/privacy-request"), ("https://lumora.example/privacy-request",)),
        (linked("Contact form", "/contact"), ()),  # no address by itself
        (linked("Contact", "https://lumora.example/terms#contact"), ()),
        (linked("our platform", "https://lumora.example/platform"), ()),
        (linked("Contact", "javascript:alert(1)"), ()),
        (linked("Contact", "https://lumora.example/a b<c>"), ("https://lumora.example/a%20b%3Cc%3E",)),
    ],
)
def test_contacts_in_links(clause: Clause, expected: tuple[str, ...]) -> None:
    assert contacts_of((clause,)) == expected


def test_twenty_contacts_in_reading_order() -> None:
    found = contacts("\n\n".join(f"Write to clerk{i}@lumora.example." for i in range(30)))
    assert found == tuple(f"mailto:clerk{i}@lumora.example" for i in range(20))


def test_facts_are_gathered_from_a_whole_document() -> None:
    title, clauses = clauses_of_markdown(
        "# Privacy Policy\n\nLumora Prints Ltd. (“we”) sells lamps.\n\n## Contact\n\nWrite to dpo@lumora.example."
    )
    assert facts_of("", clauses, title, {}) == ("privacy", "Lumora Prints Ltd.", ("mailto:dpo@lumora.example",))
    assert facts_of("", (), "", {}) == ("", "", ())


@given(st.text(max_size=500), st.text(max_size=60), st.text(max_size=80))
def test_any_text_has_facts(text: str, title: str, target: str) -> None:
    facts = facts_of(title, (*clauses_of_markdown(text)[1], linked(text[:50], target)), title, {"og:site_name": title})
    assert all(
        uri.startswith(("mailto:", "tel:", "http")) and not any(char.isspace() for char in uri)
        for uri in facts.contacts
    )


@pytest.mark.parametrize(
    "text",
    [
        "@" * 99_999,
        "a@" * 50_000,
        "A " * 50_000,
        "tel " * 30_000,
        "1 " * 50_000,
        "(" * 99_999,
        "Inc " * 30_000,
        "a.b@c." * 20_000,
    ],
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    clause = Clause(block=Block.PARAGRAPH, text=text, words="")
    began = time.process_time()
    facts_of(text, (clause,), text, {"og:site_name": text})
    assert time.process_time() - began < 1


def test_digits_of_every_script_are_among_those_that_a_number_may_begin_with() -> None:
    digits = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdecimal()]
    assert [char for char in digits if not _LIKE_A_NUMBER.match(char + "5 55 5")] == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("联系我们", "https://lumora.example/条款"),
        ("Свяжитесь: форма обратной связи", "https://lumora.example/f"),
        ("删除", "https://lumora.example/数据/contact"),
    ],
)
def test_a_link_in_other_letters_that_leads_to_a_form_is_a_contact(text: str, target: str) -> None:
    clause = Clause(block=Block.PARAGRAPH, text=text, words=text, links=(Link(text=text, target=target),))
    assert len(contacts_of([clause])) == 1
    other = Clause(
        block=Block.PARAGRAPH, text=text, words=text, links=(Link(text="价格", target="https://a.example/价"),)
    )
    assert contacts_of([other]) == ()


@pytest.mark.parametrize("name", ["Third Lamp Works, Inc.", "Metalampe GmbH", "Suchy Lamps Ltd."])
def test_words_of_its_own_name_make_no_company_a_stranger(name: str) -> None:
    text = f'This policy tells how {name} ("we", "us") uses data. Lamps are packed by Parcel Oak AG.'
    assert organisation_of("Privacy Policy", "", [text], {}).rstrip(".") == name.rstrip(".")


def test_a_company_that_serves_half_the_web_may_write_a_policy_too() -> None:
    text = "Meta Lamp Works, Inc. keeps what you write."
    texts = [text, "Lamps are packed by Parcel Oak AG."]
    assert organisation_of("Privacy Policy", "", texts, {"og:site_name": "Meta"}).startswith("Meta Lamp Works, Inc")


def test_the_form_of_a_company_alone_is_no_name() -> None:
    text = 'Such Third Inc. ("we") keeps data.'
    assert organisation_of("Privacy Policy", "", [text], {}) not in ("Inc", "Inc.")
