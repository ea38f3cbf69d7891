"""Long lines of a script, broken where a reader would break them: at CASE and its arms, AND, OR, and commas."""

import re
from collections.abc import Iterator

WIDTH = 110
_STEP = "  "
_TOKEN = re.compile(
    r"'(?:[^'\\]|''|\\.)*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|[A-Za-z_][A-Za-z0-9_]*|\d+|\s+|.", re.DOTALL
)
_CLAUSE = re.compile(r"(?P<word>(?:UNION ALL )?SELECT|WHERE|GROUP BY|ORDER BY)\s")


def laid_out(script: str) -> str:
    """A script in which long lines are broken; each of its lines is a part of a statement that stands by itself."""
    return "\n".join(_line(each) for each in script.split("\n"))


def _line(line: str) -> str:
    text = line.lstrip(" ")
    if len(line) <= WIDTH or text.startswith("--"):
        return line
    pad = line[: len(line) - len(text)]
    head = _CLAUSE.match(text)
    source, *where = _split(text, "WHERE") if text.startswith("FROM ") else (text,)
    if where:
        return "\n".join(_line(pad + each) for each in (source, *(f"WHERE {each}" for each in where)))
    if head is None:
        return pad + broken(text, pad)
    inner = pad + _STEP
    parts = _split(text[head.end() :], ",")
    listed = f",\n{inner}".join(broken(each, inner) for each in parts)
    return f"{pad}{head['word']}\n{inner}{listed}"


def broken(text: str, pad: str) -> str:
    """A part of a statement, broken where it is too long; `pad` stands before its further lines."""
    if len(pad) + len(text) <= WIDTH:
        return text
    if text.startswith("CASE ") and _ends_with_case(text):
        return _case(text, pad)
    for word in ("OR", "AND"):
        parts = _split(text, word)
        if len(parts) > 1:
            return f"\n{pad}{word} ".join(broken(each, pad) for each in parts)
    return _longest_part(text, pad)


def _case(text: str, pad: str) -> str:
    """An arm to a line."""
    inner = pad + _STEP
    head, *arms = _split(text.removesuffix("END").rstrip(), "WHEN|ELSE", keep=True)
    told = [head.rstrip(), *(f"{inner}{_arm(each, inner)}" for each in arms), f"{pad}END"]
    return "\n".join(told)


def _arm(arm: str, pad: str) -> str:
    if len(pad) + len(arm) <= WIDTH:
        return arm
    word, _, rest = arm.partition(" ")
    when, *then = _split(rest, "THEN")
    told = f"{word} {broken(when, pad)}"
    return f"{told}\n{pad}THEN {broken(then[0], pad)}" if then else told


def _longest_part(text: str, pad: str) -> str:
    """What stands in brackets, or a choice, is broken where it stands; the longest of several."""
    groups = list(_groups(text))
    if not groups:
        return text
    start, end = max(groups, key=lambda each: each[1] - each[0])
    inside = text[start:end]
    if inside.startswith("(") and not inside.startswith("(CASE "):
        inner = pad + _STEP
        parts = f",\n{inner}".join(broken(each, inner) for each in _split(inside[1:-1], ","))
        return f"{text[:start]}(\n{inner}{parts}\n{pad}){text[end:]}"
    if inside.startswith("("):
        return f"{text[:start]}({broken(inside[1:-1], pad)}){text[end:]}"
    return f"{text[:start]}{broken(inside, pad)}{text[end:]}"


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """From where to where outermost brackets and choices go."""
    depth, start = 0, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ("(", "CASE"):
            start = match.start() if depth == 0 else start
            depth += 1
        elif token in (")", "END"):
            depth -= 1
            if depth == 0:
                yield start, match.end()


def _ends_with_case(text: str) -> bool:
    groups = list(_groups(text))
    return len(groups) == 1 and groups[0] == (0, len(text))


def _split(text: str, words: str, keep: bool = False) -> list[str]:
    """A text at words outside brackets and choices; with `keep` each part but the first begins with its word.

    The AND of a BETWEEN is none of these. In a choice, its own words are outside.
    """
    at, depth, between = [], 0, 0
    inside = text.startswith("CASE") and keep
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ("(", "CASE"):
            depth += not (inside and match.start() == 0)
        elif token in (")", "END"):
            depth -= 1
        elif depth == 0 and token == "BETWEEN":
            between += 1
        elif depth == 0 and token == "AND" and between:
            between -= 1
        elif depth == 0 and re.fullmatch(words, token):
            at.append((match.start(), match.end()))
    starts = [0, *(start if keep else end for start, end in at)]
    ends = [*(start for start, _ in at), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
