"""In which charset are bytes that nobody named?

Each charset in question is tried on the runs of text that hold bytes beyond ASCII, and judged by what comes out:
letters that a language of that charset has, in places where letters stand, speak for it; signs inside words,
capitals after small letters and characters that hardly anybody writes speak against it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from extract.language import small_words

# Letters beyond ASCII by language, the commonest first; the language is only one that stands for its alphabet.
_WESTERN = {
    "en": "é",
    "fr": "éèàêçôùîûâëïœ",
    "de": "üäößé",
    "es": "óáéíñúü¿¡ºª",
    "pt": "ãçáéóêíõâàúôºª",
    "it": "àèéìòù",
    "nl": "éëïè",
    "sv": "äåöé",
    "da": "øåæé",
    "is": "áðéíóúýþæö",
    "ca": "àèéíòóúçï·",
}
_CENTRAL = {
    "pl": "ąęółśżćńź",
    "cs": "áíéýěščřžůúťďňó",
    "sk": "áíéýščžťúľňôďäŕĺó",
    "hu": "áéöóőüűíú",
    "ro": "ăîâşţșț",
    "hr": "čšžćđ",
}
_BALTIC = {"lt": "ėšųįžūąčę", "lv": "āīēšūņļžķčģ", "et": "äõüöšž"}
_CYRILLIC = {
    "ru": "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё",
    "uk": "оаинівертскплдмузьяйбгчюхжцшїєщфґ",
    "bg": "аоеинтрсвлпдкзмъугбчящйжхцшюфь",
}
_GREEK = {"el": "αοιετσνηυρπκμλςωάόίέήύώδγχθφβξζψϊϋΐΰ"}
_LATIN = {
    "iso8859-2": _CENTRAL,
    "cp1250": _CENTRAL,
    "cp1254": {"tr": "ıüşğçöîâ"},
    "cp1257": _BALTIC,
}
_OTHER_LETTERS = {
    "cp1251": _CYRILLIC,
    "koi8-u": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "cp866": _CYRILLIC,
    "cp1253": _GREEK,
    "iso8859-7": _GREEK,
    "cp1255": {"he": "יולהאמרשתנבדקםעחפגסטכזןצףץך"},
    "cp1256": {"ar": "اليمنوترةبعدسفهكقحجأشصطإخىذضئزءغثؤآظ"},
    "cp874": {"th": "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซณถศฟภัี่้ิ์็ืุูำ๊ึ"},
}
# The commonest characters, of general texts and of policies. Kana need no list.
_SIMPLIFIED = frozenset(
    "的一是不了人在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工"
    "使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加月话合回特代内信表化给"
    "世位次度门任常先通教原提立及比员解名真论处义各入几口认条平系题活更别变总何电数安少报结反受目量再建务做接必场件计管期"
    "市直资命金指许统区保至形社便空决治科司基书非则达放强即且权完设式路记品住告类求据程该交规取确传识带导运隐私策息服协议"
    "款账号收集供户律责护您请联系址邮政府技术络网站访问删除授权儿童争议"
)
_TRADITIONAL = frozenset(
    "的一是不了人在有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事"
    "成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力它與長把機十民第公此已工"
    "使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加月話合回特代內信表化給"
    "世位次度門任常先通教原提立及比員解名真論處義各入幾口認條平係題活更別變總何電數安少報結反受目量再建務做接必場件計管期"
    "市直資命金指許統區保至形社便空決治科司基書非則達放強即且權完設式路記品住告類求據程該交規取確傳識帶導運隱私策訊服協議"
    "款帳號收集供戶律責護您請聯絡址郵政府技術網站訪問刪除授權兒童爭議"
)
_JAPANESE = frozenset(
    "日一人年大本国中会事者社個情報利用規約当取得提供第三開示保護法令目的同意場合必要定行為変更以下等上内容様際方針管理安全"
    "対応可能関通知求請問窓口責任登録入力送信電話番号住所氏名次各項条款他業務委託先適切含場株式東京都区成立損害認"
)
_KOREAN = frozenset(
    "이다는을의에가를하고한지로서기사인자과대어정시그리보도아해나전부일조수장제여은들국주상원만게라관개성공있계용동선우구회치"
    "방것학적할간신양세경안위물행처무되등요문산중생유현외소입집업화통책오래민발실당없스니습합명령호확금내며때약권본연목항"
)
_EAST_ASIAN = {
    "cp932": _JAPANESE,
    "euc_jp": _JAPANESE,
    "gb18030": _SIMPLIFIED,
    "big5hkscs": _TRADITIONAL,
    "cp949": _KOREAN,
}
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
_FULL_WIDTH = re.compile("[\u3001-\u3011\uff01-\uff5e\u300c-\u300f\u2018-\u201d\u2026\u00b7\u30fb]")
_TYPOGRAPHY = frozenset("\u00a0\u00ad’‘“”„‚–—…•·«»›‹©®™°§€£№")
_MARKUP = re.compile(rb"<[^<>]{1,4000}>|&#?\w{1,10};")
_SEARCHED = 400_000  # bytes of the page
_CAPITALS = "À-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮĶŁĻŃŅŇŐŘŚŞŠŢŤŪŮŰŲŹŻŽΆ-ΫЁ-Я"
_ALONE = re.compile(r"(?<!\w)[^\W\d_a-zA-Z](?!\w)")  # a "Š" by itself is a "©" of another charset
_ODD_PLACES = re.compile(  # a capital between small letters, a sign inside a word
    rf"[a-zß-öø-ÿά-ώа-џ][{_CAPITALS}](?![A-Z{_CAPITALS}])|[^\W\d_][^\w\s'’\u00ad·./&@:-][^\W\d_]"
)
_FEWEST = 2  # letters beyond ASCII from which on they tell anything
_CAPITAL = 0.6  # what a capital counts: KOI8 read as Windows is all capitals, and the other way round
_MOST = 6000  # bytes looked at
_CLEARLY = 0.1  # by how much another charset has to fit better than the western one
_SURE_EAST_ASIAN = 0.4
_SURE_LETTERS = 0.4


class Guess(NamedTuple):
    """A charset, and whether it is another script than Latin, plainly enough to contradict a label."""

    charset: str
    plain: bool = False


def guess(body: bytes) -> Guess:
    """The likeliest charset of bytes that are neither ASCII nor UTF-8; cp1252 where nothing tells."""
    sample = _sample(body)
    if not any(byte > 127 for byte in sample):
        return Guess("cp1252")
    score, charset = max((_east_asian(sample, charset), charset) for charset in _EAST_ASIAN)
    if score >= _SURE_EAST_ASIAN:
        return Guess(charset, plain=True)
    beyond = sum(byte > 127 for byte in sample)
    letters = len(re.findall(rb"[A-Za-z]", sample))
    if beyond > letters / 2:
        score, charset = _best(sample, _OTHER_LETTERS)
        if score >= _SURE_LETTERS:
            return Guess(charset, plain=beyond > 8)
    western = _letters(sample, "cp1252", _WESTERN)
    score, charset = _best(sample, _LATIN)
    clearly = _CLEARLY + 1 / beyond  # two letters of an address in English text tell little
    return Guess(charset if score > max(western + clearly, 0) else "cp1252")


def _sample(body: bytes) -> bytes:
    """Lines of the page's text with bytes beyond ASCII, without markup."""
    lines, size = [], 0
    for line in _MARKUP.sub(b"\n", body[:_SEARCHED]).split(b"\n"):
        if not line.isascii():
            lines.append(line[:_MOST])
            size += len(lines[-1])
            if size > _MOST:
                break
    return b"\n".join(lines)


def _best(sample: bytes, charsets: dict[str, dict[str, str]]) -> tuple[float, str]:
    found = [(_letters(sample, charset, alphabets), charset) for charset, alphabets in charsets.items()]
    return max(found, key=lambda one: one[0])  # the first of equals: iso8859-2, cp1251


def _letters(sample: bytes, charset: str, alphabets: dict[str, str]) -> float:
    """How well a text in letters comes out, by the best fitting language; 1 is perfect."""
    text = _ALONE.sub(" ", sample.decode(charset, "replace"))
    counts = Counter(char for char in text if char > "\x7f")
    total = counts.total()
    if total < _FEWEST:
        return 0.0
    odd = len(_ODD_PLACES.findall(text))
    spoken = small_words(text)  # as written: in the wrong Cyrillic small words are capitals
    best = max(_fit(counts, letters) for letters in alphabets.values())
    best += total * min(0.5, 2 * max(spoken.get(language, 0.0) for language in alphabets))
    return (best - odd) / total


def _fit(counts: Counter[str], letters: str) -> float:
    """The sum of the characters' weights: letters by their rank in the language, others against it."""
    weights = {letter: 1 - 0.8 * rank / len(letters) for rank, letter in enumerate(letters)}
    score = 0.0
    for char, count in counts.items():
        weight = weights.get(char.lower())
        if weight is not None:
            score += count * weight * (_CAPITAL if char != char.lower() else 1)
        elif char in _TYPOGRAPHY:
            score += 0.3 * count
        else:
            score -= (2.0 if char == "\ufffd" else 1.0) * count
    return score


def _east_asian(sample: bytes, charset: str) -> float:
    """The share of characters that are common, less those that are none."""
    text = sample.decode(charset, "replace")
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.0
    common = _EAST_ASIAN[charset]
    score = 0.0
    for char in beyond:
        if char in common or (common is _JAPANESE and _KANA.match(char)):
            score += 1
        elif _FULL_WIDTH.match(char):
            score += 0.4
        elif char == "\ufffd" or not "\u3000" <= char <= "\ud7af":
            score -= 1
    return score / len(beyond)
