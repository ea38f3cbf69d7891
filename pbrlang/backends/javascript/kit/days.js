/** The months by name. */
const MONTH_NAMES = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
];

/** The first day of a stretch that has no first day. */
const ALWAYS = "0001-01-01";

/** The day of a reader who only asks what belongs to what. */
const EVER = "9999-12-31";

/** No days. */
const NEVER = [EVER, ALWAYS];

/** How many days a date lies after 1 January 1970. */
function dayNumber(day) {
    return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** The date that lies so many days after 1 January 1970. */
function dayOf(number) {
    return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** A month, quarter or year of the contract; `whole` is how many days it has when nothing is cut off. */
class Period {
    constructor(step, number, name, first, last, whole) {
        Object.assign(this, { step, number, name, first, last, day: last, whole: BigInt(whole) });
    }

    /** How many of its days, up to a last day, are paid for. */
    paidDays(until) {
        return daysBetween(lesser(this.last, until), this.first) + 1n;
    }
}

/** The place of the last of some starts that is not after a day, or -1. */
function lastStart(starts, day) {
    return bisect(starts, day, true) - 1;
}

/** Before which place a day would stand among some in order; after those that are the same, or before them. */
function bisect(days, day, after) {
    let [low, high] = [0, days.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (days[middle] < day || (after && days[middle] === day)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/** The periods of one length, from the first day of the contract to the end of the run-off. */
class Calendar {
    constructor(periods) {
        this.periods = periods;
        this.starts = periods.map((each) => each.first);
    }

    /** The period that a day lies in, if it lies in the contract or its run-off. */
    at(day) {
        const place = day === null ? -1 : lastStart(this.starts, day);
        return place >= 0 && day <= this.periods[place].last ? this.periods[place] : null;
    }

    /** The period that a day of the contract lies in. */
    of(day) {
        const found = this.at(day);
        if (found === null) {
            throw new RangeError(`${day} is outside the contract and its run-off`);
        }
        return found;
    }

    /** The periods that have begun by a day. */
    begunBy(day) {
        return this.periods.filter((each) => each.first <= day);
    }
}

/** Rows that enter in a stretch of days, and the day on which their result is confirmed. */
class Cohort {
    constructor(cohort, number, first, last, confirmed) {
        Object.assign(this, { cohort, number, first, last, confirmed, day: confirmed });
    }
}

/** The cohorts of one block. */
class Cohorts {
    constructor(cohorts) {
        this.cohorts = cohorts;
        this.starts = cohorts.map((each) => each.first);
    }

    /** The cohort of a row that enters on a day, if it belongs to one. */
    at(day) {
        const place = day === null ? -1 : lastStart(this.starts, day);
        return place >= 0 && day <= this.cohorts[place].last ? this.cohorts[place] : null;
    }
}

/** The number of a period among those of its length. */
function numberOf(period) {
    return BigInt(period.number);
}

/** A date as it is read aloud. */
function inWords(day) {
    const [year, month, number] = day.split("-").map(Number);
    return `${number} ${MONTH_NAMES[month - 1]} ${year}`;
}

/** Some days after a date, or before it; no further than the years 1 to 9999. */
function daysLater(day, days) {
    const number = BigInt(dayNumber(day)) + days;
    const [first, last] = [BigInt(dayNumber(ALWAYS)), BigInt(dayNumber(EVER))];
    return dayOf(Number(lesser(greater(number, first), last)));
}

/** The number of days from one date to another. */
function daysBetween(later, earlier) {
    return BigInt(dayNumber(later) - dayNumber(earlier));
}

/** The first day of a month, counted from the year 0. */
function firstOfMonth(place) {
    const [year, month] = [Math.floor(place / 12), (place % 12) + 1];
    return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
}

/**
 * Some months after a day, or before it; no further than the years 1 to 9999.
 *
 * A day that is missing there is the `last` of its month or the `next` month's first.
 */
function monthsLater(day, months, missing) {
    const [year, month, number] = day.split("-").map(Number);
    const place = year * 12 + month - 1 + Number(months);
    if (place < 12 || place >= 120_000) {
        return months > 0 ? EVER : ALWAYS;
    }
    const [first, next] = [firstOfMonth(place), firstOfMonth(place + 1)];
    if (place % 12 === 11 || number <= Number(daysBetween(next, first))) {
        return daysLater(first, BigInt(number - 1));
    }
    return missing === "last" ? daysLater(next, -1n) : next;
}

/** Everything up to a day. */
function toDate(on) {
    return [ALWAYS, on];
}

/** The days of a period. */
function during(period) {
    return period === null ? NEVER : [period.first, period.last];
}

/** Everything before a day; up to the reader's where there is no such day. */
function before(day, on) {
    return [ALWAYS, day === null ? on : daysLater(day, -1n)];
}

/** The days that lie in each of some stretches. */
function commonDays(...stretches) {
    return [stretches.map(([first]) => first).reduce(greater), stretches.map(([, last]) => last).reduce(lesser)];
}

/** So many days from the first of an observation. */
function observedDays(start, days) {
    return start === null ? NEVER : [start, daysLater(start, BigInt(days - 1))];
}

/** So many months from the first day of an observation. */
function observedMonths(start, months, missing) {
    return start === null ? NEVER : [start, daysLater(monthsLater(start, months, missing), -1n)];
}

/** Whether a day comes neither before one day nor after another. */
function liesWithin(day, first, last) {
    return first <= day && day <= last;
}

/** The end of what lasts, as far as it is known on a day: what is still to come is blank. */
function knownBy(day, on) {
    return day !== null && day <= on ? day : null;
}
