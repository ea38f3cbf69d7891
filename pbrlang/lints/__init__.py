"""Advice on the design of a contract that has no errors: what has gone wrong in real schemes, found while drafting.

One file for each thing that is looked for, in the folder of its family: why it matters and where that is published, a
contract that has it and one that has not, the message, and `check`, which gives the messages for a `Design`.
`find` runs them and sets what the parties accept apart.
"""

from pbrlang.lints.design import Design
from pbrlang.lints.finding import Found, find
from pbrlang.lints.settings import Settings

__all__ = ["Design", "Found", "Settings", "find"]
