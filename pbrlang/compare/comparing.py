"""Two contracts compared: their texts, and what they pay."""

from hashlib import sha256

from pbrlang.api import Contract
from pbrlang.compare.growing import on_grown
from pbrlang.compare.model import Comparison, Moneys
from pbrlang.compare.money import moneys
from pbrlang.compare.parts import Part, parts_of
from pbrlang.compare.redline import redline
from pbrlang.compare.trials import Wanted, trials
from pbrlang.files import beside
from pbrlang.ir.program import Program


def compare(old: Contract, new: Contract, wanted: Wanted | None = None) -> Comparison:
    """What differs between two contracts, in words and in money.

    Their texts are compared block by block; what they pay, on what is `wanted`, or else on the data beside either,
    the scenarios and the worked examples of both,
    and data made up at the limits of both. Raises ContractMistakes if one of them has errors; OSError if a file
    cannot be opened.
    """
    before, after = old.program, new.program
    blocks, renamed = redline(_parts(old), _parts(new))
    incomparable = _incomparable(before, after)
    found: list[Moneys] = []
    refused: dict[str, tuple[str, ...]] = {}
    wanted = wanted or Wanted()
    for trial in () if incomparable else trials(old, new, wanted, renamed):
        if trial.refused:
            refused[trial.name] = trial.refused
        else:
            found.append(moneys(trial, renamed))
    if wanted.everything and not incomparable and (grown := on_grown(before, after, wanted.grown, renamed)):
        found.append(grown)
    return Comparison(
        (before.terms.name, after.terms.name),
        (_hash(old), _hash(new)),
        blocks,
        tuple(found),
        refused,
        incomparable,
        after.terms.symbol,
        max(before.terms.places, after.terms.places),
    )


def _incomparable(old: Program, new: Program) -> tuple[str, ...]:
    if old.terms.currency == new.terms.currency:
        return ()
    return (f"the older contract pays in {old.terms.currency} and the newer in {new.terms.currency}",)


def _parts(contract: Contract) -> tuple[Part, ...]:
    return parts_of(contract.compilation, lambda name: beside(contract.path.parent, name))


def _hash(contract: Contract) -> str:
    return sha256(contract.path.read_bytes()).hexdigest()
