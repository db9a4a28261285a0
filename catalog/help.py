"""What may a declaration say to help the reading of a page?

Selectors (CSS, or a range from one element to another) and filters. Keys are understood in the spelling of this project
(`start_before`) and in that of Open Terms Archive (`startBefore`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from catalog.problems import joined, meant, shown
from model import Filter, FilterName, Range

CheckSelector = Callable[[str], str | None]
"""Says what is wrong with a CSS selector, or None. Given, because only the reader of pages knows."""

HELP_FORMS: Mapping[str, str] = {
    "select": "a CSS selector, a range like {start_before = '#a', end_before = '#b'}, or a list of them",
    "remove": "a CSS selector, a range like {start_before = '#a', end_before = '#b'}, or a list of them",
    "filters": "a filter's name, a table like {remove_query_params = ['lang']}, or a list of them",
}
_ENDS = tuple(field.name for field in fields(Range))
_RANGE_FORM = "a range with one of start_before, start_after and one of end_before, end_after"
_FILTERS = tuple(one.value for one in FilterName)
_KNOWN = f"one of the filters {', '.join(_FILTERS)}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found where something else was expected; the way there begins at the location."""

    key: str
    found: str
    expected: str


def selectors_of(
    table: Mapping[str, object], key: str, check_selector: CheckSelector | None
) -> Iterator[str | Range | Fault]:
    """The selectors under a key, or what is wrong with them."""
    check = check_selector or (lambda _: None)
    for item in _items(table, key):
        if isinstance(item, Fault):
            yield item
        elif isinstance(item, dict):
            yield _range(item, key, check)
        else:
            yield _css(item, key, check) or str(item)


def _items(table: Mapping[str, object], key: str) -> Iterator[object]:
    """What stands under a key, alone or in a list."""
    value = table.get(key, [])
    for item in value if isinstance(value, list) else [value]:
        fit = isinstance(item, (str, dict)) and item and not (isinstance(item, str) and not item.strip())
        yield item if fit else Fault(key, shown(item), HELP_FORMS[key])


def _css(value: object, key: str, check: CheckSelector) -> Fault | None:
    if not isinstance(value, str) or not value.strip():
        return Fault(key, shown(value), "a CSS selector")
    fault = check(value)
    return Fault(key, shown(value), f"a CSS selector ({fault})") if fault else None


def _range(table: Mapping[str, object], key: str, check: CheckSelector) -> Range | Fault:
    ends = {_snake(name): value for name, value in table.items()}
    for name, value in ends.items():
        if name not in _ENDS:
            return Fault(joined(key, name), "an unknown end", f"{_RANGE_FORM}{meant(name, _ENDS)}")
        if fault := _css(value, f"{key}.{name}", check):
            return fault
    try:
        return Range(**{name: str(value) for name, value in ends.items()})
    except ValueError:
        return Fault(key, f"a range with {' and '.join(ends)}", _RANGE_FORM)


def filters_of(table: Mapping[str, object]) -> Iterator[Filter | Fault]:
    """The filters under their key, or what is wrong with them."""
    for item in _items(table, "filters"):
        if isinstance(item, Fault):
            yield item
        elif isinstance(item, dict):
            for name, params in item.items():
                yield _filter(name, params if isinstance(params, list) else [params])
        else:
            yield _filter(str(item), None)


def _filter(name: str, params: list[object] | None) -> Filter | Fault:
    plain = _snake(name)
    if plain not in _FILTERS:
        return Fault("filters", f"an unknown filter, {shown(name)}", f"{_KNOWN}{meant(plain, _FILTERS)}")
    if params is None:
        return Filter(name=FilterName(plain))
    if plain != FilterName.REMOVE_QUERY_PARAMS:
        return Fault(f"filters.{plain}", "parameters", "none: this filter takes no parameters")
    if not params or not all(isinstance(param, str) and param for param in params):
        found = "no parameter" if not params else "a parameter that is no text"
        return Fault(f"filters.{plain}", found, "names of parameters in quotes, or the filter's name alone")
    return Filter(name=FilterName(plain), params=tuple(map(str, params)))


def _snake(name: str) -> str:
    """A name in the spelling of this project.

    >>> _snake("startBefore")
    'start_before'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name[:100]).lower()
