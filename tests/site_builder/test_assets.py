from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rjsmin

from site_builder.assets import collect
from site_builder.errors import AssetError
from site_builder.release import Releases
from tests.site_builder.conftest import ROOT, THEME, Build


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


def test_the_style_sheet_is_its_components_in_their_order_in_as_few_bytes_as_can_be(theme: Path) -> None:
    assets = collect(theme)
    assert assets.files[assets.names["waymark.css"]] == b":root{--ink:#000}a{color:var(--ink)}"


def test_a_script_is_served_without_comments_and_indentation(theme: Path) -> None:
    (theme / "js/menu.js").write_text("// Says hello.\nexport function hello(name) {\n  return `Hello,  ${name}`;\n}\n")
    assets = collect(theme)
    assert assets.files[assets.names["js/menu.js"]] == b"export function hello(name){return`Hello,  ${name}`;}"


def test_the_parts_of_the_page_script_are_one_file_and_do_not_see_each_other(theme: Path) -> None:
    (theme / "js/page").mkdir()
    (theme / "js/page/b.js").write_text("const same = 2;\n")
    (theme / "js/page/a.js").write_text("// Says so.\nconst same = 1;\n")
    assets = collect(theme)
    assert assets.files[assets.names["js/page.js"]] == b"{const same=1;}\n{const same=2;}\n"
    assert not any("page/" in name for name in assets.names)


def test_licences_are_kept(theme: Path) -> None:
    (theme / "js/menu.js").write_text("/*! By its author, MIT */\nconst a = 1; /* of no concern */")
    (theme / "css/base.css").write_text("/*! By another, BSD */ a { color: red } /* of no concern */")
    assets = collect(theme)
    assert assets.files[assets.names["js/menu.js"]] == b"/*! By its author, MIT */const a=1;"
    assert assets.files[assets.names["waymark.css"]].endswith(b"/*! By another, BSD */a{color:red}")


# rjsmin 1.3.0. When the first of these two tests fails for a newer one, site_builder.minify._MISREAD can go.
MISREAD = ["const a = `one ${b ? `two  ${c}  three` : 4}`;", "const spaced = (text) => /a  b/.test(text);"]


@pytest.mark.parametrize("script", MISREAD)
def test_the_minifier_still_closes_up_what_is_no_code(script: str) -> None:
    assert "  " not in rjsmin.jsmin(script)


@pytest.mark.parametrize("script", MISREAD)
def test_a_script_that_the_minifier_would_misread_is_served_as_it_is(theme: Path, script: str) -> None:
    (theme / "js/menu.js").write_text(script)
    assets = collect(theme)
    assert assets.files[assets.names["js/menu.js"]] == script.encode()


def test_an_edit_need_not_wait_for_the_minifiers() -> None:
    program = "import sys, site_builder.build; print({'rcssmin', 'rjsmin', 'brotli', 'PIL'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout == "set()\n"


def test_new_code_minifies_anew(build: Build, releases: Releases, monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    monkeypatch.setattr("site_builder.theme._read", {})
    for module in ("theme", "plan"):
        monkeypatch.setattr(f"site_builder.{module}.code_digest", lambda: "another")
    monkeypatch.setattr("site_builder.minify.minified_css", lambda source: "a{color:red}")
    build()
    sheets = {sheet.read_text(): sheet.name for sheet in (releases.folder / "current/assets").glob("waymark-*.css")}
    assert f'/assets/{sheets["a{color:red}"]}"' in (releases.folder / "current/en/index.html").read_text()


def test_templates_name_an_asset_and_get_an_address_with_its_hash(theme: Path) -> None:
    addresses = collect(theme).addresses("/harbourton")
    assert sorted(addresses) == ["favicon.svg", "js/menu.js", "js/page.js", "waymark.css"]
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
