from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.ontology.intervals import Interval, PartialDate

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    precision = draw(st.sampled_from(["day", "month", "year"]))
    if precision == "year":
        return PartialDate(day.year)
    return PartialDate(day.year, day.month, day.day if precision == "day" else None)


@given(partial_dates())
def test_str_and_parse_are_inverses(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value


@given(partial_dates())
def test_first_and_last_bound_what_a_date_can_mean(value: PartialDate) -> None:
    assert value.first <= value.last
    assert str(value.first).startswith(str(value)) and str(value.last).startswith(str(value))
    assert not str(value.last + timedelta(days=1)).startswith(str(value))


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2021", "year", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-05-05", "day", date(2021, 5, 5), date(2021, 5, 5)),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, precision: str, first: date, last: date) -> None:
    value = PartialDate.parse(text)
    assert (value.precision, value.first, value.last) == (precision, first, last)


@pytest.mark.parametrize("text", ["", "21", "2021-13", "2021-02-30", "2021-5", "05.05.2021", "2021-05-05T00:00"])
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_an_interval_holds_from_its_start_until_the_day_it_ends() -> None:
    interval = Interval.parse("2014-08-06", "2019-06-17")
    assert not interval.covers(date(2014, 8, 5))
    assert interval.covers(date(2014, 8, 6))
    assert interval.covers(date(2019, 6, 16))
    assert not interval.covers(date(2019, 6, 17))


def test_an_imprecise_end_may_still_hold_on_its_last_day() -> None:
    interval = Interval.parse("2023", "2025-09")
    assert interval.covers(date(2023, 1, 1))
    assert interval.covers(date(2025, 9, 30))
    assert not interval.covers(date(2025, 10, 1))


def test_an_interval_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval.parse("2020-01-02", "2020-01-01")


@given(days)
def test_an_open_interval_holds_always(day: date) -> None:
    assert Interval().covers(day)


@given(partial_dates(), partial_dates(), days)
def test_a_covered_day_lies_between_the_bounds(one: PartialDate, other: PartialDate, day: date) -> None:
    start, end = sorted((one, other), key=lambda value: value.first)
    if Interval(start, end).covers(day):
        assert start.first <= day <= end.last
