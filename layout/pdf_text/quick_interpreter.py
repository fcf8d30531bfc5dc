"""pdfminer's interpreter with the way to the glyphs shortened: tokens are run as they are cut, glyphs noted in bulk.

State, resources, clips, forms, images and paths are pdfminer's own; of text only what shows it is done here. Whatever
is unusual raises UnsupportedSyntaxError, and the page is then read by pdfminer alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import dict_value, stream_value
from pdfminer.psparser import LIT

from banmian.layout.pdf_text.cid_fonts import NamedFonts
from banmian.layout.pdf_text.clipping import ClippingInterpreter
from banmian.layout.pdf_text.content_stream_tokens import (
    UnsupportedSyntaxError,
    join_streams,
    read_operands,
    read_string,
    split_tokens,
)
from banmian.layout.pdf_text.glyph_recorder import ShownGlyphs

Action = Callable[[list[bytes]], None]
"""What an operator does with the tokens before it."""

INVISIBLE_MODES = frozenset({3, 7})
"""Text rendering modes that paint nothing (PDF 32000-1, table 106)."""

_ONE, _TWO = ("w", "g", "G", "Tc", "Tw", "Tz", "TL", "Ts"), ("m", "l", "Td", "TD")
_THREE, _FOUR, _SIX = ("rg", "RG"), ("re", "v", "y", "k", "K"), ("cm", "c", "Tm")
_OF_NUMBERS = {
    name: count for count, names in ((1, _ONE), (2, _TWO), (3, _THREE), (4, _FOUR), (6, _SIX)) for name in names
}
"""Operators that take so many numbers."""
_BARE = ("h", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "q", "Q", "BT", "ET", "T*")
"""Operators that take nothing."""
_OTHERS = ("cs", "CS", "sc", "SC", "scn", "SCN", "Do", "Tr")
"""Operators whose operands pdfminer looks at."""
_WITHOUT_EFFECT = ("gs", "ri", "i", "d", "j", "J", "M", "sh", "BX", "EX", "MP", "DP", "BMC", "BDC", "EMC", "d0", "d1")
"""Operators that change nothing that is read."""


class QuickInterpreter(ClippingInterpreter):
    """An interpreter whose device has ``shown``, a `ShownGlyphs`."""

    def __init__(self, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        device: Any = self.device
        self._shown: ShownGlyphs = device.shown
        self._actions: dict[bytes, Action] = {name.encode(): _ignore for name in _WITHOUT_EFFECT}
        for name, count in _OF_NUMBERS.items():
            self._actions[name.encode()] = _of_numbers(self._method(name), count)
        for name in _BARE:
            self._actions[name.encode()] = _bare(self._method(name))
        for name in _OTHERS:
            self._actions[name.encode()] = self._of_operands(name)
        self._actions |= {b"Tf": self._set_font, b"Tj": self._show_string, b"TJ": self._show_array}
        self._actions |= {b"'": self._next_line, b'"': self._next_line_spaced, b"BI": _refuse, b"ID": _refuse}

    def init_resources(self, resources: dict[object, object]) -> None:
        """Prepare what the content may name; fonts are made where they are set."""
        self._fonts: dict[bytes, Any] = {}
        fonts = dict_value(resources.get("Font", {})) if resources else {}
        super().init_resources(
            {key: value for key, value in resources.items() if key != "Font"} if fonts else resources
        )
        self.resources = resources
        self.fontmap = NamedFonts(self.rsrcmgr, fonts)

    def _method(self, name: str) -> Any:
        return getattr(self, "do_" + name.replace("*", "_a"))

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams that are not being run already."""
        running = [stream_value(stream) for stream in streams]
        if any(stream.objid is None for stream in running):
            raise UnsupportedSyntaxError
        self.stream_ids.clear()
        fresh = [stream for stream in running if stream.objid not in self.parent_stream_ids]
        self.stream_ids.update(stream.objid for stream in fresh if stream.objid is not None)
        operands: list[bytes] = []
        find, push = self._actions.get, operands.append
        for token in split_tokens(join_streams(fresh)):
            action = find(token)
            if action is None:
                push(token)
            else:
                action(operands)
                operands.clear()

    def _of_operands(self, name: str) -> Action:
        run = self._method(name)
        wanted = run.__code__.co_argcount - 1

        def act(tokens: list[bytes]) -> None:
            self.argstack = read_operands(tokens)
            if not wanted:
                run()
            elif len(self.argstack) == wanted:
                run(*self.pop(wanted))
            else:
                raise UnsupportedSyntaxError

        return act

    def _set_font(self, tokens: list[bytes]) -> None:
        name, size = tokens
        font = self._fonts.get(name)
        if font is None:
            if name[:1] != b"/":
                raise UnsupportedSyntaxError
            self.do_Tf(LIT(name[1:].decode("ascii")), float(size))
            self._fonts[name] = self.textstate.font
        self.textstate.font, self.textstate.fontsize = font or self.textstate.font, float(size)

    def _show_string(self, tokens: list[bytes]) -> None:
        (token,) = tokens
        self._show((read_string(token),))

    def _show_array(self, tokens: list[bytes]) -> None:
        if len(tokens) < 2 or tokens[0] != b"[" or tokens[-1] != b"]":
            raise UnsupportedSyntaxError
        self._show([read_string(token) if token[0] in b"(<" else float(token) for token in tokens[1:-1]])

    def _next_line(self, tokens: list[bytes]) -> None:
        self.do_T_a()
        self._show_string(tokens)

    def _next_line_spaced(self, tokens: list[bytes]) -> None:
        word, char, string = tokens
        self.do_Tw(float(word))
        self.do_Tc(float(char))
        self._next_line([string])

    def _show(self, sequence: Sequence[Any]) -> None:
        state = self.textstate
        if state.font is None:
            return
        device: Any = self.device
        seen = state.render not in INVISIBLE_MODES
        paint = self.graphicstate.ncolor
        device.charge(self._shown.show(state, self.ctm, sequence, paint, device.clip, seen))


def _of_numbers(run: Callable[..., None], count: int) -> Action:
    def act(tokens: list[bytes]) -> None:
        if len(tokens) != count:
            raise UnsupportedSyntaxError
        run(*map(float, tokens))

    return act


def _bare(run: Callable[[], None]) -> Action:
    def act(tokens: list[bytes]) -> None:
        if tokens:
            raise UnsupportedSyntaxError
        run()

    return act


def _ignore(tokens: list[bytes]) -> None:
    """Nothing that is read depends on it."""


def _refuse(tokens: list[bytes]) -> None:
    raise UnsupportedSyntaxError
