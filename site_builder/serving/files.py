"""The files for servers that stand beside a city's releases, out of readers' sight."""

from __future__ import annotations

from pathlib import Path

from site_builder.desk import desk_origin
from site_builder.files import clear, replace_file
from site_builder.guide import Guide
from site_builder.progress import Progress
from site_builder.release import CURRENT
from site_builder.serving import caddy, nginx
from site_builder.serving.site import Site

FOLDER = "serving"


def tell_servers(city_folder: Path, guide: Guide, progress: Progress) -> None:
    """Have the files for servers say what is live. Readers are served all the same if they cannot be written."""
    try:
        write_server_files(city_folder, guide.base_path, guide.languages, desk_origin(guide.city))
    except OSError as error:
        progress(f"The files for web servers could not be written: {error}")


def write_server_files(city_folder: Path, base_path: str, languages: list[str], desk: str = "") -> None:
    """Have `serving/` in a city's folder say how its guide is served now. Raises OSError."""
    live = city_folder.resolve() / CURRENT
    site = Site(city_folder.name, live, base_path, tuple(languages), desk)
    files = {
        "nginx-http.conf": nginx.maps(site),
        "nginx-server.conf": nginx.locations(site),
        "Caddyfile": caddy.directives(site),
    }
    folder = city_folder / FOLDER
    folder.mkdir(exist_ok=True)
    clear(folder)
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text() != text:
            replace_file(path, text.encode())
