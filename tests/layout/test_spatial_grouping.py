from banmian.layout.spatial_grouping import group_between_gaps, group_by_contact


def touching(one: int, other: int) -> bool:
    return abs(one - other) <= 2


def test_things_are_together_that_touch_by_others_between_them():
    groups = group_by_contact([1, 9, 5, 3, 20], touching)
    assert sorted(map(sorted, groups)) == [[1, 3, 5], [9], [20]]


def test_what_joins_two_groups_comes_before_their_members():
    assert group_by_contact([1, 5, 3], touching) == [[3, 1, 5]]


def test_nothing_makes_no_group():
    assert group_by_contact([], touching) == []


def test_groups_are_parted_where_a_gap_is_wide_enough():
    extents = [(6.0, 9.0), (0.0, 4.0), (3.0, 5.0)]
    assert group_between_gaps("cab", extents) == [["a", "b"], ["c"]]
    assert group_between_gaps("cab", extents, 2.0) == [["a", "b", "c"]]


def test_groups_may_overlap_by_a_negative_gap():
    assert group_between_gaps("ab", [(0.0, 4.0), (3.0, 5.0)], -1.0) == [["a"], ["b"]]


def test_what_reaches_far_keeps_later_things_in_its_group():
    assert group_between_gaps("abc", [(0.0, 9.0), (1.0, 2.0), (5.0, 6.0)]) == [["a", "b", "c"]]
