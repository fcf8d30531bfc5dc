import gc

from banmian.garbage_collection import without_collections


def test_garbage_is_looked_for_again_afterwards():
    with without_collections():
        assert not gc.isenabled()
        with without_collections():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
