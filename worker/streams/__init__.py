"""The Faust and aiokafka edge: app, agents, lanes and the process pool."""
