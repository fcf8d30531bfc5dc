from banmian.layout.contact_groups import group_by_contact


def touching(one: int, other: int) -> bool:
    return abs(one - other) <= 2


def test_things_are_together_that_touch_by_others_between_them():
    groups = group_by_contact([1, 9, 5, 3, 20], touching)
    assert sorted(map(sorted, groups)) == [[1, 3, 5], [9], [20]]


def test_what_joins_two_groups_comes_before_their_members():
    assert group_by_contact([1, 5, 3], touching) == [[3, 1, 5]]


def test_nothing_makes_no_group():
    assert group_by_contact([], touching) == []
