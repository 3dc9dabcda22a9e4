"""The pages of a list."""

import pytest
from pelican.plugins.essays.lists import pages_near


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (1, 1, []),
        (1, 2, [1, 2]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 12, [1, 0, 4, 5, 6, 7, 8, 0, 12]),
        (500, 1000, [1, 0, 498, 499, 500, 501, 502, 0, 1000]),
    ],
)
def test_a_page_of_a_list_links_to_the_ends_and_to_those_around_it(
    number: int, last: int, expected: list[int]
) -> None:
    """The links of one page do not grow with the list; a gap never hides a single page."""
    assert pages_near(number, last) == expected
