"""NOTICE: what is shipped or installed with the product, and under which licence.

    python deploy/notice.py            writes NOTICE from the metadata of the installed packages

The licence of each package stands in full in its own `dist-info`, and so in the wheels of the
bundle. What the product brings along itself is listed in SHIPPED.
"""

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
# Longer texts in the field are the licence itself, or a copyright line.
LONGEST_NAME = 60
CLASSIFIER = "License :: OSI Approved :: "
# Places of files that others made, and where their licence stands.
SHIPPED = {
    "inspection/static/fonts": "Noto Sans SC, SIL Open Font License 1.1 (OFL.txt beside them)",
    "inspection/static/icons": "Material Symbols, Apache License 2.0 (LICENSE.txt beside them)",
    "inspection/static/topo": "world map of Natural Earth, public domain, as in plotly.js (MIT)",
}
# Packages of another system, which are not installed where this is written.
ELSEWHERE = {"colorama": "BSD-3-Clause"}
HEAD = """What is shipped or installed with this product, and under which licence.
Written by deploy/notice.py from the metadata of the packages; the texts of their licences lie in
the wheels (dist-info). The licence of the product itself is its owner's to choose.
"""


def notice() -> str:
    """The whole file."""
    shipped = [f"- {place}: {told}" for place, told in SHIPPED.items()]
    runtime, more = pinned("requirements.txt"), pinned("requirements-dev.txt")
    cluster = pinned("requirements-cluster.txt")
    parts = [HEAD, "Shipped with the product", *shipped]
    parts += ["", "Installed to run it (requirements.txt)", *map(line, runtime)]
    parts += [f"- {name}, on Windows: {told}" for name, told in ELSEWHERE.items()]
    parts += ["", "Installed to build marts on a cluster (requirements-cluster.txt)"]
    parts += map(line, cluster)
    parts += ["", "Installed to test it (requirements-dev.txt)", *map(line, more)]
    return "\n".join(parts) + "\n"


def pinned(name: str) -> list[str]:
    """Packages of a file of requirements; those for other systems are not installed here."""
    text = (ROOT / name).read_text(encoding="utf-8")
    here = [one for one in text.splitlines() if "win32" not in one or sys.platform == "win32"]
    return [package for package, _ in PIN.findall("\n".join(here))]


def line(name: str) -> str:
    """One package: name, version, licence, where it comes from."""
    found = distribution(name)
    return f"- {found.metadata['Name']} {found.version}: {licence(found)}{home(found)}"


def licence(found: Distribution) -> str:
    """By its expression, else its field, else its classifiers. Raises ValueError for none."""
    told = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    if told and len(told) <= LONGEST_NAME and not told.lower().startswith("copyright"):
        return told
    classified = [
        one.removeprefix(CLASSIFIER)
        for one in found.metadata.get_all("Classifier") or ()
        if one.startswith(CLASSIFIER)
    ]
    known = classified or [TOLD_BY_FILE[name] for name in (found.metadata["Name"],)]
    return ", ".join(known)


# Packages whose metadata name no licence; read in the licence file that they bring along.
TOLD_BY_FILE = {"axe-playwright-python": "MIT"}


def home(found: Distribution) -> str:
    """The address of the project, where it tells one."""
    urls = dict(
        (part.strip() for part in one.split(",", 1))
        for one in found.metadata.get_all("Project-URL") or ()
    )
    named = {name.lower(): url for name, url in urls.items()}
    known = [named.get(key) for key in ("homepage", "source", "repository", "source code")]
    address = found.metadata.get("Home-page") or next(filter(None, known), "")
    return f" · {address}" if address else ""


if __name__ == "__main__":
    (ROOT / "NOTICE").write_text(notice(), encoding="utf-8")
