"""Which Dutch, Polish, Croatian and Chinese words speak of what, where they are plain?"""

WORDS = {
    "data collection": (
        "verzamel", "zbiera", "gromadz", "prikuplja", "收集",
    ),
    "use/purpose": (
        "doeleinde", "gebruiken wij", "cel(?:u|ach|e|ów) przetwarzania", "wykorzystujemy", "svrh[aeu]", "目的",
    ),
    "sharing/third parties": (
        r"derden\b", "delen (?:wij|we)", "ontvanger", "udostępnia", r"osob\w* trzeci", r"podmiot\w* trzeci",
        "odbiorc", r"treć\w* stran", "dijelimo", "primatelj", "第三方", "共享",
    ),
    "sale": (
        r"verkop(?:en|t)\b", "verkocht", "sprzeda(?:jemy|wać|ż danych|my)", "prodajemo", "prodavati", "出售",
    ),
    "retention": (
        "bewaar", r"bewaren\b", "bewaartermijn", "przechowyw", "przechowuj", r"okres\w* przechow", "zadržava",
        "čuva(?:mo|ju|nje|ti)", "pohranj", "保存", "保留",
    ),
    "security": (
        "versleutel", "beveilig", "szyfrow", "bezpieczeństw", "šifrir", "加密",
    ),
    "user rights/choice": (
        "toestemming", "recht op", "bezwaar", r"zgod[aęąy]\b", r"praw\w* do", "sprzeciw", "privol", "pravo na",
        "prigovor", "同意", "撤回",
    ),
    "children": (
        "kinderen", "minderjarig", "jaar (?:of ouder|oud)", "dzieci", "niepełnoletni", r"lat\w* (?:lub|ukończ)",
        "maloljetn", "djec[aeu]", "godina starosti", "未成年", "儿童",
    ),
    "cookies/tracking": (
        "cookie", "ciastecz", "kolačić", "śledz",
    ),
    "international transfer": (
        "doorgifte", "buiten de (?:eu|eer|europese)", r"państw\w* trzeci", "poza (?:eog|ue)", r"treć\w* zemlj", "跨境",
        "境外",
    ),
    "legal bases": (
        "rechtsgrond", r"gerechtvaardigd\w* belang", r"podstaw\w* prawn", "prawnie uzasadnion", r"pravn\w* osnov",
        r"legitimn\w* interes", r"avg\b", r"rodo\b",
    ),
    "AI/ML training": (
        "kunstmatige intelligentie", r"sztuczn\w* inteligencj", r"umjetn\w* inteligencij",
        r"trenowa\w* (?:\w+ ){0,4}model", "人工智能", "训练",
    ),
    "dispute resolution/arbitration": (
        "geschil", "arbitrage", "bevoegde rechter", "toepasselijk recht", "arbitraż", r"spor(?:y|ów|u)\b",
        r"sąd(?:u|y|em|ów)?\b", "prawo właściwe", "arbitraž", "sporov", r"nadležn\w* sud", "仲裁", "管辖",
    ),
    "liability": (
        "aansprakelijk", "odpowiedzialn", r"odgovorn\w* za", "jamstv", "免责", "责任",
    ),
    "fees/payment": (
        "betal", "prijs", "prijzen", "kosten", "abonnement", "terugbetal", "opłat", "płatno", r"cen(?:a|y|ę|ach)\b",
        "zwrot", "subskrypc", "cijen", "plaćanj", "naknad", "付款", "费用",
    ),
    "termination": (
        "opzeg", "beëindig", "opschort", "wypowied", "rozwiąza", "zawiesi", "raskid", "otkaz", "终止",
    ),
    "content/conduct rules": (
        "verboden", "niet toegestaan", "zabron", "zakaz", "naruszeni", "zabranj", "nije dopušteno", "禁止",
    ),
    "contact": (
        "contact (?:met|op)", "contactgegevens", "postadres", "telefoonnummer", "kontakt", r"adres(?:u|em)?\b",
        "telefon", r"adres[ae]\b", "联系",
    ),
    "changes-notice": (
        r"treedt (?:\w+ ){0,3}in werking", "wijziging(?:en)? (?:van|in)", r"wchodz\w* w życie", r"zmian\w* (?:w|do) ",
        r"stupa\w* na snagu", "更新", "生效",
    ),
    "definitions/scope": (
        "van toepassing op", "betekent", "oznacza", "ma zastosowanie", r"administrator\w* danych", "znači",
        "primjenjuje se", "指的是",
    ),
}  # fmt: skip
