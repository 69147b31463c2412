"""What the exported encoder consists of."""

GRAPH, TOKENIZER, META = "encoder.onnx", "tokenizer.json", "meta.json"
