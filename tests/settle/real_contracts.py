"""Three contracts of the examples, compiled by hand."""

from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve

from pbrlang.calendar.periods import shift_months
from pbrlang.ir.expressions import Aggregate, CellOf, Lines, Members, Rows, Window, YearOf
from pbrlang.ir.program import Cohort, Program, Recovery, Tariff
from pbrlang.ir.tables import Lasting
from pbrlang.kinds.model import DAY, SHARE, Category, Identifier, Kind
from pbrlang.names.homes import (
    CONTRACT,
    ByMembership,
    ByReference,
    CalendarHome,
    CohortHome,
    TableHome,
    ToContract,
    ToElement,
)
from tests.examples.independent import PRICES
from tests.interpret.building import (
    GBP,
    SPAN,
    a_field,
    a_table,
    aggregate,
    apply,
    calendars,
    cap,
    clause,
    const,
    counting,
    definition,
    group,
    having,
    of_field,
    of_value,
    often,
    pounds,
    program,
    terms,
)

# --- Care Budget Review -----------------------------------------------------------

REVIEW = a_table(
    "Case Review",
    [
        a_field("Case", Identifier("Case Review")),
        a_field("Approved Budget", GBP, places=2),
        a_field("Revised Budget", GBP, places=2),
        a_field("Amount Reinstated", GBP, places=2),
        a_field("Reviewed On", DAY),
        a_field("Reinstated On", DAY, optional=True),
    ],
    ("Case",),
    dated="Reviewed On",
)


def care_review() -> Program:
    starts, ends, until = date(2015, 4, 1), date(2016, 3, 31), date(2017, 3, 31)
    contract = program(
        terms(starts, ends, until, step="quarter", way="half down"),
        calendars((1, 4), starts, until, ends),
        [REVIEW],
    )
    home = TableHome("Case Review")
    reinstated_on = of_field("Case Review", "Reinstated On", DAY)
    half = const(Fraction(1, 2), SHARE)
    saving = apply(
        "subtract",
        of_field("Case Review", "Approved Budget", GBP),
        of_field("Case Review", "Revised Budget", GBP),
        kind=GBP,
    )
    share = clause(
        "Share Of Saving",
        home,
        apply("multiply", half, of_value("Saving", GBP), kind=GBP),
        when=apply("more than", of_value("Saving", GBP), pounds(0)),
        number="3.2",
    )
    to_case = (ToElement("Reinstated Care"),), (ToElement("Share Of Saving"),)
    recovery = clause(
        "Reinstated Care",
        home,
        apply("multiply", half, of_field("Case Review", "Amount Reinstated", GBP), kind=GBP),
        day=reinstated_on,
        when=apply("not blank", reinstated_on),
        recovery=Recovery("Share Of Saving", *to_case, home, "by deduction"),
        sign=-1,
        number="4",
    )
    return having(contract, definition("Saving", home, saving, GBP), share, recovery)


# --- West Yorkshire youth custody -----------------------------------------------------

CUSTODY_STAY = a_table(
    "Custody Stay",
    [
        a_field("Stay", Identifier("Custody Stay")),
        a_field("Team", Category("Team", ("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"))),
        a_field("Admitted", DAY),
        a_field("Released", DAY, optional=True),
    ],
    ("Stay",),
    lasts=Lasting("Admitted", "Released", "night"),
)


def west_yorkshire_custody() -> Program:
    starts, ends, until = date(2011, 10, 1), date(2013, 9, 30), date(2013, 12, 31)
    contract = program(terms(starts, ends, until), calendars((1, 10), starts, until, date(2012, 9, 30)), [CUSTODY_STAY])
    years = CalendarHome("year")
    nights = aggregate(
        "total", Rows("Custody Stay"), (ToContract(),), (ToContract(),), window=Window("in", "year"), length="night"
    )
    baseline = const(50_000, counting("night"))
    bed_nights = of_value("Bed Nights", counting("night"))
    saving = apply("divide", apply("subtract", baseline, bed_nights), baseline, kind=SHARE)
    achieved, target = of_value("Saving Achieved", SHARE), of_value("Target", SHARE, (ToContract(),))
    half = apply("multiply", const(Fraction(1, 2), SHARE), pounds(750_000), kind=GBP)
    missed = apply("divide", apply("subtract", target, achieved), target, kind=SHARE)
    grant = clause("Investment Grant", CONTRACT, pounds(750_000), day=const(starts, DAY), alone=True, number="3.4")
    recovery = clause(
        "Grant Recovery",
        years,
        apply("multiply", half, missed, kind=GBP),
        when=apply("less than", achieved, target),
        clamps=[("not more than", half)],
        recovery=Recovery("Investment Grant", (ToContract(),), (ToContract(),), CONTRACT, "by deduction"),
        sign=-1,
        until=ends,
        number="4",
    )
    return having(
        contract,
        definition("Bed Nights", years, nights, counting("night")),
        definition("Saving Achieved", years, saving, SHARE),
        definition("Target", CONTRACT, const(Fraction(1, 10), SHARE), SHARE),
        grant,
        recovery,
        timed=("Bed Nights", "Saving Achieved"),
    )


# --- Work Programme -------------------------------------------------------------------

Cells = dict[tuple[str, tuple[str | int, ...]], Fraction]

GROUPS = tuple(PRICES)
PAYMENT_GROUP = Category("Payment Group", GROUPS)
WEEKS = counting("week")
PARTICIPANT = a_table(
    "Participant",
    [
        a_field("Participant", Identifier("Participant")),
        a_field("Payment Group", PAYMENT_GROUP),
        a_field("Referred On", DAY),
        a_field("Attached On", DAY),
    ],
    ("Participant",),
    dated="Attached On",
)
EMPLOYMENT_CLAIM = a_table(
    "Employment Claim",
    [
        a_field("Participant", Identifier("Participant")),
        a_field("Weeks In Work", WEEKS),
        a_field("Reached On", DAY),
    ],
    ("Participant", "Weeks In Work"),
    dated="Reached On",
)
TO_PARTICIPANT = (ByReference("Participant"),)


def _attachment_card() -> Tariff:
    cells: Cells = {
        ("Attachment Price", (name, number)): Fraction(price)
        for name, prices in PRICES.items()
        for number, price in enumerate((*prices[4], 0), 1)
    }
    keys = ("Payment Group", "Contract Year")
    return Tariff("Attachment Price", keys, {"Attachment Price": GBP}, cells, {}, (None, 4), "4", SPAN)


def _price_list() -> Tariff:
    columns = {
        "Job Outcome Price": (0, GBP),
        "Job Outcome Point": (1, WEEKS),
        "Sustainment Price": (2, GBP),
        "Sustainment Limit": (3, counting("claim")),
    }
    cells: Cells = {
        (column, (name,)): Fraction(str(prices[place]))
        for column, (place, _) in columns.items()
        for name, prices in PRICES.items()
    }
    kinds: dict[str, Kind] = {column: kind for column, (_, kind) in columns.items()}
    return Tariff("Price List", ("Payment Group",), kinds, cells, {}, (None,), "5", SPAN)


def _attachment_year(contract: Program) -> Cohort:
    years = tuple(each for each in contract.calendars["year"].periods if each.first <= contract.terms.ends)
    ends = [each.last + timedelta(days=728) for each in years]
    confirmed = tuple(day for end in ends if (day := shift_months(end, 1, "last")))
    return Cohort(
        "Attachment Year", "Participant", "Attached On", "year", years, "Attached On", 728, 0, confirmed, "7", SPAN
    )


def _priced(column: str) -> CellOf:
    key = of_field("Participant", "Payment Group", PAYMENT_GROUP, TO_PARTICIPANT)
    return CellOf(GBP, SPAN, "Price List", column, (key,))


def _of_cohort(word: str, group: str | None = None, that_are: str | None = None) -> Aggregate:
    over = Members(group, "Participant") if group else Rows("Participant")
    return aggregate(word, over, (ByMembership("Attachment Year"),), (), that_are=that_are)


def work_programme() -> Program:
    starts, ends, until = date(2011, 6, 1), date(2016, 3, 31), date(2020, 3, 31)
    contract = program(
        terms(starts, ends, until, step="month"),
        calendars((1, 4), starts, until, date(2012, 3, 31)),
        [PARTICIPANT, EMPLOYMENT_CLAIM],
    )
    contract = evolve(contract, cohorts={"Attachment Year": _attachment_year(contract)})
    own_group = of_field("Participant", "Payment Group", PAYMENT_GROUP)
    referred = YearOf(SHARE, SPAN, of_field("Participant", "Referred On", DAY))
    fee = clause(
        "Attachment Fee",
        TableHome("Participant"),
        CellOf(GBP, SPAN, "Attachment Price", "Attachment Price", (own_group, referred)),
        number="6",
    )
    weeks, point = of_field("Employment Claim", "Weeks In Work", WEEKS), _priced("Job Outcome Point")
    four = const(4, WEEKS)
    outcome = clause(
        "Job Outcome",
        TableHome("Employment Claim"),
        _priced("Job Outcome Price"),
        when=apply("at least", weeks, point),
        often=often(const(1), TO_PARTICIPANT, home=TableHome("Participant")),
        number="8.1",
    )
    sustainment = clause(
        "Sustainment",
        TableHome("Employment Claim"),
        _priced("Sustainment Price"),
        when=apply(
            "and",
            apply("at least", weeks, apply("add", point, four)),
            apply("a multiple of", apply("subtract", weeks, point), four),
        ),
        often=often(_priced("Sustainment Limit"), TO_PARTICIPANT, home=TableHome("Participant")),
        number="8.2",
    )
    outcomes = aggregate(
        "number",
        Lines("Job Outcome"),
        (ToElement("Job Outcome"), ByReference("Participant")),
        (),
        window=Window("while observed", cohort="Attachment Year"),
    )
    successful = group("Successful Participant", "Participant", apply("at least", outcomes, const(1)))
    share = _of_cohort("share", that_are="Successful Participant")
    rate = apply("otherwise", share, const(Fraction(0), SHARE), kind=SHARE)
    bar = const(Fraction(39, 100), SHARE)
    above = apply(
        "subtract", _of_cohort("number", "Successful Participant"), apply("multiply", bar, _of_cohort("number"))
    )
    incentive = clause(
        "Incentive",
        CohortHome("Attachment Year"),
        apply("multiply", pounds(1_000), above, kind=GBP),
        when=apply("more than", of_value("Conversion Rate", SHARE), bar),
        number="8.5",
    )
    return having(
        contract,
        _attachment_card(),
        _price_list(),
        fee,
        outcome,
        sustainment,
        successful,
        definition("Conversion Rate", CohortHome("Attachment Year"), rate, SHARE),
        incentive,
        cap("Contract Value", ("Attachment Fee", "Job Outcome", "Sustainment", "Incentive"), pounds(10**9)),
        timed=("Successful Participant", "Conversion Rate"),
    )
