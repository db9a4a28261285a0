"""Does a comparison's page stand alone, hold every text as text, and lead where it says?"""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import diffs
from cli import answers
from cli.comparing import Comparison
from cli.page import as_page
from cli.page.style import STYLE
from model import Block, Capture, Clause, Link, Reading, Rendition, TimelineId, Verdict, Version, sha256
from tests.demo_home import run

TIMELINE = TimelineId.parse("acme/privacy")
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Every element with its attributes, its text and those it stands in."""

    def __init__(self, document):
        super().__init__()
        self.open, self.elements, self.text = [], [], ""
        self.feed(document)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        within = {f"{one['tag']}.{name}" for one in self.open for name in (one.get("class") or "").split() or [""]}
        under = (self.open[-1].get("class") or "").split() if self.open else []
        element = {"tag": tag, "text": "", "within": within, "under": under, **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        self.text += data
        for one in self.open:
            one["text"] += data

    def all(self, tag, **attributes):
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        found = [one for one in self.elements if one["tag"] == tag]
        return [one for one in found if all(value in (one.get(name) or "").split() for name, value in wanted.items())]


@pytest.fixture
def page(demo_home):
    def made(*line):
        ran = run(demo_home, "diff", *line, "--html", "-")
        assert ran.code == 0, ran.err
        return Page(ran.out)

    return made


MOVED = ("skarnwell/privacy@2007-03-04", "2010-12-05")
PAIRS = [
    ("ostrivel/privacy@2024-02-28", "2026-02-04"),
    ("tamberlight/privacy@2014-09-06", "2018-06-01"),
    ("tamberlight/terms@2009-12-03", "2015-06-10"),
    ("tamberlight/privacy~de@2008-03-12", "2018-05-25"),
    ("tamberlight/privacy@2022-08-08", "2022-08-08"),
    MOVED,
]
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=" ".join)


# ---------------------------------------------------------------- alone


@each_pair
def test_it_asks_for_nothing_from_anywhere(page, pair):
    made = page(*pair)
    assert not {one["tag"] for one in made.elements} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [one for one in made.elements if {"src", "style", "onclick", "onload"} & one.keys()]
    (policy,) = [one["content"] for one in made.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in STYLE
    assert "@import" not in STYLE


@each_pair
def test_every_link_leads_to_a_place_on_it_or_on_the_web(page, pair):
    made = page(*pair)
    names = [one["id"] for one in made.elements if one.get("id")]
    assert len(names) == len(set(names))
    for link in made.all("a"):
        if link["href"].startswith("#"):
            assert link["href"][1:] in names
        else:
            assert re.match("https?://", link["href"])
            assert "noreferrer" in link["rel"].split()


@each_pair
def test_the_words_that_came_and_went_are_those_of_the_comparison(page, pair, demo_home):
    told = json.loads(run(demo_home, "diff", *pair, "--json").out)
    made = page(*pair)
    for kind, tag in (("deleted", "del"), ("inserted", "ins")):
        shown = [one["text"] for one in made.all(tag) if "article.change" in one["within"] and "words" in one["under"]]
        edits = [text for change in told["changes"] for name, text in change["edits"] if name == kind]
        assert shown == edits


def test_it_says_when_the_text_changed_and_where_each_side_can_be_had(page):
    made = page(*PAIRS[0])
    (bracket,) = made.all("p", class_="bracket")
    assert bracket["text"] == "Changed after 2024-02-28 and no later than 2026-02-04 (1 capture without the text)."
    for digits in ("20240228174950", "20260204191200"):
        assert f"ostrivel/privacy@{digits}" in made.text
        assert [one for one in made.all("a") if f"/web/{digits}id_/" in one["href"]]


def test_every_change_says_how_its_clauses_are_cited(page):
    made = page(*PAIRS[0])
    added, modified = [re.findall(r"ostrivel/privacy@\d{14}#\w+", one["text"]) for one in made.all("p", class_="cite")][
        -2:
    ]
    assert added == ["ostrivel/privacy@20260204191200#101cfdb9"]
    assert modified == ["ostrivel/privacy@20240228174950#d9428dcf", "ostrivel/privacy@20260204191200#187d5587"]


def test_quiet_changes_and_what_is_unchanged_are_folded_with_their_words(page):
    made = page(*PAIRS[0])
    assert "… 10 sections, 31 clauses unchanged, 1 quiet change …" in made.text
    (date,) = made.all("div", class_="quiet")
    assert "details.fold" in date["within"]
    assert "July 12, 2023" in date["text"]
    folds = [one["text"] for one in made.all("details")]
    assert any("Your choices" in text or "Contact" in text for text in folds)


def test_a_clause_that_moved_is_linked_with_the_place_where_it_stood(page):
    made = page(*MOVED)
    (change,) = [one for one in made.all("article") if "Moved" in one["text"]]
    (origin,) = made.all("p", class_="elsewhere")
    assert f"#{origin['id']}" in {one["href"] for one in made.all("a")}
    assert f"#{change['id']}" in {one["href"] for one in made.all("a")}
    assert "switch off the counting cookie" in origin["text"]


def test_what_was_merged_from_further_on_is_pointed_to_with_its_own_words(page):
    (origin,) = page("tamberlight/terms@2009-12-03", "2015-06-10").all("p", class_="elsewhere")
    assert origin["text"].startswith("A clause stood here that became part of #")
    assert "5.3 We pay the return postage" in origin["text"]


def test_a_split_names_what_it_became(page):
    made = page("skarnwell/privacy@2010-12-05", "2012-07-29")
    (split,) = [one for one in made.all("article") if "Split" in one["text"]]
    assert "Became 2 clauses:" in split["text"]
    assert len([one for one in made.all("li") if "article.change" in one["within"]]) == 2


def test_words_have_their_language(page):
    made = page("tamberlight/privacy~de@2008-03-12", "2018-05-25")
    words = made.all("p", class_="words")
    assert words
    assert {(one["lang"], one["dir"]) for one in words} == {("de", "ltr")}
    assert made.all("html")[0]["lang"] == "en"


def test_equal_texts_make_a_page_that_says_so(page):
    made = page("tamberlight/privacy@2022-08-08", "2022-08-08")
    assert "No difference in the words." in made.text
    assert not made.all("article")


# ---------------------------------------------------------------- files


def test_a_file_holds_what_standard_output_would(demo_home, tmp_path):
    ran = run(demo_home, "diff", *MOVED, "--html", tmp_path / "moved.html")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "moved.html").read_text("utf-8") == run(demo_home, "diff", *MOVED, "--html", "-").out


def test_a_file_that_cannot_be_written_is_named(demo_home, tmp_path):
    ran = run(demo_home, "diff", *MOVED, "--html", tmp_path / "nowhere" / "moved.html")
    assert ran.code == 2
    assert "moved.html: No such file" in ran.err


def test_one_form_at_a_time(demo_home):
    assert run(demo_home, "diff", *MOVED, "--html", "-", "--json").code == 2


# ---------------------------------------------------------------- strangers


def compared(before, after, language="", original="https://acme.example/privacy", title="Privacy"):
    """What a comparison of two lists of clauses would be, without a store."""
    moments = [datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2021)]
    sides = [side(one, moment, language, original) for one, moment in zip((before, after), moments, strict=True)]
    found = diffs.compare(before, after)
    shown = tuple(one for one in found if not one.quiet)
    quiet = tuple(one for one in found if one.quiet)
    parts = diffs.sections(before, after, shown, quiet)
    told = {name: known(*one, title) for name, one in zip(("before", "after"), sides, strict=True)}
    told |= dict.fromkeys(answers.FLAGS) | {"bracket": {"phrase": title}, "between": 2, "left_out": len(quiet)}
    told |= {"changes": answers.changes(*sides, shown), "sections": answers.sections(parts)}
    left = answers.changes(*sides, quiet)
    return Comparison(told=told, changes=shown, quiet=quiet, left=left, sections=parts)


def side(clauses, moment, language, original):
    capture = Capture(original=original, timestamp=moment, statuscode=200, digest=sha256(str(moment)))
    version = Version(
        number=1,
        first_seen=moment,
        last_seen=moment,
        location=0,
        rendition=Rendition.PLAIN,
        capture=capture,
        canonical=sha256(""),
        words=sha256(""),
        sightings=1,
    )
    return TIMELINE, version, Reading(title="", clauses=tuple(clauses), verdict=Verdict.POLICY, language=language)


def known(timeline, version, text, title):
    held = {"holder": title, "memento": version.capture.original, "archive_digest": "", "taken_at": None}
    source = {
        "original": version.capture.original,
        "timestamp": answers.iso(version.first_seen),
        "statuscode": 200,
        "digest": version.capture.digest,
        "rendition": "plain",
        "held_by": [held, {**held, "holder": "live", "memento": ""}],
        "saved": [{"archive": title, "memento": version.capture.original}],
    }
    told = answers.version(timeline, version) | {"title": title, "provenance": source, "language": text.language}
    return told | {
        "declared_dates": {"updated": [title], "effective": []},
        "note": title,
        "clauses": answers.clauses(timeline, version, text),
    }


def clause(text, block=Block.PARAGRAPH, headings=(), label="", target=""):
    links = (Link(text=text, target=target),) if target else ()
    context = (text,) if block in (Block.ROW, Block.ITEM) else ()
    return Clause(
        block=block, text=text, words=text.lower(), label=label, headings=headings, links=links, context=context
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "</details></section></main><iframe src=//evil.example>",
    "<!-- -->]]>&lt;b&gt;&#60;script&#62;",
    "\x1b[2J\u202egnp.exe\x00\x9b",
    "we keep your letters for thirty days",
    "\ud800 <base href=//evil.example>",
]
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)), min_size=1, max_size=3).map(" ".join)
clauses = st.builds(
    clause,
    texts,
    st.sampled_from(list(Block)),
    st.lists(texts, max_size=2).map(tuple),
    st.sampled_from(["", "1.", "<b>"]),
    st.sampled_from(["", "javascript:alert(1)", '"><script>']),
)
OURS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "article", "details"),
    *("summary", "h1", "h2", "h3", "p", "div", "span", "a", "code", "time", "dl", "dt", "dd", "ol", "ul", "li", "q"),
    *("del", "ins"),
}
ATTRIBUTES = {
    "lang",
    "dir",
    "class",
    "id",
    "href",
    "rel",
    "aria-labelledby",
    "charset",
    "http-equiv",
    "content",
    "name",
}


@settings(deadline=None)
@given(st.lists(clauses, max_size=5), st.lists(clauses, max_size=5), texts, texts)
def test_no_text_of_a_stranger_becomes_markup(before, after, title, original):
    document = as_page(compared(before, after, original=original, title=title))
    made = Page(document)
    assert {one["tag"] for one in made.elements} <= OURS
    assert {name for one in made.elements for name in one} - {"tag", "text", "within", "under"} <= ATTRIBUTES
    assert {one["href"].partition(":")[0] for one in made.all("a")} <= {
        *("http", "https"),
        *(one["href"] for one in made.all("a") if one["href"].startswith("#")),
    }
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", document)


def test_a_section_that_moved_away_points_from_its_old_place_to_the_new_one():
    def section(name, *lines):
        return [clause(name, Block.HEADING), *(clause(line, headings=(name,)) for line in lines)]

    sharing = section("Sharing", "We hand letters to the post.", "We never sell what you write to anyone.")
    others = [
        section(name, f"The mill keeps a {name} ledger.", f"A clerk reads the {name} ledger on Mondays.")
        for name in ("Ink", "Paper", "Horses")
    ]
    before = [*sharing, *others[0], *others[1], *others[2]]
    made = Page(as_page(compared(before, [*others[0], *others[1], *others[2], *sharing])))
    origins = made.all("p", class_="elsewhere")
    assert {one["id"] for one in origins} == {"from-1", "from-2", "from-3"}
    assert "This section stood here before." in made.text
    links = [one["href"] for one in made.all("a")]
    assert {f"#change-{n}" for n in (1, 2, 3)} | {f"#from-{n}" for n in (1, 2, 3)} <= set(links)


def test_an_address_that_leads_nowhere_on_the_web_is_no_link():
    made = Page(as_page(compared([clause("a")], [clause("b")], original="javascript:alert(1)")))
    assert {one["href"][0] for one in made.all("a")} == {"#"}
    assert "javascript:alert(1)" in made.text


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr"), ("", "auto")])
def test_words_run_in_the_direction_of_their_language(language, direction):
    made = Page(as_page(compared([clause("a b c d")], [clause("a b c e")], language)))
    (words,) = made.all("p", class_="words")
    assert (words["lang"], words["dir"]) == (language, direction)


# ---------------------------------------------------------------- how it looks


def luminance(colour):
    digits = colour.strip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = {
    **dict.fromkeys(("--ink", "--soft", "--link", "--major", "--minor"), ("--paper", "--card")),
    "--gone": ("--gone-ground",),
    "--come": ("--come-ground",),
}


def test_every_colour_of_words_can_be_read_on_its_ground_by_light_and_by_dark():
    tables = [dict(re.findall(r"(--[\w-]+):(#\w+)", part)) for part in re.findall(r":root\{([^}]+)\}", STYLE)]
    assert len(tables) == 3
    for colours in tables:
        for words, grounds in GROUNDS.items():
            for ground in grounds:
                assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MEASURE = """<script>frame.onload = () => {
  const inside = frame.contentDocument, view = frame.contentWindow;
  inside.querySelectorAll("details").forEach(one => { one.open = true; });
  const width = inside.documentElement.clientWidth;
  const words = inside.querySelector(".words"), gone = inside.querySelector("del");
  document.title = [inside.documentElement.scrollWidth - width, view.getComputedStyle(inside.body).maxWidth,
    Math.round(words.getBoundingClientRect().width / parseFloat(view.getComputedStyle(words).fontSize)),
    view.getComputedStyle(gone).textDecorationLine].join("|");
}</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2000])
def test_in_a_browser_it_is_styled_and_nothing_stands_out_of_the_page(tmp_path, width):
    long = "a" * 400
    before = [clause("Sharing " + long, Block.HEADING), clause(f"We keep {long} for thirty days", Block.ROW)]
    after = [clause("Sharing " + long, Block.HEADING), clause(f"We keep {long} for ninety days", Block.ROW)]
    after += [clause(long, Block.HEADING), clause(long, Block.ITEM, (long,), "1.")]
    page = as_page(compared(before, after, original=f"https://acme.example/{long}", title=long[:200]))
    frame = f'<iframe id="frame" width="{width}" height="800" srcdoc="{escape(page)}"></iframe>'
    (tmp_path / "frame.html").write_text(f"<!doctype html><meta charset=utf-8>{frame}{MEASURE}", "utf-8")
    line = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    line += ["--window-size=2100,900", "--dump-dom", (tmp_path / "frame.html").as_uri()]
    ran = subprocess.run(line, capture_output=True, check=True, timeout=120)
    title = re.search("<title>(.*?)</title>", ran.stdout.decode("utf-8"))[1]
    too_wide, measured, measure, decoration = title.split("|")
    assert too_wide == "0"
    assert measured.endswith("px")
    assert int(measure) <= 37
    assert decoration == "line-through"
