"""Thrifts that know what steps take."""

from __future__ import annotations

from models.understudies.thrift import Thrift


def thrift_with(costs: dict[int, float], num_times: int = 1) -> Thrift:
    thrift = Thrift()
    for num_tokens, seconds in [*costs.items()] * num_times:
        thrift.costs.learn(num_tokens, seconds)
    return thrift
