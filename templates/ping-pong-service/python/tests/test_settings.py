import pytest

from ping_pong.settings import (
    Environment,
    Role,
    SettingsError,
    build_settings,
    read_service_file,
    read_settings,
)
from tests.support import NAMES, ROOT


@pytest.fixture(autouse=True)
def _no_brokers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the round trip, when it is run too."""
    for name in ("KAFKA_BOOTSTRAP_SERVERS", "MQTT_HOST"):
        monkeypatch.delenv(name, raising=False)


def test_names_come_from_the_file_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "KAFKA_BOOTSTRAP_SERVERS": "a:9092, b:9092",
        "MQTT_HOST": "m",
        "PONG_TOPIC": "other-pong",
        "PING_TOPIC": "",
    }.items():
        monkeypatch.setenv(name, value)
    settings = read_settings(NAMES.model_dump_json(by_alias=True).encode())
    assert settings.names == NAMES.model_copy(update={"pong_topic": "other-pong"})
    assert settings.roles == tuple(Role)
    assert settings.ping_interval_seconds == 5
    assert settings.kafka is not None
    assert settings.kafka.brokers == ("a:9092", "b:9092")


@pytest.mark.parametrize(
    ("role", "environment", "variable"),
    [
        (Role.BRIDGE, {"mqtt_host": "m"}, "KAFKA_BOOTSTRAP_SERVERS"),
        (Role.GENERATOR, {}, "MQTT_HOST"),
        (Role.GATEWAY, {"mqtt_host": "m"}, "KAFKA_BOOTSTRAP_SERVERS"),
    ],
)
def test_names_the_variable_that_a_role_lacks(
    role: Role, environment: dict[str, str], variable: str
) -> None:
    lacking = Environment.model_validate({"service_role": role} | environment)
    with pytest.raises(SettingsError, match=f"{variable} is missing.*{role}"):
        build_settings(lacking, NAMES)


def test_asks_a_role_for_nothing_that_it_does_not_use() -> None:
    given = {"service_role": Role.GATEWAY, "kafka_bootstrap_servers": "a:1"}
    environment = Environment.model_validate(given)
    assert build_settings(environment, NAMES).mqtt is None


def test_names_every_variable_that_is_wrong_and_repeats_no_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "s3cr3t")
    monkeypatch.setenv("MESSAGE_INTERVAL", "-1")
    with pytest.raises(SettingsError) as caught:
        read_settings(NAMES.model_dump_json(by_alias=True).encode())
    assert "PORT" in str(caught.value)
    assert "MESSAGE_INTERVAL" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def test_reads_the_names_this_service_was_created_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "a:1")
    monkeypatch.setenv("MQTT_HOST", "m")
    assert read_settings(read_service_file(ROOT)).names.name
