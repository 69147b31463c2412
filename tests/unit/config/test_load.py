"""Settings: which source wins, and what a person is told about a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.config import ConfigError, load
from worker.streams.connection import Connection


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder to start in: no settings file of the developer's is read."""
    monkeypatch.chdir(tmp_path)


def settings_file(text: str) -> Path:
    """A settings file in the current folder."""
    path = Path("other.toml")
    path.write_text(text, encoding="utf-8")
    return path


def refusal(file: Path | None = None, flags: dict[str, str] | None = None) -> str:
    """What a person reads when the settings are refused."""
    with pytest.raises(ConfigError) as caught:
        load(file, flags)
    return str(caught.value)


def test_the_tier_is_one_of_two() -> None:
    """Fast where nobody says otherwise; a mistyped one is refused."""
    assert load().settings.coder.tier == "fast"
    assert load(None, {"coder.tier": "accurate"}).settings.coder.tier == "accurate"
    assert "coder.tier" in refusal(flags={"coder.tier": "precise"})


def test_without_any_source_the_defaults_hold() -> None:
    """The worker needs no configuration for a broker on this machine."""
    loaded = load()

    assert loaded.settings.kafka.bootstrap == "localhost:9092"
    assert loaded.settings.languages == ("de", "en")
    assert loaded.origins == {}


def test_flags_win_over_environment_over_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each source overrides the next, and the origin of every setting is kept."""
    file = settings_file("[kafka]\nbootstrap='f:1'\ngroup='f'\ninstance_id='f'\n[pool]\nsize=7\n")
    monkeypatch.setenv("ESCALATION_KAFKA_BOOTSTRAP", "e:1")
    monkeypatch.setenv("ESCALATION_KAFKA_GROUP", "e")

    loaded = load(file, {"kafka.bootstrap": "flag:1"})

    kafka = loaded.settings.kafka
    assert (kafka.bootstrap, kafka.group, kafka.instance_id) == ("flag:1", "e", "f")
    assert loaded.origins == {
        "kafka.bootstrap": "flag",
        "kafka.group": "environment, ESCALATION_KAFKA_GROUP",
        "kafka.instance_id": "other.toml",
        "pool.size": "other.toml",
    }


@pytest.mark.parametrize("variable", ["ESCALATION_KAFKA_BOOTSTRAP", "ESCALATION_KAFKA__BOOTSTRAP"])
def test_section_and_key_are_joined_by_one_or_two_underscores(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Both ways of writing a nested setting are the same setting."""
    monkeypatch.setenv(variable, "broker:9092")

    assert load().settings.kafka.bootstrap == "broker:9092"


def test_lists_and_tables_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Languages are separated by commas; a model is named by its language."""
    monkeypatch.setenv("ESCALATION_LANGUAGES", "en, de")
    monkeypatch.setenv("ESCALATION_MODELS_DE", "weights/de")

    settings = load().settings

    assert settings.languages == ("en", "de")
    assert settings.models == {"de": Path("weights/de")}


def test_a_settings_file_in_the_current_folder_is_read() -> None:
    """``escalation-worker.toml`` needs no flag."""
    Path("escalation-worker.toml").write_text("[http]\nport = 0\n", encoding="utf-8")

    loaded = load()

    assert loaded.settings.http.port == 0
    assert loaded.origins == {"http.port": "escalation-worker.toml"}


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("ESCALATION_KAFKA_BOOTSTRP", "ESCALATION_KAFKA_BOOTSTRAP"),
        ("ESCALATION_KAFAK__GROUP", "ESCALATION_KAFKA_GROUP"),
        ("ESCALATION_LANGUAGE", "ESCALATION_LANGUAGES"),
    ],
)
def test_an_unknown_variable_is_refused_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, variable: str, told: str
) -> None:
    """A typing error must not silently leave the default in force."""
    monkeypatch.setenv(variable, "x")

    assert refusal() == f"there is no setting {variable}; did you mean {told}?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[kafka]\nbotstrap='x:1'\n", "there is no setting kafka.botstrap; did you mean kafka.bootstrap?"),
        ("[pol]\nsize=1\n", "there is no setting pol.size; did you mean pool.size?"),
        ("zzz = 1\n", "there is no setting zzz"),
    ],
)  # fmt: skip
def test_an_unknown_key_of_a_file_is_refused_with_the_nearest(text: str, told: str) -> None:
    """The message names the file too."""
    assert refusal(settings_file(text)) == f"other.toml: {told}"


def test_an_unknown_flag_is_refused_with_the_nearest() -> None:
    """``--set`` is checked like every other source."""
    assert refusal(flags={"kafka.boot": "x"}) == (
        "--set kafka.boot: there is no such setting; did you mean kafka.bootstrap?"
    )


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("pool.size", "0", "pool.size (flag): Input should be greater than 0"),
        ("kafka.bootstrap", "here", "kafka.bootstrap (flag): expected host:port, several with commas"),
        ("languages", "fr", "there is no language 'fr'; there are de, en"),
        ("kafka.security_protocol", "SASL_SSL", "SASL_SSL needs kafka.sasl_username and kafka.sasl_password"),
        ("kafka.ssl_keyfile", "k.pem", "kafka.ssl_keyfile needs kafka.ssl_certfile"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_origin(key: str, value: str, told: str) -> None:
    """What is checked here is not found out by a client an hour later."""
    assert refusal(flags={key: value}) == told


def test_a_missing_or_broken_file_is_refused() -> None:
    """A file that was asked for must be there and be TOML."""
    assert refusal(Path("gone.toml")).startswith("gone.toml: No such file or directory")
    assert refusal(settings_file("[kafka\n")).startswith("other.toml is no TOML file: ")


def test_a_password_reaches_the_connection_and_nothing_else() -> None:
    """Secrets are masked wherever settings are printed, in refusals too."""
    password = "swordfish"  # noqa: S105 - no secret
    secret = {"kafka.sasl_username": "u", "kafka.sasl_password": password}
    kafka = load(flags={"kafka.security_protocol": "SASL_SSL", **secret}).settings.kafka

    assert kafka.connection() == Connection(
        "localhost:9092", "SASL_SSL", "PLAIN", sasl_username="u", sasl_password=password
    )
    assert password not in repr(kafka)
    assert password not in refusal(flags=secret | {"kafka.security_protocol": f"{password}?"})
