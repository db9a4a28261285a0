"""What of a page is its frame, and what is the document however it looks?"""

import pytest

from diffs import compare, judge_revision
from diffs.judgement.frame import framed
from extract import clauses_of_markdown
from model import Nature

RULES = """
These rules say what readers of the Mossgate library may do with its books and what they must leave alone.

## Borrowing

You may borrow four books for three weeks. You must bring them back before the bell rings on the last day.

We collect your name and the titles you borrow, and we delete both when the book is back on its shelf.

## Quiet

You agree not to read aloud in the hall, unless the keeper has given you the right to do so in writing.
"""

NAMES = ("News", "Books", "Maps", "Scores", "Letters", "Garden", "Bells", "Keepers", "Walks")
MENU = "\n".join(f"* [{name}](/{name})" for name in NAMES)

TEASERS = """
### Want a garden of your own?

Our gardeners plant and weed a garden for everybody who has no time for one, all year round, in any weather.

[Learn more](/gardens)

### Further reading

* [How bees sleep](/bees)
* [How to mend a spade](/spade)
"""

WAITING = """Warning:

The wait time to speak to a keeper is longer than usual.

You might find a quicker solution on our help site.

Sun, 12 Apr 2026 12:50:40 GMT
"""

SURVEY = "#### Have a moment?\n\nTell us how we're doing\n\nTake survey\n"

GLUED = (
    "Mossgate AcademyHomeBook coursesArticlesGet startedBecome a ReaderFinding your way around the hallTen tips for"
    " quiet readersKeep your books dryHall ManagementHow to find a lampRead more"
)

TICKER = "\n\n".join(
    f"{price}\n\n{sign}{share}%" for price, sign, share in [("95.40", "+", "1.20"), ("3.58", "-", "0.31")]
)

PROMPTS = "Print\n\nShare this page\n\nWas this page helpful?\n\nYes\n"

BANNER = "We use cookies to make the hall nicer. By clicking OK or going on you accept cookies.\n\n[OK](/ok)\n"


def judged(before, after):
    old, new = (clauses_of_markdown(text)[1] for text in (before, after))
    return judge_revision(old, new, compare(old, new), ()).judgement


ANYWHERE = {
    "menu": MENU,
    "teasers": TEASERS,
    "survey": SURVEY,
    "prompts": PROMPTS,
    "banner": BANNER,
    "menu and teasers": f"{MENU}\n\nClose\n\n{TEASERS}",
}
ABOVE = {**ANYWHERE, "waiting time": WAITING, "menu run together": GLUED}


def is_quiet_both_ways(bare, whole):
    return not any(
        judgement.alert or judgement.natures[-1] not in (Nature.NAVIGATION, Nature.VOLATILE)
        for judgement in (judged(bare, whole), judged(whole, bare))
    )


@pytest.mark.parametrize("frame", ABOVE.values(), ids=ABOVE)
def test_frame_that_comes_or_goes_above_the_document_is_no_alert(frame):
    assert is_quiet_both_ways(RULES, f"{frame}\n{RULES}")


@pytest.mark.parametrize("frame", ANYWHERE.values(), ids=ANYWHERE)
def test_frame_that_comes_or_goes_below_the_document_is_no_alert(frame):
    assert is_quiet_both_ways(f"{RULES}\n{MENU}", f"{RULES}\n{MENU}\n\n{frame}")


@pytest.mark.parametrize(
    "text",
    [
        "We are updating our terms. Read them before the first of May.",
        "You must be 16 to enter.",
        "Mossgate Ltd\n\n4 Mill Lane",
        "Write to keeper@mossgate.example",
        "We share the titles with these partners:\n\n* Oldwell\n* Fenwick\n* Tarn",
        "We share the titles with these partners:\n\n* [Oldwell](https://oldwell.example)\n* [Tarn](https://tarn.example)",
        "You may not bring these into the hall:\n\n* bells\n* dogs\n* candles",
        "[Our new privacy notice is effective 1 July 2031.](/new)",
        "Мы передаём ваше имя другим библиотекам.",
        "| Book | Fee |\n| --- | --- |\n| Atlas | 4 |",
    ],
    ids=[
        "notice",
        "age",
        "company",
        "mail",
        "partners",
        "linked partners",
        "bans",
        "linked announcement",
        "unknown script",
        "table",
    ],
)
@pytest.mark.parametrize("place", ["above", "within", "below"])
def test_what_speaks_of_the_document_or_its_reader_is_never_frame(text, place):
    above, below = RULES.split("## Quiet")
    texts = {
        "above": (RULES, f"{text}\n\n{RULES}"),
        "within": (RULES, f"{above}\n\n{text}\n\n## Quiet{below}"),
        "below": (f"{RULES}\n\n{MENU}", f"{RULES}\n\n{text}\n\n{MENU}"),
    }
    assert judged(*texts[place]).alert


def test_a_list_of_contents_is_frame_and_a_line_like_one_heading_is_not():
    contents = "* Borrowing\n* Lamps\n* Quiet\n"
    lamps = "\n## Lamps\n\nYou must put out your lamp when you leave the hall, or the keeper will charge you.\n"
    assert framed(clauses_of_markdown(f"{contents}\n{RULES}{lamps}")[1])[:3] == (True, True, True)
    whole = clauses_of_markdown(f"{RULES}{lamps}\nYou must care for these:\n\n* Quiet\n\n{RULES}")[1]
    assert not any(framed(whole))


def test_prices_that_run_above_the_document_are_frame_and_volatile():
    judgement = judged(f"{TICKER}\n\n{RULES}", f"{TICKER.replace('95.40', '95.01').replace('1.20', '1.49')}\n\n{RULES}")
    assert not judgement.alert
    assert judgement.natures == (Nature.VOLATILE, Nature.NAVIGATION)


def test_links_side_by_side_in_a_document_are_a_menu():
    row = "[Maps](/m)[Scores](/s)[Letters](/l)"
    assert not judged(f"{RULES}\n{row}\n\n{RULES}", f"{RULES}\n{row}[Bells](/b)\n\n{RULES}").alert


def test_a_title_below_a_menu_is_no_clause_that_goes_when_the_menu_goes():
    assert not judged(f"{MENU}\n{MENU}\n\n# Rules of the hall\n{RULES}", f"# Rules of the hall\n{RULES}").alert


def test_a_link_that_goes_while_rules_are_rewritten_is_not_spoken_of():
    before = f"{RULES}\n\n[Back to top](#top)\n"
    rewritten = (
        "as many books as you have coins for, and you must pay one coin for each of them and each week you keep it"
    )
    after = RULES.replace("four books for three weeks", f"{rewritten}, at the desk of the keeper, who writes it down")
    judgement = judged(before, after)
    assert judgement.alert
    assert Nature.NAVIGATION not in judgement.natures


def test_a_short_text_without_links_is_all_document():
    clauses = clauses_of_markdown("Mossgate\n\nRuth Fen, keeper\n\nThe old mill\n")[1]
    assert framed(clauses) == (False, False, False)


def test_frame_is_told_in_linear_time():
    clauses = clauses_of_markdown(f"{MENU}\n\n[\n\n" * 300 + RULES)[1]
    assert sum(framed(clauses)) >= 2700


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fill in our form when you lose a book.", "Fill in our form (opens in a new window) when you lose a book."),
        ("Füllen Sie unser Formular aus, bitte.", "Füllen Sie unser Formular (öffnet in neuem Fenster) aus, bitte."),
        (
            "Remplissez le formulaire en cas de perte.",
            "Remplissez le formulaire (ouvre une nouvelle fenêtre) en cas de perte.",
        ),
    ],
)
def test_words_for_those_who_do_not_see_a_link_are_no_news(before, after):
    judgement = judged(f"{RULES}\n{before}\n", f"{RULES}\n{after}\n")
    assert (judgement.alert, judgement.natures) == (False, (Nature.NAVIGATION,))


def test_a_list_of_links_to_other_pages_is_frame_wherever_it_is_led_in():
    more = "You must know these other pages:\n\n* [Bees](/bees)\n* [Spades](/spades)\n"
    assert not judged(f"{RULES}\n{more}\n{RULES}", f"{RULES}\n{more}* [Walls](/walls)\n\n{RULES}").alert


def test_counts_of_votes_and_names_of_languages_are_frame():
    votes = "Was this helpful?\n\nYes No\n\n2693 out of 4010 found this helpful\n\nPolski\n\nEnglish (UK)\n"
    judgement = judged(f"{RULES}\n{votes}", f"{RULES}\n{votes.replace('2693', '2701')}\n\nEspañol\n")
    assert not judgement.alert


def test_a_line_that_is_frame_in_one_place_is_frame_where_it_is_said_again():
    again = "Try: Pears and apples\n\nAbout the orchard\n"
    page = f"{MENU}\n\n{again}\n{MENU}\n\n{RULES}\n{MENU}\n\n© Mossgate\n\n{RULES.split('##')[1]}"
    bare = page.replace(again, "Try: Plums and figs\n\nAbout the orchard\n")
    assert not judged(page, bare).alert


def test_numbers_that_stand_alone_and_count_on_are_those_of_pages():
    pages = RULES.split("\n\n")
    numbered = "\n\n".join(f"{page}\n\n{number}" for number, page in enumerate(pages, 1))
    assert not judged(RULES, numbered).alert
    assert judged(RULES, f"{RULES}\n\nNo book may leave the hall by more than this number of miles:\n\n16\n").alert


def test_languages_to_choose_from_are_frame_and_languages_that_a_rule_names_are_not():
    choice = "Choose: Deutsch (Österreich) English (Ireland) Español Français Italiano Nederlands Polski Svenska"
    assert not judged(f"{RULES}\n{choice}\n", RULES).alert
    assert judged(f"{RULES}\nWe answer in German, English, Spanish, French, Italian and Polish.\n", RULES).alert


def test_names_run_together_above_a_document_are_its_menu():
    names = "Apples Apple Trees Growing Apple Trees Pears Pear Trees Garden Tools Spades Buckets Garden Hoses Seeds"
    assert not judged(f"{MENU}\n\n{names}\n\n{RULES}", f"{MENU}\n\n{RULES}").alert


def test_nothing_but_the_frame_of_a_page_is_a_text_that_was_not_served():
    page = f"# Mossgate for builders\n\n{MENU}\n\nBuild a shelf in ten minutes.\n\n{MENU}"
    judgement = judged(RULES, page)
    assert (judgement.alert, judgement.because) == (False, ("only the frame of a page is left",))
    assert judged(RULES, "Mossgate has closed its library. These rules hold no more.").alert


def test_headings_and_footnotes_that_link_within_a_document_are_its_text():
    said = "A reader who comes for another reader must bring a letter in which that reader says so with his name."
    note = f"[1. {said}](#n1)"
    assert judged(f"{RULES}\n{note}\n\n{RULES}", f"{RULES}\n{RULES}").alert
    linked = RULES.replace("## Quiet", "## [Quiet](#quiet)")
    assert not any(framed(clauses_of_markdown(linked)[1]))
