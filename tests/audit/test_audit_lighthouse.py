"""What Lighthouse says is held against the bars."""

from dataclasses import replace

from audit_lighthouse import Score, find_faults

WHOLE = Score(
    address="http://127.0.0.1/",
    version="13",
    error="",
    scores=(100, 100, 100, 100),
    lcp=900.0,
    cls=0.0,
    tbt=0.0,
    failed=(),
    runs=1,
)


def test_a_whole_page_has_no_fault() -> None:
    """100 in all four, painted in time, standing still."""
    assert find_faults(WHOLE) == []


def test_each_fault_is_told() -> None:
    """A lower score with its audits, a late paint, a shift, a page that could not be looked at."""
    poor = replace(WHOLE, scores=(100, 95, 100, 100), failed=("accessibility: label",))
    assert find_faults(poor) == ["accessibility 95: accessibility: label"]
    assert find_faults(replace(WHOLE, lcp=1300.0, cls=0.2)) == ["LCP 1300.0 ms", "CLS 0.2"]
    lost = replace(WHOLE, error="Status code: 404", lcp=None, cls=None)
    assert find_faults(lost) == ["Status code: 404", "LCP None ms", "CLS None"]
