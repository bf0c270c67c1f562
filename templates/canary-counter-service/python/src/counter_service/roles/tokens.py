"""Tokens for the federated identity of this pod."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import BaseModel, Field, ValidationError

from counter_service.settings import ProxySettings

#: A token is renewed when it has less than this left.
MARGIN_SECONDS = 300.0

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class NoTokenError(Exception):
    """No token was given; says what the authority answered, and no more."""


class Answer(BaseModel):
    access_token: str = Field(min_length=1)
    #: Seconds.
    expires_in: float = Field(gt=0)


@dataclass(frozen=True)
class Token:
    text: str
    #: Seconds since 1970.
    expires_at: float


class TokenSource:
    """What the platform wrote into a file is exchanged for an access token.

    Whoever asks meanwhile waits for the same exchange, which is a task and not
    a lock: it cannot be taken twice.
    """

    def __init__(
        self,
        settings: ProxySettings,
        client: httpx.AsyncClient,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._token: Token | None = None
        self._exchange: asyncio.Task[Token] | None = None

    @property
    def expires_at(self) -> float | None:
        """Seconds since 1970; None while there is no token."""
        return self._token.expires_at if self._token else None

    async def get(self) -> str:
        """Raises NoTokenError."""
        token = self._token
        if token and token.expires_at - self._clock() > MARGIN_SECONDS:
            return token.text
        if self._exchange is None or self._exchange.done():
            self._exchange = asyncio.create_task(self._renew())
        # A client that hangs up ends its own wait, not that of the others.
        return (await asyncio.shield(self._exchange)).text

    def forget(self) -> None:
        """The next request brings another: this one was refused."""
        self._token = None

    async def _renew(self) -> Token:
        try:
            self._token = await self._ask()
        except NoTokenError:
            # What is left of the old one is still good.
            if self._token is None or self._token.expires_at <= self._clock():
                raise
        return self._token

    async def _ask(self) -> Token:
        given = self._settings
        # Read each time: the platform renews it.
        assertion = await asyncio.to_thread(Path(given.assertion_file).read_text)
        try:
            response = await self._client.post(
                given.token_url,
                data={
                    "grant_type": "client_credentials",
                    "client_id": given.client_id,
                    "scope": given.scope,
                    "client_assertion_type": ASSERTION_TYPE,
                    "client_assertion": assertion.strip(),
                },
            )
            if response.status_code != httpx.codes.OK:
                raise NoTokenError(f"The authority answered {response.status_code}.")
            answer = Answer.model_validate_json(response.content)
        except (httpx.HTTPError, ValidationError, OSError) as error:
            raise NoTokenError("The authority does not answer.") from error
        return Token(answer.access_token, self._clock() + answer.expires_in)
