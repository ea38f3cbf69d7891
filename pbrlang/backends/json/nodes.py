"""The names by which the nodes of a compiled contract go in JSON. A name that has been published is never changed."""

from pbrlang.calendar.periods import Calendar, Period
from pbrlang.ir import expressions as said
from pbrlang.ir import program as parts
from pbrlang.ir.leaving import Break
from pbrlang.ir.recovering import Advance, Instalments, Recovery, Unearned, Within
from pbrlang.ir.sharing import Payers, Share, Split
from pbrlang.ir.tables import Field, Lasting, Table
from pbrlang.kinds import model as kinds
from pbrlang.names import homes
from pbrlang.values.nouns import Nouns

CONTRACT: dict[str, type] = {
    "program": parts.Program,
    "terms": parts.Terms,
    "rounding": parts.Rounding,
    "nouns": Nouns,
    "calendar": Calendar,
    "period": Period,
    "table": Table,
    "field": Field,
    "lasting": Lasting,
    "cohort": parts.Cohort,
    "tariff": parts.Tariff,
    "date_table": parts.DateTable,
    "figure": parts.Figure,
    "group": parts.Group,
    "definition": parts.Definition,
    "clause": parts.Clause,
    "often": parts.Often,
    "clamp": parts.Clamp,
    "recovery": Recovery,
    "within": Within,
    "instalments": Instalments,
    "advance": Advance,
    "unearned": Unearned,
    "cap": parts.Cap,
    "payers": Payers,
    "split": Split,
    "share": Share,
    "break": Break,
    "variation": parts.Variation,
    "prose": parts.Prose,
    "accepted": parts.Accepted,
    "always": parts.Always,
    "example": parts.Example,
    "scenario": parts.Scenario,
    "given_value": parts.GivenValue,
    "given_rows": parts.GivenRows,
    "expected": parts.Expected,
}
EXPRESSIONS: dict[str, type] = {
    "constant": said.Constant,
    "field_of": said.FieldOf,
    "word_of": said.WordOf,
    "in_group": said.InGroup,
    "value_of": said.ValueOf,
    "previous_of": said.PreviousOf,
    "read_on": said.ReadOn,
    "choose": said.Choose,
    "first_day": said.FirstDay,
    "day_of": said.DayOf,
    "cell_of": said.CellOf,
    "year_of": said.YearOf,
    "period_number": said.PeriodNumber,
    "banded": said.Banded,
    "figure_of": said.FigureOf,
    "indexed_by": said.IndexedBy,
    "apply": said.Apply,
    "of_subject": said.OfSubject,
    "rounded_to": said.RoundedTo,
    "aggregate": said.Aggregate,
    "covered": said.Covered,
}
PARTS_OF_EXPRESSIONS: dict[str, type] = {
    "band": said.Band,
    "window": said.Window,
    "cover": said.Cover,
    "rows": said.Rows,
    "members": said.Members,
    "lines": said.Lines,
}
HOMES: dict[str, type] = {
    "contract_home": homes.ContractHome,
    "table_home": homes.TableHome,
    "group_home": homes.GroupHome,
    "calendar_home": homes.CalendarHome,
    "cohort_home": homes.CohortHome,
    "line_home": homes.LineHome,
    "list_home": homes.ListHome,
    "pair_home": homes.PairHome,
}
STEPS: dict[str, type] = {
    "by_reference": homes.ByReference,
    "by_date": homes.ByDate,
    "by_membership": homes.ByMembership,
    "to_element": homes.ToElement,
    "to_row": homes.ToRow,
    "to_contract": homes.ToContract,
    "by_word": homes.ByWord,
    "to_part": homes.ToPart,
    "to_pair": homes.ToPair,
}
KINDS: dict[str, type] = {
    "quantity": kinds.Quantity,
    "day": kinds.Day,
    "length": kinds.Length,
    "yes_no": kinds.YesNo,
    "category": kinds.Category,
    "identifier": kinds.Identifier,
    "text": kinds.Text,
    "unknown": kinds.Unknown,
}
GROUPS: dict[str, dict[str, type]] = {
    "The contract": CONTRACT,
    "Expressions": EXPRESSIONS,
    "Parts of expressions": PARTS_OF_EXPRESSIONS,
    "Homes": HOMES,
    "Steps of a path": STEPS,
    "Kinds of value": KINDS,
}
"""All nodes, by what they are about."""

UNIONS: dict[str, dict[str, type]] = {"expression": EXPRESSIONS, "home": HOMES, "step": STEPS, "kind": KINDS}
"""What a place in a contract can hold that holds one of several nodes, where many places do."""

NODES = {name: each for group in GROUPS.values() for name, each in group.items()}
NAMES = {each: name for name, each in NODES.items()}
