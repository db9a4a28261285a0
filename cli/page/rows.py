"""How do a change, a pointer to one and a fold look on the page?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cli import answers, whereabouts, wording
from cli.answers import Answer
from cli.comparing import Comparison
from cli.page.markup import Html, element, joined, redline, spoken
from diffs import Elsewhere, Folded, Told

_BEGINNING = 12  # words by which a clause is recognised


def told(row: Told, found: Comparison, words: str = "p") -> Html:
    """A change: what happened, why it matters, the redline, where it came from, how its sides are cited.

    `words` names the element of the redline: where a section's own heading changed, it is the heading.
    """
    one = found.told["changes"][row.change]
    language = spoken(_language(one, found.told))
    inside = (says(one), _context(one, language), _words(one, language, words), *_places(one, row.change), cited(one))
    return element("article", *inside, class_=f"change {grave(one)}".strip(), id=f"change-{row.change + 1}")


def grave(one: Answer) -> str:
    """The class of what matters; empty for what does not."""
    return one["severity"] if one["alert"] else ""


def says(one: Answer) -> Html:
    """What happened to a clause, and why that matters."""
    kind = element("span", wording.kind_words(one["kinds"]).capitalize(), class_="kind")
    why = wording.why(one)
    return element("p", kind, *(" ", element("span", why, class_="why")) if why else (), class_="says")


def cited(one: Answer) -> Html:
    """How each clause of both sides is cited, what it was before what it became."""
    sides = [joined(_joined(" + ", (_citation(part) for part in one[side]))) for side in ("before", "after")]
    return element("p", *_joined(" → ", [side for side in sides if side]), class_="cite")


def _citation(clause: Answer) -> Html:
    of, _, digits = clause["citation"].partition("#")
    return element("code", element("span", of, class_="of"), f"#{digits}")


def _joined(between: str, parts: Sequence[Html] | Iterator[Html]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield from (between, part) if number else (part,)


def _language(one: Answer, both: Answer) -> str:
    """That of the words; none where the two sides have different ones."""
    spoken_by = {both[side]["language"] for side in ("before", "after") if one[side]}
    return str(spoken_by.pop()) if len(spoken_by) == 1 else ""


def _context(one: Answer, language: dict[str, str]) -> Html:
    """What leads in to an item, the headings of the columns of a row."""
    clause = (one["after"] or one["before"])[0]
    between = " | " if clause["block"] == "row" else " › "
    return element("p", between.join(clause["context"]), class_="context", **language) if clause["context"] else Html()


def _words(one: Answer, language: dict[str, str], name: str = "p") -> Html:
    block = (one["after"] or one["before"])[0]["block"]
    return element(name, redline(one["edits"]), class_=f"words {block}", **language)


def _places(one: Answer, number: int) -> Iterator[Html]:
    """Whence it moved, what it was split into or merged from, which links lead elsewhere."""
    if "moved" in one["kinds"] and one["before"] and one["after"]:
        way = element("a", whereabouts.under(one["before"][0]), href=f"#from-{number + 1}")
        yield element("p", "Moved here from ", way, class_="aside")
    several, word = (one["after"], "Became") if len(one["after"]) > 1 else (one["before"], "Joins")
    if len(several) > 1:
        parts = [element("li", _beginning(part), " ", element("code", f"#{wording.digits(part)}")) for part in several]
        yield element("div", f"{word} {len(several)} clauses:", element("ul", *parts), class_="aside")
    for text, was, now in wording.targets(one):
        lead = f"Link “{text}”: " if text else "Link: "
        yield element("p", lead, element("del", was), " ", element("ins", now), class_="aside")


def _beginning(clause: Answer) -> str:
    words = f"{clause['label']} {clause['text']}".split()
    return " ".join(words[:_BEGINNING]) + (" …" if len(words) > _BEGINNING else "")


def elsewhere(row: Elsewhere, found: Comparison) -> Html:
    """A pointer from where a clause stood, or a part of it stands, to the change."""
    one = found.told["changes"][row.change]
    says = whereabouts.elsewhere([one], gone=row.gone)
    link = element("a", says[:1].upper() + says[1:], href=f"#change-{row.change + 1}")
    name = f"from-{row.change + 1}" if row.gone and "moved" in one["kinds"] else ""
    clause = one["before" if row.gone else "after"][row.part]
    language = spoken(found.told["before" if row.gone else "after"]["language"])
    return element("p", link, " ", element("q", _beginning(clause), **language), class_="elsewhere", id=name or None)


def folded(row: Folded, found: Comparison) -> Html:
    """How much is unchanged or changed quietly; opened, the clauses themselves."""
    counts = answers.fold(row)
    inside = [(position, _unchanged(position, found)) for position in (*row.unchanged, *row.wordless)]
    inside += [(found.quiet[number].alignment.after[0], _quiet(number, found)) for number in row.quiet]
    parts = (html for _, html in sorted(inside, key=lambda one: one[0]))
    return element("details", element("summary", f"… {whereabouts.folded(counts)} …"), *parts, class_="fold")


def _unchanged(position: int, found: Comparison) -> Html:
    clause = found.told["after"]["clauses"][position]
    text = f"{clause['label']} {clause['text']}".strip()
    return element("p", text, class_=f"words {clause['block']}", **spoken(found.told["after"]["language"]))


def _quiet(number: int, found: Comparison) -> Html:
    one = found.left[number]
    language = spoken(_language(one, found.told))
    return element("div", says(one), _words(one, language), *_places(one, -1), cited(one), class_="quiet")
