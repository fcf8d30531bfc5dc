"""Errors, each with an exit status and a remedy that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar


class BanmianError(Exception):
    """Base of all. ``exit_status`` follows the command line's table; ``remedy`` says what to do."""

    exit_status: ClassVar[int] = 1
    remedy: ClassVar[str] = "Run `banmian doctor`; if all is well there, report the file and this message."

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.advice = remedy or self.remedy


class UsageError(BanmianError):
    """Bad arguments, or nothing to do."""

    exit_status = 2
    remedy = "See `banmian --help`."


class MissingRequirementError(BanmianError):
    """Something needed is missing: a weight, a library, a system package."""

    exit_status = 3
    remedy = "Run `banmian doctor` to see what is missing and how to mend it."


class DocumentError(BanmianError):
    """A document cannot be read at all."""

    remedy = "Check that the file opens in another program, and fetch it again if not."


class EmptyFileError(DocumentError):
    """The file has no bytes, or no text."""

    remedy = "Fetch or scan the file again: there is nothing in it."


class MissingFileError(DocumentError):
    """The file existed when the run began and no longer does, or never did."""

    remedy = "Check the path; put the file back and run again."


class UnreadableFileError(DocumentError):
    """The system refuses to open or read the file."""

    remedy = "Check the file's permissions and the disk it is on."


class ChangedFileError(DocumentError):
    """The file's content changed while it was read."""

    remedy = "Run again when nothing writes to the file any more."


class UnknownFormatError(DocumentError):
    """The file is in no supported format."""

    remedy = "Convert it to PNG, JPEG, TIFF, JPEG 2000, WebP, GIF, BMP, PDF or UTF-8 text."


class EncryptedFileError(DocumentError):
    """The PDF needs a password."""

    remedy = "Give the password with --password, or remove the encryption."


class DamagedFileError(DocumentError):
    """The file is truncated or damaged."""

    remedy = "Fetch or scan the file again; part of it is missing or broken."


class EncodingError(DocumentError):
    """The text is in no supported encoding."""

    remedy = "Name the encoding with --encoding, or convert the file to UTF-8."


class TooLargeError(DocumentError):
    """The file needs more memory or time than the limits allow."""

    remedy = "Split or shrink the file, or raise the limit named in the message."


class PageError(BanmianError):
    """One page cannot be read; the others of its document can."""

    remedy = "Look at this page in another program; scan it again if it is broken there too."


class EngineError(BanmianError):
    """The OCR engine failed, hung or died."""

    remedy = "Run again: the page is retried. If it fails again, try --engine or --profile fast."


class OutputError(BanmianError):
    """The output folder cannot be written."""

    remedy = "Make room on the disk, or give an output folder that can be written; then run again."


class UnexpectedError(BanmianError):
    """An error of no other class; the message names it."""

    remedy = "Report the file and this message: this should not happen."


GRAPHICS_LIBRARIES = ("libGL.so", "libgthread", "libglib", "libX11", "libxcb")
DESKTOP_LIBRARIES = "`apt-get install libgl1 libglib2.0-0`"
HEADLESS = "pip install --force-reinstall --no-deps opencv-contrib-python-headless==4.10.0.84"


def import_remedy(error: ImportError) -> str:
    """What to do about a library that can't be imported: OpenCV's desktop builds need libraries that servers lack."""
    if any(library in str(error) for library in GRAPHICS_LIBRARIES):
        return f"Lay the build of OpenCV for servers over the others: `{HEADLESS}`; or {DESKTOP_LIBRARIES}."
    return "Run `banmian doctor`; install banmian again if it names this library."


def describe(error: BaseException) -> tuple[str, str, str]:
    """Class name, message and remedy of any error, for a manifest or a terminal."""
    if isinstance(error, BanmianError):
        return type(error).__name__, str(error), error.advice
    if isinstance(error, ImportError):
        return MissingRequirementError.__name__, str(error), import_remedy(error)
    if isinstance(error, MemoryError):
        return TooLargeError.__name__, "more memory was asked for than there is", TooLargeError.remedy
    if isinstance(error, FileNotFoundError):
        return MissingFileError.__name__, f"{error.filename} is not there", MissingFileError.remedy
    if isinstance(error, OSError):
        return UnreadableFileError.__name__, str(error), UnreadableFileError.remedy
    return UnexpectedError.__name__, f"{type(error).__name__}: {error}", UnexpectedError.remedy


def error_class(name: str) -> type[BanmianError]:
    """The class with the name from `describe`; UnexpectedError for an unknown name."""
    return next((kind for kind in _kinds(BanmianError) if kind.__name__ == name), UnexpectedError)


def _kinds(kind: type[BanmianError]) -> Iterator[type[BanmianError]]:
    """A class of error and all that derive from it, wherever they are defined."""
    yield kind
    for derived in kind.__subclasses__():
        yield from _kinds(derived)
