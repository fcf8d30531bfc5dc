"""Every list of stages: what a stage needs is given before it, it touches nothing else, and the docs tell of it."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banmian.pipelines import PIPELINES, Pipeline
from banmian.repair.bare_text.pipeline import TextRepair
from banmian.stages import Rewrite, Stage, stage_table

ROOT = Path(__file__).parents[1]
EVERY = pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.name)


def body_of(stage: Stage[Any]) -> tuple[str, ast.AST]:
    """The name of a stage function's parameter, and its tree."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(stage.function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return tree.args.args[0].arg, tree


@EVERY
def test_what_a_stage_needs_is_given_by_earlier_ones(pipeline: Pipeline) -> None:
    at_hand = set(pipeline.starts_with)
    fields = {field.name for field in dataclasses.fields(pipeline.state)}
    for stage in pipeline.stages:
        assert set(stage.needs) <= at_hand | {n for n in stage.needs if n in stage.gives}, stage.name
        assert set(stage.gives) <= fields, stage.name
        at_hand |= set(stage.gives)


@EVERY
def test_a_stage_reads_what_it_needs_and_sets_what_it_gives(pipeline: Pipeline) -> None:
    for stage in pipeline.stages:
        if isinstance(stage.function, Rewrite):
            assert stage.needs == stage.gives == (stage.function.field,)
            continue
        name, tree = body_of(stage)
        read = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
        }
        given = {
            keyword.arg
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "replace"
            and isinstance(node.args[0], ast.Name)
            and node.args[0].id == name
            for keyword in node.keywords
        }
        assert read == set(stage.needs), stage.name
        assert given == set(stage.gives), stage.name


@EVERY
def test_a_state_can_not_be_written_into(pipeline: Pipeline) -> None:
    assert pipeline.state.__dataclass_params__.frozen


def held_by(kind: Any) -> Iterator[type]:
    """The dataclasses of bare text that values of a type hold, at any depth."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and ".bare_text." in kind.__module__:
        yield kind
        for inner in typing.get_type_hints(kind).values():
            yield from held_by(inner)
    for inner in typing.get_args(kind):
        yield from held_by(inner)


def test_nothing_that_stages_of_bare_text_hand_on_can_be_written_into() -> None:
    kinds = set(held_by(TextRepair))
    expected = {"PrintedLine", "Element", "HeadlineGroup", "ArticleSegment", "SegmentedText"}
    assert {kind.__name__ for kind in kinds} > expected
    assert {kind.__name__ for kind in kinds if not kind.__dataclass_params__.frozen} == set()


@EVERY
def test_stages_have_names_of_their_own(pipeline: Pipeline) -> None:
    names = [stage.name for stage in pipeline.stages]
    assert len(set(names)) == len(names)


@EVERY
def test_the_docs_have_the_stages_in_their_order(pipeline: Pipeline) -> None:
    text = (ROOT / pipeline.docs).read_text("utf-8")
    assert stage_table(pipeline.stages) in text, f"{pipeline.docs} should say:\n{stage_table(pipeline.stages)}"
