"""Which Italian, Spanish and Portuguese words speak of what? Where they are alike, once."""

WORDS = {
    "data collection": (
        "raccogli", "raccolt", "recopil", "recogemos", "recolec", "coletamos", "recolhe", "coleta de", "biometri",
        "biométr",
    ),
    "use/purpose": (
        "finalità", "finalidad", "utiliz(?:ziamo|amos) (?:i|los?|as?|os|sus|seus)", "per (?:lo )?scopo",
    ),
    "sharing/third parties": (
        "condivid", "condivis", "terze parti", r"terzi\b", "terceros", "terceiros", "compart(?:ir|imos|ilh)",
        "destinatari", "socios comerciales", "parceiros", r"partner\b", "divulga",
    ),
    "sale": (
        r"vend(?:ere|iamo|ita|er|emos|a|e|ido|uto|uti)\b", "venda de (?:dados|seus)",
    ),
    "retention": (
        "conservi", "conservat", "conservaz", "conservare", "conservamos", "conservar", "retenção", "retención",
        "armazena", "periodo di", "plazo de", "prazo de",
    ),
    "security": (
        "crittograf", "cifrat", "cifrad", "criptograf", "misure di sicurezza", "medidas de segur",
    ),
    "user rights/choice": (
        "consenso", "consentimiento", "consentimento", "diritto (?:di|a|all)", "derechos? (?:de|a)",
        "direitos? (?:de|a)", "rettifica", "rectifica", "retifica", "portabilit", "portabilid", "recesso", "reclamo",
        "desistimiento", "oporse",
    ),
    "children": (
        "minori", "minorenn", "menores", "menor de", "bambin", r"niñ[oa]s?\b", "crianças", "anni di età",
        "años de edad", "anos de idade", r"(?:almeno|compiuto) (?:\w+ )?anni", "mayor de edad", "edad mínima",
        "età minima", "idade mínima",
    ),
    "cookies/tracking": (
        "cookie", "tracciamento", "rastreo", "rastreamento",
    ),
    "international transfer": (
        r"trasfer\w* (?:\w+ ){0,6}(?:fuori|paesi|estero)", r"transfer\w* (?:\w+ ){0,6}(?:fuera|países|internacion)",
        "paesi terzi", "terceros países", "países terceiros", "clausole contrattuali", "cláusulas contractuales",
        "cláusulas contratuais",
    ),
    "legal bases": (
        "base giuridica", "base jurídica", "base legal", "legittimo interesse", "interés legítimo",
        "interesse legítimo", r"gdpr\b", r"rgpd\b", r"lgpd\b",
    ),
    "AI/ML training": (
        "intelligenza artificiale", "inteligencia artificial", "inteligência artificial",
        r"(?:addestra|entrena|treina)\w* (?:\w+ ){0,5}model", "aprendizaje automático", "aprendizado de máquina",
        "apprendimento automatico",
    ),
    "dispute resolution/arbitration": (
        "arbitrat", "arbitraj", "arbitrag", "controversi", "foro competente", "giurisdizione", "jurisdicci",
        "jurisdição", "legge applicabile", "ley aplicable", "lei aplicável", "tribunal", "mediaci",
    ),
    "liability": (
        "responsabilit", "responsabilid", "garanzi", "garantía", "garantia", "risarc", "indemniz", "indeniz",
    ),
    "fees/payment": (
        "pagament", r"pagos?\b", r"pagar\b", "prezzo", "prezzi", r"precios?\b", r"preços?\b", "tariff", r"tarifas?\b",
        "rimbors", "reembols", "abbonament", "suscripci", "assinatura", "commission", "comisiones",
    ),
    "termination": (
        "risoluzione", "rescis", "sospen", "suspens", "suspend",
        r"cancella(?:r|zione) (?:\w+ ){0,2}(?:account|cuenta|conta)",
    ),
    "content/conduct rules": (
        "vietat", "prohib", "proib", "divieto", "non (?:è|sono) (?:consentit|permess)", "no (?:está|están) permiti",
        "violazion", "molest", "licenza", "licencia", "licença", "diritto d['’]autore", "derechos de autor",
        "direitos autorais",
    ),
    "contact": (
        "contatt", "contáct", r"contact(?:o|ar|arnos)\b", "contato", "indirizzo", "dirección (?:postal|de correo)",
        "endereço", "telefono", "teléfono", "telefone", r"(?:via|calle|rua|piazza|avenida) [\w .]{2,30},? \d",
    ),
    "changes-notice": (
        "entr(?:a|ará|ano|eranno|erà|arán|ada|ata) (?:en|in|em) vig", "abbiamo (?:aggiornato|modificato)",
        "hemos (?:actualizado|modificado)", r"atualizamos (?:\w+ ){0,3}(?:termos|política)",
        "modifiche (?:a|al|ai|alla|alle) ",
    ),
    "definitions/scope": (
        "si intende", "si applica", "se aplica", "aplica-se", "significa", "ambito di applicazione",
        "ámbito de aplicación", "titolare del trattamento", "responsable del tratamiento", "controlador",
    ),
}  # fmt: skip
