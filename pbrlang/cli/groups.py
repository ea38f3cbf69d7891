"""Commands whose help has examples and the exit status, and the group of them, which never fails untidily."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from pbrlang.cli.failures import guarded


class Command(click.Command):
    """A command whose help ends with examples, and with what its exit status means."""

    def __init__(self, *args: Any, examples: Sequence[str], statuses: Mapping[int, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.examples = examples
        self.statuses = statuses

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_end(formatter, self.examples, self.statuses)


def _write_end(formatter: click.HelpFormatter, examples: Sequence[str], statuses: Mapping[int, str]) -> None:
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{' ' * formatter.current_indent}{example}\n")
    with formatter.section("Exit status"):
        formatter.write_dl([(str(status), meaning) for status, meaning in statuses.items()])


class OnDemand(Mapping[str, click.Command]):
    """Commands by name, each imported when it is asked for: from a module of this package, where it has that name."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(import_module(f"pbrlang.cli.{self._modules[name]}"), name)
        return command

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class Group(click.Group):
    """Lists its commands in the order in which they are learnt."""

    def __init__(self, *args: Any, examples: Sequence[str], statuses: Mapping[int, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.examples = examples
        self.statuses = statuses

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_end(formatter, self.examples, self.statuses)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in self.commands and not word.startswith("-"):
            raise click.UsageError(_unknown(word, self.commands), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with guarded():
            return super().invoke(ctx)


def _unknown(word: str, commands: Mapping[str, click.Command]) -> str:
    from pbrlang.diagnostics.nearest import nearest
    from pbrlang.diagnostics.prose import listing

    near = nearest(word, commands)
    asked = f"did you mean {listing(near)}?" if near else f"there are {listing(commands, 'and')}"
    return f"there is no command {word}: {asked}"
