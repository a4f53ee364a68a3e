"""Rolling totals are kept out where it is certain that they are such, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.methods.control_charts import adjusted_months, control_chart, overlap_span, span_of_sums


def rolling(months: np.ndarray, span: int) -> np.ndarray:
    return np.convolve(months, np.ones(span), "valid")


def test_a_value_that_covers_more_than_a_month_is_refused_in_words() -> None:
    with pytest.raises(
        ValueError, match=r"totals of 12 months each, and neighbours share 11 of them.*single months"
    ):
        control_chart(np.arange(24.0), span=12)
    with pytest.raises(ValueError, match="span must be 1"):
        control_chart(np.arange(24.0), span=0)


@pytest.mark.parametrize("span", [2, 3, 12, 24])
def test_months_behind_the_values_make_it_certain(span: int) -> None:
    months = np.random.default_rng(span).poisson(40, 48).astype(float)
    assert span_of_sums(rolling(months, span), months) == span
    assert span_of_sums(rolling(months, span)[-5:] / span, months) == span
    assert span_of_sums(months, months) == 1
    assert span_of_sums(rolling(months, span) + np.eye(49 - span)[0], months) == 1
    months[20] = np.nan
    assert span_of_sums(rolling(months, span), months) == span


def test_months_that_never_change_prove_nothing() -> None:
    assert span_of_sums([60.0] * 10, [5.0] * 30) == 1
    assert span_of_sums([60.0], [5.0] * 30) == 1


@pytest.mark.parametrize("span", [3, 6, 12])
def test_long_rolling_totals_betray_themselves(span: int) -> None:
    random = np.random.default_rng(2)
    totals = [rolling(random.poisson(40, 150 + span).astype(float), span) for _ in range(100)]
    found = overlap_span(totals).tolist()
    assert found == [int(overlap_span(one)) for one in totals]
    assert found.count(span) >= 60
    assert set(found) <= {1, span}
    with pytest.raises(ValueError, match=f"totals of {span} months"):
        control_chart(rolling(np.random.default_rng(3).poisson(40, 200).astype(float), span))


def test_other_series_are_never_taken_for_rolling_totals() -> None:
    random = np.random.default_rng(5)
    month = np.arange(120)
    for _ in range(300):
        still = random.poisson(40, 120)
        seasonal = random.poisson(40 * (1 + 0.4 * np.sin(month / 6 * np.pi)))
        drifting = np.cumsum(random.normal(size=120))
        growing = random.poisson(20 + month)
        adjusted = adjusted_months(seasonal, 30.0).values
        for y in (still, seasonal, drifting, growing, adjusted):
            assert overlap_span(y.astype(float)) == 1


def test_short_series_and_gaps_are_never_refused_by_their_numbers() -> None:
    random = np.random.default_rng(6)
    assert all(overlap_span(rolling(random.poisson(40, 47).astype(float), 12)) == 1 for _ in range(200))
    y = rolling(random.poisson(40, 200).astype(float), 12)
    y[::2] = np.nan
    assert overlap_span(y) == 1
    assert overlap_span([]) == overlap_span([3.0]) == overlap_span([5.0] * 100) == 1


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="values and months must each be one series"):
        span_of_sums([[1, 2]], [1, 2])
    with pytest.raises(ValueError, match="months must be finite"):
        span_of_sums([1, 2], [np.inf, 2])
