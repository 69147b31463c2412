"""A drill for the alerts: a real worker is brought into each state, and the alert is seen to fire and end."""
