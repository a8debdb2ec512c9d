"""Events on which the city falls over stay behind with their reason; every other one goes past them."""

from pathlib import Path

from tests.faults.poison import run


def test_t_poison_all_others_reach_a_real_city_and_each_poison_event_names_its_reason(tmp_path: Path) -> None:
    done = run(tmp_path, 60, 4)
    assert done.held == 56
    assert [one.last_answer.partition(" ")[0] for one in done.left] == ["answered_500"] * 4
    assert done.fell >= 4
