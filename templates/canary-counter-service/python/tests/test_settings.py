import os

import pytest

from counter_service.settings import (
    DatabaseSettings,
    ProxySettings,
    Role,
    SettingsError,
    read_settings,
)

DATABASE = {
    "PING_PONG_DB_HOST": "db",
    "PING_PONG_DB_NAME": "counter",
    "PING_PONG_DB_USER": "counter",
}

PROXY = {
    "PING_PONG_ROLE": "prometheus-proxy",
    "PING_PONG_PROMETHEUS_URL": "https://metrics.example.org/",
    "AZURE_TENANT_ID": "tenant",
    "AZURE_CLIENT_ID": "client",
    "AZURE_FEDERATED_TOKEN_FILE": "/var/run/token",
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("PING_PONG_", "AZURE_")):
            monkeypatch.delenv(name)


def set_all(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_counts_on_port_3000_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_all(monkeypatch, DATABASE | {"PING_PONG_DB_PASSWORD": ""})
    settings = read_settings()
    assert (settings.role, settings.port) == (Role.COUNTER, 3000)
    assert settings.log_level == "INFO"
    assert settings.part == DatabaseSettings(
        "db", 5432, "counter", "counter", None, 1, 10
    )


@pytest.mark.parametrize("level", ["debug", "WARNING", "Critical"])
def test_takes_a_log_level_however_it_is_written(
    monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    set_all(monkeypatch, DATABASE | {"PING_PONG_LOG_LEVEL": level})
    assert read_settings().log_level == level.upper()


@pytest.mark.parametrize(
    ("role", "variables", "lacking"),
    [
        (Role.COUNTER, {}, "PING_PONG_DB_HOST"),
        (Role.COUNTER, {"PING_PONG_DB_HOST": "db"}, "PING_PONG_DB_NAME"),
        (Role.LOG_OUTPUT, {}, "PING_PONG_COUNTER_URL"),
        (Role.PROMETHEUS_PROXY, {}, "AZURE_TENANT_ID"),
    ],
)
def test_names_the_variable_that_a_role_lacks(
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
    variables: dict[str, str],
    lacking: str,
) -> None:
    set_all(monkeypatch, variables | {"PING_PONG_ROLE": role})
    with pytest.raises(SettingsError, match=f"{lacking} is missing.*{role}"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PING_PONG_LOG_LEVEL", "s3cr3t"),
        ("PING_PONG_APP_PORT", "70000"),
        ("PING_PONG_DB_POOL_MAX_SIZE", "0"),
        ("PING_PONG_DB_POOL_MIN_SIZE", "11"),
        ("PING_PONG_ROLE", "s3cr3t"),
        ("PING_PONG_COUNTER_URL", "s3cr3t"),
        ("AZURE_AUTHORITY_HOST", "s3cr3t"),
    ],
)
def test_names_what_is_wrong_and_repeats_no_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    set_all(monkeypatch, DATABASE | {name: value})
    with pytest.raises(SettingsError, match=name) as caught:
        read_settings()
    assert "s3cr3t" not in str(caught.value)


def test_asks_the_authority_of_the_tenant_for_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_all(monkeypatch, PROXY)
    part = read_settings().part
    assert isinstance(part, ProxySettings)
    assert part.prometheus_url == "https://metrics.example.org"
    assert part.token_url.endswith("microsoftonline.com/tenant/oauth2/v2.0/token")
