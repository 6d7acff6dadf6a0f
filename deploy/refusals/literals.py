"""What a literal expression of Python says, read without running it: texts, f-strings with their gaps, constants of a module."""

import ast
from collections.abc import Iterator

GAP = "…"
"""Stands for what is filled in when the sentence is spoken."""


def said(node: ast.expr | None, scope: ast.AST, module: ast.Module) -> str:
    """The text of an expression; what only running it would tell is a gap. Empty for None and for no expression."""
    match node:
        case None | ast.Constant(value=None):
            return ""
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return said(left, scope, module) + said(right, scope, module)
        case ast.IfExp(body=first, orelse=second):
            return "／".join(filter(None, (said(first, scope, module), said(second, scope, module))))
        case ast.BoolOp(values=values):
            return "／".join(filter(None, (said(value, scope, module) for value in values)))
        case ast.Name(id=name):
            values_of = [*assigned(name, scope), *assigned(name, module)]
            return "／".join(dict.fromkeys(said(value, scope, module) for value in values_of)) or GAP
        case _:
            return GAP


def assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """What is assigned to a name in a function, or at the top of a module."""
    nodes = scope.body if isinstance(scope, ast.Module) else ast.walk(scope)
    for node in nodes:
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            yield node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            if node.value is not None:
                yield node.value
        elif isinstance(node, ast.NamedExpr) and node.target.id == name:
            yield node.value


def argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    """The argument of a call at this position or by this name."""
    if len(call.args) > position:
        return call.args[position]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def calls(module: ast.Module, callee: str) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Calls of a function by its plain name, each with the function it stands in (or the module)."""
    for scope in _scopes(module):
        for node in _own(scope):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == callee:
                yield node, scope


def _scopes(module: ast.Module) -> Iterator[ast.AST]:
    yield module
    yield from (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Everything inside a scope but not inside a function in it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _own(child)
