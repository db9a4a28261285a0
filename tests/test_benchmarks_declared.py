"""Is the help that the benchmark declares for its pages such as a declaration may say?"""

import tomllib

import pytest

from benchmarks.declared import DECLARED, declared
from model import Range


def test_every_help_is_fit_for_a_declaration_and_all_forms_are_among_them():
    places = declared(tomllib.loads(DECLARED.read_text("utf-8"))).values()
    assert len(places) >= 50
    assert sum(any(isinstance(one, Range) for one in (*place.select, *place.remove)) for place in places) >= 10
    assert sum(bool(place.remove) for place in places) >= 5
    assert any(place.filters for place in places)
    assert all(place.select for place in places)


def test_help_that_no_declaration_may_say_is_a_fault_that_names_the_page():
    with pytest.raises(ValueError, match=r"declared\.toml: acme/2020: select: found 'a >', expected a CSS selector"):
        declared({"acme/2020": {"select": "a >"}})
