"""A guide that is saved on a phone: in a browser, with the network cut."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_builder.build import build_city
from tests.site_builder.documents import small_city
from tests.site_builder.entities import Body
from tests.site_builder.feeds import Publisher
from tests.site_builder.originals import Originals, drawn
from tests.site_builder.theme.conftest import BASE, THEME
from tools.guide_server.server import GuideHandler

pytestmark = [pytest.mark.browser]

SLOWEST = 20  # seconds until a test fails that forgot to have the network answer again
CITY = BASE.strip("/")
HELD = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  storage: localStorage.length + sessionStorage.length,
  databases: (await indexedDB.databases()).length,
})"""
NOTHING = {"caches": [], "workers": [], "storage": 0, "databases": 0}
FILES = """async () => {
  const [name] = await caches.keys();
  const keys = await (await caches.open(name)).keys();
  return keys.map(({ url }) => new URL(url)).map(({ pathname, search }) => pathname + search).sort();
}"""
SAVED = """async () => {
  const [name] = await caches.keys();
  const cache = await caches.open(name);
  return (await Promise.all((await cache.matchAll()).map((file) => file.text()))).join("");
}"""


@dataclass
class Net:
    """What a phone's network does, and what went over it."""

    is_cut: bool = False
    answers: Event = field(default_factory=Event)
    """Set while requests are answered."""
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Addresses that were asked for, with the bytes of the answers."""

    @property
    def paths(self) -> list[str]:
        """The addresses, below the city's."""
        return [path.removeprefix(BASE) for path, _ in self.sent]


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    """The network of the guide server."""
    net = Net()
    net.answers.set()
    get, send = GuideHandler.do_GET, GuideHandler.send

    def do_get(handler: GuideHandler) -> None:
        net.answers.wait(SLOWEST)
        if net.is_cut:
            handler.close_connection = True
        else:
            get(handler)

    def counted(handler: GuideHandler, status: int, body: bytes, *more: object, **options: object) -> None:
        net.sent.append((handler.path, len(body)))
        send(handler, status, body, *more, **options)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(GuideHandler, "do_GET", do_get)
    monkeypatch.setattr(GuideHandler, "send", counted)
    return net


@dataclass
class City:
    """A city that is built and served."""

    publisher: Publisher
    folder: Path
    address: str
    originals: Originals = field(default_factory=Originals)

    def build(self) -> None:
        """Have its live guide be what is published."""
        build_city(self.publisher.feed, CITY, self.folder, THEME, precompress=True, fetch=self.originals.fetch)

    def publish(self, path: str, language: str, **changed: object) -> None:
        """Publish the document at a path again, and build."""
        [body] = [b for b in self.publisher.bodies if (b["path"], b["language"]) == (path, language)]
        self.publisher.publish(body | changed)
        self.build()


def documents() -> list[Body]:
    """The small city; a fourth language has nothing of its own but its script, which is Ethiopic."""
    found = small_city()
    for body in found:
        if body["kind"] == "city":
            body["languages"] = [*body["languages"], "ti"]
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city's guide, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    City(Publisher(documents()), folder, "").build()
    return folder


@pytest.fixture
def city(built: Path, tmp_path: Path, net: Net, serve_guides: Callable[[Path], str]) -> City:
    """The small city, whose network can be cut."""
    folder = shutil.copytree(built, tmp_path / "build", symlinks=True)
    return City(Publisher(documents()), folder, f"{serve_guides(folder)}{BASE}")


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that never saw a guide."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context


def saved(phone: BrowserContext, city: City, language: str) -> Page:
    """The page on which a guide was just saved."""
    page = phone.new_page()
    page.goto(f"{city.address}/{language}/save/")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    return page


def cut(phone: BrowserContext, net: Net) -> None:
    """Aeroplane mode."""
    phone.set_offline(True)
    net.is_cut = True


@pytest.mark.parametrize(("language", "question"), [("en", "register"), ("ar", "تسجيل"), ("ti", "register")])
def test_a_saved_guide_is_read_searched_and_ticked_without_a_network(
    phone: BrowserContext, city: City, net: Net, language: str, question: str
) -> None:
    page = saved(phone, city, language)
    cut(phone, net)
    page.goto(f"{city.address}/{language}/")
    expect(page.locator("main > .notice").first).to_be_visible()
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    for path in ("home/register-address/", "home/register-address", "emergency-numbers/", "a-z/", "save/"):
        page.goto(f"{city.address}/{language}/{path}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).not_to_have_text("")
    expect(page.locator("[data-do=delete]")).to_be_visible()
    page.locator("header input[type=search]").fill(question)
    expect(page.locator("main li a[href$='/home/register-address/']").first).to_be_visible()
    page.goto(f"{city.address}/{language}/just-arrived/")
    page.locator("tick-list input").first.check()
    page.reload()
    expect(page.locator("tick-list input").first).to_be_checked()


def test_nothing_is_stored_before_the_tap_and_nothing_is_left_after_deleting(
    phone: BrowserContext, city: City, net: Net
) -> None:
    page = phone.new_page()
    for path in ("", "home/register-address/", "save/"):
        page.goto(f"{city.address}/en/{path}", wait_until="networkidle")
        assert page.evaluate(HELD) == NOTHING
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    held = page.evaluate(HELD)
    assert held == {**NOTHING, "caches": [f"waymark-saved {BASE}/en/"], "workers": [f"{BASE}/en/"]}
    page.locator("[data-do=delete]").click()
    expect(page.get_by_role("status")).to_contain_text("has been deleted")
    page.goto(f"{city.address}/en/")
    assert page.evaluate(HELD) == NOTHING
    assert phone.cookies() == []


def test_what_is_saved_does_not_tell_what_was_read(phone: BrowserContext, city: City) -> None:
    page = saved(phone, city, "en")
    before = page.evaluate(SAVED)
    for path in ("home/register-address/", "home/welcome-advice/", "save/"):
        page.goto(f"{city.address}/en/{path}", wait_until="networkidle")
    assert page.evaluate(SAVED) == before


def test_pages_that_endanger_their_reader_are_saved_only_if_she_asks_for_them(
    phone: BrowserContext, city: City, net: Net
) -> None:
    page = saved(phone, city, "ar")
    text = "We read letters with you."
    assert text not in page.evaluate(SAVED)
    page.locator("[data-safety] input").check()
    page.locator("[data-do=update]").click()
    expect(page.locator("[data-do=update]")).to_be_hidden()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    assert page.evaluate(SAVED).count(text) >= 2, "on the page and among what is searched"
    page.reload()
    expect(page.locator("[data-safety] input")).to_be_checked()
    page.locator("[data-safety] input").uncheck()
    page.locator("[data-do=update]").click()
    expect(page.locator("[data-do=update]")).to_be_hidden()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    assert text not in page.evaluate(SAVED)
    cut(phone, net)
    page.goto(f"{city.address}/ar/home/welcome-advice/")
    expect(page.locator("main a[href$='/ar/emergency-numbers/']").first).to_be_visible()
    assert text not in page.content()


def test_pictures_are_saved_if_she_asks_for_them_and_shown_without_a_network(
    phone: BrowserContext, city: City, net: Net
) -> None:
    city.publish("home/rubbish", "en", picture=city.originals.add("/media/bins.jpg", drawn()))
    page = saved(phone, city, "ar")
    offer = page.locator("[data-pictures]")
    expect(offer).to_be_visible()
    expect(offer).not_to_contain_text("{size}")
    picture = page.locator("figure.picture img")
    shown = "img => (img.scrollIntoView(), img.decode().then(() => img.naturalWidth, () => 0))"

    def seen_without_a_network() -> int:
        cut(phone, net)
        page.goto(f"{city.address}/ar/home/rubbish/")
        width: int = picture.evaluate(shown)
        phone.set_offline(False)
        net.is_cut = False
        page.goto(f"{city.address}/ar/save/")
        return width

    assert not [path for path in net.paths if "/pictures/" in path]
    assert seen_without_a_network() == 0
    offer.locator("input").check()
    page.locator("[data-do=update]").click()
    expect(page.get_by_role("status")).to_contain_text(
        page.locator("[data-save-guide]").get_attribute("data-newest") or "?"
    )
    assert [path.rpartition("-")[2] for path in net.paths if "/pictures/" in path] == ["320.webp"]
    assert seen_without_a_network() > 0
    expect(offer.locator("input")).to_be_checked()
    offer.locator("input").uncheck()
    page.locator("[data-do=update]").click()
    expect(page.locator("[data-do=update]")).to_be_hidden()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    assert not [path for path in page.evaluate(FILES) if "/pictures/" in path]


def test_an_update_loads_the_pages_that_changed_and_nothing_else(phone: BrowserContext, city: City, net: Net) -> None:
    page = saved(phone, city, "en")
    whole = sum(size for path, size in net.sent if "/pack/" in path)
    city.publish("home/rubbish", "en", body=[{"id": "a", "type": "text", "html": "<p>Put it out on Friday.</p>"}])
    net.sent.clear()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("newer version")
    assert [path for path in net.paths if "/pack/" in path] == ["/en/pack/list.json"]
    net.sent.clear()
    page.locator("[data-do=update]").click()
    expect(page.get_by_role("status")).to_contain_text("newest version")
    loaded = {path for path in net.paths if not path.endswith(("sw.js", "list.json")) and "/worker-" not in path}
    assert loaded == {"/en/home/rubbish/", "/en/search/0.json"}
    assert sum(size for path, size in net.sent if "/search/" not in path) < whole / 4
    cut(phone, net)
    page.goto(f"{city.address}/en/home/rubbish/")
    expect(page.locator("main")).to_contain_text("on Friday")


def test_an_update_after_many_changes_is_the_newest_release(phone: BrowserContext, city: City, net: Net) -> None:
    page = saved(phone, city, "ar")
    [body] = [b for b in city.publisher.bodies if b["path"] == "home" and b["language"] == "en"]
    for body in [b for b in city.publisher.bodies if b["kind"] == "article" and b["language"] == "en"]:
        city.publisher.withdraw(body["uuid"], "en")
        city.publisher.withdraw(body["uuid"], "ar")
    city.publish("home", "en", title="House and home")
    page.reload()
    page.locator("[data-do=update]").click()
    expect(page.locator("[data-do=update]")).to_be_hidden()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    fresh = phone.browser.new_context() if phone.browser else phone
    with fresh:
        assert page.evaluate(FILES) == saved(fresh, city, "ar").evaluate(FILES)


def test_a_connection_that_breaks_off_leaves_the_emergency_numbers_and_is_gone_on_from(
    phone: BrowserContext, city: City, net: Net
) -> None:
    page = phone.new_page()
    page.goto(f"{city.address}/ar/save/")
    page.route("**/pack/0.txt", lambda route: route.abort())
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    expect(page.locator("[data-do=save]")).to_be_visible()
    page.unroute("**/pack/0.txt")
    cut(phone, net)
    page.goto(f"{city.address}/ar/emergency-numbers/")
    expect(page.locator("main .phone").first).to_be_visible()
    page.goto(f"{city.address}/ar/home/register-address/")
    expect(page.locator("main a[href$='/ar/emergency-numbers/']").first).to_be_visible()
    phone.set_offline(False)
    net.is_cut = False
    net.sent.clear()
    page.goto(f"{city.address}/ar/save/")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-do=save]")).to_be_hidden()
    expect(page.locator("[data-do=delete]")).to_be_visible()
    assert "/ar/pack/first.txt" not in net.paths
    assert "/ar/pack/0.txt" in net.paths


def test_with_a_network_readers_see_the_newest_page_and_no_other_language_changes(
    phone: BrowserContext, city: City
) -> None:
    page = saved(phone, city, "en")
    city.publish("home/rubbish", "en", body=[{"id": "a", "type": "text", "html": "<p>Put it out on Friday.</p>"}])
    page.goto(f"{city.address}/en/home/rubbish/")
    expect(page.locator("main")).to_contain_text("on Friday")
    assert "was saved on" not in page.locator("main").inner_text()
    page.goto(f"{city.address}/de/")
    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_a_network_that_does_not_answer_is_waited_for_only_briefly(phone: BrowserContext, city: City, net: Net) -> None:
    page = saved(phone, city, "en")
    net.answers.clear()
    page.goto(f"{city.address}/en/home/register-address/", wait_until="domcontentloaded", timeout=10_000)
    expect(page.locator("main")).to_contain_text("was saved on")
    net.answers.set()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_guide_can_be_put_on_the_home_screen(phone: BrowserContext, city: City, language: str) -> None:
    page = saved(phone, city, language)
    page.goto(f"{city.address}/{language}/")
    devtools = phone.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert (manifest["lang"], manifest["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert manifest["start_url"] == f"{BASE}/{language}/"
    faults = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {fault["errorId"] for fault in faults} <= {"in-incognito"}, "which every context of Playwright is"
    for icon in manifest["icons"]:
        answer = page.request.get(city.address.removesuffix(BASE) + icon["src"])
        assert answer.headers["content-type"] == icon["type"]


def test_a_browser_that_cannot_save_says_so(browser: Browser, city: City) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{city.address}/en/save/")
        expect(page.get_by_role("status")).to_contain_text("cannot save")
        expect(page.locator("[data-do=save]")).to_be_hidden()
