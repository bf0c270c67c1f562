"""What this process is told by its environment."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "PING_PONG_"


class Role(StrEnum):
    COUNTER = "counter"
    LOG_OUTPUT = "log-output"
    PROMETHEUS_PROXY = "prometheus-proxy"


class SettingsError(Exception):
    """Names each variable that is missing or wrong; never repeats a value."""


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _is_http(value: str) -> str:
    HttpUrl(value)
    return value.rstrip("/")


Port = Annotated[int, Field(ge=0, le=65_535)]
PoolSize = Annotated[int, Field(ge=0, le=100)]
Url = Annotated[str, AfterValidator(_is_http)]
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
]


class Environment(BaseSettings):
    """The variables. One that is set to nothing counts as absent."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    role: Role = Role.COUNTER
    # Within a container; the platform decides who reaches it.
    host: str = "0.0.0.0"  # noqa: S104
    app_port: Port = 3000
    log_level: LogLevel = "INFO"

    db_host: str | None = None
    db_port: Port = 5432
    db_name: str | None = None
    db_user: str | None = None
    db_password: SecretStr | None = None
    db_pool_min_size: PoolSize = 1
    db_pool_max_size: Annotated[PoolSize, Field(ge=1)] = 10

    counter_url: Url | None = None
    log_interval_seconds: Annotated[float, Field(ge=0.01, le=3600)] = 5

    prometheus_url: Url | None = None
    prometheus_scope: str = "https://prometheus.monitor.azure.com/.default"


class Azure(BaseSettings):
    """What the platform tells a pod with a federated identity."""

    model_config = SettingsConfigDict(env_prefix="AZURE_", env_ignore_empty=True)

    authority_host: Url = "https://login.microsoftonline.com"
    tenant_id: str | None = None
    client_id: str | None = None
    federated_token_file: str | None = None


@dataclass(frozen=True)
class DatabaseSettings:
    host: str
    port: int
    database: str
    user: str
    password: SecretStr | None
    min_connections: int
    max_connections: int


@dataclass(frozen=True)
class LogOutputSettings:
    #: Where the counter answers, without a path.
    counter_url: str
    interval_seconds: float


@dataclass(frozen=True)
class ProxySettings:
    """Who the proxy is, and whom it asks for tokens."""

    prometheus_url: str
    token_url: str
    client_id: str
    scope: str
    #: Where the platform puts, and renews, what proves who this is.
    assertion_file: str


@dataclass(frozen=True)
class Settings:
    host: str
    port: int
    log_level: str
    role: Role
    #: What the role is told.
    part: DatabaseSettings | LogOutputSettings | ProxySettings


def read_settings() -> Settings:
    """Raises SettingsError."""
    try:
        environment = Environment()
        azure = Azure()
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None
    return Settings(
        host=environment.host,
        port=environment.app_port,
        log_level=environment.log_level,
        role=environment.role,
        part=_to_part(environment, azure),
    )


def _to_part(
    environment: Environment, azure: Azure
) -> DatabaseSettings | LogOutputSettings | ProxySettings:
    match environment.role:
        case Role.COUNTER:
            return _to_database(environment)
        case Role.LOG_OUTPUT:
            return LogOutputSettings(
                counter_url=_demand(environment, "counter_url"),
                interval_seconds=environment.log_interval_seconds,
            )
        case Role.PROMETHEUS_PROXY:
            return _to_proxy(environment, azure)


def _to_database(environment: Environment) -> DatabaseSettings:
    if environment.db_pool_min_size > environment.db_pool_max_size:
        raise SettingsError(
            "PING_PONG_DB_POOL_MIN_SIZE is more than PING_PONG_DB_POOL_MAX_SIZE."
        )
    return DatabaseSettings(
        host=_demand(environment, "db_host"),
        port=environment.db_port,
        database=_demand(environment, "db_name"),
        user=_demand(environment, "db_user"),
        password=environment.db_password,
        min_connections=environment.db_pool_min_size,
        max_connections=environment.db_pool_max_size,
    )


def _to_proxy(environment: Environment, azure: Azure) -> ProxySettings:
    tenant = quote(_demand(azure, "tenant_id", environment.role), safe="")
    return ProxySettings(
        prometheus_url=_demand(environment, "prometheus_url"),
        token_url=f"{azure.authority_host}/{tenant}/oauth2/v2.0/token",
        client_id=_demand(azure, "client_id", environment.role),
        scope=environment.prometheus_scope,
        assertion_file=_demand(azure, "federated_token_file", environment.role),
    )


def _demand(source: BaseSettings, field: str, role: Role | None = None) -> str:
    value = getattr(source, field)
    if isinstance(value, str):
        return value
    prefix = source.model_config.get("env_prefix", "")
    role = role or source.role  # type: ignore[attr-defined]
    raise SettingsError(
        f"{prefix}{field.upper()} is missing: the role {role} needs it."
    )


def _explain(error: ValidationError) -> str:
    prefix = "AZURE_" if error.title == Azure.__name__ else PREFIX
    lines = [
        f"{prefix}{'.'.join(map(str, one['loc'])).upper()}: {one['type']}"
        for one in error.errors(include_input=False, include_context=False)
    ]
    return "\n".join(["The environment is not usable.", *lines])
