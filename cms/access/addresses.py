"""Which machine a request comes from, behind the web servers that pass it on."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the machine that asked the outermost of our web servers; empty if unknown.

    Each web server writes whom it was asked by at the end of X-Forwarded-For. What stands further to the left was sent
    by the client, who may write what they like, so as many entries count from the right as there are web servers of
    ours (WEB_SERVERS_IN_FRONT). With none of them the header is not read at all.
    """
    count: int = settings.WEB_SERVERS_IN_FRONT
    passed_on = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if count and len(passed_on) >= count:
        return passed_on[-count]
    address: str = request.META.get("REMOTE_ADDR") or ""
    return address


def client_network(request: HttpRequest) -> str:
    """The same, but of an IPv6 address its network of 64 bits, since a client has all addresses in it."""
    address = client_address(request)
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    # A socket for both kinds of addresses writes those of IPv4 as a part of IPv6.
    return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
