"""Product calls for change, proportions and trends; registered by `calls`."""

from __future__ import annotations

import numpy as np

from wardmote.methods import mid_p, multiplicity, two_counts, two_proportions
from wardmote.methods.area_shares import area_share_changes
from wardmote.methods.day_of_week import exact_day_test
from wardmote.methods.trends import mann_kendall, monthly_trend, sen_slope

from .calls import Answer, Case, answers


@answers("Rate ratio")
def rate_ratio(case: Case) -> Answer:
    """Exact unless the case asks for mid-P, in its method or in its input."""
    given = case["input"]
    exposure = given.get("exposure", given.get("days", [1, 1]))
    level = given.get("conf", 0.95)
    asked = f"{case['method']} {given.get('form', given.get('p_method', ''))}".lower()
    if "mid-p" in asked or "midp" in asked or "mid p" in asked:
        found = mid_p.mid_p_rate_ratio(given["a"], given["b"], *exposure, level)
        return {
            "ratio": float(found.ratio), "lo": float(found.low), "hi": float(found.high), "p": float(found.p),
        }  # fmt: skip
    exact = two_counts.exact_rate_ratio(given["a"], given["b"], *exposure, level)
    return {"ratio": exact.ratio, "lo": exact.low, "hi": exact.high, "p": exact.p}


@answers("Benjamini-Hochberg and Holm", "Benjamini-Yekutieli", "Benjamini-Hochberg")
def adjusted(case: Case) -> Answer:
    p = case["input"]["p"]
    return {
        "bh": multiplicity.benjamini_hochberg(p).tolist(),
        "by": multiplicity.benjamini_yekutieli(p).tolist(),
        "holm": multiplicity.holm(p).tolist(),
    }


@answers("Area share change")
def area_shares(case: Case) -> Answer:
    found = area_share_changes(case["input"]["pre"], case["input"]["post"])
    by, bh = found.benjamini_yekutieli.tolist(), found.benjamini_hochberg.tolist()
    return {
        "p": found.p.tolist(), "chi2": found.chi_square.tolist(), "statistic": found.chi_square.tolist(),
        "by": by, "p_by": by, "bh": bh, "p_bh": bh,
    }  # fmt: skip


@answers("Two proportions", "Newcombe", "Fisher")
def proportions(case: Case) -> Answer:
    given = case["input"]
    form = "mid-p" if "mid" in f"{case['method']} {given.get('form', '')}".lower() else "exact"
    found = two_proportions.proportion_change(
        given["x1"], given["n1"], given["x2"], given["n2"], given.get("conf", 0.95), form
    )
    return {"points": found.points, "lo": found.low, "hi": found.high, "p": found.p}


@answers("Poisson log-linear trend")
def trend(case: Case) -> Answer:
    """The dispersion as measured, also below 1, as R's quasi-Poisson takes it."""
    given = case["input"]
    y = np.array(given["y"], dtype=float)
    period = int(given.get("period", 12))
    found = monthly_trend(
        y, given.get("days", 1.0), period, given.get("conf", 0.95), given.get("least_dispersion", 0.0)
    )
    return {
        "b_month": float(found.slope),
        "se_poisson": float(found.standard_error_poisson),
        "p_poisson": float(found.p_poisson),
        "pearson_dispersion": float(found.dispersion),
        "se_quasi": float(found.standard_error),
        "p_quasi": float(found.p),
        "t_quasi": float(found.t),
        "df": int(found.df),
        "annual_pct": float(found.yearly_percent),
        "lo": float(found.low),
        "hi": float(found.high),
    }


@answers("Mann-Kendall", "Seasonal Mann-Kendall")
def rank_trend(case: Case) -> Answer:
    """Seasonal where the case gives a period; for a test of ties the exact p gives way to the normal one."""
    given = case["input"]
    y, period = np.array(given["y"], dtype=float), int(given.get("period", given.get("season", 1)))
    test = mann_kendall(y, period, **({"exact_below": 0} if given.get("exact") is False else {}))
    slope = sen_slope(y, given.get("times", given.get("x")), period, given.get("conf", 0.95))
    return {
        "tau": float(test.tau), "p": float(test.p), "s": float(test.s), "S": float(test.s),
        "var": float(test.variance), "sen": float(slope.slope), "lo": float(slope.low), "hi": float(slope.high),
    }  # fmt: skip


@answers("Exact small-sample day-of-week G test")
def day_of_week(case: Case) -> Answer:
    found = exact_day_test(case["input"]["counts"], case["input"].get("shares", case["input"].get("probs")))
    return {"G": found.g, "p": found.p, "permutations": found.tables}
