"""Which month does a word name, in any of forty languages?

The words are those of the Unicode CLDR, nominative, genitive and abbreviated, and common spellings besides.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_WORDS = (
    """
    djan djanuari ean eanáir ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro jannar
    januar januari january január januára janv janvier janvāris janúar jänner leden ledna lednu oca ocak saus
    sausio sausis sij siječanj siječnja siječnjem siječnju sty styczen styczeń stycznia styczniu tammi tammik
    tammikuu tammikuussa tammikuuta urtarrila xan xaneiro ιαν ιανουάριοσ ιανουαρίου січ січень січня ян янв
    январь января яну януари јан јануар јануари בינואר ינו ינואר לינואר يناير जनवरी มกรา มกราคม เดือนมกราคม
    """,
    """
    feabh feabhra feb febbraio feber febr febreiro febrer febrero februar februari februarie february február
    februára februāris febrúar fev fevereiro fra frar fév févr février helmi helmik helmikuu helmikuussa
    helmikuuta lut lutego luty lutym otsaila peb pebruari shk shkurt vasario vasaris veebr veebruar velj
    veljača veljače veljači veljačom úno únor února únoru únr şub şubat φεβ φεβρουάριοσ φεβρουαρίου лют лютий
    лютого фв феб фебруар фев февр февраль февраля февруари בפברואר לפברואר פבר פברואר فبراير फ़रवरी กุมภา
    กุมภาพันธ์ เดือนกุมภาพันธ์
    """,
    """
    bře březen března březnu kov kovas kovo maalis maalisk maaliskuu maaliskuussa maaliskuuta maart mar marca
    march marcu marec maret mars mart martie marts martxoa marzec marzo marzu març março mrt mrz már márc
    március márta mär märts märz ožu ožujak ožujka ožujkom ožujku μάρ μάρτιοσ μαρ μαρτίου бер берез березень
    березня мар март марта במארס במרס במרץ למארס למרס למרץ מארס מרס מרץ مارس मार्च มีค มีนา มีนาคม เดือนมีนาคม
    """,
    """
    abr abril aib aibreán api apirila apr april aprile aprilie aprill apríl apríla aprīlis avr avril bal
    balandis balandžio dub duben dubna dubnu huhti huhtik huhtikuu huhtikuussa huhtikuuta kwi kwie kwiecien
    kwiecień kwietnia kwietniu nis nisan prill travanj travnja travnjem travnju ápr április απρ απρίλιοσ
    απριλίου ап апр апрель апреля април кві квіт квітень квітня אפר אפריל באפריל לאפריל أبريل अप्रैल
    เดือนเมษายน เมย เมษา เมษายน
    """,
    """
    beal bealtaine gegužė gegužės kvě květen května květnu mag maggio mai maiatza maig maijs maio maj maja
    maju may mayo mayıs maí mei mej mejju máj mája május svi svibanj svibnja svibnjem svibnju touko toukok
    toukokuu toukokuussa toukokuuta μάι μάιοσ μαΐ μαΐου май мая мај тра трав травень травня במאי למאי מאי مايو
    พฤษภา พฤษภาคม เดือนพฤษภาคม
    """,
    """
    birž birželio birželis cze czerwca czerwcu czerwiec djuni eka ekaina giu giugno haz haziran iun iunie juin
    jun june junho juni junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäk kesäkuu kesäkuussa
    kesäkuuta lipanj lipnja lipnjem lipnju meith meitheamh qer qershor xuño čer červen června červnu čvn ġun
    ġunju ιουν ιουνίου ιούν ιούνιοσ июн июнь июня чер черв червень червня юн юни јун јуни ביוני יונ יוני ליוני
    يونية يونيه يونيو जून มิถุนา มิถุนายน มิย เดือนมิถุนายน
    """,
    """
    djuli heinä heinäk heinäkuu heinäkuussa heinäkuuta iul iulie iúil juil juillet jul julai julho juli julij
    julio juliol july juuli júl júla július júlí jūl jūlijs kor korr korrik liep liepa liepos lip lipca lipcu
    lipiec lug luglio lul lulju srpanj srpnja srpnjem srpnju tem temmuz uzt uztaila xul xullo července
    červenci červenec črc črv čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня юл юли јул јули
    ביולי יול יולי ליולי يولية يوليه يوليو जुलाई กรกฎา กรกฎาคม เดือนกรกฏาคม
    """,
    """
    abu abuztua ago agost agosto agt agu agustus aoû août aug august augusta augusti augusts augustus
    augusztus avg avgust aww awwissu ağu ağustos elo elok elokuu elokuussa elokuuta gsh gush gusht kol kolovoz
    kolovoza kolovozom kolovozu lún lúnasa ogo ogos rugp rugpjūtis rugpjūčio sie sierpien sierpień sierpnia
    sierpniu srp srpen srpna srpnu ágú ágúst αυγ αυγούστου αύγ αύγουστοσ авг август августа сер серп серпень
    серпня אוג אוגוסט באוגוסט לאוגוסט أغسطس अगस्त สิงหา สิงหาคม เดือนสิงหาคม
    """,
    """
    eyl eylül iraila mfómh rugs rugsėjis rugsėjo ruj rujan rujna rujnom rujnu sep sept september septembra
    septembre septembrie septembris septembro septiembre set setembre setembro setiembre settembre settembru
    sht shtator syys syysk syyskuu syyskuussa syyskuuta szept szeptember wrz wrzesien wrzesień wrzesnia
    wrzesniu września wrześniu zář září σεπ σεπτέμβριοσ σεπτεμβρίου вер верес вересень вересня сен сент
    сентябрь сентября сеп септ септембар септември септм בספטמבר לספטמבר ספט ספטמבר سبتمبر सितंबर सितम्बर
    กันยา กันยายน เดือนกันยายน
    """,
    """
    dfómh eki ekim listopadom loka lokak lokakuu lokakuussa lokakuuta oct october octobre octombrie octubre
    okt oktober oktobris oktoober október októbra ott ottobre ottubru out outubro paz pazdziernik pazdziernika
    pazdzierniku paź październik października październiku spal spalio spalis tet tetor urr urria říj říjen
    října říjnu οκτ οκτωβρίου οκτώβριοσ жов жовт жовтень жовтня окт октобар октомври октябрь октября אוק
    אוקטובר באוקטובר לאוקטובר أكتوبر अक्टूबर अक्तूबर ตุลา ตุลาคม เดือนตุลาคม
    """,
    """
    aza azaroa kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu listopadzie marras marrask
    marraskuu marraskuussa marraskuuta noiem noiembrie nop nopember nov november novembra novembre novembris
    novembro novembru noviembre nën nëntor nóv nóvember samh samhain stu studeni studenim studenog studenoga
    studenom studenome studenomu νοέ νοέμβριοσ νοε νοεμβρίου лис лист листоп листопад листопада нов новембар
    ное ноем ноември ноя нояб ноябрь ноября בנובמבר לנובמבר נוב נובמבר نوفمبر नवंबर नवम्बर พฤศจิ พฤศจิกายน
    เดือนพฤศจิกายน
    """,
    """
    abe abendua ara aralık dec december decembra decembrie decembris decembro des desember desembre dets
    detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis disember diċ diċembru déc décembre
    gru grudnia grudniu grudzien grudzień gruod gruodis gruodžio joulu jouluk joulukuu joulukuussa joulukuuta
    noll nollaig prosinac prosinca prosince prosincem prosinci prosincu prosinec δεκ δεκέμβριοσ δεκεμβρίου гру
    груд грудень грудня дек декабрь декабря декември дец децембар בדצמבר דצמ דצמבר לדצמבר ديسمبر दिसंबर
    दिसम्बर ธันวา ธันวาคม เดือนธันวาคม
    """,
)
# The same words name other months in Croatian than in Polish and Czech.
_CROATIAN = {"lip": 6, "lis": 10, "listopad": 10, "listopada": 10, "srp": 7}
_LANGUAGES = (
    "en de fr es it pt nl pl sv da nb no fi cs sk hu ro tr ru uk bg el hr bs sl sr lt lv et ca gl eu id ms is ga mt sq "
    "mk he ar th hi"
)
COVERED = frozenset(_LANGUAGES.split())
"""Languages whose months are all here."""

_ENGLISH = frozenset(
    ("jan", "feb", "mar", "apr", "may", "june", "jun", "july", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
)

_WHOLE = {"january": 1, "february": 2, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12}
"""English months long enough to be known by a slip of the pen: "Feburary", "Septmber"."""


@cache
def _months() -> dict[str, int]:
    exact = {word: month for month, words in enumerate(_WORDS, 1) for word in words.split()}
    return {_unaccented(word): month for word, month in exact.items()} | exact


def month_of(word: str, language: str = "") -> int:
    """The number of the month, 0 if the word names none. Case, accents and a full stop do not matter.

    In an English text a short word is only taken for a month if English has it: "out" is October in Portuguese.
    Its long months are known with one slip of the pen, too.

    >>> month_of("März"), month_of("DÉC."), month_of("fevrier"), month_of("listopada", "hr"), month_of("out", "en")
    (3, 12, 2, 10, 0)
    >>> month_of("Feburary", "en"), month_of("remember", "en")
    (2, 0)
    """
    plain = unicodedata.normalize("NFC", word).casefold().strip(".")
    if len(plain) < 5 and language == "en" and plain not in _ENGLISH:
        return 0
    if language in ("hr", "bs", "sr") and plain in _CROATIAN:
        return _CROATIAN[plain]
    months = _months()
    known = months.get(plain) or months.get(_unaccented(plain), 0)
    return known or (_misspelt(plain) if language in ("en", "") else 0)


def _misspelt(word: str) -> int:
    return next((number for month, number in _WHOLE.items() if _one_slip(word, month)), 0)


def _one_slip(word: str, month: str) -> bool:
    """Whether one letter is missing, too many, another, or changed places with the next."""
    if abs(len(word) - len(month)) > 1:
        return False
    same = next((i for i, (one, other) in enumerate(zip(word, month, strict=False)) if one != other), len(month))
    here, there = word[same:], month[same:]
    turned = here[1::-1] + here[2:]
    return here[1:] in (there, there[1:]) or here == there[1:] or turned == there


def _unaccented(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
