"""One right example of each item, shown when a wrong one cannot be read."""

FORMS: dict[str, dict[str, str]] = {
    "contract": {
        "purpose": 'purpose "What the contract is for."',
        "commissioner": 'commissioner "The name of the commissioner"',
        "provider": 'provider "The name of the provider"',
        "currency": "currency GBP",
        "runs": "runs from 1 April 2030 to 31 March 2033",
        "results": "results settle until 31 March 2034",
        "years": "years start on 1 April",
        "settles": "settles every quarter",
        "rounds": "rounds each payment to the nearest penny, half up",
        "part": "part periods are paid by days of the period",
        "a": "a missing day is the last day of its month",
    },
    "data": {
        "one": "one row for each Participant and Weeks In Work",
        "dated": "dated Attached On",
        "lasts": "lasts from Admitted to Released, in nights, blank means still open",
        "records": "records results",
        "source": 'source "Where the figures come from", already collected',
        "supplied": "supplied by provider",
        "verified": 'verified by commissioner against "Signed records"',
        "": "Weeks In Work    number of weeks",
    },
    "unit": {"": "unit person, people counts Participant"},
    "cohort": {
        "groups": "groups Participants by Attached On every year, from 1 April 2030 to 31 March 2033",
        "each": "each Participant is observed for 52 weeks from Attached On",
        "confirmed": "confirmed after 1 month",
    },
    "measure": {
        "means": "means total of nights of Stays in the year",
        "lower": "lower is better",
        "higher": "higher is better",
        "baseline": 'baseline 50,000 nights, historical "The year to 30 September 2029"',
        "noise": 'noise within 1.5 percentage points "Confidence interval"',
    },
    "tariff": {"": "tariff Price by Payment Group and Contract Year of Referred On"},
    "definition": {"": "Saving for each Case means Approved Budget - Revised Budget"},
    "payment": {
        "for": "for each Employment Claim",
        "on": "on Reinstated On",
        "when": "when Saving is more than £0",
        "pays": "pays 50% of Saving",
        "deducts": "deducts £200",
        "recovers": "recovers 50% of Grant from Grant, by deduction from the next sums due, otherwise as a debt",
        "once": "once for each Participant",
        "at": "at most 13 times for each Participant",
        "every": "every time",
        "not": "not more than £4,000",
        "may": "may be negative",
        "payable": "payable on its date",
    },
    "cap": {
        "limits": "limits all sums due to £4,000 over the contract, including results settled after the term",
        "cutting": "cutting the latest first",
        "applied": "applied after Person Ceiling",
    },
    "example": {
        "given": "given Bed Nights in year 1 is 33,500 nights",
        "expect": "expect Grant Recovery in year 1 is £0",
    },
    "always": {"": "always: Grant Recovery never exceeds Grant"},
    "accept": {"": 'accept no-cap because "The budget bounds what can be paid."'},
}


def form_of(rule: str, word: str) -> str | None:
    """The right form of an item of this block that begins with this word."""
    forms = FORMS.get(rule, {})
    return forms.get(word) or forms.get("")
