"""The notebook guide names only what an open workspace can do."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

from wardmote.operations.assess import AssessResult
from wardmote.operations.notebook import OpenWorkspace

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-in-a-notebook.md"
CODE = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))


def of(name: str, node: ast.expr) -> bool:
    """Whether an expression is something of the object called ``name``."""
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name


CALLS = [
    node for node in ast.walk(ast.parse(CODE)) if isinstance(node, ast.Call) and of("workspace", node.func)
]


@pytest.mark.parametrize("call", CALLS, ids=ast.unparse)
def test_call_is_possible(call: ast.Call) -> None:
    assert isinstance(call.func, ast.Attribute)
    signature = inspect.signature(getattr(OpenWorkspace, call.func.attr))
    signature.bind(None, *call.args, **{str(keyword.arg): keyword.value for keyword in call.keywords})


def test_results_have_what_the_guide_reads() -> None:
    read = {
        node.attr
        for node in ast.walk(ast.parse(CODE))
        if of("result", node) and isinstance(node, ast.Attribute)
    }
    assert read == {"files", "snapshot"}
    assert read <= set(AssessResult.__dataclass_fields__)


def test_the_door_is_where_the_guide_says() -> None:
    import wardmote

    assert callable(wardmote.open_workspace)
