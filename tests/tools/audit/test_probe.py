"""The probe catches what it is for, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.tools.audit.conftest import BREAKS, CITY, folder_of
from tools.audit.findings import Finding
from tools.audit.pages import built_pages
from tools.audit.probe.alternates import disagreeing
from tools.audit.probe.probing import PAGE_RULES, probe
from tools.audit.probe.words import foreign_script
from tools.guide_server.running import serving

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def findings(browser: Browser, broken_guide: Path, broken_address: str) -> dict[str, list[Finding]]:
    """What the probe says of each page of the guide that breaks every rule, by the page's folder."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in probe(browser, broken_address, [page.address for page in built_pages(broken_guide)]):
        found[finding.page.split("/")[-2]].append(finding)
    return found


def test_a_page_in_order_has_no_findings(findings: dict[str, list[Finding]]) -> None:
    assert findings["clean"] == []


@pytest.mark.parametrize("rule", BREAKS)
def test_a_page_that_breaks_a_rule_is_caught_by_that_rule(findings: dict[str, list[Finding]], rule: str) -> None:
    caught = {finding.rule for finding in findings[folder_of(rule)]}
    # A script of somebody else that does not come is an error besides.
    assert caught == {f"probe {rule}"} | ({"probe policy"} if rule == "third party" else set())


def test_a_tool_of_the_theme_may_need_scripts_if_it_says_so(
    browser: Browser, write_guide: Callable[..., Path], tmp_path: Path
) -> None:
    build = write_guide(tmp_path, ["without scripts"])
    (page,) = built_pages(build)
    article = page.file.read_text()
    told = article.replace("</main>", "<noscript><p>لا يعمل من دون برامج.</p></noscript></main>")
    found = {}
    for name, text in (("article", told), ("tool", told.replace("page--article", "page--theme"))):
        page.file.write_text(text)
        with serving(build) as server:
            found[name] = {finding.rule for finding in probe(browser, server, [page.address])}
    assert found == {"article": {"probe without scripts"}, "tool": set()}


def test_a_finding_names_page_value_and_limit(findings: dict[str, list[Finding]]) -> None:
    (finding,) = findings["target"]
    assert finding.page == f"/{CITY}/ar/target/"
    assert "x30 px: <a class=" in finding.value
    assert "44 px" in finding.limit


def test_every_rule_has_a_page_that_breaks_it() -> None:
    assert {rule.name for rule in PAGE_RULES} <= set(BREAKS)


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Anmeldung", "ar", "Latin"),
        ("مكتب السكن (Wohnungsamt und Bürgerbüro)", "ar", None),
        ("РАЦС (Standesamt)", "uk", None),
        ("willkommen@birkenfurt.example.org", "ti", None),
        ("www.birkenfurt.example.org/termine", "fa", None),
        ("ኣድራሻ", "ti", None),
        ("ኣድራሻ ምምዝጋብ", "en", "Ethiopic"),
        ("Реєстрація", "de-simple", "Cyrillic"),
        ("SCHUFA", "uk", None),
        ("Виплата Universal Credit", "uk", None),
        ("WhatsApp", "ar", None),
        ("127.0.0.1:8001/birkenfurt/q/jr8ek11c", "ar", None),
    ],
)
def test_text_in_another_script_is_told_from_addresses_and_asides(text: str, language: str, script: str | None) -> None:
    assert foreign_script(text, language) == script


OWN = "https://guide.example.org/ar/"
OTHER = "https://guide.example.org/de/"


def links(canonical: str, **alternates: str) -> str:
    """The part of a page that says where it is and in which languages."""
    by_tag = {tag.replace("_", "-"): url for tag, url in alternates.items()}
    others = [f'<link rel="alternate" hreflang="{tag}" href="{url}">' for tag, url in by_tag.items()]
    return "\n".join([f'<link rel="canonical" href="{canonical}">', *others])


def test_languages_that_lead_to_each_other_have_no_findings() -> None:
    alternates = {"ar": OWN, "de": OTHER, "x_default": OTHER}
    assert list(disagreeing({"/ar/": links(OWN, **alternates), "/de/": links(OTHER, **alternates)})) == []


def test_a_language_that_does_not_lead_back_is_caught() -> None:
    german = links(OTHER, de=OTHER, x_default=OTHER)
    found = list(disagreeing({"/ar/": links(OWN, ar=OWN, de=OTHER, x_default=OTHER), "/de/": german}))
    assert found == [("/ar/", f"de: {OTHER} does not lead back")]


@pytest.mark.parametrize(
    ("alternates", "fault"),
    [
        ({"x_default": OTHER}, "no alternate is the page itself"),
        ({"ar": OWN}, "no x-default"),
        ({"ar": OWN, "de": f"{OTHER}gone/", "x_default": OWN}, f"de: {OTHER}gone/ is no page of the guide"),
    ],
)
def test_wrong_links_between_languages_are_caught(alternates: dict[str, str], fault: str) -> None:
    found = disagreeing({"/ar/": links(OWN, **alternates), "/de/": links(OTHER, de=OTHER, x_default=OTHER)})
    assert ("/ar/", fault) in found


@pytest.mark.parametrize("tag", ['<a hreflang="de" href="/de/">', '<a hreflang="de" lang="ar" href="/de/">'])
def test_a_link_to_another_language_says_which(tag: str) -> None:
    page = f'<nav class="languages"><ul><li>{tag}Deutsch</a></li></ul></nav>'
    assert list(disagreeing({"/ar/": page})) == [("/ar/", f"a link to another language does not say which: {tag}")]
