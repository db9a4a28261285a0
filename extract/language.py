"""In which language is a text written?

The page's own word first; else the script, or the language whose commonest small words stand most often in the text.
"""

from __future__ import annotations

import re
from struct import Struct

_SMALL_WORDS = {
    "en": "the of and to in that is for your you we our or with this are by as it not be may will any from have",
    "de": "der die und das den von zu ist mit sie wir für auf nicht eine werden ihre oder des im wird durch bei",
    "fr": "le la les des et vous nous pour dans une est que vos sur par avec qui ou au aux du ce votre sont être",
    "es": "el la los las que en para por con una su sus del se es como usted más sobre y o al lo sin nuestro",
    "it": "il di che la per con non una del della dei sono nel gli alla le dati può sul ai e o anche sua da",
    "pt": "o os as para com não uma que dos das seu sua você por em ao pode são no na e ou nos mais pelo",
    "nl": "de het een van en dat wij uw voor met zijn niet op aan onze door u te bij ook of worden deze wordt",
    "pl": "w i na do z oraz nie jest się przez dla że lub które danych osobowych jak są o od za po może w celu",
    "sv": "och att som är för vi av på med den till det om din dina eller kan ditt från har inte vid vår våra",
    "da": "og at som er for vi af på med den til det om din dine eller kan dit fra har ikke ved vores hvis bliver",
    "no": "og at som er for vi av på med den til det om din dine eller kan ditt fra har ikke ved våre hvis blir å vår",
    "fi": "ja on että ei se tai sekä voi jos kun ovat sen joka myös mukaan meidän sinun tämä ole kuin henkilötietoja",
    "cs": "a v na je se z k o že pro které nebo jsou údajů osobních do od jako s by při být vaše může této",
    "sk": "a v na je sa z k o že pre ktoré alebo sú údajov osobných do od ako s by pri byť vaše môže tejto",
    "hu": "a az és hogy nem is egy vagy ha meg csak mint ez azt kell van által személyes adatok valamint illetve",
    "ro": "de și în la cu pe care este sau nu din pentru mai sunt prin dumneavoastră datele noastre ce va fi se",
    "tr": "ve bir bu için ile veya olarak da de olan kişisel gibi daha tarafından her en ilgili kadar sizin size",
    "hr": "i u je se na da za od su s koji ili o kao ne podataka osobnih može te vaše naše koje bi prema",
    "sl": "in v je na se za da so z ki ali o kot ne podatkov osebnih lahko pri vaše naše ter iz bo tudi",
    "et": "ja on ei et mis või kui see ka ning oma teie meie isikuandmete mida võib selle saab käesoleva",
    "lt": "ir į kad su iš yra ar tai kaip mes jūsų mūsų arba asmens duomenų dėl šios gali taip pat būti",
    "lv": "un ir ar no vai uz kas par to lai mēs jūsu mūsu datu personas kā pie var šo šajā tiek",
    "ca": "el la els les i de que en per amb una dels és les seves no es al del com o pot dades aquesta seu",
    "id": "dan yang di untuk dengan ini atau kami anda tidak dari pada dapat adalah dalam akan kepada oleh",
    "vi": "và của các là cho được trong với không có chúng tôi bạn này người hoặc để khi theo thông tin",
    "ru": "и в на не что с по для или вы мы от при как к из вашей данных это также их может о",
    "uk": "і в на не що з для або ви ми від при як до та із ваших даних це також їх може про у",
    "bg": "и в на не че с за или вие ние от при как към из вашите данни това също се може по да са",
    "sr": "и у је се на да за од су са који или о као не података личних може те ваше наше по ће",
}
_BITS = 32  # of a count; one number holds the counts of all languages, a word of theirs adds a one to each of its own
_PLACES: dict[str, int] = {}
for _place, _words in enumerate(_SMALL_WORDS.values()):
    for _word in set(_words.split()):
        _PLACES[_word] = _PLACES.get(_word, 0) + (1 << _BITS * _place)
_COUNTS = Struct(f"<{len(_SMALL_WORDS)}I")

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]+").findall, 0.1),
    ("ko", re.compile("[\uac00-\ud7af]+").findall, 0.3),
    ("zh", re.compile("[\u3400-\u9fff]+").findall, 0.3),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]+").findall, 0.3),
    ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]+").findall, 0.05),
    ("ar", re.compile("[\u0600-\u06ff]+").findall, 0.3),
    ("he", re.compile("[\u0590-\u05ff]+").findall, 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]+").findall, 0.3),
    ("hi", re.compile("[\u0900-\u097f]+").findall, 0.3),
    ("bn", re.compile("[\u0980-\u09ff]+").findall, 0.3),
    ("ta", re.compile("[\u0b80-\u0bff]+").findall, 0.3),
    ("ka", re.compile("[\u10a0-\u10ff]+").findall, 0.3),
    ("hy", re.compile("[\u0530-\u058f]+").findall, 0.3),
)
_LETTERS = re.compile(r"[^\W\d_]+").findall
_SAMPLE = 1200  # characters from the beginning, and as many from the middle of a longer text
_MANY_BYTES = 1.25  # bytes of UTF-8 a character from which on a text is not in Latin letters
_RELATED = 0.75  # of the best one's hits, from which on the declared language is as likely
_SPOKEN = 0.08  # share of small words below which a text is in none of these languages
_TAG = re.compile(r"\s*([A-Za-z]{2})(?:[-_]|\s*$)")


def language_of(declared: str, words: str) -> str:
    """Two letters, or "" when neither the page nor its words tell.

    A declaration is believed unless the words speak plainly for another language: templates keep
    `lang="en"` around texts of every language. `words` are canonical.

    >>> language_of("en-US", "")
    'en'
    >>> language_of("", "wir verarbeiten die daten der nutzer und geben sie nicht an dritte weiter")
    'de'
    """
    tag = _TAG.match(declared)
    said = tag[1].lower() if tag else ""
    said = {"nb": "no", "nn": "no"}.get(said, said)
    heard, sure = heard_in(words, said)
    return heard if heard and (sure or not said) else said


def heard_in(words: str, said: str = "") -> tuple[str, bool]:
    """The language that the words speak, and whether plainly enough to contradict what was said."""
    sample = words[:_SAMPLE]
    if len(words) > 3 * _SAMPLE:
        middle = len(words) // 2
        sample += " " + words[middle : middle + _SAMPLE]
    if not sample.isascii() and len(sample.encode("utf-8", "replace")) > _MANY_BYTES * len(sample):
        script = _by_script(sample)
        if script:
            return script, True
    return _by_small_words(sample, said)


def _by_script(sample: str) -> str:
    text = sample.replace(" ", "")  # canonical text has one behind every letter of Han
    for language, runs, share in _SCRIPTS:
        own = sum(map(len, runs(text)))
        if own > share * len(text) or (own and own > share * sum(map(len, _LETTERS(text)))):
            return language
    return ""


def small_words(text: str) -> dict[str, float]:
    """The share of a text's words that are small words of each language, those that have any."""
    words = text.split()
    total = sum([_PLACES[word] for word in words if word in _PLACES])
    counts = _COUNTS.unpack(total.to_bytes(_COUNTS.size, "little"))
    return {language: count / len(words) for language, count in zip(_SMALL_WORDS, counts, strict=True) if count}


def _by_small_words(sample: str, said: str) -> tuple[str, bool]:
    shares = small_words(sample)
    if not shares:
        return "", False
    best = max(shares, key=lambda language: (shares[language], language == said))
    share, count = shares[best], sample.count(" ") + 1
    if share < _SPOKEN or share * count < 3:
        return "", False
    return best, count > 50 and shares.get(said, 0.0) < _RELATED * share
