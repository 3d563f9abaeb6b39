"""How a page loads on a cheap phone far from the mast: 400 kbit/s, answers after 400 ms, a sixth of the CPU."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from functools import partial

from playwright.sync_api import Browser

from tools.audit.findings import Measure, Outcome
from tools.audit.probe.rule import LOAD_MILLISECONDS, PHONE
from tools.audit.quiet import Patience

KILOBITS, ROUND_TRIP, CPU = 400, 400, 6
LIMITS = {
    "LCP": (2.0, "s"),
    "load": (2.5, "s"),
    "CLS": (0.05, ""),
    "TBT": (150.0, "ms"),
    "first view": (35.0, "kB"),
    "requests": (6.0, ""),
}
MORE_RUNS = 2
"""So often a page is loaded again that is over a limit, once the machine is quiet; the median counts."""
WHILE_BUSY = ", while the machine was busy"
_TIMED = ("LCP", "load", "TBT")
_SETTLE_MILLISECONDS = 600
_LONG_TASK_MILLISECONDS = 50

_MEASURE = """([settle, long]) => new Promise((resolve) => {
  const found = { LCP: 0, CLS: 0, TBT: 0 };
  const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { found.LCP = entry.startTime / 1000; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) found.CLS += entry.value; });
  watch("longtask", (entry) => { found.TBT += Math.max(0, entry.duration - long); });
  const [loaded] = performance.getEntriesByType("navigation");
  setTimeout(() => resolve({ ...found, load: loaded.loadEventEnd / 1000 }), settle);
})"""


def slow_loads(
    browser: Browser,
    server: str,
    addresses: Iterable[str],
    told: Callable[[str], None] = lambda _: None,
    patience: Patience | None = None,
) -> Outcome:
    """How the pages at these addresses load for a reader who has nothing of the guide yet."""
    addresses = list(addresses)
    patience = patience or Patience()
    outcome = Outcome("slow phone", len(addresses))
    for address in addresses:
        told(address)
        runs, was_quiet = [_load(browser, server + address)], True
        if any(value > LIMITS[name][0] for name, value in runs[0].items()):
            again, was_quiet = patience.repeat(MORE_RUNS, partial(_load, browser, server + address))
            runs += again
        for name, (limit, unit) in LIMITS.items():
            note = "" if was_quiet or name not in _TIMED else WHILE_BUSY
            value = statistics.median(run[name] for run in runs)
            outcome.measured(Measure(name, value, limit, unit, address, note=note))
    return outcome


def _load(browser: Browser, url: str) -> dict[str, float]:
    """The measures of one load by their names in LIMITS."""
    with browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, service_workers="block") as context:
        tab = context.new_page()
        tools = context.new_cdp_session(tab)
        bytes_per_second = KILOBITS * 1000 / 8
        network = {"downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second}
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": ROUND_TRIP, **network})
        tools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
        sizes: list[float] = []
        tools.on("Network.loadingFinished", lambda answer: sizes.append(answer["encodedDataLength"]))
        tab.goto(url, wait_until="networkidle", timeout=LOAD_MILLISECONDS)
        measured: dict[str, float] = tab.evaluate(_MEASURE, [_SETTLE_MILLISECONDS, _LONG_TASK_MILLISECONDS])
    return measured | {
        "requests": len(sizes),
        "first view": sum(sizes) / 1024,
    }
