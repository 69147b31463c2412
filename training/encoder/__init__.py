"""The recipe of the accurate tier: one encoder that reads names, events, their sides and their modality.

``python -m training.encoder`` prepares lessons, prunes the vocabulary, trains with checkpoints, exports to
ONNX in 8 bits and measures: training/README.md says how. Modules that need PyTorch are ``network``,
``losses``, ``learn``, ``school``, ``team`` and ``export``; all others do without it.
"""
