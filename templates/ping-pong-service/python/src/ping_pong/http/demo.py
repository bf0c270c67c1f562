"""The page that shows pongs live."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

#: Nothing from elsewhere, no inline script, and no frame around it.
POLICY = "default-src 'self'; frame-ancestors 'none'"

FILES = {
    "/demo": ("demo.html", "text/html"),
    "/demo.css": ("demo.css", "text/css"),
    "/demo.js": ("demo.js", "text/javascript"),
}


def demo_routes(public: Path) -> APIRouter:
    routes = APIRouter()
    for path, (file, media_type) in FILES.items():
        _add(routes, path, public / file, media_type)
    return routes


def _add(routes: APIRouter, path: str, file: Path, media_type: str) -> None:
    @routes.get(path, include_in_schema=False)
    async def page() -> FileResponse:
        headers = {"content-security-policy": POLICY}
        return FileResponse(file, media_type=media_type, headers=headers)
