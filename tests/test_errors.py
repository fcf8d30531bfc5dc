import pytest

from banmian.errors import HEADLESS, MissingRequirementError, describe


@pytest.mark.parametrize("library", ["libGL.so.1", "libgthread-2.0.so.0"])
def test_opencv_without_its_desktop_libraries_is_something_missing(library: str) -> None:
    error = ImportError(f"{library}: cannot open shared object file: No such file or directory")
    name, message, remedy = describe(error)
    assert name == MissingRequirementError.__name__
    assert library in message
    assert HEADLESS in remedy


def test_any_library_that_can_not_be_imported_is_something_missing() -> None:
    name, _, remedy = describe(ModuleNotFoundError("No module named 'paddleocr'"))
    assert name == MissingRequirementError.__name__
    assert "doctor" in remedy
