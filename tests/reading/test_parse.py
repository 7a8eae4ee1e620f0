"""The parser's output and the hand-made parse obey one set of rules."""

import subprocess
import sys

import pytest
import spacy

from dragoman.errors import SettingsError
from dragoman.reading.parse import SpacyParser
from tests.factories import make_parsed, make_report


def test_make_parsed_gives_edges_and_offsets():
    parsed = make_parsed(
        "Lavrov|NNP|nsubj|1 said|VBD|ROOT|1|say the|DT|det|3 talks|NNS|nsubj|4|talk ended|VBD|ccomp|1|end"
    )
    assert parsed.text[slice(*parsed.subtree_span(4))] == "the talks ended"
    assert parsed.child(1, "nsubj") == 0
    assert parsed.ancestors(2) == [3, 4, 1]


def test_parse_keeps_offsets_and_paragraphs_apart(parse):
    report = make_report("The talks ended on Friday.  \n\nRebels  left\nthe city, the ministry said.")
    parsed = parse(report)
    assert [report.text[s:e] for s, e in zip(parsed.starts, parsed.ends, strict=True)] == list(parsed.words)
    assert [report.quote(s.span) for s in parsed.sentences] == [
        "The talks ended on Friday.", "Rebels  left\nthe city, the ministry said.",
    ]  # fmt: skip
    assert parsed.lemmas[2] == "end"


def test_parse_gives_one_parsed_report_for_each_report(parser):
    reports = [make_report(t) for t in ("", "One.", "\n\n", "Two. Three.")]
    assert [len(p.sentences) for p in parser.parse(reports)] == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("They discuss it.", "discuss"),
        ("They were there.", "be"),
        ("It has been hoped for.", "hope"),
        ("They staged an attack.", "stage"),
        ("They are waging war.", "wage"),
        ("They stopped the car.", "stop"),
        ("They visited Oslo.", "visit"),
        ("A consensus was found.", "consensus"),
        ("They carried flags.", "carry"),
        ("Soldiers' wives came.", "wife"),
    ],
)
def test_lemmas_of_base_and_inflected_forms(parse, text, lemma):
    assert lemma in parse(make_report(text)).lemmas


@pytest.mark.parametrize("model", ["no_such_pipeline", "/nowhere/at/all"])
def test_a_model_that_is_not_there_is_one_line(model):
    with pytest.raises(SettingsError, match="found no spaCy pipeline") as error:
        SpacyParser(model)
    assert "\n" not in str(error.value)


def test_a_model_that_does_not_parse_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="expected a tagger and a parser"):
        SpacyParser(str(tmp_path / "blank"))


def test_spacy_comes_without_its_command_line_and_can_have_it_later():
    code = (
        "import sys; from dragoman.reading.parse import import_spacy; spacy = import_spacy(); "
        "print('typer' in sys.modules, 'spacy.cli' in sys.modules); "
        "import spacy.cli; print(callable(spacy.cli.download), import_spacy() is spacy)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "False", "True", "True"]


def test_what_is_left_out_of_the_model_changes_no_parse(parser):
    text = "Don't e-mail U.S.-led envoys at 5p.m., e.g. on Jan. 3rd (or: can't-do) for $4.5bn… http://a.b/c :) o'clock"
    text += " He, whom Zzyqx's grulp met, said nothing."
    plain = spacy.load(parser._model, exclude=["ner"])
    assert [(t.text, t.tag_, t.dep_, t.head.i) for t in parser._nlp(text)] == [
        (t.text, t.tag_, t.dep_, t.head.i) for t in plain(text)
    ]
