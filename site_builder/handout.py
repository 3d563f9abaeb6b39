"""A page of a guide as a file to print and hand over: PDF/UA-1 (ISO 14289-1), tagged, with its fonts in it.

The page's own HTML is laid out with a style sheet of its own, since paper has no screens to fit and WeasyPrint lays out
no grids within pages. Nothing is fetched: what a sheet of paper shows stands in the page and in the style sheet.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from site_builder.errors import SiteBuilderError
from site_builder.lineage import find, lineage

STYLE_SHEET = "handout/handout.css"  # in the theme's folder


class HandoutError(SiteBuilderError):
    """A handout cannot be made; the message says what is lacking."""


def is_installed() -> bool:
    """Whether the extra `handouts` is there. It takes half a second to load, so nobody loads it to find out."""
    return find_spec("weasyprint") is not None


def make_handout(html: str, theme_folder: Path, address: str) -> bytes:
    """The PDF file of a page; its links lead to where they lead from `address`. Raises HandoutError."""
    from PIL import ImageFile

    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        raise HandoutError(
            f"Handouts need WeasyPrint: {error}. Install the extra `handouts`, and Pango of the system "
            "(apt-get install libpangoft2-1.0-0 libharfbuzz-subset0)."
        ) from error

    # WeasyPrint 70 has Pillow take broken pictures, for the whole process; uploads are checked in it.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class Nothing(URLFetcher):
        """Fetches nothing: the page's own style sheet is for screens, and no page makes the server ask others."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})

    sheet = find(lineage(theme_folder), STYLE_SHEET)
    if sheet is None:
        raise HandoutError(f"The theme {theme_folder} has no {STYLE_SHEET}: add it, or extend a theme that has it.")
    styles = CSS(string=sheet.read_text(), url_fetcher=Nothing())
    page = HTML(string=html, base_url=address, url_fetcher=Nothing(), media_type="print")
    made: bytes = page.write_pdf(stylesheets=[styles], pdf_variant="pdf/ua-1")
    return made
