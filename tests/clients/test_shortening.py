"""Names in the component's script become shorter and mean the same."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tools.clients.shortening import shortened

SCRIPT = r"""
const greeting = "const greeting";
const pattern = /^(greeting|"name\/)/i;
const greet = (name, { title, other: alias = 2, ...rest }, [first, second = first] = [1], ...more) => {
  const told = { name, title, alias: alias, [first]: name, greeting: `${greeting} ${name}: {name} ${{ name }.name}` };
  for (const key in rest) told[key] = rest.key;
  for (const [each, value] of Object.entries(more)) told[each] = value ? name : title;
  return pattern.test(name) ? { ...told, second } : told;
};
function outer(name) {
  const inner = () => { const name = "inner"; return name; };
  return [name, inner()];
}
class Counter {
  #count = 0;
  add(count) { this.#count += count; return this.#count; }
}
console.log(JSON.stringify([greet("name/", { title: "t", key: 3 }, [7], 8, 9), outer("outer"), new Counter().add(2)]));
"""


def run(script: str) -> str:
    node = shutil.which("node")
    assert node is not None
    return subprocess.run([node, "-"], input=script, capture_output=True, text=True, check=True).stdout


def test_names_are_shorter() -> None:
    short = shortened(SCRIPT)
    assert len(short) < len(SCRIPT)
    for gone in ("const greet ", "second =", "inner =", "#count"):
        assert gone not in short
    assert '"const greeting"' in short


@pytest.mark.node
def test_a_script_with_short_names_does_the_same() -> None:
    assert run(shortened(SCRIPT)) == run(SCRIPT)
