"""docs/architecture.md and CONTRIBUTING.md name what there is: packages, files, functions and targets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:quotetrack|tests|bench)/[\w./]+)`", PAGE + CONTRIBUTING)))
)
def test_a_path_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


STAYS = (ROOT / "docs" / "ablation.md").read_text(encoding="utf-8").split("## What stays")[1].split("## What went")[0]


@pytest.mark.parametrize("package", ["quotations", "speakers"])
def test_a_rule_that_is_said_to_stay_is_in_its_module(package: str) -> None:
    rows = re.findall(r"^\| `(\w+)\.(?:\w+\.)?(\w+)`", STAYS.split(f"### {package}")[1].split("###")[0], re.MULTILINE)
    gone = [
        f"{module}.{name}"
        for module, name in rows
        if f"def {name}(" not in (ROOT / "quotetrack" / package / f"{module}.py").read_text(encoding="utf-8")
    ]
    assert rows and not gone


NAMED = re.findall(r"`(quotetrack/[\w/]+\.py)`, `(\w+)`|`(\w+)` in `(quotetrack/[\w/]+\.py)`", PAGE)


@pytest.mark.parametrize(("path", "name"), [(a or d, b or c) for a, b, c, d in NAMED])
def test_a_function_that_is_named_is_in_its_file(path: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_package_is_on_the_page_and_says_what_it_does() -> None:
    packages = sorted(p.parent for p in (ROOT / "quotetrack").glob("*/__init__.py"))
    layers = PAGE.split("## Who may import whom")[1].split("```")[1].split()
    for package in packages:
        assert package.name in layers
        assert (package / "__init__.py").read_text(encoding="utf-8").startswith('"""'), package.name


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)`", CONTRIBUTING))))
def test_a_target_that_is_named_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
