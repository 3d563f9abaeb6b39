"""Segments go to translators as XLIFF 2 and come back, whatever their tools do to the file that the format allows."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given

from tests.translations.exchange.segments import piece, segments, work
from translations.exchange.problems import ExchangeError
from translations.exchange.work import Earlier, Piece, Progress, Returned, canonical
from translations.exchange.xliff_reading import read_xliff
from translations.exchange.xliff_writing import CORE, xliff
from translations.terms import Term

X = f"{{{CORE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def read(text: str) -> list[Returned]:
    return list(read_xliff(io.BytesIO(text.encode())))


def written(*pieces: Piece, target: str = "de") -> str:
    return "".join(xliff(work(*pieces, target=target)))


def file(body: str, *, attributes: str = 'version="2.1" srcLang="en" trgLang="de"', before: str = "") -> str:
    """A file of another tool."""
    return f'{before}<xliff xmlns="{CORE}" {attributes}>\n<file id="f" original="page">\n{body}\n</file></xliff>'


def unit(target: str, *, source: str = "Yes", data: str = "") -> str:
    return file(f'<unit id="u">{data}<segment><source>{source}</source><target>{target}</target></segment></unit>')


@given(segments(), segments())
def test_what_goes_out_comes_back_as_it_was(source: str, target: str) -> None:
    [found] = read(written(piece(source, target)))
    assert (canonical(found.source), canonical(found.target)) == (canonical(source), canonical(target))
    assert (found.broken, found.digest, found.language) == (0, "0123456789abcdef", "de")
    assert (found.page, found.id) == ("5b6c6f3e-6d0e-4a55-9d0e-3c1a5a1f0001", f"{1:016x}-{1:016x}")


@given(segments(), segments())
def test_every_file_is_built_as_xliff_says(source: str, target: str) -> None:
    root = ElementTree.fromstring(written(piece(source, target), piece(target, number=2), target="ar"))
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (X + "xliff", "2.1", "en", "ar")
    [page] = root.findall(X + "file")
    assert (page.get("trgDir"), page.get("srcDir"), page.get(XML + "space")) == ("rtl", "ltr", "preserve")
    units = page.findall(X + "unit")
    assert len({each.get("id") for each in units}) == 2
    for each in units:
        _check_unit(each)


def _check_unit(each: ElementTree.Element) -> None:
    """The order of what is in a unit, and that each code has its own number and points to its native tag."""
    order = ["metadata", "notes", "originalData", "segment"]
    places = [order.index(child.tag.rpartition("}")[2]) for child in each]
    assert places == sorted(set(places))
    data = [entry.get("id") for entry in each.iterfind(f"{X}originalData/{X}data")]
    assert len(set(data)) == len(data)
    segment = each.find(X + "segment")
    assert segment is not None
    assert [child.tag for child in segment] in ([X + "source"], [X + "source", X + "target"])
    for text in segment:
        codes = [code for code in text.iter() if code.tag in (X + "pc", X + "ph")]
        assert len({code.get("id") for code in codes}) == len(codes)
        refs = {code.get(name) for code in codes for name in ("dataRef", "dataRefStart", "dataRefEnd")} - {None}
        assert refs <= set(data)
        assert {code.tag for code in text.iter()} <= {X + name for name in ("source", "target", "pc", "ph", "cp")}


def test_tags_are_codes_with_the_same_numbers_on_both_sides() -> None:
    text = written(
        piece(
            'Ask <a id="a1">here</a>.<br/>Do <b>not</b> pay &amp; go.',
            '<b>Nicht</b> zahlen. <a id="a1">Hier</a> fragen.',
        )
    )
    assert (
        '<originalData><data id="d1">&lt;a id="a1"&gt;</data><data id="d2">&lt;/a&gt;</data>'
        '<data id="d3">&lt;br/&gt;</data><data id="d4">&lt;b&gt;</data><data id="d5">&lt;/b&gt;</data></originalData>'
    ) in text
    assert (
        '<source xml:lang="en">Ask <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="link" canCopy="no" '
        'canDelete="no">here</pc>.<ph id="2" dataRef="d3" type="fmt" subType="xlf:lb"/>Do '
        '<pc id="3" dataRefStart="d4" dataRefEnd="d5" type="fmt" subType="xlf:b">not</pc> pay &amp; go.</source>'
    ) in text
    assert '<target xml:lang="de"><pc id="3" ' in text
    assert '<pc id="1" dataRefStart="d1" dataRefEnd="d2" type="link" canCopy="no" canDelete="no">Hier</pc>' in text


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress.MISSING, 'state="initial"'),
        (Progress.OUTDATED, 'state="initial" subState="waymark:outdated"'),
        (Progress.UNCHECKED, 'state="translated" subState="waymark:unchecked"'),
        (Progress.REVIEWED, 'state="reviewed"'),
        (Progress.PUBLISHED, 'state="final"'),
    ],
)
def test_the_state_of_a_segment_is_told(progress: Progress, state: str) -> None:
    assert f"<segment {state}>" in written(piece("Yes", progress=progress))


def test_what_helps_a_translator_stands_beside_the_segment() -> None:
    text = written(
        Piece(
            "u",
            "Steps · Text",
            "Bring the form.",
            earlier=Earlier("Bring a <b>form</b>.", "Bringen Sie ein Formular."),
            findings=("Numbers differ from the source: −14",),
            terms=(Term("form", "Formular", keep_source=True), Term("Waymark", do_not_translate=True), Term("x")),
        )
    )
    assert '<note category="field">Steps · Text</note>' in text
    assert '<note category="earlier source">The source was: Bring a form.</note>' in text
    assert '<note category="earlier translation">It was translated: Bringen Sie ein Formular.</note>' in text
    assert '<note category="finding">Numbers differ from the source: −14</note>' in text
    assert "<gls:term>form</gls:term><gls:translation>Formular (form)</gls:translation>" in text
    assert "<gls:term>Waymark</gls:term><gls:translation>Waymark</gls:translation>" in text
    assert "<gls:term>x</gls:term>" not in text


def test_a_tool_may_cut_a_unit_into_sentences_in_another_order() -> None:
    [found] = read(
        file(
            '<unit id="u"><segment><source>One.</source><target order="3">Eins.</target></segment>'
            "<ignorable><source> </source></ignorable>"
            '<segment><source>Two.</source><target order="1">Zwei.</target></segment></unit>'
        )
    )
    assert (found.source, found.target) == ("One. Two.", "Zwei. Eins.")


def test_half_a_translation_is_none() -> None:
    [found] = read(
        file(
            '<unit id="u"><segment><source>One.</source><target>Eins.</target></segment>'
            "<segment><source>Two.</source></segment></unit>"
        )
    )
    assert found.target == ""


def test_a_tool_may_write_pairs_as_halves_and_drop_the_native_tags() -> None:
    data = '<originalData><data id="d1">&lt;a id="a1"&gt;</data></originalData>'
    source = '<pc id="1" dataRefStart="d1">here</pc> <pc id="2" subType="xlf:b">now</pc>'
    [found] = read(
        unit('<sc id="2"/>jetzt<ec startRef="2"/> <pc id="1"><mrk id="m">hi</mrk>er</pc>', source=source, data=data)
    )
    assert (found.target, found.broken) == ('<b>jetzt</b> <a id="a1">hier</a>', 0)


def test_a_copied_code_stands_for_what_it_was_copied_from() -> None:
    [found] = read(
        unit('<pc id="1">ja</pc> <pc id="9" copyOf="1">ja</pc>', source='<pc id="1" subType="xlf:i">yes</pc>')
    )
    assert (found.target, found.broken) == ("<i>ja</i> <i>ja</i>", 0)


@pytest.mark.parametrize(
    "target", ['<pc id="7">Ja</pc>', '<ph id="7"/>Ja', '<sc id="7" subType="xlf:b"/>Ja', 'Ja<ec startRef="7"/>']
)
def test_codes_that_stand_for_nothing_are_counted(target: str) -> None:
    [found] = read(unit(target))
    assert found.broken == 1


def test_no_native_tag_of_a_file_becomes_more_than_an_inline_tag() -> None:
    link = '<data id="e">&lt;a href="javascript:x"&gt;</data>'
    data = f'<originalData><data id="d">&lt;script&gt;</data>{link}</originalData>'
    [found] = read(
        unit('<pc id="1" dataRefStart="d">x</pc><pc id="2" dataRefStart="e">y</pc>&lt;script&gt;', data=data)
    )
    assert (found.target, found.broken) == ("xy&lt;script&gt;", 2)


def test_prefixes_and_other_tools_elements_do_not_matter() -> None:
    text = (
        f'<x:xliff xmlns:x="{CORE}" xmlns:o="urn:other" version="2.0" srcLang="en" trgLang="de"><x:file id="f" '
        'original="page"><o:more><o:note>Nein</o:note></o:more><x:group id="g"><x:unit id="u"><x:segment>'
        "<x:source>Yes</x:source><x:target>Ja</x:target></x:segment></x:unit></x:group></x:file></x:xliff>"
    )
    [found] = read(text)
    assert (found.target, found.digest) == ("Ja", "")


@pytest.mark.parametrize(
    "entity", ['<!ENTITY x "xx">', '<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY % x SYSTEM "http://x.example">']
)
def test_a_file_with_entities_is_refused(entity: str) -> None:
    with pytest.raises(ExchangeError, match="declares entities"):
        read(file('<unit id="u"><segment><source>&x;</source></segment></unit>', before=f"<!DOCTYPE x [{entity}]>"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty"),
        ("<html/>", "Line 1: This is no XLIFF 2 file: it begins with <html>"),
        (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            "Line 1: This is no XLIFF 2 file",
        ),
        (file("", attributes='version="3.0" srcLang="en" trgLang="de"'), "Line 1: XLIFF 3.0 is not known here"),
        (file("", attributes='version="2.1" srcLang="en"'), "Line 1: <xliff> lacks “trgLang”"),
        (file("<unit>"), "Line 3: <unit> lacks “id”"),
        (file('<unit id="u"></unit>'), "Line 3: Unit u: <unit> has no <segment>"),
        (file('<unit id="u"><segment></segment></unit>'), "Line 3: Unit u: <segment> has no <source>"),
        (file("<segment/>"), "Line 3: <segment> does not belong here"),
        (file("\n\n<unite/>"), "Line 5: XLIFF has no element <unite>"),
        (unit('<pc dataRefStart="d1">x</pc>'), "Line 3: Unit u: <pc> lacks “id”"),
        (unit('<cp hex="xyz"/>'), "Line 3: Unit u: “xyz” is no code point"),
        (file('<unit id="u"><segment><source>x</target>'), "Line 3: This is no well-formed XML: mismatched tag"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line_and_unit(text: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read(text)
