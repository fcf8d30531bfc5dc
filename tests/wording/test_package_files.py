import sys

import pytest

from banmian.wording.package_files import file_of


def test_a_file_of_an_installed_package_is_found_without_loading_it():
    loaded = "jieba" in sys.modules
    assert file_of("jieba", "dict.txt", lacking="").is_file()
    assert ("jieba" in sys.modules) == loaded


def test_a_package_that_is_not_installed_is_named_with_what_it_is_for():
    with pytest.raises(ModuleNotFoundError, match=r"no_such_package is not installed: words are needed") as caught:
        file_of("no_such_package", "words.txt", lacking="words are needed")
    assert caught.value.name == "no_such_package"
