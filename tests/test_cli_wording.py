"""Do the examples in the docstrings hold, and is every flag worded?"""

import doctest

import pytest

from cli import layout, output, redlines, wording
from model import ChangeKind, Severity


@pytest.mark.parametrize("module", [layout, output, redlines, wording], ids=lambda module: module.__name__)
def test_the_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_of_change_reads_as_words(kind):
    assert "_" not in wording.kinds({kind.value: 2})
    assert ("quiet" in wording.kinds({kind.value: 2})) is kind.quiet


def test_every_severity_has_a_style():
    assert wording.STYLE.keys() == {severity.value for severity in Severity}


def test_nothing_changed_is_said():
    assert wording.kinds({}) == "no word changed"
