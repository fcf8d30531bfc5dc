import os
from pathlib import Path

import pytest
from text_layer_cases import make_case, missed

CASES = int(os.environ.get("BANMIAN_TEXT_LAYER_CASES", "24"))


@pytest.mark.parametrize("seed", range(CASES))
def test_a_random_page_is_read_exactly(seed: int, tmp_path: Path):
    case = make_case(seed)
    lost, more = missed(case, tmp_path)
    assert (lost, more) == ([], []), case.notes
