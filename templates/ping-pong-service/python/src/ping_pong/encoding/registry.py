"""A client of a schema registry with Confluent's API."""

import json
import ssl
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import fastavro
import httpx
from fastavro.types import Schema

from ping_pong.health import Health
from ping_pong.settings import RegistrySettings

TIMEOUT_SECONDS = 10.0
#: Each writer that meets here brings one or two.
MAX_SCHEMAS = 100
#: How long an id stays unknown before it is asked for again.
UNKNOWN_MS = 60_000
CONTENT_TYPE = "application/vnd.schemaregistry.v1+json"
NOT_FOUND = 404
CONFLICT = 409


class RegistryError(Exception):
    """The registry is away, or refuses; the sentence holds no address."""


class SchemaRegistry:
    """A schema never changes under its id, so each is asked for once.

    Each answer tells /readyz how the registry is.
    """

    def __init__(
        self, settings: RegistrySettings, health: Health, now_ms: Callable[[], int]
    ) -> None:
        self._settings = settings
        self._health = health
        self._now_ms = now_ms
        # The schema, None for unknown, and until when to believe that.
        self._known: dict[int, tuple[Schema | None, float]] = {}

    async def register(self, subject: str, schema: str) -> int:
        """Its id, new or old. The registry refuses what would break readers."""
        body = {"schemaType": "AVRO", "schema": schema}
        path = f"/subjects/{quote(subject, safe='')}/versions"
        answer = await self._ask("POST", path, subject, body)
        return int(answer["id"])

    async def check(self, subject: str) -> None:
        """Returns when the registry answers; the subject may be new."""
        path = f"/subjects/{quote(subject, safe='')}/versions/latest"
        await self._ask("GET", path, subject)

    async def find(self, schema_id: int) -> Schema | None:
        """None when the registry has no Avro schema of that id."""
        schema, until_ms = self._known.get(schema_id, (None, 0))
        if self._now_ms() < until_ms:
            return schema
        path = f"/schemas/ids/{schema_id}"
        schema = to_schema(await self._ask("GET", path, f"schema {schema_id}"))
        until_ms = float("inf") if schema else self._now_ms() + UNKNOWN_MS
        if len(self._known) >= MAX_SCHEMAS:
            self._known.clear()
        self._known[schema_id] = (schema, until_ms)
        return schema

    async def _ask(
        self, method: str, path: str, what: str, body: object = None
    ) -> dict[str, Any]:
        """The answer, empty for 404."""
        try:
            answer = await self._fetch(method, path, what, body)
        except RegistryError as error:
            self._health.down("registry", str(error))
            raise
        except (httpx.HTTPError, ValueError) as error:
            reason = "the registry does not answer"
            self._health.down("registry", reason)
            raise RegistryError(reason) from error
        self._health.up("registry")
        return answer

    async def _fetch(
        self, method: str, path: str, what: str, body: object
    ) -> dict[str, Any]:
        # One client for each request: there are few, since answers are kept.
        async with httpx.AsyncClient(
            auth=self._settings.credentials,
            headers={"content-type": CONTENT_TYPE},
            timeout=TIMEOUT_SECONDS,
            trust_env=False,
            verify=ssl.create_default_context(),
        ) as client:
            url = f"{self._settings.url}{path}"
            response = await client.request(method, url, json=body)
        if response.status_code == NOT_FOUND and method == "GET":
            return {}
        if not response.is_success:
            raise RegistryError(refusal(response.status_code, what))
        answer = response.json()
        if not isinstance(answer, dict):
            raise RegistryError(f"the registry answers something else about {what}")
        return answer


def refusal(status: int, what: str) -> str:
    if status == CONFLICT:
        return (
            f"the registry refuses the schema of {what}: "
            "it would break those who read it"
        )
    return f"the registry answers {status} about {what}"


def to_schema(answer: dict[str, Any]) -> Schema | None:
    """None also for a schema of another language."""
    if answer.get("schemaType", "AVRO") != "AVRO" or "schema" not in answer:
        return None
    try:
        schema = without_logical_types(json.loads(answer["schema"]))
        return fastavro.schema.parse_schema(schema)
    except (ValueError, fastavro.schema.SchemaParseException):
        return None


def without_logical_types(schema: Any) -> Any:
    """Times stay numbers: milliseconds, as everywhere in this service."""
    if isinstance(schema, list):
        return [without_logical_types(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: without_logical_types(value)
        for key, value in schema.items()
        if key != "logicalType"
    }
