"""The verbs of the project: each stage is a function of records and state, without Kafka or a clock."""
