"""Documented fakes and the harness that starts, kills and watches real worker processes."""
