"""Archival PDF: PDF/A-2u (ISO 19005-2) identification, and the output intent that defines the colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageCms

if TYPE_CHECKING:
    import pikepdf

PART, CONFORMANCE = "2", "U"
"""Part 2 allows what PDF 1.7 has; U: every character of the text layer has its Unicode value."""

CONDITION = "sRGB IEC61966-2.1"
_MADE = slice(24, 36)
"""Bytes of an ICC profile that say when it was made."""
_A_DAY = bytes([7, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
"""The first of January 2024: the same document gives the same bytes."""


def mark_archival(pdf: pikepdf.Pdf) -> None:
    """Add the output intent and the identification of PDF/A-2u."""
    from pikepdf import Array, Dictionary, Name, String

    profile = pdf.make_stream(_colours(), N=3)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(CONDITION),
                Info=String(CONDITION),
                DestOutputProfile=profile,
            )
        ]
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["pdfaid:part"] = PART
        about["pdfaid:conformance"] = CONFORMANCE


def _colours() -> bytes:
    """The ICC profile of sRGB, assumed for page pictures."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[: _MADE.start] + _A_DAY + profile[_MADE.stop :]
