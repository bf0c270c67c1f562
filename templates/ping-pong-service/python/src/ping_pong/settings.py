"""What this process is told by its environment and by service.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_settings import BaseSettings, SettingsConfigDict


class Role(StrEnum):
    GENERATOR = "generator"
    BRIDGE = "bridge"
    PROCESSOR = "processor"
    GATEWAY = "gateway"


USES_KAFKA = (Role.BRIDGE, Role.PROCESSOR, Role.GATEWAY)
USES_MQTT = (Role.GENERATOR, Role.BRIDGE)

Port = Annotated[int, Field(ge=0, le=65_535)]


class SettingsError(Exception):
    """Names each variable that is missing or wrong; never repeats a value."""


class Names(BaseModel):
    """The names given when this service was created."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True
    )

    name: str
    mqtt_topic: str
    ping_topic: str
    pong_topic: str
    dead_letter_topic: str
    consumer_group: str


class Choices(BaseModel):
    """What else was chosen then. A role that is missing is played by the platform."""

    encoding: Literal["json", "avro"] = "json"
    roles: Annotated[tuple[Role, ...], Field(min_length=1)] = tuple(Role)


class Environment(BaseSettings):
    """The variables. One that is set to nothing counts as absent."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    service_role: Role | Literal["all"] = "all"
    # Within a container; the platform decides who reaches it.
    host: str = "0.0.0.0"  # noqa: S104
    port: Port = 8080
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    allowed_origins: str = ""
    message_interval: Annotated[float, Field(ge=0.001, le=3600)] = 5

    kafka_bootstrap_servers: str = ""
    kafka_tls: bool = False
    kafka_sasl_mechanism: Literal["plain", "scram-sha-256", "scram-sha-512"] = (
        "scram-sha-512"
    )
    kafka_username: str | None = None
    kafka_password: SecretStr | None = None

    encoding: Literal["json", "avro"] | None = None
    kafka_schema_registry_url: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = ""
    kafka_schema_registry_username: str | None = None
    kafka_schema_registry_password: SecretStr | None = None

    mqtt_host: str = ""
    mqtt_port: Port = 1883
    mqtt_tls: bool = False
    mqtt_user: str | None = None
    mqtt_password: SecretStr | None = None

    mqtt_topic: str | None = None
    ping_topic: str | None = None
    pong_topic: str | None = None
    dead_letter_topic: str | None = None
    consumer_group: str | None = None


@dataclass(frozen=True)
class KafkaSettings:
    brokers: tuple[str, ...]
    tls: bool
    mechanism: str
    username: str | None
    password: SecretStr | None


@dataclass(frozen=True)
class RegistrySettings:
    url: str
    username: str | None
    password: SecretStr | None

    @property
    def credentials(self) -> tuple[str, str] | None:
        if not (self.username and self.password):
            return None
        return self.username, self.password.get_secret_value()


@dataclass(frozen=True)
class MqttSettings:
    host: str
    port: int
    tls: bool
    username: str | None
    password: SecretStr | None


@dataclass(frozen=True)
class Settings:
    names: Names
    roles: tuple[Role, ...]
    host: str
    port: int
    log_level: str
    #: Besides the own one.
    allowed_origins: tuple[str, ...]
    ping_interval_seconds: float
    #: None only when no role needs it.
    kafka: KafkaSettings | None
    #: Messages in Kafka are Avro when there is one, and JSON otherwise.
    registry: RegistrySettings | None
    mqtt: MqttSettings | None


def read_settings(service_file: bytes) -> Settings:
    """Names that the environment lacks come from the file.

    Raises SettingsError.
    """
    try:
        environment = Environment()
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None
    names = Names.model_validate_json(service_file)
    choices = Choices.model_validate_json(service_file)
    return build_settings(environment, names, choices)


def read_service_file(folder: Path | None = None) -> bytes:
    """service.json lies where this is started, in the image as in a check-out."""
    return ((folder or Path.cwd()) / "service.json").read_bytes()


def build_settings(
    environment: Environment, names: Names, choices: Choices | None = None
) -> Settings:
    choices = choices or Choices()
    roles = _to_roles(environment, choices)
    is_avro = (environment.encoding or choices.encoding) == "avro"
    settings = Settings(
        names=_override(names, environment.model_dump()),
        roles=roles,
        host=environment.host,
        port=environment.port,
        log_level=environment.log_level,
        allowed_origins=_split(environment.allowed_origins),
        ping_interval_seconds=environment.message_interval,
        kafka=_to_kafka(environment),
        registry=_to_registry(environment) if is_avro else None,
        mqtt=_to_mqtt(environment),
    )
    _demand(roles, USES_KAFKA, settings.kafka, "KAFKA_BOOTSTRAP_SERVERS")
    _demand(roles, USES_MQTT, settings.mqtt, "MQTT_HOST")
    if is_avro:
        _demand(roles, USES_KAFKA, settings.registry, "KAFKA_SCHEMA_REGISTRY_URL")
    return settings


def _to_roles(environment: Environment, choices: Choices) -> tuple[Role, ...]:
    role = environment.service_role
    if role == "all":
        return choices.roles
    if role not in choices.roles:
        raise SettingsError(
            f"SERVICE_ROLE is {role}, which the platform plays for this service: "
            "see service.json and platform/. Both would do it twice."
        )
    return (Role(role),)


def _override(names: Names, environment: Mapping[str, object]) -> Names:
    given = {key: environment.get(key) for key in Names.model_fields}
    return names.model_copy(update={k: v for k, v in given.items() if v})


def _to_kafka(environment: Environment) -> KafkaSettings | None:
    brokers = _split(environment.kafka_bootstrap_servers)
    if not brokers:
        return None
    return KafkaSettings(
        brokers=brokers,
        tls=environment.kafka_tls,
        mechanism=environment.kafka_sasl_mechanism.upper(),
        username=environment.kafka_username,
        password=environment.kafka_password,
    )


def _to_registry(environment: Environment) -> RegistrySettings | None:
    if not environment.kafka_schema_registry_url:
        return None
    return RegistrySettings(
        url=environment.kafka_schema_registry_url.rstrip("/"),
        username=environment.kafka_schema_registry_username,
        password=environment.kafka_schema_registry_password,
    )


def _to_mqtt(environment: Environment) -> MqttSettings | None:
    if not environment.mqtt_host:
        return None
    return MqttSettings(
        host=environment.mqtt_host,
        port=environment.mqtt_port,
        tls=environment.mqtt_tls,
        username=environment.mqtt_user,
        password=environment.mqtt_password,
    )


def _demand(
    roles: tuple[Role, ...], users: tuple[Role, ...], value: object, name: str
) -> None:
    role = next((one for one in roles if one in users), None)
    if role and value is None:
        raise SettingsError(f"{name} is missing: the role {role} needs it.")


def _split(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.split(","))
    return tuple(part for part in parts if part)


def _explain(error: ValidationError) -> str:
    lines = [
        f"{'.'.join(map(str, one['loc'])).upper()}: {one['msg']}"
        for one in error.errors(include_input=False, include_context=False)
    ]
    return "\n".join(["The environment is not usable.", *lines])
