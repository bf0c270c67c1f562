import pytest

from ping_pong.settings import (
    Choices,
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
    for name in (
        "KAFKA_BOOTSTRAP_SERVERS",
        "KAFKA_SCHEMA_REGISTRY_URL",
        "MQTT_HOST",
    ):
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


BROKERS = {"kafka_bootstrap_servers": "a:1", "mqtt_host": "m"}
REGISTRY = {"kafka_schema_registry_url": "https://r.example.org/"}


@pytest.mark.parametrize(
    ("environment", "choices", "expected"),
    [
        ({}, Choices(), None),
        ({"encoding": "avro"}, Choices(), "https://r.example.org"),
        ({}, Choices(encoding="avro"), "https://r.example.org"),
        ({"encoding": "json"}, Choices(encoding="avro"), None),
    ],
)
def test_is_json_unless_the_file_or_the_environment_says_avro(
    environment: dict[str, str], choices: Choices, expected: str | None
) -> None:
    given = Environment.model_validate(BROKERS | REGISTRY | environment)
    registry = build_settings(given, NAMES, choices).registry
    assert (registry.url if registry else None) == expected


def test_asks_for_a_registry_where_messages_are_avro() -> None:
    environment = Environment.model_validate(BROKERS | {"encoding": "avro"})
    with pytest.raises(SettingsError, match="KAFKA_SCHEMA_REGISTRY_URL is missing"):
        build_settings(environment, NAMES)


def test_plays_no_role_that_the_platform_plays() -> None:
    choices = Choices(roles=(Role.GENERATOR, Role.GATEWAY))
    everything = Environment.model_validate(BROKERS)
    assert build_settings(everything, NAMES, choices).roles == choices.roles
    bridge = Environment.model_validate(BROKERS | {"service_role": Role.BRIDGE})
    with pytest.raises(SettingsError, match="bridge, which the platform plays"):
        build_settings(bridge, NAMES, choices)


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
    monkeypatch.setenv("KAFKA_SCHEMA_REGISTRY_URL", "http://r")
    assert read_settings(read_service_file(ROOT)).names.name
