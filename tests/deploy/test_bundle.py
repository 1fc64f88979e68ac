"""The archive, the lock and NOTICE name everything that is installed, for both systems."""

import importlib.util
import re
import zipfile
from importlib.metadata import PathDistribution, distribution, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from inspection.settings import ROOT


def loaded(name: str):
    """A programme of `deploy/` as a module."""
    spec = importlib.util.spec_from_file_location(f"deploy_{name}", ROOT / "deploy" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bundle, notice = loaded("bundle"), loaded("notice")
ON = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
# Packages that are installed on Windows alone have no metadata here and need nothing.
ALONE = {"colorama"}


def test_notice_is_what_the_packages_installed_say():
    assert (ROOT / "NOTICE").read_text(encoding="utf-8") == notice.notice()
    told = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name, version, _ in bundle.pinned():
        if name not in ALONE:
            assert re.search(rf"^- {re.escape(name)} {version}: \w", told, re.M | re.I), name
    assert "UNKNOWN" not in told


def test_notice_names_every_place_of_files_that_others_made():
    fonts = {path.parent for path in (ROOT / "inspection").rglob("*.woff2")}
    maps = {path.parent for path in (ROOT / "inspection" / "static").rglob("*.json")}
    places = {path.relative_to(ROOT).as_posix() for path in fonts | maps}
    assert places == set(notice.SHIPPED)
    apache = (ROOT / "inspection/static/icons/LICENSE.txt").read_text(encoding="utf-8")
    assert "Apache License" in apache
    assert "SIL OPEN FONT LICENSE" in (ROOT / "inspection/static/fonts/OFL.txt").read_text().upper()


def test_a_package_without_a_licence_is_not_passed_over(tmp_path):
    (tmp_path / "METADATA").write_text("Metadata-Version: 2.1\nName: silent\nVersion: 1\n")
    with pytest.raises(KeyError):
        notice.licence(PathDistribution(tmp_path))


def test_lock_has_every_pin_with_the_hash_of_a_wheel_for_each_system():
    text = bundle.LOCK.read_text(encoding="utf-8")
    told = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [one.split(" \\")[0].strip() for one in told] == [
        f"{name}=={version}{condition}" for name, version, condition in bundle.pinned()
    ]
    assert all(bundle.HASH.findall(one) for one in told)
    assert sum(len(bundle.HASH.findall(one)) >= 2 for one in told) > 10


@pytest.mark.parametrize("system", ON)
def test_pins_need_nothing_that_is_not_pinned(system):
    pinned = {canonicalize_name(name): version for name, version, _ in bundle.pinned()}
    missing = set()
    for name in pinned.keys() - ALONE:
        for told in requires(name) or ():
            needed = Requirement(told)
            is_here = needed.marker is None or needed.marker.evaluate({**ON[system], "extra": ""})
            found = pinned.get(canonicalize_name(needed.name))
            if is_here and not (found and needed.specifier.contains(found, prereleases=True)):
                missing.add((name, told))
    assert not missing


def test_wheels_are_told_apart_and_a_missing_one_is_named(tmp_path):
    for name in ("a_b-1.0-py3-none-any.whl", "c-1.0-cp311-cp311-win_amd64.whl"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in bundle.wheels_of(tmp_path, "a.b", "1.0")] == [
        "a_b-1.0-py3-none-any.whl"
    ]
    with pytest.raises(LookupError, match=r"c 1\.0 for linux"):
        bundle.wheels_of(tmp_path, "c", "1.0")


def test_archive_holds_the_application_its_fonts_and_only_locked_wheels(tmp_path, monkeypatch):
    (tmp_path / "one-1.0-py3-none-any.whl").write_bytes(b"wheel")
    required, lock = tmp_path / "requirements.txt", tmp_path / "requirements.lock"
    required.write_text("one==1.0\n")
    monkeypatch.setattr(bundle, "REQUIRED", required)
    monkeypatch.setattr(bundle, "LOCK", lock)
    bundle.lock(tmp_path)
    bundle.pack(tmp_path, tmp_path / "made.zip")
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        names = set(archive.namelist())
        sums = archive.read("inspection/SHA256SUMS").decode().splitlines()
    inside = {name.removeprefix("inspection/") for name in names}
    assert {"app.py", "NOTICE", "requirements.lock", "wheels/one-1.0-py3-none-any.whl"} <= inside
    assert {"inspection/static/fonts/OFL.txt", "queries/macros/rates.sql"} & inside
    assert not [name for name in inside if name.startswith(("tests/", ".git"))]
    assert {line.split("  ")[1] for line in sums} == inside - {"SHA256SUMS"}
    (tmp_path / "one-1.0-py3-none-any.whl").write_bytes(b"another")
    with pytest.raises(LookupError, match="not the wheel"):
        bundle.pack(tmp_path, tmp_path / "made.zip")


def test_installed_packages_are_those_pinned():
    for name, version, condition in bundle.pinned():
        if not condition:
            assert distribution(name).version == version
