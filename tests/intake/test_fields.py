"""Dates become ISO 8601, or are refused: nothing is guessed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.intake.fields import read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-03-14", "2024-03-14"),
        ("2024/03/04", "2024-03-04"),
        ("20240314", "2024-03-14"),
        ("2024-03-14T09:30:00Z", "2024-03-14T09:30:00+00:00"),
        ("2024-03-14 09:30", "2024-03-14T09:30:00"),
        ("14 March 2024", "2024-03-14"),
        ("March 14, 2024", "2024-03-14"),
        ("14th of March 2024", "2024-03-14"),
        ("Sept. 3, 2023", "2023-09-03"),
        ("03/14/2024", "2024-03-14"),
        ("14/03/2024", "2024-03-14"),
        ("14.03.2024", "2024-03-14"),
        ("05/05/2024", "2024-05-05"),
        ("Thu, 14 Mar 2024 09:30:00 GMT", "2024-03-14T09:30:00+00:00"),
        ("Mar. 14, 2024 9:30 a.m. EDT", "2024-03-14T09:30:00-04:00"),
        ("14 Mar 2024 9:30 XYZ", "2024-03-14T09:30:00"),
    ],
)
def test_read(written: str, iso: str) -> None:
    assert read_date(written) == iso
    assert read_date(f" {iso} ") == iso


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "not a date"),
        ("yesterday", "not a date"),
        ("1710408600", "not a date"),
        ("2024-13-45", "not a date"),
        ("March 2024", "does not name a day"),
        ("Thursday, 14 March", "does not name a day, month and year"),
        ("09:30", "does not name a day"),
        ("03/04/2024", "two dates"),
    ],
)
def test_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_date(written)


@given(st.datetimes())
def test_iso_stays(moment: object) -> None:
    assert read_date(moment.isoformat()) == moment.isoformat()  # type: ignore[attr-defined]


@given(st.text(max_size=20))
def test_never_anything_but_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        read_date(text)
