"""Which German words speak of what?"""

WORDS = {
    "data collection": (
        "erheb", "erfass", "gesammelt", "sammeln", "standortdaten", "biometri", "protokolldaten",
    ),
    "use/purpose": (
        "zweck", "verwenden wir", "nutzen wir", "wir (?:verwenden|nutzen)", "verarbeitungszweck",
    ),
    "sharing/third parties": (
        "weitergabe", "weitergegeben", "weitergeben", r"dritte[nr]?\b", "drittanbieter", "empfänger",
        "auftragsverarbeit", "offenleg", "übermittlung an", r"partner(?:n|unternehmen)?\b", "dienstleister",
    ),
    "sale": (
        r"verkauf(?:en|t|s)?\b", "veräusser",
    ),
    "retention": (
        "aufbewahr", "speicherdauer", "speicherfrist", "löschfrist", "gespeichert (?:für|bis)", "wie lange",
        r"lösch\w* (?:\w+ ){0,6}nach", r"nach (?:\w+ ){0,4}(?:tagen|monaten|jahren|wochen) (?:\w+ ){0,4}(?:ge)?lösch",
    ),
    "security": (
        "verschlüssel", "datensicherheit", "sicherheitsmassnahm", "datenpanne",
    ),
    "user rights/choice": (
        "widerspr", "einwillig", r"recht auf \w+", "ihre? rechte", "betroffenenrecht", "auskunft", "berichtigung",
        "widerruf", r"lösch\w* (?:\w+ ){0,3}(?:konto|daten|profil)", "datenübertragbarkeit", "beschwerde",
    ),
    "children": (
        "kinder", r"kindes?\b", "minderjähr", "volljähr", "jahre alt", "mindestalter", "lebensjahr", "jugendlich",
    ),
    "cookies/tracking": (
        "cookie", "zählpixel", r"tracking\b", "analysedienst", "werbe-id",
    ),
    "international transfer": (
        "drittland", "drittländer", "drittstaat", "angemessenheitsbeschl", "standardvertragsklausel",
    ),
    "legal bases": (
        "rechtsgrundlage", r"berechtigte\w* interesse", r"dsgvo\b", "vertragserfüllung",
    ),
    "AI/ML training": (
        r"künstliche\w* intelligenz", r"ki\b", "ki-", r"maschinelle\w* lern", "sprachmodell",
        r"trainier\w* (?:\w+ ){0,5}(?:modell|ki\b)", r"modelle? (?:\w+ ){0,4}trainier",
        r"training (?:\w+ ){0,4}(?:modell|ki\b)",
    ),
    "dispute resolution/arbitration": (
        "schiedsgericht", "schiedsverfahren", "schlichtung", "gerichtsstand", "anwendbares recht", "streitigkeit",
        r"unterliegt (?:\w+ ){0,3}recht", "sammelklage",
    ),
    "liability": (
        "haft(?:et|en|ung|bar)", "gewährleist", "schadensersatz", "schadenersatz", "freistell",
    ),
    "fees/payment": (
        "gebühr", r"preis(?:e|s|en|erhöhung|änderung)?\b", "zahlung", "bezahl", "entgelt", "erstattung", "abonnement",
        "rechnung", "kostenpflichtig", "kosten",
    ),
    "termination": (
        "kündig", r"sperr(?:en|ung|t)\b", "vertragsende", "beendigung",
    ),
    "content/conduct rules": (
        "verboten", "untersag", "unzulässig", "nicht (?:gestattet|erlaubt|zulässig)", "verst(?:oss|öss)",
        "urheberrecht", "nutzungsrecht", "belästig", "missbrauch", "verhaltensregel",
    ),
    "contact": (
        "kontakt", "anschrift", "telefon", "postadresse", "datenschutzbeauftragte", "e-?mail-?adresse",
        "ansprechpartner", r"[\w-]{2,30}(?:strasse|str\.) \d",
    ),
    "changes-notice": (
        r"(?:wir (?:haben|werden) (?:\w+ ){0,6}(?:geändert|aktualisiert|ändern|aktualisieren))",
        "änderung(?:en)? (?:dieser|der|unserer)", r"tr(?:itt|eten) (?:\w+ ){0,3}in kraft", "gültig ab",
        r"neue\w* (?:agb|bedingungen|datenschutz)",
    ),
    "definitions/scope": (
        "bedeutet", "bezeichnet", "im sinne", "gilt für", "gelten für", "geltungsbereich", "verantwortliche",
        r"(?:gmbh|ag|se)\b",
    ),
}  # fmt: skip
