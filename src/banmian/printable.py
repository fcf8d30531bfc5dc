"""Names and messages as terminals, logs and lists may show them: nothing in them is obeyed, everything is seen.

File names come from strangers. An escape sequence in one could move the cursor or set a terminal's title, a line feed
could forge a line of the log, a mark of direction could turn ``gpj.exe`` into ``exe.jpg``; a byte that is no UTF-8
could end the program that prints it.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # direction, nothing wide
    "\ud800-\udfff"  # bytes of names that are no UTF-8
    "\U000e0000-\U000e007f]"  # tags
)
_PASSWORD = re.compile(r"^(\w[\w+.-]*://[^/?#@:]*:)[^/?#]*@")


def printable(text: object) -> str:
    """A text with all that is not simply seen written as an escape, such as ``\\x1b`` or ``\\u202e``."""
    return _ACTIVE.sub(_escaped, str(text))


def without_password(url: str) -> str:
    """A URL with ``***`` for the password in it, if one is."""
    return _PASSWORD.sub(r"\1***@", url)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escape_log_records() -> None:
    """Make the messages of banmian's own log records printable from now on, whatever shows them; tracebacks stay."""
    before = logging.getLogRecordFactory()
    if getattr(before, "printable", False):
        return

    def make(*args: Any, **named: Any) -> logging.LogRecord:
        record = before(*args, **named)
        if record.name.partition(".")[0] == "banmian":
            record.msg, record.args = printable(record.getMessage()), None
        return record

    make.printable = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make)


def show_any_name() -> None:
    """Let standard output and error show names that their encoding has no characters for, escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
