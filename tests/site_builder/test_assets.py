from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.assets import collect
from site_builder.errors import AssetError
from tests.site_builder.conftest import THEME


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme with a style sheet of two components, a script and an icon."""
    for name, text in {
        "css/ORDER": "# The order of the cascade\ntokens.css\n\nbase.css\n",
        "css/base.css": "a {\n  color: var(--ink);\n}\n",
        "css/tokens.css": "/* Colours */\n:root { --ink: #000 } /* near black */\n",
        "js/menu.js": "export const open = true;\n",
        "static/favicon.svg": "<svg/>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_style_sheet_is_its_components_in_their_order_without_comments(theme: Path) -> None:
    assets = collect(theme)
    assert assets.files[assets.names["waymark.css"]] == b":root { --ink: #000 }\na {\ncolor: var(--ink);\n}\n"


def test_templates_name_an_asset_and_get_an_address_with_its_hash(theme: Path) -> None:
    addresses = collect(theme).addresses("/harbourton")
    assert sorted(addresses) == ["favicon.svg", "js/menu.js", "waymark.css"]
    assert addresses["js/menu.js"].startswith("/harbourton/assets/js/menu-")
    assert addresses["js/menu.js"].endswith(".js")


def test_a_changed_file_gets_another_name_and_the_others_keep_theirs(theme: Path) -> None:
    before = collect(theme).names
    (theme / "js/menu.js").write_text("export const open = false;\n")
    after = collect(theme).names
    assert [name for name in before if before[name] != after[name]] == ["js/menu.js"]


def test_a_comment_sign_inside_a_string_is_kept(theme: Path) -> None:
    (theme / "css/base.css").write_text('a::before { content: "/* kept */" }')
    assets = collect(theme)
    assert b'"/* kept */"' in assets.files[assets.names["waymark.css"]]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("css/late.css", "", r"ORDER does not list late.css: say where it belongs"),
        ("css/ORDER", "tokens.css\nbase.css\ngone.css\n", r"gone.css cannot be read: No such file"),
        ("css/base.css", "a { background: url(../images/a.png) }", r"base.css names the file ../images/a.png"),
        ("css/base.css", 'a { background: url("a.png") }', r"base.css names the file a.png"),
        ("js/menu.js", 'import { a } from "./other.js";', r"menu.js imports ./other.js"),
        ("js/menu.js", 'const a = await import("../other.js");', r"menu.js imports ../other.js"),
    ],
)
def test_a_file_that_would_not_work_under_a_hashed_name_is_refused(
    theme: Path, name: str, text: str, message: str
) -> None:
    (theme / name).write_text(text)
    with pytest.raises(AssetError, match=message):
        collect(theme)


def test_a_file_that_is_not_utf_8_is_named(theme: Path) -> None:
    (theme / "css/base.css").write_bytes(b"a { content: '\xff' }")
    with pytest.raises(AssetError, match=r"base.css is not UTF-8: invalid start byte at byte 14"):
        collect(theme)


def test_what_is_inline_stays(theme: Path) -> None:
    (theme / "css/base.css").write_text("a { background: url(data:image/svg+xml,x) } b { fill: url(#shade) }")
    assert b"url(#shade)" in collect(theme).files[collect(theme).names["waymark.css"]]


def test_the_product_s_theme_can_be_collected() -> None:
    assert "waymark.css" in collect(THEME).names
