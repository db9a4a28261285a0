"""Which words are modal verbs, negations, units, numerals, months? Lists of the languages of Europe, some of Asia."""

from __future__ import annotations


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


MODALS = _words("""
    shall may must can could will would should might ought
    darf darfst dürfen dürfte dürften kann können könnte könnten muss müssen musst müsste müssten soll sollen sollte
    sollten wird werden würde würden
    peut peuvent pouvez pouvons pourra pourront pourrez doit doivent devez devons devra devront devrez
    puede pueden podrá podrán podrás podría podrían podemos puedes debe deben deberá deberán deberás debería
    deberían
    può possono puoi potrà potranno potrai deve devono devi dovrà dovranno dovrai
    pode podem poderá poderão podemos devem deverá deverão devemos
    mogen kan kunnen kunt moet moeten zal zullen zult zou zouden
    może mogą możemy możesz musi muszą musimy wolno będzie będą
    får kan ska skall skal må bør måste může mohou musí smí smějí
    может могут можем можете должен должна должны може можуть повинен повинні
""")

AUXILIARIES = _words("""
    do does did need is are was were be has have had dare
    ist sind war waren sei hat haben hatte hatten est sont sera seront
    será serán es son ha han hay sarà saranno è sono hanno serão é são há
    mag wordt worden zijn heeft hebben będziemy jest są powinien powinna powinny
    vil kommer är er har můžeme bude budou je jsou poate pot putem va vor trebuie este sunt
    будет будут є буде будуть saa voi voivat pitää täytyy μπορεί μπορούν μπορείτε πρέπει
""")

NEGATIONS = _words("""
    not never nicht nie niemals kein keine keinen keinem keiner keines no nunca jamás tampoco non mai né não jamais
    niet nooit geen nie nigdy inte aldrig ikke aldri aldrig не никогда ні nu ne nikdy ei ikinä δεν μην
""")

NEGATED_PHRASES = [
    "no longer",
    "not longer",
    "no more",
    "not only",
    "not yet",
    "nicht mehr",
    "nicht länger",
    "ya no",
    "no más",
    "non più",
    "já não",
    "não mais",
    "niet meer",
    "niet langer",
    "już nie",
    "nie dłużej",
    "inte längre",
    "ikke længere",
    "ikke lenger",
    "in no event",
    "in no case",
    "under no circumstances",
    "auf keinen fall",
    "in keinem fall",
    "unter keinen umständen",
    "en aucun cas",
    "sous aucun prétexte",
    "en ningún caso",
    "bajo ninguna circunstancia",
    "in nessun caso",
    "em nenhum caso",
    "em caso algum",
    "in geen geval",
    "onder geen beding",
    "w żadnym wypadku",
    "w żadnym przypadku",
]

MAGNITUDES = _words("""
    thousand million millions billion billions trillion tausend millionen milliarde milliarden mio mrd mille
    milliard
    milliards mil millón millones mila milione milioni miliardo miliardi milhão milhões bilhão bilhões duizend
    miljoen
    miljard tysiąc tysiące tysięcy milion miliona miliony milionów mln mld
""")

UNITS = _words("""
    second seconds minute minutes hour hours day days night nights week weeks fortnight month months quarter
    quarters year years
    percent euro euros dollar dollars pound pounds cent cents franc francs kb mb gb tb mbps km
    sekunde sekunden minuten stunde stunden tag tage tagen tages werktag werktage werktagen arbeitstag arbeitstage
    arbeitstagen kalendertag kalendertage kalendertagen bankarbeitstage bankarbeitstagen geschäftstage
    geschäftstagen
    woche wochen monat monate monaten monats jahr jahre jahren jahres prozent
    seconde secondes heure heures jour jours semaine semaines mois an ans année années trimestre trimestres
    segundo segundos minuto minutos hora horas día días semana semanas mes meses año años dólares
    secondo secondi minuti ora ore giorno giorni settimana settimane mese mesi anno anni
    dia dias mês ano anos reais dólar
    seconden minuut uur uren dag dagen werkdag werkdagen maand maanden kwartaal jaar jaren procent
    sekund sekundy minuta minuty minut godzin godziny godzina dzień dni dniach dnia tydzień tygodnie tygodni
    miesiąc miesiące miesięcy miesiącach rok roku lata lat procent złoty złotych złote zł
    sekunder minuter timme timmar dagar vecka veckor månad månader år kronor time timer dage dager uge uger uke uker
    måned måneder kroner
    dnů dnech hodin týdnů měsíců měsíce let päivää päivän viikkoa kuukautta vuotta tuntia nap napon óra hónap év
    zile luni ani ore gün ay yıl saat
    секунд минут часа часов день дня дней неделя недели недель месяц месяца месяцев год года лет днів місяців років
    ημέρες ημερών μήνες μηνών έτη ετών
    eur usd gbp chf cad aud nzd jpy cny inr brl mxn pln czk huf ron sek nok dkk rub try krw sgd hkd zar
""")

BEFORE_UNITS = [
    "business",
    "calendar",
    "working",
    "consecutive",
    "banking",
    "trading",
    "full",
    "days'",
    "aufeinanderfolgenden",
    "aufeinanderfolgende",
    "volle",
    "vollen",
    "volles",
    "vollendete",
    "de",
    "di",
    "of",
    "d",
    "jours",
    "días",
]

LONG_UNITS = [
    "per cent",
    "pour cent",
    "por ciento",
    "por cento",
    "per cento",
    "business days",
    "jours ouvrés",
    "jours ouvrables",
    "jours calendaires",
    "jours francs",
    "días hábiles",
    "días naturales",
    "días laborables",
    "dias úteis",
    "dias corridos",
    "giorni lavorativi",
    "dni roboczych",
    "dni kalendarzowych",
    "years old",
    "years of age",
    "jahre alt",
]

CURRENCIES = _words("""
    eur usd gbp chf cad aud nzd jpy cny inr brl mxn pln sek nok dkk sgd hkd zar us euro
""")

NUMERALS = _words("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty
    twenty-one twenty-four thirty forty forty-five forty-eight fifty sixty seventy seventy-two eighty ninety hundred
    ein eine einen einem eines einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf vierzehn fünfzehn
    sechzehn achtzehn
    zwanzig vierundzwanzig dreißig vierzig fünfzig sechzig neunzig hundert
    un une deux trois quatre cinq six sept huit neuf dix onze douze quatorze quinze seize dix-huit vingt
    vingt-quatre
    trente quarante cinquante soixante quatre-vingt-dix cent
    uno una dos tres cuatro cinco seis siete ocho nueve diez once doce catorce quince dieciséis dieciocho veinte
    treinta
    cuarenta sesenta noventa cien
    due tre quattro cinque sei sette otto nove dieci dodici quattordici quindici sedici diciotto venti trenta
    quaranta
    sessanta novanta cento
    um uma dois duas três quatro oito dez doze quinze dezesseis dezoito trinta sessenta noventa
    een één twee drie vijf zes zeven acht negen tien twaalf veertien vijftien zestien achttien dertig zestig
    negentig
    jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwanaście czternaście trzydzieści
    dziewięćdziesiąt
""")

MONTHS = _words("""
    january february march april june july august september october november december
    januar jänner februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    januari februari maart mei augustus
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    augusti marts ledna února března dubna května června července srpna září října listopadu prosince
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
""")

SHORT_MONTHS = _words("""
    jan feb mar apr may jun jul aug sep sept oct nov dec mär okt dez janv févr fév avr juil déc ene abr ago dic gen
    mag giu
    lug set ott fev abr mai out mrt maj paź gru
""")

CJK_NEGATIONS = _words("""
    ではありません でありません ことはできません ことができません できませんでした できません ありません
    ませんでした しません ません てはならない てはいけません なければなりません することができます
    ことができます
    できます 不得 不能 不会 不會 不可以 不可 不应 不應 不再 無法 无法 不需要 不必 禁止 必须 必須 应当 應當 可以
    可能 没有 沒有 ไม่สามารถ ไม่ได้ ไม่ต้อง ไม่มี ไม่ใช่
    จะไม่ ไม่ สามารถ ต้อง อาจ ห้าม
""")

CJK_UNITS = _words("""
    年 月 日 時間 小时 小時 个月 個月 か月 ヶ月 ヵ月 カ月 ケ月 週間 周 歳 岁 天 分 秒 円 元 万円 億円 万 億 亿
    人 個 回 条 項 วัน เดือน ปี บาท ชั่วโมง
""")

AMBIGUOUS = frozenset({"mai", "né", "nu", "ei", "ni", "μην"})
"""Negations of one language that are other words of another: months, births, eggs."""
