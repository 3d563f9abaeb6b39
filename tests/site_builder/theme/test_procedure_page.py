from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.site_builder.entities import OFFICE
from tests.site_builder.theme.conftest import Site


@pytest.fixture
def procedure(site: Site) -> Tag:
    page = BeautifulSoup(site.page("en/home/register-address"), "html.parser").main
    assert page is not None
    return page


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def test_a_procedure_answers_in_the_order_in_which_readers_ask(procedure: Tag) -> None:
    assert [heading.text for heading in procedure.select("h2")] == [
        "What you get",
        "Who it is for",
        "What you need",
        "What it costs",
        "How long it takes",
        "Deadline",
        "Step by step",
        "Where to go",
        "If it goes wrong",
        "Services and advice",
        "Official source and legal basis",
        "Who checked this page, and when",
    ]


def test_a_service_answers_in_the_same_order_without_steps(site: Site) -> None:
    page = BeautifulSoup(site.page("en/home/welcome-advice"), "html.parser")
    assert [heading.text for heading in page.select(".page section > h2")] == [
        "What you get",
        "Who it is for",
        "What you need",
        "What it costs",
        "How long it takes",
        "How to get it",
        "Where to go",
        "Who checked this page, and when",
    ]


def test_documents_cost_and_deadline_are_never_hidden(site: Site) -> None:
    facts = ":is(.papers, .paper, .paper-names, .essential, .price, .step, .step__facts, .by-when, .prose, .week)"
    shown = 0
    for path, text in site.files.items():
        if path.endswith(".html"):
            page = BeautifulSoup(text, "html.parser")
            assert page.select(f":is(details, dialog, template, [hidden]) {facts}, {facts}[hidden]") == [], path
            shown += len(page.select(facts))
    assert shown > 100


def test_every_paper_is_listed_once_with_what_to_bring(procedure: Tag) -> None:
    papers = [words(paper) for paper in procedure.select(".papers > .paper")]
    assert papers == [
        "Passport original · 2 copies",
        "Tenancy agreement On the form: Assured shorthold tenancy agreement original · sworn translation "
        "Only in this case: you rent All pages.",
    ]


def test_cost_time_and_deadline_stand_together(procedure: Tag) -> None:
    assert [words(fact) for fact in procedure.select(".essential")] == [
        "What it costs £12.50 Registration fee For each person. Half price for students. How to pay: cash, card "
        "free Advice",
        "How long it takes 2–3 weeks",
        "Deadline 14 days after you move in",
    ]


def test_steps_are_numbered_and_joined_by_and_and_or(procedure: Tag) -> None:
    steps = procedure.select(".step")
    assert [(words(step.select_one(".step__marker")), words(step.select_one(".step__title"))) for step in steps] == [
        ("1", "Book an appointment"),
        ("or", "Walk in without an appointment"),
        ("and", "Have a photo taken"),
        ("2", "Wait for the letter"),
        ("3", "Object to a refusal"),
    ]
    assert "step--wait" in steps[3]["class"]


def test_a_branch_leads_to_its_step(procedure: Tag) -> None:
    branches = procedure.select(".branches li")
    assert [words(branch) for branch in branches] == [
        "The council refuses Step 3: Object to a refusal",
        "Step 1: Book an appointment",
    ]
    target = procedure.select_one(str(branches[0].select("a")[0]["href"]))
    assert words(target).startswith("3 Object to a refusal")


def test_a_step_leads_to_the_card_of_its_office(procedure: Tag) -> None:
    link = procedure.select(".step")[1].select("a")[0]
    assert link["href"] == f"#e-{OFFICE[:8]}"
    card = procedure.select_one(str(link["href"]))
    assert card is not None
    assert words(card).startswith("Civic Centre City Council 1 Quay Street, HB1 1AA Harbourton Use the glass door.")
    assert [link["href"] for link in card.select(".button")] == [
        "https://www.openstreetmap.org/?mlat=52.7&mlon=-0.9#map=18/52.7/-0.9",
        "geo:52.7,-0.9?q=52.7,-0.9",
    ]


def test_the_steps_stand_on_top_of_a_long_way(procedure: Tag) -> None:
    links = procedure.select(".glance a")
    assert [words(link) for link in links][:3] == [
        "1 Book an appointment",
        "or Walk in without an appointment",
        "and Have a photo taken",
    ]
    assert [link["href"] for link in links] == [f"#{step['id']}" for step in procedure.select(".step")]


def test_opening_hours_are_a_week_with_closed_days_named(procedure: Tag) -> None:
    rows = [(words(row.select_one("th")), words(row.select_one("td"))) for row in procedure.select(".week tr")]
    assert rows == [
        ("Monday to Wednesday", "09:00 – 12:30"),
        ("Thursday", "09:00 – 12:30 14:00 – 18:00"),
        ("Friday", "09:00 – 12:30"),
        ("Saturday", "10:00 – 12:00 by appointment only"),
        ("Sunday", "closed"),
    ]
    assert words(procedure.select_one(".closures")) == "Closed from 1 January 2027 to 2 January 2027 · New Year"


def test_numbers_to_call_are_isolated_in_right_to_left_text(site: Site) -> None:
    for path, text in site.files.items():
        for number in BeautifulSoup(text, "html.parser").select('a[href^="tel:"]') if path.endswith(".html") else ():
            assert [child.name for child in number.children if isinstance(child, Tag)] == ["bdi"], path
            assert number.select("bdi")[0]["dir"] == "ltr"


def test_a_situation_is_a_journey_in_order_with_what_else_helps(site: Site) -> None:
    page = BeautifulSoup(site.page("en/just-arrived"), "html.parser")
    assert [words(stop) for stop in page.select(".journey > li")] == [
        "1 Register your address Tell the city where you live. Deadline: 14 days after you move in "
        "Documents to bring: 1 to 2 2–3 weeks Done"
    ]
    assert [words(card) for card in page.select(".cards li")] == ["Welcome advice Free advice in your language."]


def test_a_paper_says_who_asks_for_it(site: Site) -> None:
    page = BeautifulSoup(site.page("de/passport"), "html.parser")
    assert words(page.select_one("h1 ~ p:has(.on-form)")) == "Auf dem Formular: Passport"
    assert [words(link) for link in page.select("section .links li")] == ["Adresse anmelden", "Willkommensberatung"]


def test_an_organisation_shows_its_offices_and_what_it_is_in_charge_of(site: Site) -> None:
    page = BeautifulSoup(site.page("en/city-council"), "html.parser")
    assert [words(title) for title in page.select(".card h3")] == ["Civic Centre"]
    assert [words(link) for link in page.select("section .links li")] == ["Register your address"]
