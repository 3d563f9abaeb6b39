"""The code lists of the European Union that CPSV-AP and DCAT-AP ask for."""

from __future__ import annotations

from site_builder.standards.rdf import Node

AUTHORITY = "http://publications.europa.eu/resource/authority"

# By language tag: the name in the EU's list of languages, which is the code of ISO 639-3 in capitals.
_LANGUAGES = {
    "am": "AMH", "ar": "ARA", "az": "AZE", "be": "BEL", "bg": "BUL", "bn": "BEN", "bs": "BOS", "ca": "CAT", "cs": "CES",
    "cy": "CYM", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST", "eu": "EUS", "fa": "FAS",
    "fa-AF": "PRS", "fi": "FIN", "fr": "FRA", "ga": "GLE", "gl": "GLG", "gu": "GUJ", "ha": "HAU", "he": "HEB",
    "hi": "HIN", "hr": "HRV", "hu": "HUN", "hy": "HYE", "id": "IND", "ig": "IBO", "is": "ISL", "it": "ITA", "ja": "JPN",
    "ka": "KAT", "kk": "KAZ", "km": "KHM", "ko": "KOR", "ku": "KUR", "ky": "KIR", "lb": "LTZ", "ln": "LIN", "lo": "LAO",
    "lt": "LIT", "lv": "LAV", "mk": "MKD", "ml": "MAL", "mn": "MON", "ms": "MSA", "mt": "MLT", "my": "MYA", "nb": "NOB",
    "ne": "NEP", "nl": "NLD", "nn": "NNO", "no": "NOR", "om": "ORM", "pa": "PAN", "pl": "POL", "ps": "PUS", "pt": "POR",
    "ro": "RON", "ru": "RUS", "rw": "KIN", "si": "SIN", "sk": "SLK", "sl": "SLV", "so": "SOM", "sq": "SQI", "sr": "SRP",
    "sv": "SWE", "sw": "SWA", "ta": "TAM", "te": "TEL", "tg": "TGK", "th": "THA", "ti": "TIR", "tk": "TUK", "tl": "TGL",
    "tr": "TUR", "ug": "UIG", "uk": "UKR", "ur": "URD", "uz": "UZB", "vi": "VIE", "wo": "WOL", "yi": "YID", "yo": "YOR",
    "zh": "ZHO", "zu": "ZUL",
}  # fmt: skip
_TAGS = {name: tag for tag, name in _LANGUAGES.items()}


def language_iri(tag: str) -> str:
    """The IRI of a language. The list knows no easy German; its texts are in German."""
    primary = tag.partition("-")[0]
    name = _LANGUAGES.get(tag) or _LANGUAGES.get(primary) or primary.upper()
    return f"{AUTHORITY}/language/{name}"


def language_tag(iri: str) -> str:
    """The tag of a language's IRI; empty for the IRI of something else."""
    head, _, name = iri.rpartition("/")
    return _TAGS.get(name, name.lower()) if head == f"{AUTHORITY}/language" else ""


def language_nodes(tags: list[str]) -> list[Node]:
    """What a graph has to say of the languages that it names."""
    return [Node(iri, "dct:LinguisticSystem") for iri in dict.fromkeys(map(language_iri, tags))]


def currency_iri(code: str) -> str:
    """The IRI of a currency (ISO 4217)."""
    return f"{AUTHORITY}/currency/{code}"
