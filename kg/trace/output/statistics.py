"""The statistics of a trace in words, as data and as rows: curve with its band, fits or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.diffusion.fits import Fit, NotFitted
from kg.trace.output.words import word
from kg.trace.statistics import Statistics, curve_rows


def statistics_lines(found: Statistics, lang: str) -> Iterator[str]:
    """The curve in a sentence, where there is one, and each fit in another."""
    if found.curve is not None:
        median = word("lines", "share_never", lang)
        if found.median is not None:
            median = word("lines", "share_median", lang).format(found.median)
        line = word("lines", "share", lang).format(adopters=found.adopters, silent=found.silent, median=median)
        yield line + (word("lines", "left_out", lang).format(found.left_out) if found.left_out else "")
    yield from fit_lines(found, lang)


def fit_lines(found: Statistics, lang: str) -> Iterator[str]:
    """Each fit with its parameters, or `not fitted` with the reason; nothing of a trace without adopters."""
    for fit in found.fits:
        if fit.adopters:
            yield _fitted(fit, lang) if isinstance(fit, Fit) else _refused(fit, lang)


def _fitted(fit: Fit, lang: str) -> str:
    parts = [f"{word('fits', name, lang)} {_number(name, value)}" for name, value in fit.parameters.items()]
    return word("lines", "fit", lang).format(
        kind=word("fits", fit.kind, lang), parameters=", ".join(parts), r2=f"{fit.r2:.3f}", adopters=fit.adopters
    )


def _number(name: str, value: float) -> str:
    return f"{value:.1f}" if name in ("ceiling", "inflection") else f"{value:.3f}"


def _refused(fit: NotFitted, lang: str) -> str:
    reason = "inflection not passed" if fit.reason == "inflection" else fit.reason
    said = word("fits", reason, lang).format(fit.periods)
    return word("lines", "not_fitted", lang).format(
        kind=word("fits", fit.kind, lang), adopters=fit.adopters, reason=said
    )


def statistics_data(found: Statistics) -> dict[str, Any]:
    """The same in plain values; shares are from 0 to 1, times are days."""
    curve = found.curve
    return {
        "note": "descriptive, not causal",
        "turnbull": {
            "adopters": found.adopters,
            "silent": found.silent,
            "left_out": found.left_out,
            "median": found.median,
            "band": curve.level if curve else None,
            "points": curve_rows(found),
        },
        "fits": [_fit(fit) for fit in found.fits],
        "period": found.period,
    }


def _fit(fit: Fit | NotFitted) -> dict[str, Any]:
    if isinstance(fit, NotFitted):
        return {"fitted": False, **asdict(fit)}
    told = {name: round(value, 6) for name, value in fit.parameters.items()}
    return {"fitted": True, **asdict(fit), "parameters": told, "r2": round(fit.r2, 6)}
