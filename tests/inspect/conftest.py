"""The sample dataset behind the site, asked without a network."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from pipeline.inspect import make_datasette
from tests.inspect import sample


class Client:
    """GET and POST against the site, with cookies, as a browser on this machine."""

    def __init__(self, datasette: Any) -> None:
        self.app = datasette.app()
        self.cookies: dict[str, str] = {}

    def _send(self, method: str, path: str, **more: Any) -> Any:
        import httpx

        async def send() -> Any:
            transport = httpx.ASGITransport(
                app=self.app, client=more.pop("client", ("127.0.0.1", 5))
            )
            headers = {"host": "127.0.0.1:8001", **more.pop("headers", {})}
            if self.cookies:
                headers["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1:8001"
            ) as http:
                return await http.request(method, path, headers=headers, **more)

        response = asyncio.run(send())
        for name, value in response.cookies.items():
            self.cookies[name] = value
        return response

    def get(self, path: str, **more: Any) -> Any:
        return self._send("GET", path, **more)

    def post(self, path: str, data: dict[str, str], **more: Any) -> Any:
        return self._send("POST", path, data=data, **more)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


@pytest.fixture
def dataset(tmp_path: Path, corpus: Path) -> Path:
    return sample.write(tmp_path / "dataset", corpus)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shown")
    return make_datasette(sample.write(folder / "dataset", folder / "corpus"))


@pytest.fixture
def site(shown: Any) -> Client:
    """The sample as a visitor sees it. Tests that decide or spoil use ``dataset``."""
    return Client(shown)


@pytest.fixture
def client() -> type[Client]:
    return Client
