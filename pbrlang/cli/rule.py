"""`pbr rule`: all that can be said of one message."""

import click

from pbrlang.cli.groups import Command
from pbrlang.cli.messages import width


@click.command(
    cls=Command,
    short_help="Explain a message.",
    examples=[
        "pbr rule time-unsaid",
        "pbr rule PBR405",
    ],
    statuses={0: "fine", 2: "there is no such message"},
)
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """Explain a message: why it is given, an example that gives it, and what to write instead.

    NAME is the name of the message, or its code. Without NAME, all messages are listed.
    """
    from pbrlang.catalog import messages

    if name is None:
        for each in messages():
            click.echo(f"{each.code}  {each.name}")
        return
    wanted = name.strip().casefold()
    found = next((each for each in messages() if wanted in {each.name, each.code.casefold()}), None)
    if found is None:
        raise click.BadParameter(_unknown(name), param_hint="NAME")
    from pbrlang.diagnostics.page import Page

    click.echo(Page.of(found).terminal(width()), nl=False)


def _unknown(name: str) -> str:
    from pbrlang.catalog import messages
    from pbrlang.diagnostics.nearest import nearest
    from pbrlang.diagnostics.prose import listing

    near = nearest(name, (word for each in messages() for word in (each.name, each.code)))
    return f"there is no message {name}: " + (f"did you mean {listing(near)}?" if near else "`pbr rule` lists them")
