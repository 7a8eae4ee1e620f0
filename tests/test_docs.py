"""What is public is documented, and what the documents show is so."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from dragoman import __all__ as verbs
from dragoman.commands import main
from dragoman.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_contract_page_is_up_to_date():
    run = subprocess.run([sys.executable, str(ROOT / "tools" / "write_contract.py"), "--check"], check=False)
    assert run.returncode == 0, "run: python tools/write_contract.py"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_commands_are_in_the_readme_and_have_help_with_examples(name):
    command = main.commands[name]
    assert f"dragoman {name}" in README
    text = command.get_help(click.Context(command, info_name=name))
    assert name == "doctor" or "Examples:" in text


@pytest.mark.parametrize("verb", sorted(verbs))
def test_verbs_are_in_the_readme(verb):
    assert f"dragoman.{verb}(" in README


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_settings_are_in_the_readme(setting):
    assert setting.variable in README
