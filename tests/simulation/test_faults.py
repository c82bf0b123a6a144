from __future__ import annotations

import pytest

from tests.simulation.channels import Fault, Faults


def test_a_faults_dice_do_not_depend_on_the_rest_of_the_plan() -> None:
    delay = Fault(3, "delay")
    alone = Faults(8, [delay]).chance(delay).random()
    assert Faults(8, [Fault(0, "delay"), delay]).chance(delay).random() == alone
    assert Faults(9, [delay]).chance(delay).random() != alone
    assert Faults(8, [delay]).chance(Fault(4, "delay")).random() != alone


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(ValueError, match="explode"):
        Faults(0, [Fault(0, "explode")])
