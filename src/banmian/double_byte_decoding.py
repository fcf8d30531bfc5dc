"""Decoding of double-byte text with broken places, after which reading must begin at a character again.

A byte too many or too few shifts all that follows it in its line: other characters stand there, and few of them are
none. So where a line does not decode, the fault is looked for where everyday text ends, and reading begins anew where
what follows reads as everyday text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banmian.common_characters import COMMONEST, everyday_share

LONGEST_LINE = 20_000
"""Bytes of a line in which places are looked for; beyond, what is broken is replaced and the rest read as it comes."""
MOST_PLACES = 2000
"""Broken places of a text at which they are looked for: each takes some milliseconds."""
LOOKS_AROUND = 4
"""Characters before and after the place where everyday text ends at which the fault may lie."""
LOOKS_AHEAD = 48
"""Bytes after what does not decode that say where reading begins anew."""
RARER = 0.3
"""What an everyday character is worth that is none of the commonest, which are worth 1."""
LEAST_WORTH = 0.45
"""Characters of shifted text are worth less than this on average, those of prose more."""
BROKEN = -2.0
_REPLACED = "\ufffd"


def decode_broken(data: bytes, encoding: str) -> str:
    """The text of bytes in GB18030, Big5 or their like, U+FFFD for what is broken."""
    lines, places = [], 0
    for line in data.split(b"\n"):
        if len(line) > LONGEST_LINE or places > MOST_PLACES:
            lines.append(line.decode(encoding, "replace"))
        else:
            pieces = _pieces(line, encoding)
            places += len(pieces) - 1
            lines.append(_REPLACED.join(pieces))
    return "\n".join(lines)


def _pieces(line: bytes, encoding: str) -> list[str]:
    """The text of a line between its broken places."""
    pieces = list[str]()
    while True:
        try:
            return [*pieces, line.decode(encoding)]
        except UnicodeDecodeError as error:
            _, kept, begin = max(_beginnings(line, error.start, encoding), key=lambda found: found[0])
            pieces.append(kept)
            line = line[begin:]


def _beginnings(line: bytes, at: int, encoding: str) -> Iterator[tuple[float, str, int]]:
    """Where reading may begin anew when ``line`` does not decode at ``at``: a worth, what is kept before, the place."""
    whole = line[:at].decode(encoding)
    turn = _end_of_everyday_text([_worth(character) for character in whole])
    first = max(0, turn - LOOKS_AROUND)
    lengths = [len(character.encode(encoding, "replace")) for character in whole[first:]]
    for kept in range(first, len(whole) + 1):
        if turn + LOOKS_AROUND < kept < len(whole) - 1:
            continue
        end = at - sum(lengths[kept - first :])
        for begin in range(end + 1, min(end + 2, len(line)) + 1):
            after = line[begin : at + LOOKS_AHEAD].decode(encoding, "replace")
            yield sum(map(_worth, whole[first:kept] + after)), whole[:kept], begin


def _end_of_everyday_text(worths: Sequence[float]) -> int:
    """How many characters are everyday text before the shifted text at the end."""
    total, most, place = 0.0, 0.0, len(worths)
    for number in range(len(worths) - 1, -1, -1):
        total += LEAST_WORTH - worths[number]
        if total > most:
            most, place = total, number
    return place


def _worth(character: str) -> float:
    """How much a character speaks for a text that is read rightly."""
    if character == _REPLACED:
        return BROKEN
    if character in COMMONEST or character.isascii():
        return 1.0
    return RARER * everyday_share(character)
