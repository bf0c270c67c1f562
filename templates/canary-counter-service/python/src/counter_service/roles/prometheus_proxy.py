"""The role that lets an analysis ask a Prometheus that wants a token."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import httpx
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from counter_service.background import in_background
from counter_service.part import Readiness
from counter_service.roles.tokens import NoTokenError, TokenSource
from counter_service.settings import ProxySettings

PATHS = ("/api/v1/query", "/api/v1/query_range")
#: What Argo Rollouts waits by default.
TIMEOUT_SECONDS = 30.0
#: What a query may need.
MAX_BODY_BYTES = 64 * 1024
#: Of an answer; an analysis reads a number.
MAX_ANSWER_BYTES = 1024 * 1024

log = logging.getLogger(__name__)


class PrometheusProxyPart:
    """It reads, on two paths, with the token of a federated identity.

    Whoever may reach it is decided by the network policy beside it.
    """

    def __init__(self, settings: ProxySettings) -> None:
        self._settings = settings
        # A token is for one host: redirects are not followed.
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT_SECONDS, follow_redirects=False
        )
        self._tokens = TokenSource(settings, self._client)
        self.routes = APIRouter()
        for path in PATHS:
            self.routes.add_api_route(path, self._forward, methods=["GET", "POST"])

    @property
    def readiness(self) -> Readiness:
        expires_at = self._tokens.expires_at
        if expires_at is None:
            return Readiness(True, {"token": "none"})
        until = datetime.fromtimestamp(expires_at, UTC).isoformat(timespec="seconds")
        return Readiness(True, {"token": f"good until {until}"})

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        async with self._client, in_background(self._begin()):
            yield

    async def _begin(self) -> None:
        """A first token: a wrong identity is seen before a rollout needs it."""
        try:
            await self._tokens.get()
        except NoTokenError as error:
            log.warning("There is no token yet: %s", error)

    async def _forward(self, request: Request) -> Response:
        try:
            form = await read_form(request)
            return await self._ask(request.url.path, form)
        except httpx.TimeoutException:
            return refuse(504, "timeout", "Prometheus does not answer.")
        except NoTokenError as error:
            return refuse(502, "unavailable", str(error))
        except (httpx.HTTPError, OverflowError) as error:
            log.warning("A query could not be asked: %s", type(error).__name__)
            return refuse(502, "unavailable", "Prometheus does not answer.")

    async def _ask(self, path: str, form: dict[str, list[str]]) -> Response:
        token = await self._tokens.get()
        async with self._client.stream(
            "POST",
            f"{self._settings.prometheus_url}{path}",
            data=form,
            headers={"authorization": f"Bearer {token}"},
        ) as answer:
            if answer.status_code == httpx.codes.UNAUTHORIZED:
                self._tokens.forget()
            return Response(
                await read_at_most(answer.aiter_bytes(), MAX_ANSWER_BYTES),
                answer.status_code,
                media_type=answer.headers.get("content-type", "application/json"),
            )


async def read_form(request: Request) -> dict[str, list[str]]:
    """Fields of the address and of the body, decoded."""
    body = await read_at_most(request.stream(), MAX_BODY_BYTES)
    form: dict[str, list[str]] = {}
    for name, value in [
        *request.query_params.multi_items(),
        *parse_qsl(body.decode("utf-8", "replace")),
    ]:
        form.setdefault(name, []).append(value)
    return form


async def read_at_most(chunks: AsyncIterator[bytes], size: int) -> bytes:
    """Raises OverflowError instead of filling the memory."""
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > size:
            raise OverflowError("That is too long.")
    return bytes(content)


def refuse(status: int, kind: str, message: str) -> Response:
    """In the form of Prometheus, so that the analysis shows the sentence."""
    content = {"status": "error", "errorType": kind, "error": message}
    return JSONResponse(content, status)
