from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup

from site_builder.environment import ThemeEnvironment
from site_builder.structured_data import as_script, closure, hours, iso_duration
from tests.site_builder.documents import small_city
from tests.site_builder.entities import COUNCIL, SITE_URL, opening
from tests.site_builder.theme.conftest import Site, make_site


def data(site: Site, path: str) -> dict[str, dict[str, Any]]:
    """The structured data of a page by type."""
    script = BeautifulSoup(site.page(path), "html.parser").select_one('script[type="application/ld+json"]')
    assert script is not None
    return {item["@type"]: item for item in json.loads(script.string or "")}


def test_a_procedure_is_a_how_to_with_steps_and_supplies(site: Site) -> None:
    found = data(site, "de/home/register-address")["HowTo"]
    assert found["name"] == "Adresse anmelden"
    assert found["inLanguage"] == "de"
    assert found["totalTime"] == "P3W"
    assert [supply["name"] for supply in found["supply"]] == ["Reisepass", "Mietvertrag"]
    assert [step["name"] for step in found["step"]][:2] == ["Termin buchen", "Ohne Termin kommen"]
    assert found["step"][1]["url"] == f"{SITE_URL}/de/home/register-address/#step-2"
    assert found["estimatedCost"][0]["currency"] == "GBP"


def test_a_service_names_its_provider_and_channels(site: Site) -> None:
    found = data(site, "en/home/welcome-advice")["Service"]
    assert found["provider"] == {"@type": "NGO", "name": "Harbour Aid"}
    assert found["availableChannel"][0]["serviceUrl"] == "https://advice.harbourton.example.org/"
    assert found["availableChannel"][1]["serviceLocation"]["name"] == "Civic Centre"
    assert found["availableChannel"][1]["availableLanguage"] == ["en", "ar"]
    assert found["areaServed"] == {"@type": "City", "name": "Harbourton"}


def test_a_service_of_an_authority_is_a_government_service(environment: ThemeEnvironment) -> None:
    documents = small_city()
    for body in documents:
        if body["kind"] == "service":
            body["authority"] = COUNCIL
    found = data(make_site(documents, environment), "ar/home/welcome-advice")["GovernmentService"]
    assert found["serviceOperator"]["@type"] == "GovernmentOrganization"
    assert found["serviceOperator"]["name"] == "مجلس المدينة"


def test_an_office_has_hours_and_closures(site: Site) -> None:
    found = data(site, "en/civic-centre")["GovernmentOffice"]
    assert found["openingHoursSpecification"][1] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["https://schema.org/Thursday"],
        "opens": "14:00",
        "closes": "18:00",
    }
    assert found["specialOpeningHoursSpecification"] == [
        closure({"from": "2027-01-01", "to": "2027-01-02", "reason": "New Year"})
    ]
    assert found["geo"] == {"@type": "GeoCoordinates", "latitude": 52.7, "longitude": -0.9}
    assert "geo" not in data(site, "en/central-library")["GovernmentOffice"]


def test_breadcrumbs_lead_from_home_to_the_page(site: Site) -> None:
    items = data(site, "en/home/register-address")["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Harbourton", f"{SITE_URL}/en/"),
        (2, "Home", f"{SITE_URL}/en/home/"),
        (3, "Register your address", f"{SITE_URL}/en/home/register-address/"),
    ]


def test_every_page_with_an_address_has_valid_structured_data(site: Site) -> None:
    for path, text in site.files.items():
        if 'rel="canonical"' in text and "/" in path:
            assert data(site, path.removesuffix("/index.html")), path


def test_the_last_minute_of_a_day_is_written_so_that_machines_read_it() -> None:
    assert hours(opening([7], "20:00", "24:00"))["closes"] == "23:59"


def test_spans_of_time_are_iso_8601() -> None:
    assert iso_duration({"value": 2, "maximum": None, "unit": "hour"}) == "PT2H"
    assert iso_duration({"value": 2, "maximum": 5, "unit": "month"}) == "P5M"
    assert iso_duration(None) is None


def test_no_text_can_end_the_script() -> None:
    assert "<" not in as_script([{"name": "</script><script>alert(1)</script>"}])
