import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import propose
from catalog.proposing import document_name
from catalog.reading import NAME, original_fault
from model import TimelineId


@pytest.mark.parametrize(
    ("original", "organisation"),
    [
        ("http://www.lumora-prints.com/privacy", "lumora-prints.com"),
        ("https://legal.shop.lumora.co.uk/p", "lumora.co.uk"),
        ("https://help.lumora-prints.example/p", "lumora-prints.example"),
        ("http://bücher.de/agb", "xn--bcher-kva.de"),
        ("http://localhost:8080/p", "localhost"),
        ("http://192.0.2.7/p", "192.0.2.7"),
        ("http://[2001:db8::1]/p", "2001-db8-1"),
    ],
)
def test_the_organisation_is_the_registered_domain(original, organisation):
    assert propose(original).organisation == organisation


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("privacy-policy", "privacy"),
        ("aboutus/privacy.html", "privacy"),
        ("PrivacyPolicy.aspx", "privacy"),
        ("datenschutzerklaerung", "privacy"),
        ("politique-de-confidentialit%C3%A9", "privacy"),
        ("politica-de-privacidad", "privacy"),
        ("polityka-prywatnosci", "privacy"),
        ("privacybeleid", "privacy"),
        ("index.php?page=privacy", "privacy"),
        ("legal#privacy", "privacy"),
        ("terms/privacy", "privacy"),
        ("privacy/terms", "terms"),
        ("privacy-and-cookies", "privacy"),
        ("cookie-and-privacy-notice", "cookies"),
        ("terms-of-service", "terms"),
        ("tos", "terms"),
        ("de/agb.html", "terms"),
        ("Nutzungsbedingungen", "terms"),
        ("conditions-generales", "terms"),
        ("legal/cookies", "cookies"),
        ("impressum", "imprint"),
        ("mentions-legales", "imprint"),
        ("photos", "policy"),
        ("cagbert", "policy"),
        ("", "policy"),
    ],
)
def test_the_kind_is_told_by_the_words_of_the_address(part, kind):
    assert propose(f"https://acme.example/{part}").kind == kind


def test_the_host_tells_the_kind_when_the_path_does_not():
    assert propose("https://privacy.acme.example/en/").kind == "privacy"


def test_what_is_given_is_kept():
    given = {"organisation": "acme", "kind": "terms", "document": "shop", "edition": "de"}
    assert propose("https://acme.example/privacy", **given) == TimelineId(**given)


@pytest.mark.parametrize(
    ("original", "names", "expected"),
    [
        ("acme.example/privacy", {}, "expected an absolute address"),
        ("https://acme.example/p", {"organisation": "Acme Inc"}, "'Acme Inc' is no name: expected"),
        ("https://acme.example/p", {"edition": "d/e"}, "'d/e' is no name: expected"),
    ],
)
def test_what_cannot_be_named_is_refused_with_the_expected_form(original, names, expected):
    with pytest.raises(ValueError, match=expected):
        propose(original, **names)


@pytest.mark.parametrize(
    ("original", "name"),
    [
        ("https://acme.example/legal/children.html", "children"),
        ("https://acme.example/legal/children/index.html", "children"),
        ("https://www.acme.example/index.html", "www.acme.example"),
        ("https://acme.example/?id=7", "id-7"),
        ("https://acme.example/legal/show.php?id=7", "show-id-7"),
        ("https://acme.example/隐私", "other"),
    ],
)
def test_a_further_document_is_named_after_the_last_telling_part(original, name):
    assert document_name(original) == name


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_address_that_can_be_followed_gets_names_that_can_be_declared(host, path):
    original = f"http://{host}/{path}"
    if original_fault(original) is None:
        proposed = propose(original)
        assert TimelineId.parse(str(proposed)) == proposed
        assert NAME.fullmatch(document_name(original))
