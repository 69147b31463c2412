"""What the page knows: records in, snapshots and batches out; no Kafka, no HTTP, no waiting."""
