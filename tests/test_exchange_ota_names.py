"""Do declarations, pages and texts of one service meet under one name, and never under another's?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import original_fault
from exchange.ota_names import address_of, document_of, timeline_of
from model import Location, TimelineId, original_key

SERVICES = st.text(st.characters(codec="utf-8", exclude_characters="/\\:\0"), min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("service", "terms", "name"),
    [
        ("Bramble", "Privacy Policy", "bramble/privacy"),
        ("Bramble", "Terms of Service", "bramble/terms"),
        ("Bramble", "Trackers Policy", "bramble/cookies"),
        ("Fennel Transit", "Community Guidelines", "fennel-transit/community-guidelines"),
        ("lumora.example", "Imprint", "lumora.example/imprint"),
    ],
)
def test_plain_names_stay_readable(service, terms, name):
    assert str(timeline_of(service, terms)) == name


@given(SERVICES, SERVICES)
def test_two_services_have_two_names_but_for_case(one, other):
    alike = one.lower().replace(" ", "-") == other.lower().replace(" ", "-")
    assert alike or timeline_of(one, "Imprint") != timeline_of(other, "Imprint")


@given(SERVICES, SERVICES, SERVICES)
def test_every_name_can_be_declared(service, terms, document):
    name = timeline_of(service, terms, document)
    assert TimelineId.parse(str(name)) == name
    assert max(len(name.organisation), len(name.kind), len(name.document)) <= 100


@given(SERVICES, SERVICES)
def test_the_address_of_a_text_is_one_where_no_page_stands(service, terms):
    address = address_of(service, terms)
    assert original_fault(address) is None
    assert not Location(original=address).can_be_asked
    assert original_key(address) == address.removeprefix("https://")


@pytest.mark.parametrize(
    ("address", "document"),
    [
        ("https://bramble.example/legal/terms%20of%20use.html", "legal-terms of use"),
        ("https://bramble.example/a?b=1", "a"),
        ("https://bramble.example/what%3Fis:it", "what_is_it"),
        ("https://bramble.example/", "index"),
    ],
)
def test_a_page_is_called_by_its_path_as_its_snapshots_are(address, document):
    assert document_of(address) == document


def test_what_can_be_asked_is_every_other_place():
    assert Location(original="https://invalid.example/").can_be_asked
    assert not Location(original="https://invalid/a").can_be_asked
