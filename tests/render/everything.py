"""A document that holds every block, inline, part of a formula and picture, for the tests of all that draw."""

from datetime import date
from fractions import Fraction

from pbrlang.render import model as m

INNER = 'a-part-within & "quoted" — with a name longer than Word lets a bookmark be'
HOSTILE = '<b>bold</b> *star* _under_ `tick` | pipe $x^2$ #hash @at ~tilde \\back "quotes" [link](to) &amp; {brace} %d'


def text(words: str) -> m.Inlines:
    return (m.Text(words),)


def paragraph(words: str, **more: str) -> m.Paragraph:
    return m.Paragraph(text(words), **more)


WORDS = m.Section(
    "words",
    text("Words"),
    (
        m.Paragraph(
            (
                m.Text("Plain, "),
                m.Strong(text("strong")),
                m.Text(", "),
                m.Emphasis((m.Text("stressed and "), m.Strong(text("both")))),
                m.Text(", "),
                m.Code('code "as it stands"'),
                m.Text(", a "),
                m.Link("fee", text("word that leads to the fee")),
                m.Text(", clause "),
                m.Link("fee", numbered=True),
                m.Text(", part "),
                m.Link("tables", numbered=True),
                m.Text(", paragraph "),
                m.Link("p-1", numbered=True),
                m.Text(", and "),
                m.Link("https://example.org/a?b=1&c=<2>", text("an address elsewhere"), outside=True),
                m.Text(". The fee was "),
                m.Removed(text("£900")),
                m.Inserted((m.Strong(text("£1,000")), m.Text(" from 1 April 2031"))),
                m.Text("."),
            )
        ),
        m.Paragraph(text("A numbered paragraph that others refer to."), number="1.1", anchor="p-1"),
        m.Paragraph(text("Another, with no anchor."), number="1.2"),
        paragraph(HOSTILE),
        m.Preformatted('payment Fee\n    pays £1,000  # "<tag>"\n\n    due monthly', language="pbr"),
    ),
    number="1",
)

LISTS = m.Section(
    "lists",
    text("Lists and terms"),
    (
        m.Items(((paragraph("first dot"),), (paragraph("second dot"),))),
        m.Items(
            (
                (paragraph("first letter"), m.Items(((paragraph("a dot within"),),))),
                (paragraph("second letter"), paragraph("with a second paragraph")),
            ),
            ordered=True,
        ),
        m.Items(((paragraph("a list that begins again at (a)"),),), ordered=True),
        m.Terms(
            (
                m.Entry(text("Fee"), (paragraph("what is paid for each person"),), anchor="term-fee"),
                m.Entry(text(HOSTILE), (paragraph("markup that stays words"),)),
            )
        ),
    ),
    number="2",
)

TABLES = m.Section(
    "tables",
    text("Tables"),
    (
        m.Table(
            (m.Column(text("Clause")), m.Column(text("Count"), "centre"), m.Column(text("Amount"), "right")),
            (
                (text("3.1 Fee"), text("4"), text("£4,000.00")),
                (text(HOSTILE), text("2"), text("£150.00")),
                ((m.Strong(text("Total")),), (), (m.Strong(text("£4,150.00")),)),
            ),
            caption=text("What is due"),
            anchor="table-due",
            row_headings=True,
            total=True,
        ),
        m.Table(
            (m.Column(text("Month")), m.Column(text("Days"), "right")),
            tuple((text(f"Month {number}"), text(f"{28 + number % 4}")) for number in range(1, 61)),
        ),
    ),
    number="3",
)

FEE, PEOPLE, CAP = m.Symbol("Fee", to="term-fee"), m.Symbol("people"), m.Symbol("Cap of the Year")

FORMULAE: tuple[m.Math, ...] = (
    m.Joined((FEE, m.Sign("="), m.Words("£4,000"), m.Sign("×"), m.Over(PEOPLE, m.Words("days in the period")))),
    m.Joined((FEE, m.Sign("="), m.Call("the lesser of", (CAP, m.Bracket(m.Joined((FEE, m.Sign("+"), FEE))))))),
    m.Joined((FEE, m.Sign("="), m.SumOver("sum", "each person of the cohort", m.Joined((FEE, m.Sign("−"), CAP))))),
    m.SumOver("number of", "people with an outcome"),
    m.Cases(
        (
            m.Case(
                m.Words("£0"), m.Joined((PEOPLE, m.Sign("<"), m.Words("10"), m.Sign("or"), PEOPLE, m.Sign("≥"), CAP))
            ),
            m.Case(
                m.Words("50%"), m.Joined((PEOPLE, m.Sign("≠"), m.Words("12"), m.Sign("and"), FEE, m.Sign(">"), FEE))
            ),
            m.Case(m.Over(m.Joined((FEE, m.Sign("÷"), CAP)), m.Words('12 "<&>$_#')), None),
        )
    ),
    m.Joined((m.Call("rounded down to £1", (FEE,)), m.Sign("≤"), CAP)),
    m.Joined((FEE, m.Sign("="), CAP, *(each for _ in range(7) for each in (m.Sign("×"), CAP)))),
)

CHART = m.Chart(
    title="What is paid as people start",
    across=m.Axis("people who start", Fraction(0), Fraction(200), ((Fraction(0), "0"), (Fraction(100), "100"))),
    up=m.Axis("paid", Fraction(0), Fraction(400_000), ((Fraction(0), "£0"), (Fraction(400_000), "£400,000"))),
    line=(
        m.Stretch((Fraction(0), Fraction(0)), (Fraction(50), Fraction(0))),
        m.Stretch((Fraction(50), Fraction(0)), (Fraction(50), Fraction(100_000)), jump=True),
        m.Stretch((Fraction(50), Fraction(100_000)), (Fraction(200), Fraction(1_000_000, 3))),
    ),
    marks=(
        m.Mark("threshold <50>", x=Fraction(50)),
        m.Mark("cap & limit", y=Fraction(1_000_000, 3)),
        m.Mark("planned", x=Fraction(100), y=Fraction(500_000, 3)),
    ),
    alternative="Nothing is paid below 50 people. At 50 it jumps to £100,000 and then rises evenly.",
)

FORMULAE_AND_PICTURES = m.Section(
    "formulae",
    text("Formulae and pictures"),
    (
        m.Formula(
            FORMULAE[0],
            "the fee is £4,000 times people divided by days in the period",
            key=((text("Fee"), text("what is paid")), (text("people"), text(HOSTILE))),
        ),
        *(m.Formula(each, f"formula {number}") for number, each in enumerate(FORMULAE[1:], 2)),
        m.Picture(CHART, text("What is paid"), "picture"),
    ),
    number="4",
)

NOTES = m.Section(
    "notes",
    text("Notes"),
    (
        *(
            m.Note(kind, text(f"A {kind}"), (paragraph(f"what the {kind} says"),), anchor=f"note-{kind.split()[0]}")
            for kind in ("problem", "warning", "note", "accepted", "example", "not operative")
        ),
        m.Program("calculator", {"contract.mjs": "export const one = 1;"}, (paragraph("What stands in its place."),)),
    ),
    number="5",
)

CLAUSES = m.Section(
    "clauses",
    text("The contract"),
    (
        m.Clause(
            "4",
            "payments",
            text("Payments"),
            (
                m.Clause(
                    "4.1",
                    "fee",
                    text("Fee"),
                    (
                        paragraph("For each person the Authority pays the Fee."),
                        m.Paragraph(text("It is paid once."), number="4.1.1"),
                        m.Items(((paragraph("a list that goes on with a number"),),), ordered=True),
                    ),
                ),
                m.Clause("4.3", "bonus", text("Bonus, after a number that is not the next"), (paragraph("So much."),)),
                m.Clause("4.4", "new", text("A clause that is new"), (paragraph("New words."),), change="inserted"),
                m.Clause("4.5", "old", text("A clause that is gone"), (paragraph("Old words."),), change="removed"),
            ),
        ),
        m.Section(INNER, text("A part within, with no number"), (paragraph("Its words."),)),
    ),
)

EVERYTHING = m.Document(
    title=f"Everything {HOSTILE}",
    subtitle="A document that holds every block",
    facts=(("Commissioner", text("Borough of Nowhere")), ("Term", text("1 April 2030 to 31 March 2035"))),
    sections=(WORDS, LISTS, TABLES, FORMULAE_AND_PICTURES, NOTES, CLAUSES),
    running="Everything: payment schedule",
    imprint="version 1, sha256 0123456789abcdef",
    draft=True,
    author="A drafter",
    day=date(2031, 4, 1),
)
