"""Frequencies of English words."""

import subprocess
import sys

from banmian.wording.english_words import are_english, english_frequency


def test_frequencies_are_those_of_the_package():
    from wordfreq import get_frequency_dict

    listed = get_frequency_dict("en", "large")
    assert all(english_frequency(word) == listed[word] for word in ("the", "newspaper", "café", "pangolin"))
    assert english_frequency("The") == listed["the"]
    assert english_frequency("qqzzx") == 0


def test_words_are_english_where_enough_of_them_are_common():
    words = ["paper", "today", "qqzzx", "晚报"]
    assert are_english(words, 1e-6, 0.5)
    assert not are_english(words, 1e-6, 0.6)


def test_a_chinese_page_is_told_without_the_list():
    told = (
        "from banmian.wording import english_words, wordfreq_lists\n"
        "assert not english_words.are_english(['晚报', '新闻', 'news'], 1e-6, 0.5)\n"
        "print(wordfreq_lists.word_frequencies.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
