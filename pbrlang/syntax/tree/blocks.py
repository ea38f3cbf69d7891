"""The blocks of a contract as written. A block keeps its items in the order of the text."""

from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.syntax.tree.base import Accept, Grid, Name, Node, Note
from pbrlang.syntax.tree.expressions import Condition, Expression, Noun, Number, Rounding


@frozen(eq=False)
class Block(Node):
    """What all blocks have: the clause number, a keyword's place, notes and accepted findings."""

    number: str | None
    keyword: str
    notes: tuple[Note, ...]
    accepts: tuple[Accept, ...]


# --- contract ---------------------------------------------------------------


@frozen(eq=False)
class Party(Node):
    """A party: its part (commissioner, provider, third party) and what it is called."""

    part: str
    called: str | None


@frozen(eq=False)
class Term(Node):
    """Two dates, both included."""

    first: date
    last: date


@frozen(eq=False)
class Years(Node):
    """The day on which years start, and the first year where it is written out."""

    day: int
    month: int
    first_number: Fraction | None
    first: Term | None


@frozen(eq=False)
class Word(Node):
    """A fixed choice, as the word that names it."""

    word: str


@frozen(eq=False)
class DayItem(Node):
    """One date."""

    day: date


@frozen(eq=False)
class Contract(Block):
    """The header. Each list holds what was written, so that a thing said twice can be told."""

    name: Name
    purposes: tuple[Note, ...]
    parties: tuple[Party, ...]
    currency: tuple[Name, ...]
    runs: tuple[Term, ...]
    settle_until: tuple[DayItem, ...]
    years: tuple[Years, ...]
    settles: tuple[Word, ...]
    rounds: tuple[Rounding, ...]
    part_periods: tuple[Word, ...]
    month_ends: tuple[Word, ...]


# --- data and units -----------------------------------------------------------


@frozen(eq=False)
class FieldKind(Node):
    """The kind of a field: its word, the noun counted, the table referred to or the choices, as the word wants."""

    word: str
    noun: Noun | None = None
    per: Noun | None = None
    table: Name | None = None
    choices: tuple[Name | Note, ...] = ()


@frozen(eq=False)
class Limit(Node):
    """`to N decimal places`, `at least V` or `at most V`."""

    word: str
    value: Expression


@frozen(eq=False)
class Field(Node):
    """One field of a data block."""

    name: Name
    kind: FieldKind
    optional: bool
    limits: tuple[Limit, ...]
    note: Note | None


@frozen(eq=False)
class Lasts(Node):
    """`lasts from A to B, in nights, blank means still …`; the last part may be missing."""

    start: Name
    end: Name
    noun: Noun
    blank_means: str | None


@frozen(eq=False)
class Provenance(Node):
    """Who supplies or verifies, or the source: `word` says which."""

    word: str
    party: Party | None = None
    text: str | None = None
    already_collected: bool = False


@frozen(eq=False)
class Keys(Node):
    """Names joined by `and`."""

    names: tuple[Name, ...]


@frozen(eq=False)
class Data(Block):
    """One kind of row."""

    name: Name
    plural: Name | None
    fields: tuple[Field, ...]
    keys: tuple[Keys, ...]
    dated: tuple[Name, ...]
    lasts: tuple[Lasts, ...]
    records: tuple[Word, ...]
    provenance: tuple[Provenance, ...]


@frozen(eq=False)
class Unit(Block):
    """A noun, its plural, and the data whose rows it counts."""

    singular: Noun
    plural: Noun | None
    counts: tuple[Name, ...]


@frozen(eq=False)
class Groups(Node):
    """`groups Xs by Field every year, from A to B`."""

    members: Name
    by: Name
    every: str
    term: Term | None


@frozen(eq=False)
class Observed(Node):
    """`each X is observed for N weeks from Field`."""

    member: Name
    length: Number
    start: Name


@frozen(eq=False)
class Confirmed(Node):
    """How long after the last observation a result is confirmed; nothing for at once."""

    length: Number | None


@frozen(eq=False)
class Cohort(Block):
    """Rows grouped by the date on which they enter."""

    name: Name
    groups: tuple[Groups, ...]
    observed: tuple[Observed, ...]
    confirmed: tuple[Confirmed, ...]


# --- what is meant ------------------------------------------------------------


@frozen(eq=False)
class Home(Node):
    """What a name or a clause is `for each` of: a term, or a period with the end it runs to."""

    name: Name | None
    period: str | None = None
    until: str | None = None


@frozen(eq=False)
class Meaning(Node):
    """An expression, and what holds where there is nothing to divide by."""

    value: Expression
    fallback: Expression | None = None
    none_of: Name | None = None


@frozen(eq=False)
class Definition(Block):
    """`Term for each X means …`."""

    name: Name
    homes: tuple[Home, ...]
    meaning: Meaning


@frozen(eq=False)
class Group(Block):
    """`Term means each X where …`."""

    name: Name
    of: Name
    where: Condition


@frozen(eq=False)
class BaselineItem(Node):
    """A measure's baseline, of what kind, from where."""

    value: Expression
    kind: str | None
    source: Note | None


@frozen(eq=False)
class NoiseItem(Node):
    """How far a measure may move by chance."""

    within: Expression
    source: Note | None


@frozen(eq=False)
class Measure(Block):
    """One quantity that shows the outcome."""

    name: Name
    homes: tuple[Home, ...]
    noun: Noun | None
    meanings: tuple[Meaning, ...]
    better: tuple[Word, ...]
    baselines: tuple[BaselineItem, ...]
    noises: tuple[NoiseItem, ...]


@frozen(eq=False)
class TariffKey(Node):
    """A key of a rate card: a field, or a calendar term of a named date."""

    name: Name
    of: Name | None


@frozen(eq=False)
class Tariff(Block):
    """A rate card."""

    name: Name
    keys: tuple[TariffKey, ...]
    grid: Grid | None


@frozen(eq=False)
class Outcome(Block):
    """The change that is wanted, with the measures, definitions and clauses that it holds."""

    name: Name
    blocks: tuple["Inner", ...]


# --- what is due --------------------------------------------------------------


@frozen(eq=False)
class ForEach(Node):
    """What a clause is for each of; several homes make pairs."""

    homes: tuple[Home, ...]


@frozen(eq=False)
class On(Node):
    """The date of each line: a date, a field, or the first or last day of something."""

    day: date | None
    name: Name | None
    end: str | None = None


@frozen(eq=False)
class Amount(Node):
    """What is paid, deducted or recovered."""

    verb: str
    value: Expression


@frozen(eq=False)
class Times(Node):
    """`once for each X`, `at most N times for each X`, or `every time`, which is for each of nothing."""

    most: Expression | None
    each: tuple[Name, ...]


@frozen(eq=False)
class Clamp(Node):
    """`not more than` or `not less than`."""

    word: str
    value: Expression


@frozen(eq=False)
class From(Node):
    """What a clawback recovers from, for what, and how."""

    clause: Name
    that: Name | None
    means: str | None


@frozen(eq=False)
class Clause(Block):
    """Money due: payment, grant, fee, milestone, bonus, deduction or clawback."""

    name: Name
    homes: tuple[ForEach, ...]
    on: tuple[On, ...]
    when: tuple[Condition, ...]
    amounts: tuple[Amount, ...]
    sources: tuple[From, ...]
    times: tuple[Times, ...]
    clamps: tuple[Clamp, ...]
    payable: tuple[Word, ...]
    negative: tuple[Word, ...]


@frozen(eq=False)
class Limits(Node):
    """`limits … to … over the contract`, or for each of something; `tail` says whether the run-off counts."""

    clauses: tuple[Name, ...]
    most: Expression
    each: ForEach | None
    tail: str | None


@frozen(eq=False)
class Cap(Block):
    """A limit on named payments."""

    name: Name
    limits: tuple[Limits, ...]
    losers: tuple[Word, ...]
    after: tuple[Name, ...]


# --- evidence -----------------------------------------------------------------


@frozen(eq=False)
class PeriodName(Node):
    """A period as an example names it: `year 1`, `quarter 2 of year 1`, `July 2011`."""

    step: str
    number: int
    year: int | None = None


@frozen(eq=False)
class Given(Node):
    """What an example supposes: a value of a name, or a table of rows."""

    name: Name
    period: PeriodName | None
    value: Expression | None
    grid: Grid | None
    file: Note | None


@frozen(eq=False)
class KeyValue(Node):
    """`Participant P1`, `Weeks In Work 26`: a term and the value after it, split when the terms are known."""

    name: Name
    text: str | None


@frozen(eq=False)
class Expect(Node):
    """What an example expects of a name, or of the total."""

    name: Name | None
    settled: str | None
    keys: tuple[KeyValue, ...]
    period: PeriodName | None
    to_date: bool
    value: Expression


@frozen(eq=False)
class Example(Block):
    """A worked example."""

    title: str
    givens: tuple[Given, ...]
    expects: tuple[Expect, ...]


@frozen(eq=False)
class Always(Block):
    """A property that must hold for every input: a comparison, or one thing that never moves another."""

    condition: Condition | None
    more: str | None = None
    cause: Name | None = None
    effect: Name | None = None
    rises: bool = False


@frozen(eq=False)
class AcceptBlock(Block):
    """A finding accepted for the whole contract."""

    accept: Accept


Inner = Measure | Definition | Group | Clause | Cap | Tariff | Cohort
Top = Contract | Data | Unit | Outcome | Inner | Example | Always | AcceptBlock


@frozen(eq=False)
class ContractText(Node):
    """A whole contract file: its blocks in the order of the text."""

    blocks: tuple[Top, ...]


