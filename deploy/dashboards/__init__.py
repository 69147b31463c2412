"""The Grafana dashboards: what they show is written here, the JSON is made (``make dashboards``)."""
