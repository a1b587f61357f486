"""The README says what the code does: every setting, command, make target and module of its map."""

import re
from pathlib import Path

import pytest

from communiques.invariants import CHECKS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def settings() -> set[str]:
    text = (ROOT / "config" / "settings.py").read_text("utf-8")
    named = re.findall(r'(?:env\.\w+|_required|_number|_one_of)\(\s*"([A-Z_]+)"', text)
    return set(named)


def commands() -> set[str]:
    return {p.stem for p in ROOT.glob("*/management/commands/*.py") if p.stem != "__init__"}


def targets() -> set[str]:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    return set(phony.group(1).split())


def test_every_setting_is_in_the_readme_and_nothing_more():
    table = README.split("## Settings")[1].split("##")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)`", table, re.M)) == settings()


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_in_the_readme(command):
    assert f"manage.py {command}" in README


@pytest.mark.parametrize("target", sorted(targets()))
def test_every_make_target_is_in_the_readme(target):
    assert f"make {target}" in README


def test_the_readme_says_which_invariants_are_checked_again():
    said = re.search(r"`manage.py verify` checks ([^.]*?) again", " ".join(README.split()))[1]
    spans = [each.split(" to ") for each in re.split(r", | and ", said)]
    checked = {n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)}
    assert checked == set(CHECKS)


def test_the_code_map_leads_to_files_that_exist():
    table = README.split("## To change X, open Y")[1].split("## Settings")[0]
    paths = [p for p in re.findall(r"`([\w/.-]+)`", table) if "/" in p]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_pictures_exist():
    pictures = re.findall(r"\]\(([\w/.-]+\.png)\)", README)
    assert len(pictures) == 6
    assert [each for each in pictures if not (ROOT / each).exists()] == []
