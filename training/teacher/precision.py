"""In which precision a processor multiplies fastest."""

from __future__ import annotations

import torch


def halves(kind: str) -> bool:
    """Whether products in 16 bits are faster: without instructions for them they take three times as long."""
    return kind != "cpu" or torch.cpu._is_avx512_bf16_supported()
