"""The phrases of each operation and word of a compiled contract, as data.

Places such as `{a}` are filled with the words for an argument. What has an entry here needs no code of its own.
"""

OPERATIONS = {
    "add": "{a} plus {b}",
    "subtract": "{a} less {b}",
    "multiply": "{a} multiplied by {b}",
    "divide": "{a} divided by {b}",
    "in points": "{a} in percentage points (1% counts as 1 of them)",
    "negate": "minus {a}",
    "lesser": "the lesser of {a} and {b}",
    "greater": "the greater of {a} and {b}",
    "otherwise": "{a}, or {b} where {a_short} would be divided by nought",
    "at the start": "{a}, or {b} where there is none before",
    "more than": "{a} is more than {b}",
    "less than": "{a} is less than {b}",
    "at least": "{a} is at least {b}",
    "at most": "{a} is at most {b}",
    "is": "{a} is {b}",
    "is not": "{a} is not {b}",
    "one of": "{a} is one of {b}",
    "a multiple of": "{a} is a whole multiple of {b}, nought included",
    "blank": "{a} is blank",
    "not blank": "{a} is not blank",
    "before": "{a} is before {b}",
    "on or before": "{a} is on or before {b}",
    "after": "{a} is after {b}",
    "on or after": "{a} is on or after {b}",
    "in the stretch": "{a} lies {b}",
    "and": "{a} and {b}",
    "or": "{a} or {b}",
}
"""Operations of the vocabulary by name; `a` and `b` are their arguments, for `one of` all the others."""

DATED = {
    "add": "the day {b} after {a}",
    "subtract": "the day {b} before {a}",
    "between": "the number of days from {b} to {a}",
}
"""The same operations where a date is moved, or two are set against each other."""

STRETCHES = {
    "after": "in the {length} after {day} (that day not included, the last day included)",
    "beginning with": "in the {length} beginning with {day} (that day included)",
    "before": "in the {length} before {day} (that day not included)",
    "ending with": "in the {length} ending with {day} (that day included)",
    "plain": "from {first} to {last}, both days included",
}

WINDOWS = {
    "in": "in {period}",
    "in to date": "in {period} up to that day",
    "to date": "to date",
    "before this": "before {this}",
    "while observed": "while {member} is observed for the {cohort}",
}

PICKS = {
    "latest": "the {body} of the latest of {members}",
    "earliest": "the {body} of the earliest of {members}",
    "only": "the {body} of the only one of {members}",
    "greatest": "the greatest {body} of {members}",
    "least": "the least {body} of {members}",
}

AGGREGATES = {
    "total": "the total of {body} of {members}",
    "number": "the number of {members}",
    "share": "the share of {members} that are {group}",
    "different": "the number of different values of {body} among {members}, blanks left out",
}

WAYS = {
    "half up": "to the nearest {unit}, a half away from nought",
    "half down": "to the nearest {unit}, a half towards nought",
    "half to even": "to the nearest {unit}, a half to the even one",
    "up": "up to a whole {unit}, away from nought",
    "down": "down to a whole {unit}, towards nought",
}

BANDS = {
    "lump sum": "the amount that stands beside the one band in which {quantity} lies, wherever in the band that is",
    "whole quantity": "{quantity} multiplied by the price that stands beside the one band in which it lies; that price "
    "applies to the whole of it",
    "slice by slice": "the sum, over the bands that {quantity} reaches, of the part of it that lies in the band "
    "multiplied by the price that stands beside the band",
    "straight line": "the amount on the straight line between the two points of the rate card between which {quantity} "
    "lies",
}

BAND_ROWS = {
    "from": "from {bound} (that value included)",
    "below": "below {bound}",
    "up to": "up to {bound} (that value included)",
    "more than": "more than {bound}",
    "above": "above {bound}",
    "the first": "the first {bound}",
    "beyond": "beyond {bound}",
    "at": "at {bound}",
    "to": "up to {bound} (that value included)",
}

CLAUSES = {
    "payment": "there is due to the provider {amount}",
    "grant": "there is due to the provider, as a grant, {amount}",
    "fee": "there is due to the provider, as a fee, {amount}",
    "milestone": "there is due to the provider, as a milestone payment, {amount}",
    "bonus": "there is due to the provider, as a bonus, {amount}",
    "advance": "there is due to the provider, as an advance, {amount}",
    "floor": "there is due to the provider, as a top-up to a least sum, {amount}",
    "deduction": "there is deducted from the sums due to the provider {amount}",
    "clawback": "there is to be recovered from the provider {amount}",
}
"""What each kind of clause does with its amount."""

CLAMPS = {"not more than": "not more than {value}", "not less than": "not less than {value}"}

PARTS = {
    "by days": "For a {step} of which only a part is paid for, the sum is multiplied by the number of its days that "
    "are paid for and divided by the number of days that the whole {step} has.",
    "in full": "For a {step} of which only a part is paid for, the sum is due in full.",
    "not paid": "For a {step} of which only a part is paid for, nothing is due.",
}

MEANS = {
    "by deduction": "It is recovered by deduction from the next sums due to the provider; what these do not cover is "
    "owed as a debt.",
    "as a debt": "It is owed as a debt and is not deducted from other sums.",
}

LOSERS = {
    "latest first": "The sums that fall due first are paid first: each sum, in the order of dates, takes what room is "
    "left under the limit, and what is beyond it is cut from the latest. Of sums of one date, that of the clause "
    "that stands first in the contract comes first, and then that whose key comes first.",
    "in proportion": "All sums of one statement lose the same part. What earlier statements paid stays paid. Each sum "
    "is cut to the smallest coin; the coins that are left over go to the sums that lost the largest part of one, of "
    "equal ones to the first in the order of clause, date and key.",
    "first": "Where several could be paid, the first by date stands; of one date, that of the clause that stands first "
    "in the contract, and then that whose key comes first.",
    "greatest": "Where several could be paid, the greatest stands; of equal ones the first by date, and then by the "
    "order of clauses and keys.",
}

TO_DATE = {
    "may fall": "Where that difference is below nought, the provider pays it back.",
    "never falls": "What is due to date never falls: the greatest that it has been counts.",
    "not taken back": "What has been paid is not taken back, even where data that comes later would have made it less.",
}

BETTER = {"higher": "Higher is better.", "lower": "Lower is better."}

BASELINES = {
    "historical": "a historical baseline, taken from the past and the same throughout",
    "rolling": "a rolling baseline, which moves with the periods before",
    "modelled": "a modelled baseline",
    "matched comparison group": "the result of a matched comparison group",
    "randomised control group": "the result of a control group drawn by lot",
}

STEPS = {"month": "month", "quarter": "quarter", "year": "contract year"}

AMOUNTS = {"due": "due", "paid": "paid", "recovered": "recovered", "outstanding": "outstanding"}
