"""The office of a counter, from its settings."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import Settings
from counter_app.usecases.offices import office_of, units


def test_every_unit_of_today_gives_its_office_its_name() -> None:
    assert len(units().all) == 103
    for unit in units().all:
        assert office_of(replace(Settings(), unit=unit.code)).name == unit.name


@pytest.mark.parametrize("code", ["00000", "3112", "ma_dvhc", "31120 "])
def test_a_code_of_no_unit_is_named(code: str) -> None:
    with pytest.raises(OfficerCanMend) as refused:
        office_of(replace(Settings(), unit=code))
    assert (refused.value.code, refused.value.facts["unit"]) == ("unit_unknown", code)


def test_without_a_unit_there_is_an_office_without_a_name() -> None:
    assert office_of(Settings()).name == ""
