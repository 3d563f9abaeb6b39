"""Static hosts that read a file `_headers` in the root of a guide, such as Netlify and Cloudflare Pages."""

from __future__ import annotations

from site_builder.serving.headers import FOR_EVER, security_headers


def headers_file(base_path: str, desk: str = "") -> str:
    """The headers of every address, and of assets. Pages need none of their own: these hosts ask again for each."""
    security = "".join(f"  {name}: {value}\n" for name, value in security_headers(desk).items())
    return f"{base_path}/*\n{security}{base_path}/assets/*\n  Cache-Control: {FOR_EVER}\n"
