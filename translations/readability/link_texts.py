"""Links whose text does not say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marks import Code, Mark
from .passages import PageText, Reading

# The whole text of a link, without punctuation, in lower case.
SAYS_NOTHING = {
    "de": "hier|hier klicken|klicken sie hier|klick hier|bitte hier klicken|mehr|mehr dazu|mehr erfahren|weiter"
    "|weiterlesen|link|dieser link|diesem link|diesen link|mehr infos|mehr informationen|weitere infos"
    "|weitere informationen|unter diesem link|auf dieser seite|dieser seite|diese seite|dort|da|siehe hier"
    "|hier finden sie mehr|details|zur website|webseite|website|homepage|download",
    "en": "here|click here|click|press here|tap here|see here|more|read more|learn more|find out more|see more|link"
    "|this link|the link|this page|this website|the website|website|webpage|homepage|more information|more info"
    "|further information|details|more details|continue|go|download|this|there",
    "es": "aquí|aqui|haz clic aquí|haga clic aquí|pulse aquí|clic aquí|más|leer más|ver más|saber más"
    "|más información|enlace|este enlace|esta página|página web|sitio web|web|descargar|siga leyendo",
    "fr": "ici|cliquez ici|cliquer ici|par ici|là|plus|en savoir plus|lire la suite|lire plus|voir plus|lien|ce lien"
    "|cette page|cette adresse|plus d'informations|plus d'infos|site|site web|site internet|télécharger|suite"
    "|pour en savoir plus",
    "it": "qui|clicca qui|cliccare qui|cliccate qui|premi qui|più|di più|leggi di più|leggi tutto|continua"
    "|scopri di più|per saperne di più|maggiori informazioni|ulteriori informazioni|link|questo link"
    "|questa pagina|sito|sito web|scarica",
}
_SAYS_NOTHING = {language: frozenset(texts.split("|")) for language, texts in SAYS_NOTHING.items()}
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def mark_link_texts(reading: Reading, page: PageText) -> Iterator[Mark]:
    """Mark each link whose whole text is “here” or the like."""
    texts = _SAYS_NOTHING.get(reading.language)
    if texts is None:
        return
    for start, end in reading.passage.links:
        linked = reading.passage.text[start:end]
        words = " ".join(_EDGE.sub("", linked).lower().replace("’", "'").split())
        if words in texts:
            stripped = linked.strip()
            first = start + linked.index(stripped)
            yield Mark(Code.LINK_TEXT, first, first + len(stripped), {"words": stripped})
