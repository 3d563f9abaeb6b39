"""Which targets a city's live release is taken to, what is due, and what becomes of failures."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from site_builder.errors import DamagedReleaseError, TargetError
from site_builder.release import Release
from site_builder.targets import deploying
from site_builder.targets.addresses import target_at
from site_builder.targets.deploying import deploy, targets_due
from site_builder.targets.target import Delivery, Progress
from tests.site_builder.conftest import command
from tests.site_builder.feeds import Publisher, serving
from tests.site_builder.targets.releases import go_live, guide, make_release

BROKEN = "/dev/null/{city}.zip"


@pytest.fixture
def live(city: Path) -> Release:
    """The live release."""
    return go_live(city, make_release(city, 1, guide({"en/index.html": "home"})))


def test_a_target_is_due_until_it_has_what_is_live(city: Path, live: Release, tmp_path: Path) -> None:
    good = f"{tmp_path}/{{city}}.zip"
    assert targets_due(city, [good, BROKEN]) == [good, BROKEN]
    with pytest.raises(TargetError):
        deploy(city, [BROKEN, good])
    assert targets_due(city, [good, BROKEN]) == [BROKEN]
    go_live(city, make_release(city, 2, guide({"en/index.html": "other"})))
    assert targets_due(city, [good]) == [good]
    deploy(city, [good])
    (city / "current").unlink()
    assert targets_due(city, [good, BROKEN]) == [good]


def test_one_target_that_fails_keeps_no_other_from_the_release(city: Path, live: Release, tmp_path: Path) -> None:
    with pytest.raises(TargetError) as raised:
        deploy(city, [BROKEN, f"{tmp_path}/{{city}}.zip", "/dev/null/other.zip"])
    assert (tmp_path / "eastmere.zip").exists()
    assert [line.partition(" ")[0] for line in str(raised.value).splitlines()] == [
        "/dev/null/eastmere.zip",
        "/dev/null/other.zip",
        "The",
    ]


@dataclass
class Slow:
    """A target to which something happens while a release is on its way."""

    city: Path
    address: str = "slow"
    got: list[str] = field(default_factory=list)

    def publish(self, release: Release, progress: Progress) -> Delivery:
        self.got.append(release.name)
        if len(self.got) == 1:
            self.meanwhile(release)
        return Delivery(self.address, release.name)

    def take_offline(self, progress: Progress) -> Delivery:
        self.got.append("")
        return Delivery(self.address, "")

    def meanwhile(self, release: Release) -> None:
        """Another release goes live."""
        go_live(self.city, make_release(self.city, 2, guide({"en/index.html": "newer"})))


@dataclass
class Overtaken(Slow):
    """The release has gone for a newer one, too."""

    def meanwhile(self, release: Release) -> None:
        super().meanwhile(release)
        shutil.rmtree(release.folder)
        raise DamagedReleaseError("gone")


@dataclass
class Withdrawn(Slow):
    """The guide goes offline."""

    def meanwhile(self, release: Release) -> None:
        (self.city / "current").unlink()


@pytest.mark.parametrize(("kind", "last"), [(Slow, "000002"), (Overtaken, "000002"), (Withdrawn, "")])
def test_what_goes_live_during_a_deployment_is_deployed_too(
    city: Path, live: Release, monkeypatch: pytest.MonkeyPatch, kind: type[Slow], last: str
) -> None:
    target = kind(city)
    monkeypatch.setattr(deploying, "target_at", lambda address, name: target)
    [delivery] = deploy(city, ["slow"])
    assert delivery.release.partition("-")[0] == last
    assert target.got == [live.name, delivery.release]
    assert targets_due(city, ["slow"]) == []


def test_a_damaged_live_release_is_told_and_not_tried_again_and_again(
    city: Path, live: Release, tmp_path: Path
) -> None:
    (live.folder / "en/index.html").unlink()
    with pytest.raises(DamagedReleaseError, match=r"lacks en/index\.html"):
        deploy(city, [f"{tmp_path}/guide.zip"])


def test_two_deployments_of_a_city_follow_one_another(
    city: Path, live: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, most = threading.Semaphore(1), []

    class Alone(Slow):
        def publish(self, release: Release, progress: Progress) -> Delivery:
            most.append(inside.acquire(blocking=False))
            inside.release()
            return Delivery(self.address, release.name)

    monkeypatch.setattr(deploying, "target_at", lambda address, name: Alone(city))
    threads = [threading.Thread(target=deploy, args=(city, ["slow"])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [True] * 4


@pytest.mark.parametrize(
    "address", ["", "/srv/guides", "ftp://host/guides", "rsync://host/module", "s3://", "s3://Bucket", "s3://b ucket/x"]
)
def test_an_address_that_is_none_is_told_with_those_that_are(address: str) -> None:
    with pytest.raises(TargetError, match=r"no address of a (target|bucket)"):
        target_at(address, "eastmere")


@pytest.mark.parametrize(
    "address", ["s3://guides/{city}", "guides@host:/srv/{city}", "ssh://host/srv/{city}", "/srv/{city}.zip"]
)
def test_the_city_has_its_place_in_an_address(address: str) -> None:
    assert target_at(address, "eastmere").address == address.replace("{city}", "eastmere")


def test_the_command_takes_the_live_release_to_its_targets(city: Path, live: Release, tmp_path: Path) -> None:
    where = ("--city", city.name, "--output", city.parent)
    target = f"{tmp_path}/{{city}}.zip"
    status, out, told = command("deploy", *where, "--to", target, "--to", f"{tmp_path}/second.zip", "--json")
    assert status == 0, told
    assert [(row["target"], row["release"]) for row in json.loads(out)] == [
        (f"{tmp_path}/eastmere.zip", live.name),
        (f"{tmp_path}/second.zip", live.name),
    ]
    status, out, told = command("deploy", *where, "--to", BROKEN, "--json")
    assert (status, json.loads(out)["status"]) == (8, 8)
    assert told.startswith("error: /dev/null/eastmere.zip cannot be written: ")
    assert command("deploy", "--city", "atlantis", "--output", city.parent, "--to", target)[0] == 1
    assert command("deploy", *where)[0] == 2


def test_a_build_deploys_what_it_has_brought_live(publisher: Publisher, output: Path, tmp_path: Path) -> None:
    target = f"{tmp_path}/{{city}}.zip"
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", "harbourton", "--output", output)
        status, out, told = command(*arguments, "--deploy", target, "--json")
        assert status == 0, told
        result = json.loads(out)
        assert [row["release"] for row in result["targets"]] == [result["release"]]
        assert command(*arguments, "--deploy", BROKEN)[0] == 8
