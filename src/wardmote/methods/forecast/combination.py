"""The mean of several forecasts, and the spread of its misses.

Misses of the models are about as alike in the months to come as they were in the past; so the covariance of the mean
is the mean over all pairs of models of correlation x response of the one x response of the other. That the models
disagree says that we do not know which is right: how far each is from the mean, squared and averaged, is added, as in
the average of models after Draper, Journal of the Royal Statistical Society B 57 (1995), 45-97.
Source: Bates and Granger, Operational Research Quarterly 20 (1969), 451-468; for crime: Ashby (2025), who found the
mean of these four the most accurate over 1,296 series.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.forecast.prediction import Prediction

_LEAST_PAIRS = 6


def mean_of(predictions: Sequence[Prediction]) -> tuple[FloatArray, FloatArray]:
    """Give the mean of the models that could be fitted, (series, months ahead), and the covariance of its misses.

    Both NaN where none could be.
    """
    fitted = np.stack([one.fitted for one in predictions])
    weight = fitted / np.maximum(fitted.sum(axis=0), 1)
    means = np.stack([np.where(one.fitted[:, None], one.mean, 0.0) for one in predictions])
    mean = np.einsum("ms,msh->sh", weight, means)
    covariance = np.zeros((*mean.shape, mean.shape[1]))
    for a, one in enumerate(predictions):
        for b, other in enumerate(predictions[: a + 1]):
            both = _pair(one, other, same=a == b)
            share = weight[a] * weight[b] * (1 if a == b else 2)
            covariance += np.where(share[:, None, None] > 0, share[:, None, None] * both, 0.0)
    apart = np.where(fitted[..., None], means - mean, 0.0)
    covariance += np.einsum("ms,msh,msk->shk", weight, apart, apart)
    none = ~fitted.any(axis=0)
    mean[none], covariance[none] = np.nan, np.nan
    return mean, covariance


def _pair(one: Prediction, other: Prediction, *, same: bool) -> FloatArray:
    if same:
        return one.covariance()
    both = np.matmul(one.response, other.response.transpose(0, 2, 1))
    alike = _correlation(one.misses, other.misses)[:, None, None]
    return np.asarray(alike * (both + both.transpose(0, 2, 1)) / 2)


def _correlation(a: FloatArray, b: FloatArray) -> FloatArray:
    """Correlation about zero of the months both have; 1 where there are too few to say, which widens the interval."""
    seen = ~(np.isnan(a) | np.isnan(b))
    x, z = np.where(seen, a, 0.0), np.where(seen, b, 0.0)
    size = np.sqrt((x * x).sum(axis=1) * (z * z).sum(axis=1))
    known = (seen.sum(axis=1) >= _LEAST_PAIRS) & (size > 0)
    return np.asarray(np.divide((x * z).sum(axis=1), size, out=np.ones(len(x)), where=known))
