"""The image has what was tested, and listens where others look for it."""

from __future__ import annotations

import re

from tests.contract.deploy.conftest import ROOT, setting


def test_image_installs_what_is_tested() -> None:
    """The image's lock is the part of the other that a worker needs: same versions, no tools."""
    pins = {
        name: set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M))
        for name in ("requirements.lock", "deploy/requirements.lock")
    }
    assert pins["deploy/requirements.lock"] < pins["requirements.lock"]
    assert not any(
        pin.startswith(("pytest==", "ruff==")) for pin in pins["deploy/requirements.lock"]
    )


def test_image_is_asked_at_the_default_port() -> None:
    """And runs as nobody in particular."""
    text = (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")
    port = setting("http.port")
    assert f"EXPOSE {port}\n" in text
    assert f"http://127.0.0.1:{port}/livez" in text
    assert "\nUSER 10001\n" in text
