"""Which French words speak of what?"""

WORDS = {
    "data collection": (
        "collect", "recueill", "géolocalis", "biométr", "données de localisation",
    ),
    "use/purpose": (
        "finalité", "utilis(?:ons|és?|ées?) (?:vos|les|pour)", "fins? de", "personnalis",
    ),
    "sharing/third parties": (
        r"partage(?:r|ons|ées?|és?)?\b", r"tiers\b", "tierces", "sous-traitant", "destinataire", "partenaire",
        "prestataire", "divulg", "communiqu(?:ons|ées?|és?) à",
    ),
    "sale": (
        r"vend(?:re|ons|us?|ues?|ez)\b", "vente (?:de|des) (?:vos|données)", "revend",
    ),
    "retention": (
        "conserv", "durée de", r"supprim\w* (?:\w+ ){0,5}après",
        r"(?:après|pendant) (?:\w+ ){0,3}(?:jours|mois|ans|années)",
    ),
    "security": (
        "chiffr", "mesures de sécurité", "sécurité (?:de|des)", "violation de données",
    ),
    "user rights/choice": (
        "consentement", r"droits? (?:d['’]\w+|de \w+|à \w+)", "vos droits", r"(?:vous|s['’])\s?opposer", "opposition",
        "rectif", "portabilité", "réclamation", r"supprim\w* (?:\w+ ){0,3}(?:compte|données)", "rétract",
    ),
    "children": (
        "enfant", r"mineure?s?\b", "âgée?s? d", "âge (?:de|minim|légal)", "ans (?:ou plus|révolus)", "parental",
    ),
    "cookies/tracking": (
        "cookie", "traceur", "suivi (?:de|publicit)", "pixel",
    ),
    "international transfer": (
        r"transf[eé]r\w* (?:\w+ ){0,6}(?:hors|pays|états)", "hors (?:de )?l['’](?:ue|union|eee|espace)", "pays tiers",
        "clauses contractuelles", "adéquation",
    ),
    "legal bases": (
        "base (?:légale|juridique)", "intérêts? légitimes?", r"rgpd\b", "obligations? légales?",
    ),
    "AI/ML training": (
        "intelligence artificielle", r"ia\b", "apprentissage (?:automatique|machine)",
        r"entra[iî]n\w* (?:\w+ ){0,5}(?:modèle|ia\b)", "modèles? (?:de langage|d['’]ia)",
    ),
    "dispute resolution/arbitration": (
        "arbitrage", "litige", "juridiction", "tribuna", "droit applicable", "médiat(?:ion|eur)",
        "régie?s? par (?:le|la) (?:droit|loi)", "recours collectif",
    ),
    "liability": (
        "responsab(?:les?|ilité) (?:d|en cas|pour|de)", "indemnis", "garantie", "dommages",
    ),
    "fees/payment": (
        r"frais\b", "tarif", r"prix\b", "paiement", r"pay(?:er|ez|és?|ante?s?)\b", "rembours", "abonnement", "factur",
        "redevance",
    ),
    "termination": (
        "résili", "suspen(?:d|s)", "clôtur", "fermeture (?:de|du)",
    ),
    "content/conduct rules": (
        "interdi", "prohib", "licence", "harcèl", "droits? d['’]auteur", "contrefa",
        "contenus? (?:illicite|interdit|haineux)", "propriété intellectuelle",
    ),
    "contact": (
        "coordonn", "adresse (?:e-?mail|postale|électronique|suivante|de)", "téléphone", "courrier", "nous contacter",
        "délégué à la protection", r"\d+,? (?:rue|avenue|boulevard|place)",
    ),
    "changes-notice": (
        "entr(?:e|era|eront|ée) en vigueur",
        r"(?:modif\w+|mis(?:e|es)? à jour) (?:\w+ ){0,3}(?:conditions|politique)",
        "nouvelles? (?:conditions|politique|version)",
    ),
    "definitions/scope": (
        "désigne", "signifie", "s['’]appliqu", "champ d'application", "régissent", "responsable (?:de|du) traitement",
    ),
}  # fmt: skip
