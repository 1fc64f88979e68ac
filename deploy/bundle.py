"""One archive that installs without a package index, on Linux and on Windows.

    python deploy/bundle.py lock WHEELS          requirements.lock: every pin with the hashes
    python deploy/bundle.py fetch WHEELS         the wheels of both systems, by pip
    python deploy/bundle.py pack WHEELS TARGET   the archive: application, fonts, wheels, lock

In the archive `SHA256SUMS` has the hash of every file. Nothing is packed whose wheel is
missing for a system, or not the one that the lock names.
"""

import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIRED, LOCK = ROOT / "requirements.txt", ROOT / "requirements.lock"
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)(\s*;[^\n]*)?$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PYTHON = ["--python-version", "3.11", "--implementation", "cp"]
ABIS = ["--abi", "cp311", "--abi", "abi3", "--abi", "none"]
GLIBC = ("2014", "_2_17", "_2_24", "_2_26", "_2_27", "_2_28")
SYSTEMS = {
    "linux": [f"manylinux{version}_x86_64" for version in GLIBC] + ["any"],
    "windows": ["win_amd64", "any"],
}
# How the name of a wheel tells its system.
OF_SYSTEM = {
    "linux": re.compile(r"manylinux|-any\.whl"),
    "windows": re.compile(r"win_amd64|-any\.whl"),
}
# Folders of the repository that are needed to run; tests are not.
PACKED = ("inspection/", "pages/", "queries/", "data/", "docs/", "deploy/", ".streamlit/")
PACKED_FILES = re.compile(
    r"(app\.py|NOTICE|pyproject\.toml|requirements(-cluster)?\.(txt|lock)|(README|CHANGELOG)[\w.-]*\.md)"
)
PREFIX = "inspection"


def fetch(wheels: Path) -> None:
    """Download the wheel of every pin for both systems."""
    wheels.mkdir(parents=True, exist_ok=True)
    for platforms in SYSTEMS.values():
        named = [part for one in platforms for part in ("--platform", one)]
        order = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", wheels]
        source = ["--only-binary=:all:", *PYTHON, *ABIS, *named, "-r", plain_pins(wheels)]
        subprocess.run([*order, *source], check=True)


def plain_pins(wheels: Path) -> Path:
    """The pins without their conditions: one system fetches for the other."""
    path = wheels / "pins.txt"
    pins = [f"{name}=={version}" for name, version, _ in pinned()]
    path.write_text("\n".join(pins) + "\n", encoding="utf-8")
    return path


def pinned() -> list[tuple[str, str, str]]:
    """Name, version and condition of every package that runs the product."""
    return PIN.findall(REQUIRED.read_text(encoding="utf-8"))


def lock(wheels: Path) -> None:
    """Write requirements.lock from the wheels at hand."""
    told = [
        "# requirements.txt with the hash of each wheel for Linux and Windows; see make bundle."
    ]
    for name, version, condition in pinned():
        found = sorted({digest(path) for path in wheels_of(wheels, name, version)})
        hashes = [f"    --hash=sha256:{one}" for one in found]
        told.append(" \\\n".join([f"{name}=={version}{condition}", *hashes]))
    LOCK.write_text("\n".join(told) + "\n", encoding="utf-8")


def wheels_of(wheels: Path, name: str, version: str) -> list[Path]:
    """The wheels of a pin. Raises LookupError where a system has none."""
    stem = re.sub(r"[-_.]+", "_", name).lower()
    found = [
        path
        for path in sorted(wheels.glob("*.whl"))
        if path.name.lower().startswith((f"{stem}-{version}-", f"{name.lower()}-{version}-"))
    ]
    for system, told in OF_SYSTEM.items():
        if not any(told.search(path.name) for path in found):
            raise LookupError(f"no wheel of {name} {version} for {system} in {wheels}")
    return found


def pack(wheels: Path, target: Path) -> None:
    """Write the archive. Raises LookupError for a wheel that is missing or not the locked one."""
    locked = set(HASH.findall(LOCK.read_text(encoding="utf-8")))
    packed = dict(application())
    for name, version, _ in pinned():
        for path in wheels_of(wheels, name, version):
            if digest(path) not in locked:
                raise LookupError(f"{path.name} is not the wheel that {LOCK.name} names")
            packed[f"wheels/{path.name}"] = path
    target.parent.mkdir(parents=True, exist_ok=True)
    sums = "".join(f"{digest(path)}  {name}\n" for name, path in sorted(packed.items()))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(packed.items()):
            archive.write(
                path,
                f"{PREFIX}/{name}",
                zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED,
            )
        archive.writestr(f"{PREFIX}/SHA256SUMS", sums)


def application() -> Iterator[tuple[str, Path]]:
    """Files of the repository that are needed to run."""
    listed = ["git", "ls-files", "-z", "--cached"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        is_needed = name.startswith(PACKED) or PACKED_FILES.fullmatch(name)
        if is_needed and (ROOT / name).is_file():
            yield name, ROOT / name


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    act, *paths = sys.argv[1:]
    {"fetch": fetch, "lock": lock, "pack": pack}[act](*map(Path, paths))
