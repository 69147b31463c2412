"""The encoder of the accurate tier at run time: windows of an article in, the answers of all heads out.

Weights are what ``training.encoder`` exports. onnxruntime and tokenizers come with the extra ``accurate``
and are imported when an encoder is loaded, not before.
"""
