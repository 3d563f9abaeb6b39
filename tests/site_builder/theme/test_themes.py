"""A city has a theme of its own: what differs is in it, all else is the theme's that it extends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.assets import collect
from site_builder.build import build_city
from site_builder.environment import make_environment
from site_builder.errors import AssetError
from site_builder.lineage import THEMES
from site_builder.theme import read_theme
from site_builder.theme_check import Fault, check_theme
from tests.site_builder.conftest import CITY, Build, command, own
from tests.site_builder.feeds import Publisher

GREENMOOR = THEMES / "greenmoor"
ALL = sorted(folder for folder in THEMES.iterdir() if folder.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The two themes, to be changed."""
    for theme in ALL:
        shutil.copytree(theme, tmp_path / "themes" / theme.name)
    return tmp_path / "themes" / "greenmoor"


def put(file: Path, text: str) -> None:
    """Write a file of a theme."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_every_theme_shows_every_kind_of_page_and_lacks_nothing(theme: Path) -> None:
    assert check_theme(theme) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_theme_has_what_it_overrides_and_what_it_extends(
    build: Build, output: Path, language: str, tmp_path: Path, publisher: Publisher
) -> None:
    assert build(GREENMOOR).warnings == []
    release = own(output / CITY / "current")
    page = release[f"{language}/home/register-address/index.html"].decode()
    assert "/assets/arms-" in page
    assert "blaze__post" not in page
    assert 'class="footer"' in page
    [style] = (data.decode() for path, data in release.items() if path.startswith("assets/waymark-"))
    assert "--mast:#5c0f3c" in style
    assert ".arms{" in style
    assert ".step" in style
    build_city(publisher.feed, CITY, tmp_path / "other", THEMES / "waymark")
    assert own(tmp_path / "other" / CITY / "current").keys() > {path for path in release if path.endswith(".html")}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("greenmoor/templates/base.html", lambda text: text.replace('class="brand"', 'class="brand new"')),
        ("waymark/templates/base.html", lambda text: text.replace('class="skip"', 'class="skip new"')),
        (
            "waymark/templates/article.html",
            lambda text: text.replace("{% block content %}", "{% block content %}<i></i>"),
        ),
        ("waymark/css/base.css", lambda text: text + "\na { order: 7 }\n"),
        ("greenmoor/css/tokens.css", lambda text: text.replace("#5c0f3c", "#5c0f3d")),
        ("waymark/locale/de/LC_MESSAGES/waymark.po", lambda text: text.replace('"Sprache"', '"Zunge"')),
    ],
)
def test_a_build_notices_what_changes_in_a_theme_and_in_what_it_extends(
    build: Build,
    publisher: Publisher,
    output: Path,
    tmp_path: Path,
    folder: Path,
    name: str,
    change: Callable[[str], str],
) -> None:
    build(folder)
    file = folder.parent / name
    text = change(file.read_text())
    assert text != file.read_text()
    put(file, text)
    result = build(folder)
    assert result.created
    build_city(publisher.feed, CITY, tmp_path / "fresh", folder)
    assert own(output / CITY / "current") == own(tmp_path / "fresh" / CITY / "current")


def test_a_template_that_a_theme_takes_over_later_has_its_pages_made_again(
    build: Build, publisher: Publisher, output: Path, tmp_path: Path, folder: Path
) -> None:
    build(folder)
    put(
        folder / "templates/glossary.html",
        '{% extends "waymark/glossary.html" %}{% block content %}<i></i>{{ super() }}{% endblock %}',
    )
    assert build(folder).rendered == 3
    build_city(publisher.feed, CITY, tmp_path / "fresh", folder)
    assert own(output / CITY / "current") == own(tmp_path / "fresh" / CITY / "current")
    assert b"<i></i>" in own(output / CITY / "current")["en/glossary/index.html"]


def test_a_logo_stands_before_the_name_of_the_city_as_soon_as_a_theme_has_one(
    build: Build, publisher: Publisher, output: Path, tmp_path: Path, folder: Path
) -> None:
    waymark = folder.parent / "waymark"
    build(waymark)
    assert b'class="logo"' not in own(output / CITY / "current")["ar/index.html"]
    put(
        waymark / "static/logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    )
    build(waymark)
    page = own(output / CITY / "current")["ar/index.html"]
    assert b'<img class="logo" src="/harbourton/assets/logo-' in page
    assert b"blaze__post" not in page
    build_city(publisher.feed, CITY, tmp_path / "fresh", waymark)
    assert own(output / CITY / "current") == own(tmp_path / "fresh" / CITY / "current")
    assert check_theme(waymark) == []


def test_a_theme_says_some_things_in_other_words_and_speaks_more_languages(folder: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    put(folder / "locale/de/LC_MESSAGES/waymark.po", f'{head}msgid "Emergency"\nmsgstr "Hilfe"\n')
    put(folder / "locale/nl/LC_MESSAGES/waymark.po", f'{head}msgid "Emergency"\nmsgstr "Nood"\n')
    environment = make_environment(folder, {})
    german = environment.catalogue("de")
    assert (german.gettext("Emergency"), german.gettext("Language")) == ("Hilfe", "Sprache")
    assert environment.ui_language("nl") == "nl"
    assert environment.catalogue("nl").gettext("Emergency") == "Nood"
    assert "Language" in german.messages()


def test_a_theme_is_extended_over_several_steps(folder: Path) -> None:
    third = folder.parent / "third"
    put(third / "theme.toml", 'extends = "greenmoor"\n')
    put(third / "templates/base.html", '{% extends "greenmoor/base.html" %}{% block footer %}<p>x</p>{% endblock %}')
    assert check_theme(third) == []
    put(third / "templates/base.html", '{% extends "waymark/base.html" %}')
    assert check_theme(third) == []
    assert "arms.svg" in collect(third).names


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ('extends = "nothing"', "extends “nothing”, and there is no theme at"),
        ('extends = "greenmoor"', "which extends it in turn"),
        ("extends = waymark", "is not TOML"),
        ('extends = "waymark"\ncolour = "red"', "has to say one thing"),
        ('extends = "../waymark"', "has to say one thing"),
    ],
)
def test_a_theme_that_does_not_say_what_it_extends_is_told_so(folder: Path, told: str, message: str) -> None:
    put(folder / "theme.toml", told)
    with pytest.raises(AssetError, match=message):
        read_theme(folder)
    [fault] = check_theme(folder)
    assert message in fault.message


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        (
            "templates/cost.html",
            '{% extends "waymark/cost.html" %}\n{% block contents %}{% endblock %}',
            2,
            "has a block “contents”: it is never shown. There are: brand, content",
        ),
        ("templates/cost.html", '{% extends "waymark/cost.htm" %}', 1, "Is one of these meant? waymark/cost.html"),
        ("templates/cost.html", "{% if x %}", 1, "closed is 'if'. Mend the template"),
        ("templates/cost.html", '{% extends "waymark/costs.html" %}', 1, "There is no template “waymark/costs.html”"),
        ("templates/cost.html", '\n{% include "parts/no.html" %}', 2, "There is no template “parts/no.html”"),
        ("templates/cost.html", "{% if %}", 1, "Mend the template"),
        ("templates/cost.html", "\n\n{{ page.title.text|safe }}", 3, "“safe” has text printed as it is"),
        ("templates/cost.html", "{% autoescape false %}{% endautoescape %}", 1, "“autoescape” is switched off"),
        ("templates/cost.html", "{% autoescape page.title %}{% endautoescape %}", 1, "“autoescape” is switched off"),
        ("templates/cost.html", '{{ asset("no.svg") }}', 1, "no.svg"),
        ("templates/topic.html", "<h1>x</h1>\n{{ page.nothing }}", 2, "nothing"),
        ("templates/topic.html", "<p>x</p>", 0, 'lang=""'),
        ("css/tokens.css", ":root {\n--ink: #777; }", 1, "--soft, --target, --way, --way-tint, --yes are missing"),
        (
            "css/arms.css",
            "a { color: red }\n:root { --way: #777; }",
            2,
            "--way is set where its contrast is not",
        ),
        (
            "css/tokens.css",
            ":root {\n  --ink: #777;\n --ground: #fff; }",
            2,
            "--ink on --ground has a contrast of 4.5:1 in the light",
        ),
        ("css/tokens.css", ":root {\n  --ink: red;\n --ground: #fff; }", 2, "write it as #rrggbb"),
        ("css/more.css", "a { background: url(x.png) }", 0, "names the file x.png"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told_with_file_line_and_remedy(
    folder: Path, name: str, text: str, line: int, message: str
) -> None:
    put(folder / name, text)
    found = [fault for fault in check_theme(folder) if message in fault.message]
    assert found
    if line:
        assert (found[0].file, found[0].line) == (str(folder / name), line)


def test_a_folder_that_says_nothing_of_what_it_extends_is_told_what_to_write(folder: Path) -> None:
    (folder / "theme.toml").unlink()
    [fault] = check_theme(folder)
    assert fault.message.endswith(
        'has no css/ORDER. If it extends another, theme.toml has to say so: extends = "waymark"'
    )


def test_a_colour_that_is_too_weak_in_the_dark_only_is_told(folder: Path) -> None:
    file = folder / "css/tokens.css"
    put(file, file.read_text().replace("--way: #f5a9d2", "--way: #7a1650"))
    faults = check_theme(folder)
    assert {"in the dark" in fault.message for fault in faults} == {True}
    assert {fault.line for fault in faults} == {35}


def test_a_string_that_no_catalogue_has_is_told(folder: Path) -> None:
    put(
        folder / "templates/topic.html",
        '{% extends "waymark/topic.html" %}{% block content %}{{ _("Greetings") }}{{ super() }}{% endblock %}',
    )
    faults = check_theme(folder)
    assert {Path(fault.file).relative_to(folder).parts[1] for fault in faults} >= {"ar", "de", "en"}
    assert all("Greetings" in fault.message for fault in faults)


def test_the_command_tells_faults_and_is_status_3(folder: Path) -> None:
    status, out, _ = command("theme", "check", GREENMOOR)
    assert (status, out) == (0, f"{GREENMOOR}: every kind of page can be shown with it.\n")
    put(folder / "templates/cost.html", '{% extends "no.html" %}')
    status, out, _ = command("theme", "check", folder)
    assert status == 3
    assert out.startswith(f"{folder}/templates/cost.html:1: There is no template “no.html”.")


def test_a_fault_of_a_whole_file_has_no_line() -> None:
    assert str(Fault("theme.toml", 0, "It is wrong.")) == "theme.toml: It is wrong."
