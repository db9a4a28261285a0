"""Which links of a page lead to its company's policies?"""

import pytest

import extract
from tests.link_pages import FOOTERS, HOST, NOT_POLICIES, home


def found(page, original=f"{HOST}/"):
    return extract.policy_links(page.encode(), {}, original)


def kinds(page, original=f"{HOST}/"):
    return {one.address.removeprefix(HOST): "hub" if one.hub else one.kind for one in found(page, original)}


def paragraph(text):
    return f"<!doctype html><html lang=en><body><main><h1>Privacy policy</h1><p>{text}</p></main></body></html>"


@pytest.mark.parametrize("language", FOOTERS)
def test_the_links_at_the_foot_of_a_home_page_are_told_apart(language):
    page = home(language, FOOTERS[language], others=NOT_POLICIES)
    assert kinds(page) == {href: kind for _, href, kind in FOOTERS[language] if kind}


def test_what_only_sounds_like_a_policy_is_none():
    assert kinds(home("en", [], others=NOT_POLICIES)) == {}


@pytest.mark.parametrize(
    ("text", "href", "kind"),
    [
        ("Privacy", "/?page=privacy", "privacy"),
        ("Privacy", "/index.php?view=datenschutz&id=3", "privacy"),
        ("Terms", "#/terms", "terms"),
        ("Terms", "/app#!/legal/tos", "terms"),
        ("Terms and conditions (PDF, 120 kB)", "/files/3f2a/terms_v3.pdf", "terms"),
        ("Política de Privacidad", "/p/1234", "privacy"),
        ("Regulamin sklepu internetowego", "/i/18", "terms"),
        ("See our website Terms of Use", "/node/17", "terms"),
        ("T&Cs", "/t-and-cs", "terms"),
        ("Lumora's Privacy Policy", "/doc/1", "privacy"),
        ("Privacy and Cookies Policy", "/privacy-and-cookies", "privacy"),
        ("Imprint and terms", "/imprint-terms", "terms"),
        ("Datenschutzerklärung", "/Datenschutzerkl%C3%A4rung.aspx", "privacy"),
        ("Datenschutzhinweise für unsere Webseite", "/dsh", "privacy"),
        ("Allgemeine Geschäftsbedingungen", "/allgemeine-geschaeftsbedingungen", "terms"),
        ("Protection des données", "/protectiondesdonnees", "privacy"),
        ("Terms for business customers", "/business-terms", "commercial"),
        ("API terms of use", "/api-terms", "developer"),
        ("Code of conduct", "/code-of-conduct", "community"),
        ("Vulnerability disclosure policy", "/vdp", "disclosure"),
        ("Service Level Agreement", "/sla", "service-level"),
        ("Auftragsverarbeitung (AVV)", "/avv", "data-processing"),
        ("here", "/legal/privacy/policy", "privacy"),
        ("here", "https://privacy.lumora.example/policy", "privacy"),
        ("Legal notices", "/p/5", "imprint"),
        ("Legal terms", "/p/6", "terms"),
        ("How we use cookies", "/how-we-use-cookies", "cookies"),
        ("Notre utilisation des cookies", "/p/3", "cookies"),
        ("Politique de gestion des cookies", "/politique-de-gestion-des-cookies", "cookies"),
        ("Cookie management policy", "/p/3", "cookies"),
        ("Charte de protection des données personnelles", "/charte-donnees", "privacy"),
        ("Politique RGPD", "/rgpd", "privacy"),
        ("Mentions légales & CGU", "/mentions-legales", "terms"),
        ("Charte de modération de la communauté", "/charte-communaute", "community"),
        ("Whistleblowing policy", "/whistleblowing", "whistleblower"),
        ("隐私政策", "/p/yinsi", "privacy"),
        ("利用規約", "/kiyaku", "terms"),
        ("개인정보처리방침", "/policy/1", "privacy"),
        ("Политика конфиденциальности", "/p/7", "privacy"),
        ("Podmínky ochrany osobních údajů", "/p/8", "privacy"),
        ("Kjøpsvilkår", "/p/9", "sales"),
        ("Rekisteriseloste", "/p/10", "privacy"),
        ("Yleiset ehdot", "/p/11", "terms"),
        ("Impresszum", "/p/12", "imprint"),
        ("Süti tájékoztató", "/p/13", "cookies"),
        ("Condiții de utilizare", "/p/14", "terms"),
        ("Δήλωση προσβασιμότητας", "/p/15", "accessibility"),
        ("Mesafeli Satış Sözleşmesi", "/p/16", "sales"),
        ("Künye", "/p/17", "imprint"),
        ("利用条件", "/p/18", "terms"),
        ("Piškotki", "/p/19", "cookies"),
        ("Защита на личните данни", "/p/20", "privacy"),
        ("Naudojimo sąlygos", "/p/21", "terms"),
        ("Kasutustingimused", "/p/22", "terms"),
        ("Lietošanas noteikumi", "/p/23", "terms"),
        ("Modern Slavery Statement", "/p/24", "human-rights"),
    ],
)
def test_a_link_is_known_by_its_text_or_its_address(text, href, kind):
    page = f'<html><body><p><a href="/a">A</a></p><div><a href="{href}">{text}</a></div></body></html>'
    assert found(page)[0].kind == kind


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="/p/1" aria-label="Privacy policy"></a>',
        '<a href="/p/1" title="Privacy policy"><i class="icon"></i></a>',
        '<a href="/p/1"><img src="i.png" alt="Privacy policy"></a>',
        '<a href="/p/1"><img src="i.png" title="Privacy policy"></a>',
        '<map name="m"><area href="/p/1" alt="Privacy policy"></map>',
    ],
)
def test_what_a_link_shows_may_stand_in_an_attribute(anchor):
    assert [one.kind for one in found(f"<html><body><div>{anchor}</div></body></html>")] == ["privacy"]


def test_policies_of_others_that_a_text_cites_are_not_the_companys():
    page = paragraph(
        'We use Strato (<a href="https://strato.example.net/privacy">privacy policy</a>) and Payfast, see its '
        '<a href="https://www.payfast.example.org/terms">Terms of Service</a>. See our '
        '<a href="/cookies">cookie policy</a>, too.'
    )
    assert kinds(page) == {"/cookies": "cookies"}


def test_a_table_of_services_that_a_site_uses_names_no_policies_of_its_own():
    rows = "".join(
        f'<tr><td>Service {n}</td><td><a href="https://service{n}.example.org/privacy">Privacy policy</a></td></tr>'
        for n in range(9)
    )
    assert kinds(f"<html><body><table>{rows}</table></body></html>") == {}


def test_a_service_that_guards_a_form_is_cited_in_a_sentence():
    page = (
        "<html><body><footer><p>This site is protected by Guardo. Its "
        '<a href="https://guardo.example.net/privacy">Privacy Policy</a> and '
        '<a href="https://guardo.example.net/terms">Terms of Service</a> apply.</p></footer></body></html>'
    )
    assert found(page) == ()


def test_policies_of_the_company_may_stand_on_another_domain():
    for host in ("policies.lumora.example.org", "lumora-legal.example.org", "hub.iubendo.example.net"):
        page = home("en", [("Privacy Policy", f"https://{host}/privacy"), ("Terms", f"https://{host}/terms")])
        assert {one.kind for one in found(page)} == {"privacy", "terms"}


def test_policies_of_a_parent_company_are_known_by_being_the_only_ones_listed():
    page = (
        '<html><body><div><a href="https://parent.example.net/privacy">Privacy</a> | '
        '<a href="https://parent.example.net/terms">Terms of use</a></div></body></html>'
    )
    assert [one.kind for one in found(page)] == ["terms", "privacy"]


def test_a_strangers_address_that_names_the_company_is_its_own():
    page = paragraph('See the <a href="https://termo.example.net/privacy-policy/lumora">privacy policy</a>.')
    assert [one.kind for one in found(page)] == ["privacy"]


def test_earlier_versions_and_archived_states_come_last_or_not_at_all():
    page = (
        '<html lang=en><body><ul><li><a href="/terms">Terms of service</a>'
        '<li><a href="/terms-2019-05-01">May 1, 2019</a>'
        '<li><a href="/terms/previous">Previous version</a>'
        '<li><a href="https://archive.example.net/web/2020/https://lumora.example/terms">Terms of service (2020)</a>'
        "</ul></body></html>"
    )
    assert kinds(page) == {"/terms": "terms"}


def test_a_day_in_an_address_alone_makes_no_earlier_version():
    page = home("de", [("AGB", "/legal/agb-2024.pdf"), ("AGB bis 2023", "/legal/agb-2023.pdf")])
    assert kinds(page) == {"/legal/agb-2024.pdf": "terms"}


def test_where_all_states_of_a_policy_are_listed_with_their_day_the_first_is_in_force():
    page = home("en", [(f"Terms of Service ({year})", f"/legal/terms-{year}.pdf") for year in (2025, 2024, 2023)])
    assert kinds(page) == {"/legal/terms-2025.pdf": "terms"}


@pytest.mark.parametrize("href", ["/pp", "/tc/", "/us/pp"])
def test_two_letters_may_be_a_policy_and_no_language(href):
    assert [one.kind for one in found(home("en", [("Privacy Policy", href)]))] == ["privacy"]


def test_what_a_script_would_open_on_the_home_page_is_no_address():
    assert found(home("en", [("Privacy Policy", "/"), ("Terms", "/en/"), ("Cookies", HOST)])) == ()


def test_the_page_in_another_language_is_told_as_an_edition():
    page = (
        '<html lang=en><body><footer><a href="/en/privacy">Privacy policy</a><a href="/de/privacy">Deutsch</a>'
        '<a href="/fr/privacy" hreflang="fr">Français</a></footer></body></html>'
    )
    links = found(page, f"{HOST}/en/")
    assert [(one.address.removeprefix(HOST), one.edition) for one in links[:1]] == [("/en/privacy", "")]
    assert {one.edition for one in links[1:]} == {"de", "fr"}


@pytest.mark.parametrize(
    ("original", "lang", "href", "edition"),
    [
        ("/en/", "en", "/en/privacy", ""),
        ("/en/", "en", "/de/privacy", "de"),
        ("/", "en", "/en-us/privacy", ""),
        ("/", "en", "/us/privacy", ""),
        ("/", "de-DE", "/privacy?lang=fr", "fr"),
        ("/us/", "en", "/gb/privacy", "gb"),
        ("/us/en/", "en", "/us/es/privacy", "us-es"),
        ("/us/en/", "en", "/us/en/privacy", ""),
        ("/", "", "/fr/privacy", ""),
        ("/hc/en/", "en", "/hc/en/privacy", ""),
    ],
)
def test_languages_and_countries_of_addresses_are_compared(original, lang, href, edition):
    page = f'<html lang="{lang}"><body><footer><a href="{href}">Privacy policy</a></footer></body></html>'
    assert [one.edition for one in found(page, HOST + original)] == [edition]


def test_several_policies_on_one_page_are_told_each():
    page = home(
        "de", [("Impressum", "/impressum.html"), ("Datenschutz", "/impressum.html#datenschutz"), ("AGB", "/agb")]
    )
    assert kinds(page) == {"/impressum.html": "imprint", "/impressum.html#datenschutz": "privacy", "/agb": "terms"}


def test_a_link_may_name_two_policies():
    links = found(home("de", [("Impressum & Datenschutz", "/rechtliches"), ("AGB", "/agb")]))
    assert {one.kind for one in links if one.address == f"{HOST}/rechtliches"} == {"imprint", "privacy"}


def test_a_site_that_a_service_keeps_for_the_company_is_its_own():
    page = paragraph('See the <a href="https://lumora.helpo.example.net/articles/7-terms-of-service">terms</a>.')
    assert [one.kind for one in found(page)] == ["terms"]


@pytest.mark.parametrize(
    "text", ["Legal", "Rechtliches", "Informations juridiques", "Policies", "Legal information", "Terms & Policies"]
)
def test_a_page_that_lists_policies_is_a_hub(text):
    page = home("en", [(text, "/legal"), ("About", "/about")])
    assert [(one.hub, one.kind) for one in found(page)] == [(True, "")]


def test_a_link_called_legal_to_one_policy_is_that_policy():
    assert kinds(home("en", [("Legal", "/legal/terms-of-use")])) == {"/legal/terms-of-use": "terms"}


def test_the_address_is_read_against_the_base_that_a_page_states():
    head = '<html><head><base href="https://www.lumora.example/help/"></head>'
    page = f'{head}<body><footer><a href="privacy">Privacy</a></footer></body></html>'
    assert [one.address for one in found(page)] == [f"{HOST}/help/privacy"]


def test_evidence_is_told_in_words():
    (link,) = found(home("de", [("Datenschutz", "/datenschutz")]))
    assert link.because == ("text says 'datenschutz'", "address says 'datenschutz'", "footer link")
    assert link.text == "Datenschutz"


def test_the_settings_of_cookies_stand_for_a_policy_where_there_is_no_other():
    assert kinds(home("fr", [("Gestion des cookies", "/gestion-cookies")])) == {"/gestion-cookies": "cookies"}
    both = home("fr", [("Gestion des cookies", "/gestion-cookies"), ("Politique de cookies", "/politique-cookies")])
    assert kinds(both) == {"/politique-cookies": "cookies"}


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.4 <a href=/privacy>Privacy</a>", b"plain text", b'{"a": 1}', b"\x00\xff<"]
)
def test_what_is_no_page_has_no_links(body):
    assert extract.policy_links(body, {}, f"{HOST}/") == ()


@pytest.mark.parametrize("original", ["", "file:///etc/passwd", "http://[", "nonsense"])
def test_an_original_that_is_no_address_of_the_web_has_no_links(original):
    assert extract.policy_links(b'<a href="https://a.example/privacy">Privacy policy</a>', {}, original) == ()


@pytest.mark.parametrize(
    "href",
    [
        "javascript:void(0)",
        "mailto:privacy@lumora.example",
        "tel:+4930",
        "data:text/html,privacy",
        "http://[::1/privacy",
        "http://a:99999999/privacy",
        "http://lumora.example:port/privacy",
        "https://:80/privacy",
        "ftp://lumora.example/privacy",
        "https://" + "y" * 5000 + ".example/privacy",
        "//",
        "https://",
        "#privacy",
        "",
    ],
)
def test_references_that_lead_nowhere_are_passed_over(href):
    assert found(f'<html><body><footer><a href="{href}">Privacy policy</a></footer></body></html>') == ()
