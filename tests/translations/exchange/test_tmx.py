"""Translation memory goes to other tools and comes back, and what is wrong with a file is said with its line."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.exchange.inline_tags import segment_of
from translations.exchange.problems import ExchangeError
from translations.exchange.tmx_reading import TmxUnit, read_tmx
from translations.exchange.tmx_writing import Written, tmx
from translations.markup import Markup, Span, parse, render

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" '
    'datatype="plaintext"/>'
)


def file(body: str, *, header: str = HEADER, version: str = "1.4", before: str = "") -> io.BytesIO:
    """A TMX file with these units."""
    return io.BytesIO(f'{before}<tmx version="{version}">\n{header}\n<body>\n{body}\n</body></tmx>'.encode())


def unit(source: str, target: str, attributes: str = "") -> str:
    """A unit of a file."""
    return (
        f'<tu {attributes}><tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="de"><seg>{target}</seg></tuv></tu>'
    )


def read(stream: io.BytesIO) -> list[TmxUnit]:
    return list(read_tmx(stream))


def there_and_back(html: str) -> str:
    """A segment that was written and read again."""
    written = "".join(tmx([Written(html, {"de": (html, NOW)})], "en"))
    [found] = read(io.BytesIO(written.encode()))
    assert found.texts["de"] == found.texts["en"]
    assert (found.changed_at, found.tags_left_out) == (NOW, 0)
    return found.texts["de"]


tags = st.sampled_from(["a", "b", "i", "em", "strong", "code"])
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"]), min_size=1, max_size=8)


@st.composite
def segments(draw: st.DrawFn) -> str:
    """HTML of segments: words, tags around some of them, within one another, and line breaks."""
    pieces = draw(st.lists(words, min_size=1, max_size=6))
    text = draw(st.sampled_from([" ", "\n"])).join(pieces)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    spans = []
    if draw(st.booleans()):
        outer = draw(tags)
        spans.append(Span(start, end, outer, "a1" if outer == "a" else ""))
        if draw(st.booleans()):
            spans.append(Span(start, (start + end) // 2, draw(tags.filter(lambda tag: tag != "a")), "", 1))
    return render(Markup(text, tuple(spans)))


@given(segments())
def test_a_segment_that_goes_out_comes_back_as_it_was(html: str) -> None:
    assert there_and_back(html) == render(parse(html))


def test_inline_tags_are_written_as_tmx_knows_them() -> None:
    assert segment_of('Ask <a id="a1">here</a>.<br/>Do <b>not</b> pay &amp; go.') == (
        'Ask <bpt i="1" x="1" type="link">&lt;a id="a1"&gt;</bpt>here<ept i="1">&lt;/a&gt;</ept>.'
        '<ph x="2" type="lb">&lt;br/&gt;</ph>Do <bpt i="3" x="3" type="bold">&lt;b&gt;</bpt>not'
        '<ept i="3">&lt;/b&gt;</ept> pay &amp; go.'
    )


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert there_and_back("a\x0bb\ufffec") == "abc"


def test_tags_of_other_tools_become_ours_or_are_left_out_with_their_text_kept() -> None:
    source = (
        'Do <bpt i="1" type="bold">{\\b </bpt>not<ept i="1">}</ept> <bpt i="2">&lt;font color="red"&gt;</bpt>pay'
        '<ept i="2">&lt;/font&gt;</ept><ph>\\fn<sub>A foot note</sub></ph> <hi>now</hi>.<it pos="begin">[</it>'
    )
    [found] = read(file(unit(source, "Zahlen Sie nicht.")))
    assert found.texts["en"] == "Do <b>not</b> pay now."
    assert found.tags_left_out == 3


def test_no_tag_of_a_file_becomes_more_than_an_inline_tag() -> None:
    evil = 'x<bpt i="1">&lt;a href="javascript:alert(1)"&gt;</bpt>y<ept i="1">&lt;/a&gt;</ept>&lt;script&gt;'
    [found] = read(file(unit(evil, evil)))
    assert found.texts["de"] == "xy&lt;script&gt;"


def test_the_language_of_a_units_source_may_be_its_own() -> None:
    [found] = read(file(unit("yes", "ja", 'srclang="de-DE"')))
    assert list(found.texts.items()) == [("de", "ja"), ("en", "yes")]
    [found] = read(file(unit("yes", "ja", 'srclang="*all*"')))
    assert found.any_is_source


def test_a_document_type_is_no_harm_and_is_not_fetched() -> None:
    assert len(read(file(unit("yes", "ja"), before='<!DOCTYPE tmx SYSTEM "http://localhost:1/tmx14.dtd">\n'))) == 1


@pytest.mark.parametrize(
    "entity", ['<!ENTITY x "xx">', '<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY % x SYSTEM "http://x.example">']
)
def test_a_file_with_entities_is_refused(entity: str) -> None:
    with pytest.raises(ExchangeError, match="declares entities"):
        read(file(unit("&x;", "ja"), before=f"<!DOCTYPE tmx [{entity}]>"))


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (io.BytesIO(b""), "The file is empty"),
        (file("<tu>"), "Line 5: This is no well-formed XML: mismatched tag"),
        (file(unit("yes", "ja"), version="2.0"), "Line 1: TMX 2.0 is not known here"),
        (file("", header='<header srclang="en"/>'), "Line 2: <header> lacks “creationtool”"),
        (file("", header=""), "Line 3: <body> comes before the <header>"),
        (file("\n<tu></tu>"), "Line 5: <tu> has no <tuv>"),
        (file("<tu><tuv><seg>x</seg></tuv></tu>"), "Line 4: <tuv> lacks “xml:lang”"),
        (file('<tu><tuv xml:lang="en"></tuv></tu>'), "Line 4: <tuv> has no <seg>"),
        (file('<tu><tuv xml:lang="fr"><seg>oui</seg></tuv></tu>'), "no text in its source language, en"),
        (file(unit('<bpt i="1"/>x', "x")), "Line 4: <bpt> without <ept> of the same number: 1"),
        (file(unit('x<ept i="7"/>', "x")), "Line 4: <ept> without <bpt> of the same number: 7"),
        (file(unit("<bpt/>x", "x")), "Line 4: <bpt> lacks “i”"),
        (file("<seg>x</seg>"), "Line 4: <seg> does not belong here"),
        (file("<html/>"), "Line 4: TMX has no element <html>"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(stream: io.BytesIO, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read(stream)


def test_a_big_file_is_read_in_pieces() -> None:
    class Slow(io.BytesIO):
        """Says how much was read."""

        most = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 < size <= 65536
            return super().read(size)

    stream = Slow(file(unit("yes", "ja") * 3000).getvalue())
    first = next(iter(read_tmx(stream)))
    assert first.texts["de"] == "ja"
    assert stream.tell() < len(stream.getvalue())
