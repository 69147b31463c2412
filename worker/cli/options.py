"""Options of all commands, which may stand before the command's name or after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def hoist(arguments: Sequence[str], values: Mapping[str, int]) -> list[str]:
    """Move the options in ``values`` (name: number of values) to the front, up to a "--".

    So ``run --config FILE`` means the same as ``--config FILE run``.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        name, equals, _ = argument.partition("=")
        if argument == "--":
            return [*front, *rest, argument, *waiting]
        if name not in values:
            rest.append(argument)
            continue
        taken = 0 if equals else values[name]
        front += [argument, *waiting[:taken]]
        waiting = waiting[taken:]
    return front + rest


def assignments(pairs: Sequence[str]) -> dict[str, str]:
    """``KEY=VALUE`` pairs as a dictionary; raises ValueError for one without "="."""
    for pair in pairs:
        if "=" not in pair:
            raise ValueError(f"--set {pair}: expected KEY=VALUE, such as pool.size=1")
    return {key: value for key, _, value in (pair.partition("=") for pair in pairs)}
