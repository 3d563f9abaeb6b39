"""S3-compatible storage, with its refusals in words. Keys and address come from the environment, as for AWS's tools."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from site_builder.errors import TargetError

ADDRESS = re.compile(r"s3://[a-z0-9][a-z0-9.-]+[a-z0-9](?:/[\w.-]+)*/?")
PATIENCE = timedelta(seconds=30)
FAILURES = (BaseError, OSError)  # obstore's NotFoundError is a FileNotFoundError

_CODE = re.compile(r"<Code>(\w+)</Code>")
_WITHOUT_ROLE = "169.254.169.254"  # where a machine in Amazon's cloud asks for the rights of its role


class Stored(NamedTuple):
    """An object that is there."""

    version: str
    """Its ETag: on S3, for what we store, the MD5 of its content."""
    changed: datetime


class Bucket:
    """The objects of a bucket below a prefix, by what their keys have after it. Every method raises TargetError."""

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            self._store = S3Store.from_url(
                address,
                client_options={
                    "connect_timeout": "10s",
                    "timeout": "60s",
                    "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true",
                },
                retry_config={"max_retries": 4, "retry_timeout": PATIENCE},
            )
        except FAILURES as error:
            raise self._refused(error) from error

    def get(self, key: str) -> bytes | None:
        """What an object holds; None if there is none."""
        try:
            return bytes(obstore.get(self._store, key).bytes())
        except FileNotFoundError:
            return None
        except FAILURES as error:
            raise self._refused(error) from error

    def put(self, key: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        """Store an object: readers get the old one or the new one. `headers` are those it is sent with."""
        try:
            # In one piece: what has parts has no MD5 as its ETag.
            obstore.put(self._store, key, data, attributes=headers, use_multipart=False)
        except FAILURES as error:
            raise self._refused(error) from error

    def delete(self, keys: Iterable[str]) -> None:
        """Remove objects; those that are not there are no mistake."""
        wanted = list(keys)
        if not wanted:
            return
        try:
            obstore.delete(self._store, wanted)
        except FileNotFoundError:
            return
        except FAILURES as error:
            raise self._refused(error) from error

    def below(self, prefix: str = "") -> dict[str, Stored]:
        """The objects whose keys have this folder before them; all without it."""
        found = {}
        try:
            for chunk in obstore.list(self._store, prefix or None):
                for meta in chunk:
                    found[meta["path"]] = Stored((meta["e_tag"] or "").strip('"'), meta["last_modified"])
        except FAILURES as error:
            raise self._refused(error) from error
        return found

    def _refused(self, error: Exception) -> TargetError:
        told = str(error)
        code = _CODE.search(told)
        first = told.partition("\n")[0].partition("<?xml")[0].rstrip(" :-")
        if code and code[1] == "NoSuchBucket":
            reason = "there is no such bucket. Make it, or mend the address."
        elif _WITHOUT_ROLE in told:
            reason = "nobody says who may write there. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        elif code or " 403 " in told:
            why = code[1] if code else "access denied"
            reason = (
                f"it refuses ({why}). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, and that they may "
            )
            reason += "list, read, write and delete there."
        else:
            reason = f"it cannot be reached. Check AWS_ENDPOINT_URL and AWS_REGION. ({first})"
        return TargetError(f"{self.address}: {reason}")
