"""The whole contract: header, tables, rate cards, definitions, clauses and limits, put in order."""

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.accounts import Recurrence
from pbrlang.ir.checks import Checker
from pbrlang.ir.errors import Cycle, ItemMissing
from pbrlang.ir.fixed import moving_cohorts
from pbrlang.ir.from_syntax.bands import declare_bands
from pbrlang.ir.from_syntax.breaks import BreakReader
from pbrlang.ir.from_syntax.caps import CapReader
from pbrlang.ir.from_syntax.changed_terms import read_variations
from pbrlang.ir.from_syntax.clauses import ClauseReader
from pbrlang.ir.from_syntax.cohorts import CohortReader
from pbrlang.ir.from_syntax.date_tables import read_date_table
from pbrlang.ir.from_syntax.definitions import Definitions
from pbrlang.ir.from_syntax.evidence import Beside, EvidenceReader
from pbrlang.ir.from_syntax.header import read_header
from pbrlang.ir.from_syntax.recoveries import RecoveryReader
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.ir.from_syntax.sharing import read_sharing
from pbrlang.ir.from_syntax.tables import read_table
from pbrlang.ir.from_syntax.tariffs import read_tariff, varied_tariffs
from pbrlang.ir.leaving import Break
from pbrlang.ir.order import Graph
from pbrlang.ir.program import Accepted, Program, Prose, Terms
from pbrlang.ir.signs import SignReader
from pbrlang.ir.visit import depends_on_data
from pbrlang.names.from_syntax import blocks_of
from pbrlang.names.symbols import Symbols
from pbrlang.source import Span
from pbrlang.source.late import changed
from pbrlang.syntax.bands import is_banded
from pbrlang.syntax.tree import blocks as b


def compile_tree(
    text: b.ContractText, symbols: Symbols, beside: Beside, complaints: list[Diagnostic]
) -> Program | None:
    """The compiled contract; nothing where the header leaves out what every sum depends on. Complaints are gathered."""
    header = read_header(text, complaints)
    if header is None:
        return None
    last_item = _last_header_item(text)
    scope = Scope(symbols, header.money, complaints, month_ends=header.terms.month_ends, header=last_item)
    scope.calendars.update(header.calendars)
    tables = {name: read_table(scope, symbol) for name, symbol in symbols.tables.items()}
    tariffs = {}
    for block, _ in blocks_of(text):
        if isinstance(block, b.Tariff) and is_banded(block) and block.grid is not None and block.grid.rows:
            declare_bands(scope, block, block.grid)
        elif isinstance(block, b.Tariff) and (tariff := read_tariff(scope, block)) is not None:
            tariffs[tariff.name] = tariff
            tariffs.update(varied_tariffs(scope, block))
    for name, each in symbols.date_tables.items():
        scope.date_tables[name] = read_date_table(scope, each, beside)
    definitions = Definitions(scope)
    definitions.read_all()
    cohorts = CohortReader(scope, header.terms, header.calendars, last_item, _settle_item(text))
    read_cohorts = {name: found for name, each in symbols.cohorts.items() if (found := cohorts.read(each)) is not None}
    recoveries = RecoveryReader(scope, header.terms, last_item, _settle_item(text))
    clauses = ClauseReader(scope, header.terms, header.calendars, recoveries)
    outcomes = {id(block.span): outcome.name.text for block, outcome in blocks_of(text) if outcome is not None}
    read = {name: clauses.read(each, outcomes.get(id(each.node.span))) for name, each in symbols.clauses.items()}
    for name, clause in read.items():
        # Part periods are a matter of sums paid for time; a sum for results counts what happened in it.
        if clause.sign < 0 or clause.to_date is not None or depends_on_data(clause.amount, definitions.found):
            read[name] = changed(clause, parts=None)
    caps = CapReader(scope, header.terms).read_all()
    breaks = _breaks(scope, header.terms)
    graph = Graph(definitions.found, definitions.groups, read, caps, tables, read_cohorts)
    order = graph.order(complaints)
    payers, splits = read_sharing(scope, header.terms, (block for block, _ in blocks_of(text)))
    stepped = _stepped(graph, complaints)
    variations = read_variations(scope, header.terms)
    evidence = EvidenceReader(scope, header.calendars, beside)
    program = Program(
        terms=header.terms,
        nouns=symbols.nouns,
        calendars=header.calendars,
        lists={name: each.words for name, each in symbols.lists.items()},
        tables=tables,
        cohorts=read_cohorts,
        tariffs=tariffs,
        groups=definitions.groups,
        definitions=definitions.found,
        clauses=read,
        caps=caps,
        date_tables=scope.date_tables,
        examples=tuple(evidence.example(each) for each in text.blocks if isinstance(each, b.Example)),
        always=evidence.all_always(text),
        accepted=_accepted(text),
        scenarios={each.name: evidence.scenario(each.node) for each in symbols.scenarios.values()},
        variations=variations,
        prose=_prose(text, complaints),
        payers=payers,
        splits=splits,
        breaks=breaks,
        order=order,
        stepped=stepped,
        timed=graph.timed(order),
    )
    if not any(isinstance(each, Cycle) for each in complaints):
        complaints += moving_cohorts(program, symbols)
    complaints += Checker(program, symbols, _signs(program), last_item).check()
    return program


def _breaks(scope: Scope, terms: Terms) -> dict[str, Break]:
    reader = BreakReader(scope, terms)
    found = {name: reader.read(each) for name, each in scope.symbols.breaks.items()}
    return {name: each for name, each in found.items() if each is not None}


def _stepped(graph: Graph, complaints: list[Diagnostic]) -> frozenset[str]:
    """The clauses that read a balance which they move, where nothing else goes round in a circle."""
    if not any(each.role == "account" for each in graph.definitions.values()):
        return frozenset()
    if any(isinstance(each, Cycle) for each in complaints):
        return frozenset()
    reads = changed(graph, through_steps=True, reads={}).reads
    return Recurrence(reads, graph.definitions, graph.clauses, graph.caps).stepped(complaints)


def _signs(program: Program) -> SignReader:
    fields = {(t.name, f.name): (f.least, f.most) for t in program.tables.values() for f in t.fields}
    bodies = {name: each.body for name, each in program.definitions.items()}
    prices = {
        (tariff.name, column): tuple(value for (name, _), value in tariff.cells.items() if name == column)
        for tariff in program.tariffs.values()
        for column in tariff.columns
    }
    for table in program.date_tables.values():
        for column, figures in table.figures.items():
            prices[table.name, column] = tuple(each.value for those in figures.values() for each in those)
    return SignReader(fields, bodies, prices)


def _accepted(text: b.ContractText) -> tuple[Accepted, ...]:
    """Findings accepted, for the whole contract or for one block."""
    found = []
    for block, _ in blocks_of(text):
        found += [Accepted(each.finding, each.because, block.number, each.span) for each in block.accepts]
        if isinstance(block, b.AcceptBlock):
            found.append(Accepted(block.accept.finding, block.accept.because, None, block.accept.span))
    return tuple(found)


def _prose(text: b.ContractText, complaints: list[Diagnostic]) -> tuple[Prose, ...]:
    every = [each for each, _ in blocks_of(text) if isinstance(each, b.Prose)]
    complaints += [
        ItemMissing(each.span, block="clause", lacks="anything: write its words in quotation marks")
        for each in every
        if not each.text
    ]
    return tuple(Prose(each.name.text, each.text, each.number or "", each.span) for each in every)


def _settle_item(text: b.ContractText) -> Span:
    """Where the header says until when results settle, else the header."""
    node = next(each for each in text.blocks if isinstance(each, b.Contract))
    return node.settle_until[0].span if node.settle_until else node.span


def _last_header_item(text: b.ContractText) -> Span:
    """The last item of the contract's header, after which an answer can be added."""
    node = next(each for each in text.blocks if isinstance(each, b.Contract))
    items = [*node.purposes, *node.runs, *node.settle_until, *node.years, *node.settles]
    return max((each.span for each in items), key=lambda span: span.start, default=node.span)
