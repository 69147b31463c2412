"""The best tree that a network's scores allow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9


def tree(arcs: NDArray[np.float64]) -> list[int]:
    """The head of each word, 0 for the one root: the best tree by Chu, Liu and Edmonds.

    ``arcs`` is (words, 1 + words): how likely each word's head is the root or each word.
    """
    words = len(arcs)
    scores = np.full((words + 1, words + 1), _NEVER)
    scores[1:] = arcs[:, : words + 1]
    np.fill_diagonal(scores, _NEVER)
    heads = _best_tree(scores)
    roots = [word for word in range(1, words + 1) if heads[word] == 0]
    if len(roots) == 1:
        return _words(heads)
    return max((_rooted(scores, root) for root in roots), key=lambda made: made[0])[1]


def _rooted(scores: NDArray[np.float64], root: int) -> tuple[float, list[int]]:
    """The best tree whose root is ``root``, and its score."""
    only = scores.copy()
    only[:, 0] = _NEVER
    only[root, :] = _NEVER
    only[root, 0] = scores[root, 0]
    heads = _best_tree(only)
    return float(only[np.arange(1, len(only)), heads[1:]].sum()), _words(heads)


def _words(heads: NDArray[np.intp]) -> list[int]:
    return [int(head) for head in heads[1:]]


def _best_tree(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """The head of each node; node 0 is the root (its head is 0) and (child, head) are the scores."""
    heads: NDArray[np.intp] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    ring = np.asarray(cycle)
    kept = scores[ring, heads[ring]]
    # One node stands for the cycle, behind those outside it.
    small = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(ring, outside)] - kept[:, None]
    small[-1, :-1] = into.max(axis=0) + kept.sum()
    out_of = scores[np.ix_(outside, ring)]
    small[:-1, -1] = out_of.max(axis=1)
    np.fill_diagonal(small, _NEVER)
    solved = _best_tree(small)
    result: NDArray[np.intp] = heads.copy()
    for at, node in enumerate(outside):
        head = solved[at]
        result[node] = ring[out_of[at].argmax()] if head == len(outside) else outside[head]
    result[0] = 0
    entry = solved[-1]
    broken = into[:, entry].argmax()
    result[ring[broken]] = outside[entry]
    return result


def _cycle(heads: NDArray[np.intp]) -> list[int]:
    """The nodes of a cycle that does not hold the root, or none."""
    seen = np.zeros(len(heads), dtype=int)
    seen[0] = 1
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while not seen[node]:
            seen[node] = start + 1
            path.append(node)
            node = int(heads[node])
        if path and seen[node] == start + 1:
            return path[path.index(node) :]
    return []
