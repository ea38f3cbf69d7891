"""Definitions grown at random, added to a grown contract: sums, quotients, comparisons, dates, counts, blanks."""

from hypothesis import strategies as st

from tests.lower.buildable import Grown, grown
from tests.lower.growing_cards import cards

pence = st.sampled_from(["£0", "£0.01", "£10.01", "£33.33", "£199.99", "£200", "£0.005"])
shares = st.sampled_from(["0%", "50%", "33.3%", "12.5%", "0.05%", "100%", "130%"])
ways = st.sampled_from(
    [
        *(f"to the nearest {coin}, half {way}" for coin in ("penny", "pound") for way in ("up", "down", "to even")),
        *("up to the penny", "down to the pound"),
    ]
)


@st.composite
def visit_money(draw: st.DrawFn, depth: int = 3) -> str:
    """Money that can be read for each Visit; it may be negative, and may divide by what the data says."""
    leaf = st.one_of(pence, st.just("Cost"), st.just("Price"), st.just("£0.07 per minute * Length"))
    if depth == 0:
        return draw(leaf)
    inner = visit_money(depth=depth - 1)
    match draw(st.integers(0, 7)):
        case 0:
            return f"{draw(shares)} of ({draw(inner)})"
        case 1:
            return f"(the {draw(st.sampled_from(['lesser', 'greater']))} of ({draw(inner)}) and ({draw(inner)}))"
        case 2:
            return f"({draw(inner)} {draw(st.sampled_from('+-'))} {draw(inner)})"
        case 3:
            return f"({draw(inner)}) / {draw(st.sampled_from(['3', '7', '0.6', '-7']))}"
        case 4:
            return f"(({draw(inner)}) rounded {draw(ways)})"
        case 5:
            return f"(-({draw(inner)}))"
        case 6:
            return f"(({draw(inner)}) * Length / (Length + {draw(st.sampled_from(['1 minute', '30 minutes']))}))"
        case _:
            return draw(leaf)


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> str:
    """A condition that can be read for each Visit."""
    plain = st.sampled_from(
        [
            *(
                "Kind is Long",
                "Kind is not Long",
                "Undone On is blank",
                "Undone On is not blank",
            ),
            *("Length is a multiple of 4 minutes", "Length is a multiple of 0.5 minutes", "Client's Band is Long Stay"),
            *("Visited On is after Joined On", "(Visited On - Joined On) is at least 30 days"),
            "(Joined On + 4 weeks) is on or before Visited On",
            "(Visited On - 7 days) is before Joined On",
            *("(Joined On + 1 month) is after Visited On", "(Visited On - 18 months) is before (Joined On - 1 year)"),
            *("(Visited On + 11976 years) is after Joined On", "Visited On is before the last day of the quarter"),
        ]
    )
    word = draw(st.sampled_from(["at least", "at most", "more than", "less than"]))
    compared = f"({draw(visit_money(depth=1))}) is {word} {draw(pence)}"
    if depth == 0:
        return draw(st.sampled_from([draw(plain), compared]))
    inner = [draw(conditions(depth=depth - 1)) for _ in range(2)]
    joined = draw(st.sampled_from([" and ", " or "]))
    return draw(st.sampled_from([draw(plain), compared, f"(({inner[0]}){joined}({inner[1]}))"]))


CLIENTS = """
Usual Cost for each Client means total of Cost of Visits to date / number of Visits to date,
    or £0 per Visit where there are no Visits

Long Share for each Client means (number of Visits to date where Kind is Long) / number of Visits to date,
    or {share} where there are no Visits

Net Cost for each Client means total of (Cost - {pence}) of Visits to date where {where}

Nights Spent for each Client means total of nights of Stays to date

Dearer Visits for each Visit means (number of Visits of the same Client to date
    where Kind is this Visit's Kind)

Dearer Visits Before for each Visit means number of Visits of the same Client
    before this where Cost is more than this Cost

Soon Visits for each Visit means number of Visits of the same Client in the {months} months after Visited On

Late Cost for each Visit means total of (this Cost - Cost) of Visits of the same Client
    in the 5 weeks ending with Visited On

Earlier Visits for each Visit means number of Visits of the same Client before this
    where Length is less than this Length

Best Cost for each Client means the {extreme} Cost of Visits to date where {where},
    or {pence} where there are no Visits

Last Cost for each Visit means the {end} Cost of Visits of the same Client to date where Kind is this Visit's Kind,
    or £0 where there are no Visits

Length Parts for each Client means total of (Length / (Length + 7 minutes)) of Visits to date

Kinds Seen for each Client means number of different Kinds of Visits in the {months} months after Joined On

Near Nights for each Client means total of nights of Stays in the {months} months before (Joined On + 90 days)
"""
PERIODS = """
Kind Visits for each Kind and {step} means number of Visits in the {step} where {where}

Kind Share for each Kind and {step} means Kind Visits / number of Visits in the {step},
    or {share} where there are no Visits

Band Cost for each {step} and Band means total of Cost of Visits in the {step}

Kind Level for each Kind means {share} of Price

Client Nights for each Client and {step} means total of nights of Stays in the {step}

Keen Visits for each {step} means number of Visits in the {step} where {where}

Keen Share for each {step} means Keen Visits / number of Visits in the {step}, or {share} where there are no Visits

Twice Keen for each {step} means Keen Share * 2 + {share}

Keener for each {step} means (the greater of Keen Share and {share}) - {share}

Nights In Step for each {step} means total of nights of Stays in the {step}

Middling for each {step} means Nights In Step / ({days} nights - Nights In Step), or {share} where there are no Stays
"""

CLAUSES = """
payment Card Sum
    for each Visit
    when Length is at least {few} minutes
    pays Lump Pay + Kind Pay + Slice Pay + £10 * Line Share

payment Fine Sum
    for each Fine Visit
    on Visited On + {months} months
    when {where}
    pays Visit Sum + £1 per Visit * Dearer Visits + £2 per Visit * Soon Visits + 10% of Late Cost
    not less than £0

bonus Keen Sum
    for each {step} to the end of run-off
    when Keener is at least {share}
    pays £7.77 per night * Nights In Step + £100 * Twice Keen + £1 * Middling
    not less than £0

bonus Kind Bonus
    for each Kind and {step}
    when Kind Share is more than {share}
    pays £5.55 * Kind Share + Kind Level

fee Client Sum
    for each Client
    on {day} {month} 2031
    pays Net Cost + £0.01 per night * (Nights Spent + Near Nights * 3) + Best Cost + Usual Cost * 1 Visit
        + £3 * Long Share + £10 * Length Parts
    not less than £0

cap Client Ceiling
    limits Fine Sum to {pence} + £0.05 per night * Nights Spent for each Client, for the term only
    cutting all in proportion{after}
    gross of sums taken back

deduction Short Visit
    for each Visit
    when Kind is Short
    deducts {pence} + £0.50

cap Short Ceiling
    limits Short Visit to £100 for each Client, for the term only
    cutting the latest first

advance Early Sum against Keen Sum, Client Sum
    pays £30.01 on {day} {month} 2031, payable on its date
    unearned on 30 September 2031 is recovered, as a debt

advance Early Fine against Fine Sum
    for each Client
    pays {pence}
    unearned on 1 March 2031 is recovered, {means}

clawback Fine Undone
    for each Visit
    on Undone On
    when Undone On is not blank and Length is more than 29 minutes
    recovers {share} of Cost from the Fine Sum paid for that Client, {means}
"""


MEANS = st.sampled_from(
    [
        "as a debt",
        "in 3 equal monthly instalments, the last takes the rest",
        "in 2 equal quarterly instalments from 5 June 2031, the last takes the rest",
    ]
)
DUE = st.sampled_from(["", "30 days", "1 month"])
PAYERS = """
payers
    | "A council" | {share} | {limit} |
    | "A trust"   | the rest | {other} |
    {beyond}
    all are liable for the whole
"""
SPLIT = """
split {clauses}
    | "A partner"  | 1/3      | {limit}  |
    | the provider | the rest | no limit |
"""


@st.composite
def sharings(draw: st.DrawFn) -> str:
    """Who bears and who receives what, or nothing of it."""
    windows = ["over the contract", "for each year"]
    limit = f"{draw(pence.filter(lambda each: each not in ('£0', '£0.005')))} {draw(st.sampled_from(windows))}"
    parts = []
    if draw(st.booleans()):
        limits = draw(st.sampled_from([("no limit", "no limit"), (limit, "no limit"), (limit, "£50.01 for each year")]))
        beyond = "" if limits[0] == "no limit" else "beyond its limit, a payer's share is not paid"
        share = draw(st.sampled_from(["1/3", "12.5%", "70%"]))
        parts.append(PAYERS.format(share=share, limit=limits[0], other=limits[1], beyond=beyond))
    if draw(st.booleans()):
        clauses = draw(st.sampled_from(["Fine Sum", "Keen Sum, Short Visit"]))
        parts.append(SPLIT.format(clauses=clauses, limit=limit))
    return "".join(parts)


@st.composite
def contracts(draw: st.DrawFn) -> Grown:
    """A grown contract with definitions added to it."""
    case = draw(grown())
    step = draw(st.sampled_from(["month", "quarter", "year"]))

    def filled(text: str) -> str:
        parts = {"share": draw(shares), "pence": draw(pence), "where": draw(conditions(depth=1)), "step": step}
        parts["extreme"] = draw(st.sampled_from(["greatest", "least"]))
        parts["end"] = draw(st.sampled_from(["latest", "earliest"]))
        parts["means"] = draw(MEANS)
        parts["few"] = draw(st.sampled_from(["0", "30"]))
        parts["months"] = str(draw(st.integers(1, 14)))
        parts |= {"days": draw(st.sampled_from(["0", "1", "30", "91"])), "day": str(draw(st.integers(1, 30)))}
        parts["after"] = "\n    applied after Ceiling On Sums" if "cap Ceiling On Sums" in case.text else ""
        return text.format(**parts, month=draw(st.sampled_from(["April", "June", "September"])))

    added = [f"Visit Sum for each Visit means {draw(visit_money())}"]
    added.append(f"Fine Visit means each Visit where {draw(conditions())}")
    added.append("Fine Visits for each Client means number of Fine Visits to date")
    added.append(draw(cards(draw(pence), draw(shares))))
    due = draw(DUE)
    text = case.text.replace(
        "    a missing day", f"    each payment is due {due} after its statement\n    a missing day"
    )
    parts = [text if due else case.text, *added, filled(CLIENTS + PERIODS + CLAUSES), draw(sharings())]
    return Grown("\n\n".join(parts), case.files)
