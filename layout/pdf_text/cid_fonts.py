"""Composite fonts whose codes pdfminer alone can't name: embedded CMaps, short tables, codes of national encodings.

Sources: a CMap in the file itself (PDF 32000-1, 9.7.5); Python's codecs, since the codes of a predefined
CMap such as GBK-EUC-H are text in that encoding; PDFium's tables of Adobe's character collections.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMap, CMapBase, CMapDB, CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, resolve1
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name

from banmian.layout.pdf_text.character_collections import unicode_of_cid
from banmian.layout.pdf_text.simple_fonts import SIMPLE, give_codes, without_codes

CODECS = (
    (("GB-EUC", "GBpc-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K", "GBT-EUC"), "gb18030"),
    (("HKscs-B5", "ETHK-B5"), "big5hkscs"),
    (("B5pc", "ETen-B5", "ETenms-B5"), "cp950"),
    (("83pv-RKSJ", "90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ", "Ext-RKSJ", "Add-RKSJ", "RKSJ"), "cp932"),
    (("EUC",), "euc_jp"),
    (("KSC-EUC", "KSCms-UHC", "KSCpc-EUC"), "cp949"),
    (("KSC-Johab",), "johab"),
)
"""Beginnings of the names of predefined CMaps (PDF 32000-1, table 118) -> the encoding of their codes."""
UNICODE_CODECS = (("UTF16", "utf-16-be"), ("UCS2", "utf-16-be"), ("UTF8", "utf-8"), ("UTF32", "utf-32-be"))
BASES = {"ETenms-B5-H": ("ETen-B5-H",), "ETenms-B5-V": ("ETen-B5-H", "ETen-B5-V")}
"""Predefined CMaps that pdfminer holds without those they build on."""
UNLISTED = 1 << 25
"""Codes that a CMap does not list are numbered from here."""
LONGEST_CODE = 4


class EmbeddedCMap(CMap):
    """A CMap that is in the file."""

    def add_cid2unichr(self, cid: int, code: PSLiteral | bytes | int) -> None:
        """Take an entry; the name is what pdfminer's parser calls."""
        if not isinstance(code, bytes) or not code:
            return
        node: dict[int, Any] = self.code2cid
        for byte in code[:-1]:
            deeper = node.setdefault(byte, {})
            if not isinstance(deeper, dict):
                return
            node = deeper
        node[code[-1]] = cid


class _EmbeddedCMapParser(CMapParser):
    """pdfminer's parser, which takes the code and the CID of a single entry for each other."""

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """One operator of the CMap."""
        if token is not self.KEYWORD_ENDCIDCHAR:
            super().do_keyword(pos, token)
            return
        entries = [entry for _place, entry in self.popall()]
        for code, cid in zip(entries[::2], entries[1::2], strict=False):
            if isinstance(code, bytes) and isinstance(cid, int):
                self.cmap.add_cid2unichr(cid, code)


def embedded_cmap(stream: PDFStream) -> CMap:
    """The CMap of an Encoding stream, with the one that it builds on."""
    cmap = EmbeddedCMap()
    base = resolve1(stream.get("UseCMap"))
    if isinstance(base, PDFStream):
        cmap.use_cmap(embedded_cmap(base))
    elif base is not None:
        _build_on(cmap, literal_name(base))
    _EmbeddedCMapParser(cmap, BytesIO(stream.get_data())).run()
    mode = resolve1(stream.get("WMode"))
    if isinstance(mode, int):
        cmap.set_attr("WMode", mode)
    return cmap


def _build_on(cmap: CMap, name: str) -> None:
    try:
        base = CMapDB.get_cmap(name)
    except CMapDB.CMapNotFound:
        return
    if isinstance(base, CMap):
        cmap.use_cmap(base)


def _whole_cmap(name: str, cmap: CMapBase) -> CMapBase:
    """A predefined CMap with those that it builds on."""
    if name not in BASES or not isinstance(cmap, CMap):
        return cmap
    whole = CMap(WMode=int(cmap.is_vertical()))
    for base in (*BASES[name], name):
        _build_on(whole, base)
    return whole


def codec_of(cmap_name: str) -> str | None:
    """The encoding that the codes of a predefined CMap are text in, None where they are no text."""
    if cmap_name.startswith("Uni"):
        return next((codec for word, codec in UNICODE_CODECS if word in cmap_name), None)
    for beginnings, codec in CODECS:
        if any(cmap_name.startswith(f"{beginning}-") for beginning in beginnings):
            return codec
    return None


def is_text(text: str) -> bool:
    """Whether a code's Unicode value is a character: no private use, nothing unassigned, no half of a pair."""
    return bool(text) and all(unicodedata.category(char) not in ("Co", "Cn", "Cs") for char in text)


class CidFont(PDFCIDFont):
    """A composite font: what pdfminer reads of it, and the codes that it leaves out."""

    def __init__(self, rsrcmgr: PDFResourceManager, spec: Mapping[str, Any]) -> None:
        self._codec: str | None = None
        self._codes: dict[int, bytes] = {}
        self._names: dict[int, str] = {}
        super().__init__(rsrcmgr, spec)

    def get_cmap_from_spec(self, spec: Mapping[str, Any], strict: bool) -> CMapBase:
        """The CMap that the font's codes go through."""
        encoding = resolve1(spec.get("Encoding"))
        if isinstance(encoding, PDFStream) and encoding.get_data():
            return embedded_cmap(encoding)
        name = self._get_cmap_name(spec, strict)
        self._codec = codec_of(name)
        return _whole_cmap(name, super().get_cmap_from_spec(spec, strict))

    def decode(self, code: bytes) -> Iterable[int]:
        """The glyphs of a string: CIDs, or numbers from `UNLISTED` for codes that the CMap does not list."""
        if not isinstance(self.cmap, CMap) or not self.cmap.code2cid:
            return self.cmap.decode(code)
        found, at = [], 0
        while at < len(code):
            cid, length = self._next_glyph(code, at)
            found.append(cid)
            at += length
        return found

    def _next_glyph(self, code: bytes, at: int) -> tuple[int, int]:
        node: Any = self.cmap.code2cid  # type: ignore[attr-defined]
        for length in range(1, min(LONGEST_CODE, len(code) - at) + 1):
            node = node.get(code[at + length - 1])
            if node is None:
                break
            if isinstance(node, int):
                self._codes[node] = code[at : at + length]
                return node, length
        return self._unlisted(code, at)

    def _unlisted(self, code: bytes, at: int) -> tuple[int, int]:
        length = next((n for n in range(1, LONGEST_CODE + 1) if self._decoded(code[at : at + n])), 2)
        chunk = code[at : at + length]
        cid = UNLISTED + int.from_bytes(chunk, "big")
        self._codes[cid] = chunk
        return cid, len(chunk)

    def _decoded(self, chunk: bytes) -> str:
        if self._codec is None or not chunk:
            return ""
        try:
            return chunk.decode(self._codec)
        except UnicodeDecodeError:
            return ""

    def to_unichr(self, cid: int) -> str:
        """The text of a glyph. Raises PDFUnicodeNotDefined."""
        if cid not in self._names:
            self._names[cid] = self._name(cid)
        return self._names[cid]

    def _name(self, cid: int) -> str:
        text = self._text_by_map(cid)
        if is_text(text):
            return text
        for other in (self._decoded(self._codes.get(cid, b"")), unicode_of_cid(self.cidcoding, cid)):
            if is_text(other):
                return other
        if not text:
            raise PDFUnicodeNotDefined(self.cidcoding, cid)
        return text

    def _text_by_map(self, cid: int) -> str:
        """What the file itself says: ToUnicode goes by codes, which pdfminer takes for CIDs."""
        code = self._codes.get(cid)
        if code is not None and isinstance(self.unicode_map, FileUnicodeMap):
            named = self.unicode_map.cid2unichr.get(int.from_bytes(code, "big"))
            if named:
                return named
        try:
            return super().to_unichr(cid)
        except PDFUnicodeNotDefined:
            return ""


class NamedFonts(dict[Any, PDFFont]):
    """The fonts of a page or a form by the names of its resources, each made where it is first set."""

    def __init__(self, store: PDFResourceManager, specifications: Mapping[Any, Any]) -> None:
        super().__init__()
        self._store, self._specifications = store, specifications

    def __missing__(self, name: Any) -> PDFFont:
        spec = self._specifications[name]
        number = spec.objid if isinstance(spec, PDFObjRef) else None
        font = self[name] = self._store.get_font(number, dict_value(spec))
        return font


class FontResources(PDFResourceManager):
    """pdfminer's store of fonts, with `CidFont` for composite ones, and simple ones named by `simple_fonts`."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of a specification; the one made before where it has an object number."""
        if spec.get("Subtype") is not None and literal_name(spec["Subtype"]) in ("CIDFontType0", "CIDFontType2"):
            return CidFont(self, spec)
        if spec.get("Subtype") is None or literal_name(spec["Subtype"]) not in SIMPLE or self._has(objid):
            return super().get_font(objid, spec)
        lean, codes = without_codes(spec)
        font = super().get_font(objid, lean)
        give_codes(font, codes)
        return font

    def _has(self, objid: object) -> bool:
        return bool(objid) and objid in self._cached_fonts
