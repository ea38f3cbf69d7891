/**
 * Transforming Rehabilitation Area: what is due under the contract, worked out from data.
 *
 * Written by `pbr build --to javascript`, for browsers and Node. It imports nothing.
 *
 *     import { settle, asJson } from "./transforming_rehabilitation_area.mjs";
 *
 * Numbers are BigInts: an amount counts coins, and a sum is divided once, where it is rounded. Dates are
 * text, as in 2012-02-01. What one clause makes due for one record is said by `…Due`, all its lines by
 * `…Lines`, and what is left of them after caps and bounds by `…Paid`, `…Deducted` and `…Recovered`.
 */

// --- Dates, periods and rows: the same in every module that is written so

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

/** So many months from the first day of an observation. */
function observedMonths(start, months, missing) {
    return start === null ? NEVER : [start, daysLater(monthsLater(start, months, missing), -1n)];
}

/** One row of data. A class for each kind says what its fields are. */
class Row {
    /** The date that places the row: its own, or the first of those that it lasts. */
    get day() {
        return null;
    }

    /** The numbers of the first of its days or nights and of the day after the last, where it lasts. */
    get span() {
        return null;
    }
}

/** The contract itself, of which there is one. */
const THE_CONTRACT = { day: null };

/** One amount that a clause makes due for one element, before caps. */
class Line {
    constructor(clause, element, day, due, part = 0, parts = 0) {
        Object.assign(this, { clause, element, day, due, part, parts });
    }

    /** The line in whose statement it is. */
    get fallsWith() {
        return this;
    }

    /** Whether it takes back what was paid under its own clause. */
    get takesBack() {
        return false;
    }

    /** What it is, besides a sum: which of how many instalments. */
    told() {
        return this.parts ? { instalment: this.part, instalments: this.parts } : {};
    }
}

/** What a row says cannot be reckoned with. `readableFrom` is the day from which it can, where there is one. */
class RowAtFault extends Error {
    constructor(element, column, reason, readableFrom = null) {
        const row = rowPart(element);
        const where = row === null ? "the contract" : `${row.constructor.ROWS}, row ${row.row}`;
        super(`${where}${column === null ? "" : `, ${column}`}: ${reason}`);
        this.readableFrom = readableFrom;
    }
}

/** Nothing is paid, because of the data. `faults` says of each fault where it is and what is wrong. */
export class DataAtFault extends Error {
    constructor(faults) {
        const told = [...new Set(faults)];
        super(told.join("\n"));
        this.name = "DataAtFault";
        this.faults = told;
    }
}

/** A word of a list; `number` is its place there, from 1. */
class Word {
    constructor(of, number, word) {
        Object.assign(this, { of, number, word });
    }
}

/** One combination of elements; `pairOf` makes one of the same parts only once. */
class Pair {
    constructor(parts) {
        this.parts = parts;
    }
}

/** The row that an element is, combines with others, or was earned for; null where there is none. */
function rowPart(element) {
    let found = element;
    while (found instanceof Line) {
        found = found.element;
    }
    const parts = found instanceof Pair ? found.parts : [found];
    return parts.find((each) => each instanceof Row) ?? null;
}

/** A value that must not be blank. */
function need(value, row, column) {
    if (value === null) {
        throw new RowAtFault(row, column, "it is blank on the day on which it is read, and the contract reckons with it");
    }
    return value;
}

/** What orders elements that share a date: the key of a row, the number of a period, cohort or word. */
function sortKey(element) {
    if (element instanceof Row) {
        return element.key;
    }
    if (element instanceof Line) {
        return [element.day, ...sortKey(element.element), element.part];
    }
    if (element instanceof Pair) {
        return element.parts.flatMap(sortKey);
    }
    return [Period, Cohort, Word].some((kind) => element instanceof kind) ? [element.number] : [];
}

/** Below, above or at nought as one list of values comes before another, after it, or neither; blanks come first. */
function inOrder(one, other) {
    for (const [place, value] of one.entries()) {
        const found = place < other.length ? oneInOrder(value, other[place]) : 1;
        if (found !== 0) {
            return found;
        }
    }
    return one.length - other.length;
}

/** The same of two values. */
function oneInOrder(one, other) {
    if (one === other) {
        return 0;
    }
    if (one === null || other === null) {
        return one === null ? -1 : 1;
    }
    return typeof one === "string" ? wordsInOrder(one, other) : one < other ? -1 : 1;
}

/** The same of two words, letter by letter; a letter of two units comes after one of a single unit. */
function wordsInOrder(one, other) {
    const rank = (unit) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
    for (let place = 0; place < one.length && place < other.length; place += 1) {
        if (one[place] !== other[place]) {
            return rank(one.charCodeAt(place)) - rank(other.charCodeAt(place));
        }
    }
    return one.length - other.length;
}

/** What has been worked out so far, and which rows took part in it. */
class Workings {
    constructor(asAt) {
        this.asAt = asAt;
        this.memory = new Map();
        this.faults = [];
        this.named = new Set();
        this.fates = new Map();
        this.tallies = [];
        this.ids = new Map();
    }

    /** The row that another names, as far as it can be read on a day: nothing is foreseen. */
    read(target, reader, column, on) {
        const { day } = target;
        if (day !== null && day > on) {
            throw new RowAtFault(reader, column, `it names a row dated ${day}, which cannot be read on ${on}`, day);
        }
        if (on !== EVER) {
            this.named.add(target);
        }
        return target;
    }

    /** Note what became of an element, if it is a row or combines one with others; the greatest counts. */
    note(element, fate) {
        const row = element instanceof Line ? null : rowPart(element);
        if (row !== null && (this.fates.get(row) ?? 0) < fate) {
            this.fates.set(row, fate);
        }
    }

    /** Some things as one key. */
    keyOf(things) {
        return things.map((each) => this.ids.get(each) ?? this.ids.set(each, this.ids.size).get(each)).join(" ");
    }
}

/** Work something out once for each of what it is asked for; the first that is asked is what was worked out so far. */
function remembered(work) {
    return (books, ...asked) => {
        let known = books.memory;
        for (const each of [work, ...asked.slice(0, -1)]) {
            known = known.get(each) ?? known.set(each, new Map()).get(each);
        }
        const last = asked.length ? asked.at(-1) : null;
        if (!known.has(last)) {
            known.set(last, work(books, ...asked));
        }
        return known.get(last);
    };
}

/** Elements by date and key; those without a date come first. */
function byDay(elements) {
    const keyed = elements.map((each) => [[each.day ?? ALWAYS, ...sortKey(each)], each]);
    return keyed.sort(([one], [other]) => inOrder(one, other)).map(([, each]) => each);
}

/** Whether something that was thrown is a fault of the data, or that there is nothing to divide by. */
function isFault(met) {
    return met instanceof RowAtFault || met instanceof Undefined;
}

/** What has been worked out from what was known on a day; `settledTo` is the last day that is settled. */
class KnownWorkings extends Workings {
    constructor(asAt, settledTo) {
        super(asAt);
        this.settledTo = settledTo;
        this.figures = new Map();
    }
}

/** A number for each month, one more than that of the month before. */
function monthNumber(year, month) {
    return year * 12 + month - 1;
}

/** One figure: the number and the name of its period, the figure, and when it was published, if that is said. */
class Figure {
    constructor(number, period, value, published = null) {
        Object.assign(this, { number, period, value, published });
    }
}

/**
 * Figures by month, quarter or year: those published by the day of a statement, the last of them first.
 *
 * With `stands`, the latest earlier figure stands for one that is not published yet. A month has no calendar.
 */
class Figures {
    constructor(name, stands, calendar, figures) {
        const latestFirst = (one, other) => other.number - one.number || figures.indexOf(other) - figures.indexOf(one);
        Object.assign(this, { name, stands, calendar, latestFirst: [...figures].sort(latestFirst) });
    }

    /** The days on which figures are published. */
    get published() {
        return this.latestFirst.map((each) => each.published).filter((day) => day !== null);
    }

    /**
     * The figure for a period, or what stands for it.
     *
     * Where none that can stand is known yet, it is read as on the first day on which one was: until then nothing
     * could be settled that reads it.
     */
    of(books, period) {
        const number = Number(period);
        const read = books.figures.get(this) ?? books.figures.set(this, new Map()).get(this);
        return read.get(number) ?? read.set(number, this.found(books, number)).get(number);
    }

    /** The same, looked up. */
    found(books, number) {
        const serving = this.latestFirst.filter((each) => each.number === number || (this.stands && each.number < number));
        const first = serving.map((each) => each.published ?? EVER).reduce(lesser, EVER);
        for (const day of [books.asAt, first].filter((each) => each <= books.settledTo)) {
            const known = serving.find((each) => each.published === null || each.published <= day);
            if (known) {
                return known.value;
            }
        }
        throw new RowAtFault(null, null, this.missing(number));
    }

    /** What is told where there is no figure for a period. */
    missing(number) {
        const days = this.latestFirst.filter((each) => each.number === number && each.published !== null);
        const late = days.length ? ` yet: it is published on ${inWords(days.map((each) => each.published).reduce(lesser))}` : "";
        const month = `${MONTH_NAMES[number % 12]} ${Math.floor(number / 12)}`;
        const period = this.calendar === null ? month : this.calendar.periods[number - 1].name;
        return `there is no figure of ${this.name} for ${period}${late}`;
    }

    /**
     * By what an amount is multiplied: the figure of the latest month `each` over that of the month `base`.
     *
     * Before `base` it is 1. With `neverFalls` it is the highest so far, and at least 1.
     */
    index(books, on, base, each, neverFalls = false) {
        const [year, number] = on.split("-").map(Number);
        const month = monthNumber(number >= each ? year : year - 1, each);
        if (month < base) {
            return new Ratio(1n, 1n);
        }
        const start = this.of(books, base);
        if (!neverFalls) {
            return new Ratio(this.of(books, month), start);
        }
        let highest = start;
        for (let one = base + ((((each - 1 - base) % 12) + 12) % 12); one <= month; one += 12) {
            highest = greater(highest, this.of(books, one));
        }
        return new Ratio(highest, start);
    }
}

// --- The contract

/** The months of the contract. */
const MONTHS = new Calendar(
    [
        new Period("month", 1, "February 2015", "2015-02-01", "2015-02-28", 28),
        new Period("month", 2, "March 2015", "2015-03-01", "2015-03-31", 31),
        new Period("month", 3, "April 2015", "2015-04-01", "2015-04-30", 30),
        new Period("month", 4, "May 2015", "2015-05-01", "2015-05-31", 31),
        new Period("month", 5, "June 2015", "2015-06-01", "2015-06-30", 30),
        new Period("month", 6, "July 2015", "2015-07-01", "2015-07-31", 31),
        new Period("month", 7, "August 2015", "2015-08-01", "2015-08-31", 31),
        new Period("month", 8, "September 2015", "2015-09-01", "2015-09-30", 30),
        new Period("month", 9, "October 2015", "2015-10-01", "2015-10-31", 31),
        new Period("month", 10, "November 2015", "2015-11-01", "2015-11-30", 30),
        new Period("month", 11, "December 2015", "2015-12-01", "2015-12-31", 31),
        new Period("month", 12, "January 2016", "2016-01-01", "2016-01-31", 31),
        new Period("month", 13, "February 2016", "2016-02-01", "2016-02-29", 29),
        new Period("month", 14, "March 2016", "2016-03-01", "2016-03-31", 31),
        new Period("month", 15, "April 2016", "2016-04-01", "2016-04-30", 30),
        new Period("month", 16, "May 2016", "2016-05-01", "2016-05-31", 31),
        new Period("month", 17, "June 2016", "2016-06-01", "2016-06-30", 30),
        new Period("month", 18, "July 2016", "2016-07-01", "2016-07-31", 31),
        new Period("month", 19, "August 2016", "2016-08-01", "2016-08-31", 31),
        new Period("month", 20, "September 2016", "2016-09-01", "2016-09-30", 30),
        new Period("month", 21, "October 2016", "2016-10-01", "2016-10-31", 31),
        new Period("month", 22, "November 2016", "2016-11-01", "2016-11-30", 30),
        new Period("month", 23, "December 2016", "2016-12-01", "2016-12-31", 31),
        new Period("month", 24, "January 2017", "2017-01-01", "2017-01-31", 31),
        new Period("month", 25, "February 2017", "2017-02-01", "2017-02-28", 28),
        new Period("month", 26, "March 2017", "2017-03-01", "2017-03-31", 31),
        new Period("month", 27, "April 2017", "2017-04-01", "2017-04-30", 30),
        new Period("month", 28, "May 2017", "2017-05-01", "2017-05-31", 31),
        new Period("month", 29, "June 2017", "2017-06-01", "2017-06-30", 30),
        new Period("month", 30, "July 2017", "2017-07-01", "2017-07-31", 31),
        new Period("month", 31, "August 2017", "2017-08-01", "2017-08-31", 31),
        new Period("month", 32, "September 2017", "2017-09-01", "2017-09-30", 30),
        new Period("month", 33, "October 2017", "2017-10-01", "2017-10-31", 31),
        new Period("month", 34, "November 2017", "2017-11-01", "2017-11-30", 30),
        new Period("month", 35, "December 2017", "2017-12-01", "2017-12-31", 31),
        new Period("month", 36, "January 2018", "2018-01-01", "2018-01-31", 31),
        new Period("month", 37, "February 2018", "2018-02-01", "2018-02-28", 28),
        new Period("month", 38, "March 2018", "2018-03-01", "2018-03-31", 31),
        new Period("month", 39, "April 2018", "2018-04-01", "2018-04-30", 30),
        new Period("month", 40, "May 2018", "2018-05-01", "2018-05-31", 31),
        new Period("month", 41, "June 2018", "2018-06-01", "2018-06-30", 30),
        new Period("month", 42, "July 2018", "2018-07-01", "2018-07-31", 31),
        new Period("month", 43, "August 2018", "2018-08-01", "2018-08-31", 31),
        new Period("month", 44, "September 2018", "2018-09-01", "2018-09-30", 30),
        new Period("month", 45, "October 2018", "2018-10-01", "2018-10-31", 31),
        new Period("month", 46, "November 2018", "2018-11-01", "2018-11-30", 30),
        new Period("month", 47, "December 2018", "2018-12-01", "2018-12-31", 31),
        new Period("month", 48, "January 2019", "2019-01-01", "2019-01-31", 31),
        new Period("month", 49, "February 2019", "2019-02-01", "2019-02-28", 28),
        new Period("month", 50, "March 2019", "2019-03-01", "2019-03-31", 31),
        new Period("month", 51, "April 2019", "2019-04-01", "2019-04-30", 30),
        new Period("month", 52, "May 2019", "2019-05-01", "2019-05-31", 31),
        new Period("month", 53, "June 2019", "2019-06-01", "2019-06-30", 30),
        new Period("month", 54, "July 2019", "2019-07-01", "2019-07-31", 31),
        new Period("month", 55, "August 2019", "2019-08-01", "2019-08-31", 31),
        new Period("month", 56, "September 2019", "2019-09-01", "2019-09-30", 30),
        new Period("month", 57, "October 2019", "2019-10-01", "2019-10-31", 31),
        new Period("month", 58, "November 2019", "2019-11-01", "2019-11-30", 30),
        new Period("month", 59, "December 2019", "2019-12-01", "2019-12-31", 31),
        new Period("month", 60, "January 2020", "2020-01-01", "2020-01-31", 31),
        new Period("month", 61, "February 2020", "2020-02-01", "2020-02-29", 29),
        new Period("month", 62, "March 2020", "2020-03-01", "2020-03-31", 31),
        new Period("month", 63, "April 2020", "2020-04-01", "2020-04-30", 30),
        new Period("month", 64, "May 2020", "2020-05-01", "2020-05-31", 31),
        new Period("month", 65, "June 2020", "2020-06-01", "2020-06-30", 30),
        new Period("month", 66, "July 2020", "2020-07-01", "2020-07-31", 31),
        new Period("month", 67, "August 2020", "2020-08-01", "2020-08-31", 31),
        new Period("month", 68, "September 2020", "2020-09-01", "2020-09-30", 30),
        new Period("month", 69, "October 2020", "2020-10-01", "2020-10-31", 31),
        new Period("month", 70, "November 2020", "2020-11-01", "2020-11-30", 30),
        new Period("month", 71, "December 2020", "2020-12-01", "2020-12-31", 31),
        new Period("month", 72, "January 2021", "2021-01-01", "2021-01-31", 31),
        new Period("month", 73, "February 2021", "2021-02-01", "2021-02-28", 28),
        new Period("month", 74, "March 2021", "2021-03-01", "2021-03-31", 31),
        new Period("month", 75, "April 2021", "2021-04-01", "2021-04-30", 30),
        new Period("month", 76, "May 2021", "2021-05-01", "2021-05-31", 31),
        new Period("month", 77, "June 2021", "2021-06-01", "2021-06-30", 30),
        new Period("month", 78, "July 2021", "2021-07-01", "2021-07-31", 31),
        new Period("month", 79, "August 2021", "2021-08-01", "2021-08-31", 31),
        new Period("month", 80, "September 2021", "2021-09-01", "2021-09-30", 30),
        new Period("month", 81, "October 2021", "2021-10-01", "2021-10-31", 31),
        new Period("month", 82, "November 2021", "2021-11-01", "2021-11-30", 30),
        new Period("month", 83, "December 2021", "2021-12-01", "2021-12-31", 31),
        new Period("month", 84, "January 2022", "2022-01-01", "2022-01-31", 31),
        new Period("month", 85, "February 2022", "2022-02-01", "2022-02-28", 28),
        new Period("month", 86, "March 2022", "2022-03-01", "2022-03-31", 31),
        new Period("month", 87, "April 2022", "2022-04-01", "2022-04-30", 30),
        new Period("month", 88, "May 2022", "2022-05-01", "2022-05-31", 31),
        new Period("month", 89, "June 2022", "2022-06-01", "2022-06-30", 30),
        new Period("month", 90, "July 2022", "2022-07-01", "2022-07-31", 31),
        new Period("month", 91, "August 2022", "2022-08-01", "2022-08-31", 31),
        new Period("month", 92, "September 2022", "2022-09-01", "2022-09-30", 30),
        new Period("month", 93, "October 2022", "2022-10-01", "2022-10-31", 31),
        new Period("month", 94, "November 2022", "2022-11-01", "2022-11-30", 30),
        new Period("month", 95, "December 2022", "2022-12-01", "2022-12-31", 31),
        new Period("month", 96, "January 2023", "2023-01-01", "2023-01-31", 31),
        new Period("month", 97, "February 2023", "2023-02-01", "2023-02-28", 28),
        new Period("month", 98, "March 2023", "2023-03-01", "2023-03-31", 31),
        new Period("month", 99, "April 2023", "2023-04-01", "2023-04-30", 30),
        new Period("month", 100, "May 2023", "2023-05-01", "2023-05-31", 31),
        new Period("month", 101, "June 2023", "2023-06-01", "2023-06-30", 30),
        new Period("month", 102, "July 2023", "2023-07-01", "2023-07-31", 31),
        new Period("month", 103, "August 2023", "2023-08-01", "2023-08-31", 31),
        new Period("month", 104, "September 2023", "2023-09-01", "2023-09-30", 30),
        new Period("month", 105, "October 2023", "2023-10-01", "2023-10-31", 31),
        new Period("month", 106, "November 2023", "2023-11-01", "2023-11-30", 30),
        new Period("month", 107, "December 2023", "2023-12-01", "2023-12-31", 31),
        new Period("month", 108, "January 2024", "2024-01-01", "2024-01-31", 31),
    ],
);

/** The quarters of the contract. */
const QUARTERS = new Calendar(
    [
        new Period("quarter", 1, "quarter 1 of year 1", "2015-02-01", "2015-04-30", 89),
        new Period("quarter", 2, "quarter 2 of year 1", "2015-05-01", "2015-07-31", 92),
        new Period("quarter", 3, "quarter 3 of year 1", "2015-08-01", "2015-10-31", 92),
        new Period("quarter", 4, "quarter 4 of year 1", "2015-11-01", "2016-01-31", 92),
        new Period("quarter", 5, "quarter 1 of year 2", "2016-02-01", "2016-04-30", 90),
        new Period("quarter", 6, "quarter 2 of year 2", "2016-05-01", "2016-07-31", 92),
        new Period("quarter", 7, "quarter 3 of year 2", "2016-08-01", "2016-10-31", 92),
        new Period("quarter", 8, "quarter 4 of year 2", "2016-11-01", "2017-01-31", 92),
        new Period("quarter", 9, "quarter 1 of year 3", "2017-02-01", "2017-04-30", 89),
        new Period("quarter", 10, "quarter 2 of year 3", "2017-05-01", "2017-07-31", 92),
        new Period("quarter", 11, "quarter 3 of year 3", "2017-08-01", "2017-10-31", 92),
        new Period("quarter", 12, "quarter 4 of year 3", "2017-11-01", "2018-01-31", 92),
        new Period("quarter", 13, "quarter 1 of year 4", "2018-02-01", "2018-04-30", 89),
        new Period("quarter", 14, "quarter 2 of year 4", "2018-05-01", "2018-07-31", 92),
        new Period("quarter", 15, "quarter 3 of year 4", "2018-08-01", "2018-10-31", 92),
        new Period("quarter", 16, "quarter 4 of year 4", "2018-11-01", "2019-01-31", 92),
        new Period("quarter", 17, "quarter 1 of year 5", "2019-02-01", "2019-04-30", 89),
        new Period("quarter", 18, "quarter 2 of year 5", "2019-05-01", "2019-07-31", 92),
        new Period("quarter", 19, "quarter 3 of year 5", "2019-08-01", "2019-10-31", 92),
        new Period("quarter", 20, "quarter 4 of year 5", "2019-11-01", "2020-01-31", 92),
        new Period("quarter", 21, "quarter 1 of year 6", "2020-02-01", "2020-04-30", 90),
        new Period("quarter", 22, "quarter 2 of year 6", "2020-05-01", "2020-07-31", 92),
        new Period("quarter", 23, "quarter 3 of year 6", "2020-08-01", "2020-10-31", 92),
        new Period("quarter", 24, "quarter 4 of year 6", "2020-11-01", "2021-01-31", 92),
        new Period("quarter", 25, "quarter 1 of year 7", "2021-02-01", "2021-04-30", 89),
        new Period("quarter", 26, "quarter 2 of year 7", "2021-05-01", "2021-07-31", 92),
        new Period("quarter", 27, "quarter 3 of year 7", "2021-08-01", "2021-10-31", 92),
        new Period("quarter", 28, "quarter 4 of year 7", "2021-11-01", "2022-01-31", 92),
        new Period("quarter", 29, "quarter 1 of year 8", "2022-02-01", "2022-04-30", 89),
        new Period("quarter", 30, "quarter 2 of year 8", "2022-05-01", "2022-07-31", 92),
        new Period("quarter", 31, "quarter 3 of year 8", "2022-08-01", "2022-10-31", 92),
        new Period("quarter", 32, "quarter 4 of year 8", "2022-11-01", "2023-01-31", 92),
        new Period("quarter", 33, "quarter 1 of year 9", "2023-02-01", "2023-04-30", 89),
        new Period("quarter", 34, "quarter 2 of year 9", "2023-05-01", "2023-07-31", 92),
        new Period("quarter", 35, "quarter 3 of year 9", "2023-08-01", "2023-10-31", 92),
        new Period("quarter", 36, "quarter 4 of year 9", "2023-11-01", "2024-01-31", 92),
    ],
);

/** The years of the contract. */
const YEARS = new Calendar(
    [
        new Period("year", 1, "year 1", "2015-02-01", "2016-01-31", 365),
        new Period("year", 2, "year 2", "2016-02-01", "2017-01-31", 366),
        new Period("year", 3, "year 3", "2017-02-01", "2018-01-31", 365),
        new Period("year", 4, "year 4", "2018-02-01", "2019-01-31", 365),
        new Period("year", 5, "year 5", "2019-02-01", "2020-01-31", 365),
        new Period("year", 6, "year 6", "2020-02-01", "2021-01-31", 366),
        new Period("year", 7, "year 7", "2021-02-01", "2022-01-31", 365),
        new Period("year", 8, "year 8", "2022-02-01", "2023-01-31", 365),
        new Period("year", 9, "year 9", "2023-02-01", "2024-01-31", 365),
    ],
);

/** Quarterly Cohort (clause 10): who enters when, and when that is confirmed. */
const QUARTERLY_COHORT_COHORTS = new Cohorts(
    [
        new Cohort("Quarterly Cohort", 1, "2015-02-01", "2015-04-30", "2016-10-30"),
        new Cohort("Quarterly Cohort", 2, "2015-05-01", "2015-07-31", "2017-01-31"),
        new Cohort("Quarterly Cohort", 3, "2015-08-01", "2015-10-31", "2017-04-30"),
        new Cohort("Quarterly Cohort", 4, "2015-11-01", "2016-01-31", "2017-07-31"),
        new Cohort("Quarterly Cohort", 5, "2016-02-01", "2016-04-30", "2017-10-30"),
        new Cohort("Quarterly Cohort", 6, "2016-05-01", "2016-07-31", "2018-01-31"),
        new Cohort("Quarterly Cohort", 7, "2016-08-01", "2016-10-31", "2018-04-30"),
        new Cohort("Quarterly Cohort", 8, "2016-11-01", "2017-01-31", "2018-07-31"),
        new Cohort("Quarterly Cohort", 9, "2017-02-01", "2017-04-30", "2018-10-30"),
        new Cohort("Quarterly Cohort", 10, "2017-05-01", "2017-07-31", "2019-01-31"),
        new Cohort("Quarterly Cohort", 11, "2017-08-01", "2017-10-31", "2019-04-30"),
        new Cohort("Quarterly Cohort", 12, "2017-11-01", "2018-01-31", "2019-07-31"),
        new Cohort("Quarterly Cohort", 13, "2018-02-01", "2018-04-30", "2019-10-30"),
        new Cohort("Quarterly Cohort", 14, "2018-05-01", "2018-07-31", "2020-01-31"),
        new Cohort("Quarterly Cohort", 15, "2018-08-01", "2018-10-31", "2020-04-30"),
        new Cohort("Quarterly Cohort", 16, "2018-11-01", "2019-01-31", "2020-07-31"),
        new Cohort("Quarterly Cohort", 17, "2019-02-01", "2019-04-30", "2020-10-30"),
        new Cohort("Quarterly Cohort", 18, "2019-05-01", "2019-07-31", "2021-01-31"),
        new Cohort("Quarterly Cohort", 19, "2019-08-01", "2019-10-31", "2021-04-30"),
        new Cohort("Quarterly Cohort", 20, "2019-11-01", "2020-01-31", "2021-07-31"),
        new Cohort("Quarterly Cohort", 21, "2020-02-01", "2020-04-30", "2021-10-30"),
        new Cohort("Quarterly Cohort", 22, "2020-05-01", "2020-07-31", "2022-01-31"),
        new Cohort("Quarterly Cohort", 23, "2020-08-01", "2020-10-31", "2022-04-30"),
        new Cohort("Quarterly Cohort", 24, "2020-11-01", "2021-01-31", "2022-07-31"),
        new Cohort("Quarterly Cohort", 25, "2021-02-01", "2021-04-30", "2022-10-30"),
        new Cohort("Quarterly Cohort", 26, "2021-05-01", "2021-07-31", "2023-01-31"),
        new Cohort("Quarterly Cohort", 27, "2021-08-01", "2021-10-31", "2023-04-30"),
        new Cohort("Quarterly Cohort", 28, "2021-11-01", "2022-01-31", "2023-07-31"),
    ],
);

/** Annual Fee in Yearly Terms (clause 4), in pence, by year. */
const ANNUAL_FEE = new Figures(
    "Annual Fee",
    false,
    YEARS,
    [
        new Figure(1, "year 1", 960_000_000n),
        new Figure(2, "year 2", 930_000_000n),
        new Figure(3, "year 3", 900_000_000n),
        new Figure(4, "year 4", 880_000_000n),
        new Figure(5, "year 5", 860_000_000n),
        new Figure(6, "year 6", 850_000_000n),
        new Figure(7, "year 7", 840_000_000n),
    ],
);

/** Expected Volume in Yearly Terms (clause 4), in points, by year. */
const EXPECTED_VOLUME = new Figures(
    "Expected Volume",
    false,
    YEARS,
    [
        new Figure(1, "year 1", 1000n),
        new Figure(2, "year 2", 1000n),
        new Figure(3, "year 3", 1000n),
        new Figure(4, "year 4", 950n),
        new Figure(5, "year 5", 950n),
        new Figure(6, "year 6", 900n),
        new Figure(7, "year 7", 900n),
    ],
);

/** Consumer Prices (clause 5), a number, in tenths, by month. */
const CONSUMER_PRICES = new Figures(
    "Consumer Prices",
    true,
    null,
    [
        new Figure(24181, "February 2015", 995n, "2015-03-16"),
        new Figure(24182, "March 2015", 995n, "2015-04-17"),
        new Figure(24183, "April 2015", 998n, "2015-05-14"),
        new Figure(24184, "May 2015", 997n, "2015-06-20"),
        new Figure(24185, "June 2015", 999n, "2015-07-14"),
        new Figure(24186, "July 2015", 1000n, "2015-08-18"),
        new Figure(24187, "August 2015", 999n, "2015-09-18"),
        new Figure(24188, "September 2015", 999n, "2015-10-14"),
        new Figure(24189, "October 2015", 998n, "2015-11-17"),
        new Figure(24190, "November 2015", 1000n, "2015-12-14"),
        new Figure(24191, "December 2015", 1000n, "2016-01-14"),
        new Figure(24192, "January 2016", 1002n, "2016-02-17"),
        new Figure(24193, "February 2016", 1001n, "2016-03-20"),
        new Figure(24194, "March 2016", 1003n, "2016-04-14"),
        new Figure(24195, "April 2016", 1003n, "2016-05-19"),
        new Figure(24196, "May 2016", 1006n, "2016-06-18"),
        new Figure(24197, "June 2016", 1005n, "2016-07-18"),
        new Figure(24198, "July 2016", 1007n, "2016-08-17"),
        new Figure(24199, "August 2016", 1006n, "2016-09-15"),
        new Figure(24200, "September 2016", 1005n, "2016-10-18"),
        new Figure(24201, "October 2016", 1005n, "2016-11-16"),
        new Figure(24202, "November 2016", 1007n, "2016-12-15"),
        new Figure(24203, "December 2016", 1009n, "2017-01-14"),
        new Figure(24204, "January 2017", 1011n, "2017-02-16"),
        new Figure(24205, "February 2017", 1013n, "2017-03-20"),
        new Figure(24206, "March 2017", 1016n, "2017-04-15"),
        new Figure(24207, "April 2017", 1015n, "2017-05-18"),
        new Figure(24208, "May 2017", 1017n, "2017-06-19"),
        new Figure(24209, "June 2017", 1017n, "2017-07-16"),
        new Figure(24210, "July 2017", 1016n, "2017-08-18"),
        new Figure(24211, "August 2017", 1019n, "2017-09-14"),
        new Figure(24212, "September 2017", 1021n, "2017-10-14"),
        new Figure(24213, "October 2017", 1023n, "2017-11-15"),
        new Figure(24214, "November 2017", 1025n, "2017-12-19"),
        new Figure(24215, "December 2017", 1027n, "2018-01-17"),
        new Figure(24216, "January 2018", 1028n, "2018-02-17"),
        new Figure(24217, "February 2018", 1030n, "2018-03-17"),
        new Figure(24218, "March 2018", 1031n, "2018-04-16"),
        new Figure(24219, "April 2018", 1031n, "2018-05-20"),
        new Figure(24220, "May 2018", 1031n, "2018-06-19"),
        new Figure(24221, "June 2018", 1031n, "2018-07-14"),
        new Figure(24222, "July 2018", 1033n, "2018-08-16"),
        new Figure(24223, "August 2018", 1035n, "2018-09-17"),
        new Figure(24224, "September 2018", 1036n, "2018-10-19"),
        new Figure(24225, "October 2018", 1038n, "2018-11-16"),
        new Figure(24226, "November 2018", 1040n, "2018-12-14"),
        new Figure(24227, "December 2018", 1039n, "2019-01-18"),
        new Figure(24228, "January 2019", 1041n, "2019-02-15"),
        new Figure(24229, "February 2019", 1042n, "2019-03-15"),
        new Figure(24230, "March 2019", 1044n, "2019-04-17"),
        new Figure(24231, "April 2019", 1043n, "2019-05-19"),
        new Figure(24232, "May 2019", 1042n, "2019-06-20"),
        new Figure(24233, "June 2019", 1044n, "2019-07-18"),
        new Figure(24234, "July 2019", 1045n, "2019-08-16"),
        new Figure(24235, "August 2019", 1048n, "2019-09-16"),
        new Figure(24236, "September 2019", 1050n, "2019-10-17"),
        new Figure(24237, "October 2019", 1052n, "2019-11-20"),
        new Figure(24238, "November 2019", 1054n, "2019-12-14"),
        new Figure(24239, "December 2019", 1053n, "2020-01-16"),
        new Figure(24240, "January 2020", 1055n, "2020-02-19"),
        new Figure(24241, "February 2020", 1058n, "2020-03-14"),
        new Figure(24242, "March 2020", 1057n, "2020-04-19"),
        new Figure(24243, "April 2020", 1060n, "2020-05-16"),
        new Figure(24244, "May 2020", 1063n, "2020-06-18"),
        new Figure(24245, "June 2020", 1066n, "2020-07-20"),
        new Figure(24246, "July 2020", 1068n, "2020-08-16"),
        new Figure(24247, "August 2020", 1071n, "2020-09-17"),
        new Figure(24248, "September 2020", 1074n, "2020-10-16"),
        new Figure(24249, "October 2020", 1073n, "2020-11-17"),
        new Figure(24250, "November 2020", 1074n, "2020-12-15"),
        new Figure(24251, "December 2020", 1076n, "2021-01-14"),
        new Figure(24252, "January 2021", 1078n, "2021-02-14"),
        new Figure(24253, "February 2021", 1078n, "2021-03-20"),
        new Figure(24254, "March 2021", 1079n, "2021-04-15"),
        new Figure(24255, "April 2021", 1082n, "2021-05-15"),
        new Figure(24256, "May 2021", 1084n, "2021-06-17"),
        new Figure(24257, "June 2021", 1086n, "2021-07-14"),
        new Figure(24258, "July 2021", 1086n, "2021-08-17"),
        new Figure(24259, "August 2021", 1088n, "2021-09-18"),
        new Figure(24260, "September 2021", 1089n, "2021-10-15"),
        new Figure(24261, "October 2021", 1091n, "2021-11-20"),
        new Figure(24262, "November 2021", 1093n, "2021-12-16"),
        new Figure(24263, "December 2021", 1096n, "2022-01-17"),
        new Figure(24264, "January 2022", 1097n, "2022-02-19"),
    ],
);

// --- The data

/** Offender (clause 2). One row for each Offender; dated Started On. */
export class Offender extends Row {
    static TABLE = "Offender";
    static ROWS = "offenders";
    static KEY = {"Offender": 0};
    static REFERS = {};
    static FIELDS = {
        "offender": { column: "Offender", read: readText },
        "startedOn": { column: "Started On", read: readDay },
        "firstSeenOn": { column: "First Seen On", read: readDay, optional: true },
        "weight": { column: "Weight", read: readNumber(1, { least: 0n }) },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, Offender.FIELDS, values);
    }

    /** What no two rows share. */
    get key() {
        return [this.offender];
    }

    /** The date that places it: Started On. */
    get day() {
        return this.startedOn;
    }
}

/** Reoffence (clause 3). One row for each Reoffence; dated Committed On. */
export class Reoffence extends Row {
    static TABLE = "Reoffence";
    static ROWS = "reoffences";
    static KEY = {"Reoffence": 0};
    static REFERS = {"offender": "Offender"};
    static FIELDS = {
        "reoffence": { column: "Reoffence", read: readText },
        "offender": { column: "Offender", read: readText },
        "committedOn": { column: "Committed On", read: readDay },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, Reoffence.FIELDS, values);
    }

    /** What no two rows share. */
    get key() {
        return [this.reoffence];
    }

    /** The date that places it: Committed On. */
    get day() {
        return this.committedOn;
    }
}

/** The data, and what has been worked out from it so far. */
export class Books extends KnownWorkings {
    constructor(data, asAt, settledTo = asAt, found = makeRows([Offender, Reoffence], data)) {
        super(asAt, settledTo);
        this.found = found;
        this.data = {
            offenders: found.get(Offender),
            reoffences: found.get(Reoffence),
        };
        this.offenders = new Map(this.data.offenders.map((row) => [row.offender, row]));
    }
}

/** The Offender that Offender of a Reoffence names, as far as it is known on a day. */
function offenderOf(books, reoffence, on) {
    return books.read(books.offenders.get(reoffence.offender), reoffence, "Offender", on);
}

// --- What words of the contract mean

/**
 * Whether a row is in the group Reoffender (clause 12.2).
 *
 *     Reoffender means each Offender where Reoffences In The Year is at least 1
 */
export function reoffender(books, offender, on) {
    return reoffencesInTheYear(books, offender, on) >= 1n;
}

/** The Offenders, by what they belong to. */
const allOffenders = remembered((books) => {
    return gather(books.data.offenders, (_) => THE_CONTRACT);
});

/** What Offenders come to. */
const totalOfWeightOfOffenders = remembered((books) => {
    const adds = (offender, on) => {
        return offender.weight;
    };
    return new Tally(books, allOffenders(books), adds);
});

/**
 * Volume Share (clause 7): a quotient.
 *
 *     Volume Share for each year means total of Weight of Offenders in the year / Expected Volume
 */
export const volumeShare = remembered((books, year, on) => {
    return new Ratio(
        totalOfWeightOfOffenders(books).total(THE_CONTRACT, during(year), on),
        10n * EXPECTED_VOLUME.of(books, numberOf(year)),
    );
});

/** Area Baseline (clause 11): in parts of 2 of a per cent. */
const AREA_BASELINE = 95n;

/** The Reoffences, by what they belong to. */
const reoffencesByOffender = remembered((books) => {
    return gather(books.data.reoffences, (reoffence) => offenderOf(books, reoffence, EVER));
});

/** How many Reoffences there are. */
const numberOfReoffences = remembered((books) => {
    const adds = (reoffence, on) => {
        return 1n;
    };
    return new Tally(books, reoffencesByOffender(books), adds);
});

/**
 * Reoffences In The Year (clause 12.1): in Reoffences.
 *
 *     Reoffences In The Year for each Offender means number of Reoffences while observed
 */
export const reoffencesInTheYear = remembered((books, offender, on) => {
    return numberOfReoffences(books).total(offender, observedMonths(offender.startedOn, 12, "last"), on);
});

/** The Offenders, by what they belong to. */
const offendersByQuarterlyCohort = remembered((books) => {
    return gather(books.data.offenders, (offender) => QUARTERLY_COHORT_COHORTS.at(offender.startedOn));
});

/** Of Offenders, those that are Reoffenders. */
const shareOfOffenders = remembered((books) => {
    const adds = (offender, on) => {
        return BigInt(reoffender(books, offender, on));
    };
    return new MovingTally(books, offendersByQuarterlyCohort(books), adds);
});

/**
 * Reoffending Rate (clause 12.3): a quotient.
 *
 *     measure Reoffending Rate for each Quarterly Cohort
 *         means share of Offenders that are Reoffenders, or Area Baseline where there are no Offenders
 *         lower is better
 *         baseline Area Baseline, historical "Proven reoffending of the area's 2011 cohort"
 *         noise within 1.5 percentage points "Confidence interval for the area"
 */
export const reoffendingRate = remembered((books, quarterlyCohort, on) => {
    return otherwise(
        () => shareOfOffenders(books).share(quarterlyCohort, toDate(on), on),
        () => new Ratio(AREA_BASELINE, 200n),
    );
});

/**
 * baseline of Reoffending Rate (clause 12.3): in parts of 2 of a per cent.
 *
 *     measure Reoffending Rate for each Quarterly Cohort
 *         means share of Offenders that are Reoffenders, or Area Baseline where there are no Offenders
 *         lower is better
 *         baseline Area Baseline, historical "Proven reoffending of the area's 2011 cohort"
 *         noise within 1.5 percentage points "Confidence interval for the area"
 */
export function baselineOfReoffendingRate(quarterlyCohort) {
    return AREA_BASELINE;
}

/** noise of Reoffending Rate (clause 12.3): in parts of 2 of a per cent. */
const NOISE_OF_REOFFENDING_RATE = 3n;

/** What Reoffenders come to. */
const totalOfReoffenders = remembered((books) => {
    const adds = (offender, on) => {
        if (reoffender(books, offender, on)) {
            return reoffencesInTheYear(books, offender, on);
        }
        return null;
    };
    return new MovingTally(books, offendersByQuarterlyCohort(books), adds);
});

/** How many Reoffenders there are. */
const numberOfReoffenders = remembered((books) => {
    const adds = (offender, on) => {
        if (reoffender(books, offender, on)) {
            return 1n;
        }
        return null;
    };
    return new MovingTally(books, offendersByQuarterlyCohort(books), adds);
});

/**
 * Reoffences Per Reoffender (clause 12.4): a quotient.
 *
 *     measure Reoffences Per Reoffender for each Quarterly Cohort
 *         means total of Reoffences In The Year of Reoffenders / number of Reoffenders,
 *             or 0 Reoffences per person where there are no Reoffenders
 *         lower is better
 *         baseline 3.2 Reoffences per person, historical "Proven reoffending of the area's 2011 cohort"
 */
export const reoffencesPerReoffender = remembered((books, quarterlyCohort, on) => {
    return otherwise(
        () => ratio(
            totalOfReoffenders(books).total(quarterlyCohort, toDate(on), on),
            numberOfReoffenders(books).total(quarterlyCohort, toDate(on), on),
        ),
        () => new Ratio(0n, 1n),
    );
});

/** baseline of Reoffences Per Reoffender (clause 12.4): in parts of 5 of Reoffences per person. */
const BASELINE_OF_REOFFENCES_PER_REOFFENDER = 16n;

/**
 * Fall In Points (clause 12.5): a quotient.
 *
 *     Fall In Points for each Quarterly Cohort means reduction in Reoffending Rate in percentage points
 */
export const fallInPoints = remembered((books, quarterlyCohort, on) => {
    return ratioMinus(
        new Ratio(baselineOfReoffendingRate(quarterlyCohort), 200n),
        reoffendingRate(books, quarterlyCohort, on),
    );
});

/**
 * Relative Fall (clause 12.6): a quotient.
 *
 *     Relative Fall for each Quarterly Cohort means reduction in Reoffending Rate as a share of the baseline
 */
export const relativeFall = remembered((books, quarterlyCohort, on) => {
    return ratioOver(
        ratioMinus(
            new Ratio(baselineOfReoffendingRate(quarterlyCohort), 200n),
            reoffendingRate(books, quarterlyCohort, on),
        ),
        new Ratio(baselineOfReoffendingRate(quarterlyCohort), 200n),
    );
});

/**
 * Rise In Frequency (clause 12.7): a quotient.
 *
 *     Rise In Frequency for each Quarterly Cohort means increase in Reoffences Per Reoffender as a share of the baseline
 */
export function riseInFrequency(books, quarterlyCohort, on) {
    return ratioTimes(
        ratioMinus(
            reoffencesPerReoffender(books, quarterlyCohort, on),
            new Ratio(BASELINE_OF_REOFFENCES_PER_REOFFENDER, 5n),
        ),
        new Ratio(5n, 16n),
    );
}

// --- What is due

/**
 * What Fee For Service (clause 6) makes due for one month, in pence, before limits and caps.
 *
 *     fee Fee For Service
 *         for each month of the term
 *         pays (Annual Fee / 12) indexed by Consumer Prices from February 2015 each February
 */
export function feeForServiceDue(books, month, on) {
    return ofRatio(
        halfUp,
        ratioTimes(
            new Ratio(ANNUAL_FEE.of(books, numberOf(YEARS.of(month.last))), 1200n),
            CONSUMER_PRICES.index(books, on, monthNumber(2015, 2), 2),
        ),
        100n,
        1n,
    );
}

/** The lines of Fee For Service (clause 6) by date and key. */
const feeForServiceLines = remembered((books) => {
    return makeLines(
        books,
        "Fee For Service",
        WINDOW,
        MONTHS.begunBy("2022-01-31"),
        (month) => lesser(month.last, "2022-01-31"),
        (month, on) => feeForServiceDue(books, month, on),
    );
});

/** What is paid of each line of Fee For Service (clause 6), in pence. */
const feeForServicePaid = remembered((books) => {
    return dues(feeForServiceLines(books));
});

/** The lines of Fee For Service, by what they belong to. */
const allFeeForServiceLines = remembered((books) => {
    return gather(feeForServiceLines(books), (_) => THE_CONTRACT);
});

/** What Fee For Services come to. */
const totalOfFeeForServices = remembered((books) => {
    const adds = (feeForServiceLine, on) => {
        return feeForServiceLine.due;
    };
    return new Tally(books, allFeeForServiceLines(books), adds);
});

/**
 * What Volume Reconciliation (clause 9) makes due for one year, in pence, before limits and caps.
 *
 *     fee Volume Reconciliation
 *         "The fees of the year, put right once its volume is known and lies outside 90 to 110 per cent."
 *         for each year of the term
 *         pays (Volume Factor - 100%) * total of Fee For Services in the year
 *         may be negative
 */
export function volumeReconciliationDue(books, year, on) {
    return halfUp(
        (
            (
                (
                    compare(volumeShare(books, year, on), new Ratio(110n, 100n)) >= 0n
                    ? 105n
                    : compare(volumeShare(books, year, on), new Ratio(90n, 100n)) >= 0n
                    ? 100n
                    : compare(volumeShare(books, year, on), new Ratio(80n, 100n)) >= 0n
                    ? 96n
                    : 92n
                )
                - 100n
            )
            * totalOfFeeForServices(books).total(THE_CONTRACT, during(year), on)
        ),
        100n,
    );
}

/** The lines of Volume Reconciliation (clause 9) by date and key. */
const volumeReconciliationLines = remembered((books) => {
    return makeLines(
        books,
        "Volume Reconciliation",
        WINDOW,
        YEARS.begunBy("2022-01-31"),
        (year) => lesser(year.last, "2022-01-31"),
        (year, on) => volumeReconciliationDue(books, year, on),
    );
});

/** What is paid of each line of Volume Reconciliation (clause 9), in pence. */
const volumeReconciliationPaid = remembered((books) => {
    return dues(volumeReconciliationLines(books));
});

/** How many Offenders there are. */
const numberOfOffenders = remembered((books) => {
    const adds = (offender, on) => {
        return 1n;
    };
    return new Tally(books, offendersByQuarterlyCohort(books), adds);
});

/**
 * What Binary Payment (clause 12.8) makes due for one Quarterly Cohort, in pence, before limits and caps.
 *
 *     payment Binary Payment
 *         for each Quarterly Cohort
 *         when Reoffending Rate is better than the baseline by more than the noise
 *         pays £4,000 per person * number of Offenders * Fall In Points
 *         not less than £0
 */
export function binaryPaymentDue(books, quarterlyCohort, on) {
    if (
        (
            compare(
                ratioMinus(
                    new Ratio(baselineOfReoffendingRate(quarterlyCohort), 200n),
                    reoffendingRate(books, quarterlyCohort, on),
                ),
                new Ratio(NOISE_OF_REOFFENDING_RATE, 200n),
            )
            > 0n
        )
    ) {
        return ofRatio(
            halfUp,
            ratioGreater(
                ratioTimes(
                    new Ratio(
                        400_000n * numberOfOffenders(books).total(quarterlyCohort, toDate(on), on),
                        100n,
                    ),
                    fallInPoints(books, quarterlyCohort, on),
                ),
                new Ratio(0n, 100n),
            ),
            100n,
            1n,
        );
    }
    return null;
}

/** The lines of Binary Payment (clause 12.8) by date and key. */
const binaryPaymentLines = remembered((books) => {
    return makeLines(
        books,
        "Binary Payment",
        WINDOW,
        QUARTERLY_COHORT_COHORTS.cohorts,
        (quarterlyCohort) => quarterlyCohort.confirmed,
        (quarterlyCohort, on) => binaryPaymentDue(books, quarterlyCohort, on),
    );
});

/** What is paid of each line of Binary Payment (clause 12.8), in pence. */
const binaryPaymentPaid = remembered((books) => {
    return ofLines(afterAnnualCeiling(books), binaryPaymentLines(books));
});

/**
 * What Frequency Payment (clause 12.9) makes due for one Quarterly Cohort, in pence, before limits and caps.
 *
 *     payment Frequency Payment
 *         "Only where fewer people reoffend, or as many: the hurdle."
 *         for each Quarterly Cohort
 *         when Reoffending Rate is at most the baseline of Reoffending Rate
 *             and Reoffences Per Reoffender is better than the baseline
 *         pays £1,000 per Reoffence * reduction in Reoffences Per Reoffender as an amount * number of Reoffenders
 *         not less than £0
 */
export function frequencyPaymentDue(books, quarterlyCohort, on) {
    if (
        (
            (
                compare(
                    reoffendingRate(books, quarterlyCohort, on),
                    new Ratio(baselineOfReoffendingRate(quarterlyCohort), 200n),
                )
                <= 0n
            )
            && (
                compare(
                    reoffencesPerReoffender(books, quarterlyCohort, on),
                    new Ratio(BASELINE_OF_REOFFENCES_PER_REOFFENDER, 5n),
                )
                < 0n
            )
        )
    ) {
        return ofRatio(
            halfUp,
            ratioGreater(
                ratioTimes(
                    ratioTimes(
                        new Ratio(100_000n, 100n),
                        ratioMinus(
                            new Ratio(BASELINE_OF_REOFFENCES_PER_REOFFENDER, 5n),
                            reoffencesPerReoffender(books, quarterlyCohort, on),
                        ),
                    ),
                    new Ratio(numberOfReoffenders(books).total(quarterlyCohort, toDate(on), on), 1n),
                ),
                new Ratio(0n, 100n),
            ),
            100n,
            1n,
        );
    }
    return null;
}

/** The lines of Frequency Payment (clause 12.9) by date and key. */
const frequencyPaymentLines = remembered((books) => {
    return makeLines(
        books,
        "Frequency Payment",
        WINDOW,
        QUARTERLY_COHORT_COHORTS.cohorts,
        (quarterlyCohort) => quarterlyCohort.confirmed,
        (quarterlyCohort, on) => frequencyPaymentDue(books, quarterlyCohort, on),
    );
});

/** What is paid of each line of Frequency Payment (clause 12.9), in pence. */
const frequencyPaymentPaid = remembered((books) => {
    return ofLines(afterAnnualCeiling(books), frequencyPaymentLines(books));
});

/**
 * What Foundation Payment (clause 13) makes due for one Quarterly Cohort, in pence, before limits and caps.
 *
 *     advance Foundation Payment against Binary Payment, Frequency Payment
 *         "Part of the expected payment by results, paid while results are awaited."
 *         for each Quarterly Cohort
 *         on the first day of the Quarterly Cohort
 *         pays £10,000
 *         unearned on the confirmation of the Quarterly Cohort is recovered, by deduction from the next sums due, otherwise as a debt
 */
export function foundationPaymentDue(quarterlyCohort) {
    return 1_000_000n;
}

/** The lines of Foundation Payment (clause 13) by date and key. */
const foundationPaymentLines = remembered((books) => {
    return makeLines(
        books,
        "Foundation Payment",
        WINDOW,
        QUARTERLY_COHORT_COHORTS.cohorts,
        (quarterlyCohort) => quarterlyCohort.first,
        (quarterlyCohort, _on) => foundationPaymentDue(quarterlyCohort),
    );
});

/** What is paid of each line of Foundation Payment (clause 13), in pence. */
const foundationPaymentPaid = remembered((books) => {
    return dues(foundationPaymentLines(books));
});

/**
 * What Late First Appointment (clause 14) makes due for one Offender, in pence, before limits and caps.
 *
 *     deduction Late First Appointment
 *         for each Offender
 *         when First Seen On is not blank and First Seen On is after Started On + 5 days
 *         deducts £150
 */
export function lateFirstAppointmentDue(offender) {
    if (
        (
            offender.firstSeenOn !== null
            && need(offender.firstSeenOn, offender, "First Seen On") > daysLater(offender.startedOn, 5n)
        )
    ) {
        return 15_000n;
    }
    return null;
}

/** The lines of Late First Appointment (clause 14) by date and key. */
const lateFirstAppointmentLines = remembered((books) => {
    return makeLines(
        books,
        "Late First Appointment",
        WINDOW,
        books.data.offenders,
        (offender) => offender.startedOn,
        (offender, _on) => lateFirstAppointmentDue(offender),
    );
});

/** What is deducted of each line of Late First Appointment (clause 14), in pence. */
const lateFirstAppointmentDeducted = remembered((books) => {
    return ofLines(afterDeductionCeiling(books), lateFirstAppointmentLines(books));
});

// --- Caps, clawbacks and advances

/**
 * What is left of each line after Deduction Ceiling (clause 15), in pence.
 *
 *     cap Deduction Ceiling
 *         limits Late First Appointment to 2% of Annual Fee for each year, for the term only
 *         cutting the latest first
 *         unused room is lost
 *         money cut is lost
 */
const afterDeductionCeiling = remembered((books) => {
    return limited(
        [
            [
                5,
                dues(lateFirstAppointmentLines(books)),
                (lateFirstAppointmentLine) => YEARS.of(lateFirstAppointmentLine.day),
            ],
        ],
        "2022-01-31",
        (year, _on) => down(2n * ANNUAL_FEE.of(books, numberOf(year)), 100n),
        latestFirst,
    );
});

/**
 * What is left of each line after Annual Ceiling (clause 16), in pence.
 *
 *     cap Annual Ceiling
 *         limits Binary Payment, Frequency Payment to £400,000 for each year, including results settled after the term
 *         cutting the latest first
 *         unused room is lost
 *         money cut is lost
 */
const afterAnnualCeiling = remembered((books) => {
    return limited(
        [
            [2, dues(binaryPaymentLines(books)), (binaryPaymentLine) => YEARS.of(binaryPaymentLine.day)],
            [
                3,
                dues(frequencyPaymentLines(books)),
                (frequencyPaymentLine) => YEARS.of(frequencyPaymentLine.day),
            ],
        ],
        "2024-01-31",
        (year, _on) => 40_000_000n,
        latestFirst,
    );
});

/** What is set off against each advance, and what is recovered of it because it was not earned. */
const takenBackOfAdvances = remembered((books) => {
    return takeBack(
        [
            new Advance(
                "Foundation Payment",
                4,
                foundationPaymentPaid(books),
                (foundationPaymentLine) => foundationPaymentLine.element,
                (quarterlyCohort) => quarterlyCohort.confirmed,
                [
                    [
                        "Binary Payment",
                        2,
                        binaryPaymentPaid(books),
                        (binaryPaymentLine) => binaryPaymentLine.element,
                    ],
                    [
                        "Frequency Payment",
                        3,
                        frequencyPaymentPaid(books),
                        (frequencyPaymentLine) => frequencyPaymentLine.element,
                    ],
                ],
            ),
        ],
        WINDOW,
        books.asAt,
    );
});

/** What is set off against Foundation Payment (clause 13), and recovered of it. */
function foundationPaymentTakenBack(books) {
    return takenBackOfAdvances(books).get("Foundation Payment");
}

// --- Sums and statements: the same in every module that is written so

/** There is no value, because it divides by nought. */
export class Undefined extends Error {}

/** The lesser of two numbers, or the earlier of two dates. */
function lesser(one, other) {
    return one <= other ? one : other;
}

/** The greater of two numbers, or the later of two dates. */
function greater(one, other) {
    return one >= other ? one : other;
}

/** A number without its sign. */
function size(number) {
    return number < 0n ? -number : number;
}

/** A number with the sign of another. */
function signed(number, as) {
    return as < 0n ? -number : number;
}

/** The nearest whole number to a quotient; a half goes away from nought. */
function halfUp(over, under) {
    return signed((2n * size(over) + under) / (2n * under), over);
}

/** The whole number next to a quotient, towards nought. */
function down(over, under) {
    return over / under;
}

/** A quotient of two whole numbers, the second above nought. */
class Ratio {
    constructor(over, under) {
        this.over = over;
        this.under = under;
    }
}

/** A quotient; there is none by nought. */
function ratio(over, under) {
    if (under === 0n) {
        throw new Undefined("divided by nought");
    }
    return under > 0n ? new Ratio(over, under) : new Ratio(-over, -under);
}

/** A quotient in its lowest terms. */
function shortened(over, under) {
    let shared = under;
    for (let rest = size(over); rest !== 0n; [shared, rest] = [rest, shared % rest]);
    return new Ratio(over / shared, under / shared);
}

/** The difference of two quotients. */
function ratioMinus(one, other) {
    return shortened(one.over * other.under - other.over * one.under, one.under * other.under);
}

/** The product of two quotients. */
function ratioTimes(one, other) {
    return new Ratio(one.over * other.over, one.under * other.under);
}

/** One quotient divided by another. */
function ratioOver(one, other) {
    return ratio(one.over * other.under, one.under * other.over);
}

/** Above, below or at nought as one quotient is more than, less than or the same as the other. */
function compare(one, other) {
    return one.over * other.under - other.over * one.under;
}

/** The greater of two quotients. */
function ratioGreater(one, other) {
    return compare(one, other) >= 0n ? one : other;
}

/** A quotient, so many times, over a further divisor, rounded in some way. */
function ofRatio(way, number, times, under) {
    return way(number.over * times, number.under * under);
}

/** A value, or another where the first divides by nought. */
function otherwise(value, instead) {
    try {
        return value();
    } catch (met) {
        if (met instanceof Undefined) {
            return instead();
        }
        throw met;
    }
}

/** What belongs to one thing, by date and key. */
class Bucket {
    constructor(members) {
        this.members = byDay(members);
        this.days = this.members.map((each) => each.day ?? ALWAYS);
    }

    /** From which position, and up to but not including which, lies what is dated in a stretch of days. */
    between(first, last) {
        if (first > last) {
            return [0, 0];
        }
        if (this.days.at(-1) === ALWAYS) {
            return [0, this.days.length];
        }
        return [bisect(this.days, first, false), bisect(this.days, last, true)];
    }
}

/** What belongs to nothing that there is. */
const NO_MEMBERS = new Bucket([]);

/** Members by what they belong to; one that belongs to nothing is left out. */
function gather(members, belongsTo) {
    const found = new Map();
    for (const member of members) {
        const subject = belongsTo(member);
        if (subject !== null) {
            (found.get(subject) ?? found.set(subject, []).get(subject)).push(member);
        }
    }
    return new Map([...found].map(([subject, those]) => [subject, new Bucket(those)]));
}

/** What a member adds as soon as it can be read; the day from which it can; and what stands in the way before. */
function readable(member, adds) {
    let on = member.day ?? ALWAYS;
    let failure = null;
    for (;;) {
        try {
            return { added: adds(member, on), from: on, failure };
        } catch (met) {
            if (!isFault(met)) {
                throw met;
            }
            if ((met.readableFrom ?? null) === null) {
                return { added: null, from: null, failure: met };
            }
            failure ??= met;
            on = met.readableFrom;
        }
    }
}

/** Sums from the first on, nought before it. */
function accumulated(numbers, nought) {
    const sums = [nought];
    for (const each of numbers) {
        sums.push(sums.at(-1) + each);
    }
    return sums;
}

/** What the members of a bucket add, summed from the first on. */
class Sums {
    constructor(bucket, adds) {
        this.bucket = bucket;
        this.parts = bucket.members.map((each) => readable(each, adds));
        this.counts = accumulated(this.parts.map(({ added }) => (added === null ? 0n : 1n)), 0n);
        this.sums = accumulated(this.parts.map(({ added }) => added ?? 0n), 0n);
        this.failing = this.parts.flatMap(({ failure }, place) => (failure === null ? [] : [place]));
        this.reads = new Array(this.parts.length + 1).fill(0);
    }

    /** How many members count in a stretch of days, and what they add, for a reader on a day. */
    within([first, last], on) {
        const [start, end] = this.bucket.between(first, lesser(last, on));
        this.mustBeReadable(start, end, on);
        this.reads[start] += 1;
        this.reads[end] -= 1;
        return [this.counts[end] - this.counts[start], this.sums[end] - this.sums[start]];
    }

    /** Throw what prevents members from being read on a day. */
    mustBeReadable(start, end, on) {
        for (const place of this.failing) {
            const { from, failure } = this.parts[place];
            if (start <= place && place < end && (from === null || on < from)) {
                throw failure;
            }
        }
    }

    /** The members that count. */
    counted() {
        return this.bucket.members.filter((_, place) => this.parts[place].added !== null);
    }

    /** The members that counted for some reader. */
    rowsRead() {
        const reads = accumulated(this.reads, 0);
        return this.bucket.members.filter((_, place) => reads[place + 1] && this.parts[place].added !== null);
    }
}

/** How many of what belongs to something count in a stretch of days, and what they add. */
class Tally {
    constructor(books, members, adds) {
        this.members = members;
        this.adds = adds;
        this.known = new Map();
        books.tallies.push(this);
    }

    /** How many count, and what they add. */
    within(subject, days, on) {
        if (!this.known.has(subject)) {
            this.known.set(subject, new Sums(this.members.get(subject) ?? NO_MEMBERS, this.adds));
        }
        return this.known.get(subject).within(days, on);
    }

    /** What they add. */
    total(subject, days, on) {
        return this.within(subject, days, on)[1];
    }

    /** What they add for each of them; of nothing there is no share. */
    share(subject, days, on) {
        const [count, total] = this.within(subject, days, on);
        if (count === 0n) {
            throw new Undefined("a share of nothing");
        }
        return new Ratio(total, count);
    }

    /** The rows that counted for some reader. */
    rowsRead() {
        return [...this.known.values()].flatMap((each) => each.rowsRead());
    }
}

/** A tally of members that may add one thing on one day and another on the next: each reader goes through them. */
class MovingTally extends Tally {
    constructor(books, members, adds) {
        super(books, members, adds);
        this.read = new Set();
        this.keyOf = (things) => books.keyOf(things);
    }

    /** How many count, and what they add. */
    within(subject, [first, last], on) {
        const key = this.keyOf([subject, first, lesser(last, on), on]);
        if (!this.known.has(key)) {
            const bucket = this.members.get(subject) ?? NO_MEMBERS;
            const [start, end] = bucket.between(first, lesser(last, on));
            const added = bucket.members.slice(start, end).map((each) => [each, this.adds(each, on)]);
            const counted = added.filter(([, adds]) => adds !== null);
            counted.forEach(([each]) => this.read.add(each));
            this.known.set(key, [BigInt(counted.length), counted.reduce((sum, [, adds]) => sum + adds, 0n)]);
        }
        return this.known.get(key);
    }

    /** The rows that counted for some reader. */
    rowsRead() {
        return [...this.read];
    }
}

/** What became of a row, the less telling first; of several that hold for one row the greatest is told. */
const FATE = {
    unread: 0, undated: 1, before: 2, afterRunOff: 3, unmeasured: 4, condition: 5, later: 6, limit: 7, named: 8,
    counted: 9, earned: 10,
};

/** The days on which a line can be dated: those of the contract and its run-off. */
class Window {
    constructor(starts, settlesUntil) {
        Object.assign(this, { starts, settlesUntil });
    }
}

/** Only the first lines count for each of something: as long as `hasRoom` for one more than so many. */
class First {
    constructor(of, hasRoom) {
        Object.assign(this, { of, hasRoom });
    }
}

/** What a function gives, or `instead`, with the fault noted, where a row is at fault. */
function noting(books, work, instead) {
    try {
        return work();
    } catch (met) {
        if (!isFault(met)) {
            throw met;
        }
        books.faults.push(met.message);
        return instead;
    }
}

/**
 * The lines of a clause by date and key. `due` gives nothing where the clause makes nothing due.
 *
 * `instalments` gives those of some lines that have fallen due by a day.
 */
function makeLines(books, clause, window, elements, dayOfElement, due, limit = null, instalments = null) {
    const lines = [];
    for (const [day, element] of candidates(books, window, elements, dayOfElement)) {
        const amount = noting(books, () => due(element, day), undefined);
        if (amount === null) {
            books.note(element, FATE.condition);
        } else if (amount !== undefined) {
            lines.push(new Line(clause, element, day, amount));
        }
    }
    const kept = limit === null ? lines : firstOf(books, limit, lines);
    const found = instalments === null ? kept : instalments(kept, lesser(books.asAt, window.settlesUntil));
    kept.forEach((line) => books.note(line.element, FATE.later));
    found.forEach((line) => books.note(line.element, FATE.earned));
    return found;
}

/** The elements that may have a line, with its date, in the order of dates and keys. */
function candidates(books, window, elements, dayOfElement) {
    const last = lesser(books.asAt, window.settlesUntil);
    const found = [];
    for (const element of elements) {
        const day = noting(books, () => dayOfElement(element), undefined);
        if (day === undefined) {
            continue;
        }
        if (day === null) {
            books.note(element, FATE.undated);
        } else if (day < window.starts) {
            books.note(element, FATE.before);
        } else if (day > window.settlesUntil) {
            books.note(element, FATE.afterRunOff);
        } else if (day > last) {
            books.note(element, FATE.later);
        } else {
            found.push([[day, ...sortKey(element)], element]);
        }
    }
    return found.sort(([one], [other]) => inOrder(one, other)).map(([key, element]) => [key[0], element]);
}

/** The first lines of each that the limit is for; a line that leads to none is not limited. */
function firstOf(books, limit, lines) {
    const counts = new Map();
    return lines.filter((line) => {
        const group = limit.of(line.element);
        const key = books.keyOf(group);
        const count = counts.get(key) ?? 0n;
        const hasRoom = () => group.includes(null) || limit.hasRoom(line.element, line.day, count);
        const stands = noting(books, hasRoom, undefined);
        if (stands) {
            counts.set(key, count + 1n);
        } else if (stands === false) {
            books.note(line.element, FATE.limit);
        }
        return stands === true;
    });
}

/** What is due of each line. */
function dues(lines) {
    return new Map(lines.map((line) => [line, line.due]));
}

/** What is left of some lines, of all that shared a limit or a bound. */
function ofLines(amounts, lines) {
    return new Map(lines.map((line) => [line, amounts.get(line)]));
}

/**
 * What is left of each line after a cap.
 *
 * Each part is a clause: its place in the text, its lines, and what a line is limited for. Recoveries and negative
 * lines free no room; lines after `until` do not count and are not cut.
 */
function limited(parts, until, room, cut) {
    const left = new Map(parts.flatMap(([, amounts]) => [...amounts]));
    const windows = new Map();
    for (const [place, amounts, limitedFor] of parts) {
        for (const [line, amount] of amounts) {
            const element = limitedFor(line);
            if (element !== null && amount > 0n && line.day <= until) {
                const entries = windows.get(element) ?? windows.set(element, []).get(element);
                entries.push({ line, amount, place, key: sortKey(line.element) });
            }
        }
    }
    for (const [element, entries] of windows) {
        cut(entries, (on) => room(element, on)).forEach((amount, line) => left.set(line, amount));
    }
    return left;
}

/** What is paid where the latest lose: each line, by date, clause and key, takes what room is left. */
function latestFirst(entries, room) {
    const order = ({ line, place, key }) => [line.day, place, ...key];
    const paid = new Map();
    let soFar = 0n;
    for (const { line, amount } of [...entries].sort((one, other) => inOrder(order(one), order(other)))) {
        const left = greater(0n, lesser(amount, room(line.day) - soFar));
        paid.set(line, left);
        soFar += left;
    }
    return paid;
}

/** A clause: its name, its number, whether it pays (1) or takes (-1), and how its lines are found. */
class Clause {
    constructor(name, number, sign, isClawback, onItsDate, lines, settled, takenBack = () => []) {
        Object.assign(this, { name, number, sign: BigInt(sign), isClawback, onItsDate, lines, settled, takenBack });
    }

    /** What the provider receives of what is settled of a line, or, below nought, gives back. */
    amount(line, settled) {
        return line.takesBack ? -settled : settled * this.sign;
    }

    /** Its lines, and what is settled of each; last what takes back what was paid under it. */
    allLines(books) {
        return [...this.settled(books), ...this.takenBack(books)];
    }
}

/** The days that one statement covers: a settlement period, or the one day of what is payable on its date. */
class Statement {
    constructor(name, first, last) {
        Object.assign(this, { name, first, last, key: `${first} ${last} ${name}` });
    }

    /** Statements come by their last day; of two with the same, what is payable on its date comes first. */
    get order() {
        return [this.last, -dayNumber(this.first)];
    }
}

/** The statement that a line belongs to, issued or not. */
function statementOf(clauses, calendar, line) {
    const { clause, day, takesBack } = line.fallsWith;
    if (clauses.get(clause).onItsDate && !takesBack) {
        return new Statement(inWords(day), day, day);
    }
    return ofPeriod(calendar.of(day));
}

/** The statement of a settlement period. */
function ofPeriod(period) {
    return new Statement(period.name, period.first, period.last);
}

/** An amount of coins as a decimal number of the currency's main unit. */
function money(coins, places) {
    const digits = String(size(coins)).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places);
    return (coins < 0n ? "-" : "") + whole + (places ? `.${digits.slice(digits.length - places)}` : "");
}

/** A part of a key as text; a number has so many decimal places, of which those that say nothing are left out. */
function plain(value, places) {
    if (value === null) {
        return "";
    }
    if (typeof value === "boolean") {
        return value ? "yes" : "no";
    }
    if (typeof value !== "bigint") {
        return value;
    }
    const text = money(value, places);
    return places ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

/** The key of an element, by what each part of it is called; empty for the contract. */
function keyInWords(element) {
    if (element instanceof Row) {
        const names = Object.entries(element.constructor.KEY);
        return Object.fromEntries(names.map(([name, places], place) => [name, plain(element.key[place], places)]));
    }
    if (element instanceof Period) {
        return { [element.step]: element.name };
    }
    if (element instanceof Cohort) {
        return { [element.cohort]: String(element.number) };
    }
    if (element instanceof Word) {
        return { [element.of]: element.word };
    }
    if (element instanceof Pair) {
        return Object.assign({}, ...element.parts.map(keyInWords));
    }
    return element instanceof Line ? keyInWords(element.element) : {};
}

/** A statement as it is told; `soFar` has what each clause came to earlier, and is carried on. */
function asTold({ statement, lines, total, toDate, shares }, terms, soFar) {
    const involved = [...new Set(lines.map(({ clause }) => clause))];
    return {
        period: statement.name,
        from: statement.first,
        to: statement.last,
        ...(terms.dueBy ? { due_by: terms.dueBy(statement.last) } : {}),
        total: money(total, terms.places),
        to_date: money(toDate, terms.places),
        ...shares,
        clauses: involved.map((clause) => clauseTotal(clause, lines, soFar, terms.places)),
        lines: lines.map((each) => oneLine(each, terms.places)),
    };
}

/** What one clause comes to in a statement; `soFar` has what each came to earlier, and is carried on. */
function clauseTotal(clause, lines, soFar, places) {
    const those = lines.filter((each) => each.clause === clause);
    const kept = those.filter(({ line }) => !line.takesBack);
    const back = clause.isClawback ? those : those.filter(({ line }) => line.takesBack);
    const due = kept.reduce((sum, { line }) => sum + line.due, 0n);
    const left = kept.reduce((sum, { settled }) => sum + settled, 0n);
    const total = those.reduce((sum, { amount }) => sum + amount, 0n);
    soFar.set(clause.name, soFar.get(clause.name) + total);
    return {
        clause: clause.name,
        number: clause.number,
        count: those.length,
        due: money(due, places),
        cut: money(due - left, places),
        recovered: money(back.reduce((sum, { settled }) => sum + settled, 0n), places),
        total: money(total, places),
        to_date: money(soFar.get(clause.name), places),
    };
}

/** A line of a statement; only its amount has a sign. */
function oneLine({ clause, line, settled, amount }, places) {
    return {
        clause: clause.name,
        number: clause.number,
        for: keyInWords(line.element),
        date: line.day,
        due: money(line.due, places),
        cut: money(line.due - settled, places),
        amount: money(amount, places),
        ...line.told(),
    };
}

/** Why a row was not used, in words. */
const REASONS = [
    "that no clause makes use of",
    "with a blank day of payment",
    "dated before the contract runs",
    "dated after the run-off",
    "with no night or day in the contract's term",
    "that met no clause's condition",
    "in a period that is not yet settled",
    "beyond a limit that was already reached",
];

/**
 * How many rows of each data were read and used, and how many were not, by reason.
 *
 * A row that earned lines in a period that is not yet settled counts as later, until it is.
 */
function account(books, tables, clauses, term) {
    const fates = fatesOf(books, clauses, term);
    return Object.entries(tables).map(([data, rows]) => {
        const told = new Map();
        for (const row of rows) {
            const fate = fates.get(row) || fateByDate(row, books.asAt, term);
            told.set(fate, (told.get(fate) ?? 0) + 1);
        }
        const ordered = [...told].sort(([one], [other]) => other - one);
        const unused = ordered.filter(([fate]) => fate < FATE.named);
        const outside = unused.map(([fate, count]) => ({ reason: REASONS[fate], count }));
        const used = rows.length - unused.reduce((sum, [, count]) => sum + count, 0);
        return { data, read: rows.length, used, outside, set_aside: 0 };
    });
}

/** What became of each row, as far as that is known from what was made of it. */
function fatesOf(books, clauses, term) {
    const fates = new Map(books.fates);
    const raise = (row, fate) => {
        if (row instanceof Row && (fates.get(row) ?? 0) < fate) {
            fates.set(row, fate);
        }
    };
    books.named.forEach((row) => raise(row, FATE.named));
    books.tallies.forEach((tally) => tally.rowsRead().forEach((row) => raise(row, FATE.counted)));
    const [issued, waiting] = [new Set(), new Set()];
    for (const clause of clauses.values()) {
        for (const line of clause.lines(books)) {
            const isIssued = statementOf(clauses, term.calendars[0], line).last <= books.asAt;
            (isIssued ? issued : waiting).add(rowPart(line.element));
        }
    }
    for (const row of waiting) {
        if (row !== null && !issued.has(row)) {
            fates.set(row, FATE.later);
        }
    }
    return fates;
}

/** Why a row of which nothing was made may have been passed over. */
function fateByDate(row, asAt, term) {
    const { day } = row;
    if (day === null) {
        return FATE.unread;
    }
    if (day > term.settlesUntil) {
        return FATE.afterRunOff;
    }
    if (row.span !== null) {
        return fateBySpan(row.span, asAt, term);
    }
    if (day > asAt) {
        return FATE.later;
    }
    return day < term.starts ? FATE.before : FATE.unread;
}

/** The same of a row that lasts, by its nights or days. */
function fateBySpan([start, end], asAt, term) {
    const periods = term.calendars.flatMap((calendar) => calendar.periods);
    const waiting = periods.filter(({ last }) => last > asAt).map(({ first }) => first);
    const meets = (first, last) => Math.min(end, dayNumber(last) + 1) > Math.max(start, dayNumber(first));
    if (waiting.length && meets(waiting.reduce(lesser), term.settlesUntil)) {
        return FATE.later;
    }
    return meets(term.starts, term.ends) ? FATE.unread : FATE.unmeasured;
}

/** A result as JSON: two spaces for each step in, a line end at the end. */
export function asJson(result) {
    return `${JSON.stringify(result, null, 2)}\n`;
}

/** What happens on one day happens in this order: advances are paid, sums are set off, the rest is recovered. */
const HAPPENS = { paid: 0, earned: 1, closed: 2 };

/** What of a line of another clause is set off against `paid`, a line of an advance. */
class SetOff extends Line {
    constructor(paid, due, against, part) {
        super(paid.clause, paid.element, against.day, due, part);
        this.against = against;
    }

    /** The line in whose statement it is. */
    get fallsWith() {
        return this.against;
    }

    /** Whether it takes back what was paid under its own clause. */
    get takesBack() {
        return true;
    }

    /** What it is, besides a sum. */
    told() {
        return { sets_off: { clause: this.against.clause, for: keyInWords(this.against.element) } };
    }
}

/** What is left of a line of an advance on the day on which that is recovered, or an instalment of it. */
class Unearned extends Line {
    /** Whether it takes back what was paid under its own clause. */
    get takesBack() {
        return true;
    }

    /** What it is, besides a sum. */
    told() {
        return { unearned: true, ...super.told() };
    }
}

/**
 * An advance: its place in the text, what is paid of its lines, and what each line is kept for.
 *
 * `closes` gives, for what a line is for, the day on which what is left of it is recovered, in instalments where there
 * are some. `against` has the clauses that earn it: for each its place in the text, what is paid of its lines, and what
 * such a line is set off for.
 */
class Advance {
    constructor(name, place, paid, keptFor, closes, against, instalments = null) {
        Object.assign(this, { name, place, paid, keptFor, closes, against, instalments });
    }
}

/**
 * What is set off against each advance and recovered of it, by date, until it is used up.
 *
 * A line is set off against the advances that name its clause in the order of the text, and of one advance against
 * the earliest sum that was paid for the same.
 */
function takeBack(advances, window, asAt) {
    const found = new Map(advances.map(({ name }) => [name, []]));
    const openNow = new Map(advances.map((each) => [each, new Map()]));
    for (const { kind, tranche, earned } of happenings(advances, window)) {
        if (kind === HAPPENS.earned) {
            setOff(advances, earned, openNow).forEach((each) => found.get(each.clause).push(each));
            continue;
        }
        const pools = openNow.get(tranche.advance);
        const waiting = pools.get(tranche.pool) ?? pools.set(tranche.pool, new Set()).get(tranche.pool);
        if (kind === HAPPENS.paid) {
            waiting.add(tranche);
        } else {
            waiting.delete(tranche);
            found.get(tranche.advance.name).push(...unearned(tranche));
        }
    }
    const last = lesser(asAt, window.settlesUntil);
    const due = (lines) => inTheirOrder(lines).filter(({ day }) => day <= last);
    return new Map([...found].map(([name, lines]) => [name, new Map(due(lines).map((line) => [line, line.due]))]));
}

/** Lines by date and key, those that share these in the order in which they happened. */
function inTheirOrder(lines) {
    const order = ({ day, element }) => [day, ...sortKey(element)];
    return [...lines].sort((one, other) => inOrder(order(one), order(other)));
}

/** What happens, one after the other: advances are paid and closed, and sums are earned. */
function happenings(advances, window) {
    const found = [];
    const earning = new Map();
    for (const advance of advances) {
        for (const [line, amount] of advance.paid) {
            const [pool, closes] = [advance.keptFor(line), advance.closes(line.element)];
            if (pool === null || amount <= 0n) {
                continue;
            }
            const day = closes === null ? null : lesser(greater(closes, line.day), window.settlesUntil);
            const tranche = { advance, line, pool, left: amount, closes: day };
            found.push({ day: line.day, kind: HAPPENS.paid, place: advance.place, line, tranche });
            if (day !== null) {
                found.push({ day, kind: HAPPENS.closed, place: advance.place, line, tranche });
            }
        }
        advance.against.forEach(([name, place, paid]) => earning.set(name, [place, paid]));
    }
    for (const [place, paid] of earning.values()) {
        const earned = [...paid].filter(([, amount]) => amount > 0n);
        found.push(...earned.map((each) => ({ day: each[0].day, kind: HAPPENS.earned, place, line: each[0], earned: each })));
    }
    const order = ({ day, kind, place, line }) => [day, kind, place, ...sortKey(line)];
    return found.sort((one, other) => inOrder(order(one), order(other)));
}

/** What of a sum is set off against the advances on it. */
function setOff(advances, [line, amount], openNow) {
    const found = [];
    let left = amount;
    for (const advance of advances) {
        const [, , , leadsTo] = advance.against.find(([name]) => name === line.clause) ?? [];
        const waiting = openNow.get(advance).get(leadsTo?.(line) ?? null) ?? new Set();
        for (const tranche of waiting) {
            if (left === 0n) {
                break;
            }
            const taken = lesser(left, tranche.left);
            tranche.left -= taken;
            left -= taken;
            if (tranche.left === 0n) {
                waiting.delete(tranche);
            }
            found.push(new SetOff(tranche.line, taken, line, found.length));
        }
    }
    return found;
}

/** What is recovered of what is left of a line of an advance. */
function unearned({ advance, line, left, closes }) {
    const { clause, element } = line;
    if (left === 0n) {
        return [];
    }
    if (advance.instalments === null) {
        return [new Unearned(clause, element, closes, left)];
    }
    const { count } = advance.instalments;
    const shares = advance.instalments.shares(closes, left);
    return shares.map(([part, falls, amount]) => new Unearned(clause, element, falls, amount, part, count));
}

/** By which break, and on which day, the term has ended early by a day; empty where it has not. */
function ended(breaks, asAt, booksOn) {
    const come = breaks.filter(({ day }) => day <= asAt).sort((one, other) => oneInOrder(one.day, other.day));
    const found = come.find(({ day, holds }) => otherwise(() => holds(booksOn(day), day), () => false));
    return found ? { term_ended: { break: found.name, number: found.number, on: found.day } } : {};
}

/** What a statement has of a line of which earlier ones had something else: the difference. */
class Correction extends Line {
    constructor(of, due, corrects) {
        super(of.clause, of.element, of.day, due, of.part, of.parts);
        Object.assign(this, { of, corrects });
    }

    /** The line in whose statement it is. */
    get fallsWith() {
        return this.of.fallsWith;
    }

    /** Whether it takes back what was paid under its own clause. */
    get takesBack() {
        return this.of.takesBack;
    }

    /** What it is, besides a sum. */
    told() {
        return { ...this.of.told(), ...(this.corrects ? { corrects: this.corrects.name } : {}) };
    }
}

/**
 * Makes statements one after the other, each from what was known on its last day; `booksOn` gives that.
 *
 * `termEnded` gives, on what was known on a day, the break that has ended the term; `neverBack` are the clauses of which
 * nothing is taken back once it is paid.
 */
class LateStatements {
    constructor(booksOn, settledTo, clauses, calendar, termEnded = () => ({}), neverBack = []) {
        Object.assign(this, { booksOn, settledTo, clauses, calendar, termEnded, neverBack });
        this.places = new Map([...clauses.keys()].map((name, place) => [name, place]));
        this.faults = [];
        this.known = new Map();
        this.ids = new Map();
        this.issued = new Map();
    }

    /** What was worked out on what was known on a day, and its lines; that of the last day and of one more is kept. */
    at(day) {
        if (!this.known.has(day)) {
            this.known = new Map([...this.known].filter(([each]) => each === this.settledTo));
            const books = this.booksOn(day);
            const ended = noting(books, () => this.termEnded(books), {});
            const lines = noting(books, () => this.linesOf(books), []);
            this.faults.push(...books.faults);
            this.known.set(day, { books, lines, ended });
        }
        return this.known.get(day);
    }

    /** Each line, with what is due and settled of it, and the statement that it belongs to by its date. */
    linesOf(books) {
        const found = [];
        for (const clause of this.clauses.values()) {
            for (const [line, settled] of clause.allLines(books)) {
                found.push({ clause, line, settled, due: line.due, own: statementOf(this.clauses, this.calendar, line) });
            }
        }
        return found;
    }

    /** What makes a line, or what it is for, the same when the contract is worked out again on what is known later. */
    identity(line) {
        if (!(line instanceof Line)) {
            return String(this.ids.get(line) ?? this.ids.set(line, this.ids.size).get(line));
        }
        const against = line.fallsWith === line ? "" : this.identity(line.fallsWith);
        return JSON.stringify([line.clause, this.identity(line.element), line.part, line.takesBack, against, line.cap ? [this.identity(line.of), line.cap, line.day] : []]);
    }

    /**
     * The statements to make: for each period that is over, and for each day of sums payable by themselves.
     *
     * `changes` are the days on which something becomes known.
     */
    statements(changes) {
        const periods = this.calendar.periods.filter(({ last }) => last <= this.settledTo).map(ofPeriod);
        const found = new Map(periods.map((each) => [each.key, each]));
        if ([...this.clauses.values()].some((clause) => clause.onItsDate)) {
            const days = [...new Set(changes)].filter((day) => day > ALWAYS && day <= this.settledTo).sort();
            const starts = [ALWAYS, ...days];
            for (const [place, first] of starts.entries()) {
                const last = place + 1 < starts.length ? daysLater(starts[place + 1], -1n) : this.settledTo;
                for (const { clause, line, own } of this.at(last).lines) {
                    if (clause.onItsDate && !line.takesBack && first <= line.day && line.day <= last) {
                        found.set(own.key, own);
                    }
                }
            }
        }
        return [...found.values()].sort((one, other) => inOrder(one.order, other.order));
    }

    /** The lines of one statement, by clause, date and key. */
    made(statement) {
        const current = new Map();
        for (const each of this.at(statement.last).lines.filter(({ own }) => inOrder(own.order, statement.order) <= 0)) {
            const key = this.key(each.line);
            (current.get(key) ?? current.set(key, []).get(key)).push(each);
        }
        const found = [...current].map(([key, those]) => this.changed(key, those, statement));
        for (const [key, gone] of this.issued) {
            if (!current.has(key) && !this.staysPaid(gone.line)) {
                found.push(this.changed(key, [{ ...gone, due: 0n, settled: 0n }], statement));
                this.issued.delete(key);
            }
        }
        const order = ({ clause, line }) => [this.places.get(clause.name), line.takesBack ? 1 : 0, line.day, line.of.cap ? 0 : 1, ...sortKey(line.element)];
        const keyed = found.filter((each) => each !== null).map((each) => [order(each), each]);
        return keyed.sort(([one], [other]) => inOrder(one, other)).map(([, each]) => each);
    }

    /** Whether what is paid of a line is never taken back. */
    staysPaid(line) {
        return this.neverBack.includes(line.clause) && !line.takesBack;
    }

    /** What makes a line the same; what is not taken back is one sum for each element, whichever period adds to it. */
    key(line) {
        return this.staysPaid(line) ? JSON.stringify([line.clause, this.identity(line.element)]) : this.identity(line);
    }

    /** What a statement has of some lines that are one sum: all if none was issued before, else what changed. */
    changed(key, those, statement) {
        const [{ clause, line, own }] = those.slice(-1);
        const before = this.issued.get(key);
        let due = those.reduce((sum, each) => sum + each.due, 0n);
        let settled = those.reduce((sum, each) => sum + each.settled, 0n);
        if (before && this.staysPaid(line)) {
            [due, settled] = [greater(due, before.due), greater(settled, before.settled)];
        }
        this.issued.set(key, { clause, line, own, due, settled });
        const isNew = !before && own.key === statement.key && those.length === 1;
        [due, settled] = [due - (before?.due ?? 0n), settled - (before?.settled ?? 0n)];
        if (!isNew && due === 0n && settled === 0n) {
            return null;
        }
        const found = new Correction(line, due, own.key === statement.key ? null : own);
        return { clause, line: found, settled, amount: clause.amount(found, settled) };
    }
}

/**
 * The result as it is written as JSON, where some data or figures become known later than they are for.
 *
 * `tables` gives the rows of data by name; `changes` are the days on which something becomes known, where sums are
 * payable on their dates.
 */
function lateSettlement(late, terms, term, tables, data, asAt, changes = []) {
    const { clauses, calendar, settledTo } = late;
    const { books, ended: endedEarly } = late.at(settledTo);
    const made = [];
    let toDate = 0n;
    for (const statement of late.statements(changes)) {
        const lines = late.made(statement);
        const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
        toDate += total;
        made.push({ statement, lines, total, toDate, shares: {} });
    }
    if (late.faults.length) {
        throw new DataAtFault(late.faults);
    }
    terms.share?.(made);
    const soFar = new Map([...clauses.keys()].map((name) => [name, 0n]));
    const read = Object.values(tables(data)).map((rows) => rows.length);
    return {
        format: 1,
        contract: terms.name,
        currency: terms.currency,
        as_at: asAt,
        complete_to: data.completeTo,
        provisional: false,
        ...endedEarly,
        total: money(made.reduce((sum, { total }) => sum + total, 0n), terms.places),
        statements: made.map((each) => asTold(each, terms, soFar)),
        not_settled: calendar.periods.filter(({ last }) => last > settledTo).map(({ name }) => name),
        accounting: account(books, tables(books.data), clauses, term).map((each, place) => withUnrecorded(each, read[place])),
    };
}

/** What became of the rows of one data, with those that do not count yet, in their place among the reasons. */
function withUnrecorded(counted, read) {
    const count = read - counted.read;
    if (!count) {
        return counted;
    }
    const isLimit = ({ reason }) => reason === REASONS[FATE.limit];
    const waiting = { reason: "not recorded by the last day that is settled", count };
    const outside = [...counted.outside.filter(isLimit), waiting, ...counted.outside.filter((each) => !isLimit(each))];
    return { ...counted, read, outside };
}

/** A whole number of the last of so many decimal places: a BigInt as it is, or a decimal number as text. */
function readNumber(places, { least = null, most = null, share = false } = {}) {
    const read = (value) => {
        let found = value;
        if (typeof value === "string") {
            const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(%?)$/.exec(value.trim());
            if (parts === null || (parts[4] === "%") !== share || (parts[3] ?? "").length > places) {
                return undefined;
            }
            found = BigInt(parts[2] + (parts[3] ?? "").padEnd(places, "0")) * (parts[1] ? -1n : 1n);
        }
        const isNumber = typeof found === "bigint" && (least === null || found >= least) && (most === null || found <= most);
        return isNumber ? found : undefined;
    };
    return Object.assign(read, { wanted: numberWanted(places, { least, most, share }) });
}

/** How a number has to be given, for messages. */
function numberWanted(places, { least, most, share }) {
    const shown = (whole) => `${money(whole, places)}${share ? "%" : ""}`;
    const bounds = [least === null ? "" : `, at least ${shown(least)}`, most === null ? "" : `, at most ${shown(most)}`];
    const fraction = places ? ` with at most ${places} decimal ${places === 1 ? "place" : "places"}` : "";
    const example = `${places ? "12.5" : "12"}${share ? "%" : ""}`;
    return `a ${places ? "" : "whole "}number${fraction}${bounds.join("")}, as text like "${example}" or as a BigInt of the last place`;
}

/** A date from 1900 to 2199, as text: 2012-02-01. */
function readDay(value) {
    const isDay = typeof value === "string" && /^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(value);
    return isDay && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && dayOf(dayNumber(value)) === value ? value : undefined;
}
readDay.wanted = 'a date as text like "2012-02-01"';

/** Words, or a name that stands for a row. */
function readText(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
readText.wanted = "text that is not empty";

/**
 * The fields of a row, each checked; what is not filled in is null. `fields` gives for each how it is read.
 *
 * Throws DataAtFault with all that is wrong with the row.
 */
function filled(row, fields, values) {
    if (values === null || typeof values !== "object") {
        throw new RowAtFault(row, null, `${String(values)} is no object with the fields of a row`);
    }
    const faults = [];
    for (const [name, { read, column, optional = false }] of Object.entries(fields)) {
        const value = values[name];
        const found = value === null && optional ? null : read(value);
        if (found === undefined) {
            faults.push(new RowAtFault(row, column, refusal(name, value, read.wanted)).message);
        } else {
            row[name] = found;
        }
    }
    if (faults.length) {
        throw new DataAtFault(faults);
    }
}

/** Why the value of a field is refused. */
function refusal(name, value, wanted) {
    if (value === undefined) {
        return `there is no ${name}; null is a blank`;
    }
    return value === null ? "it is blank" : `${String(value)} is not ${wanted}`;
}

/** Refuse data that lack the rows of a table, or whose days are no dates; an empty list says that there are no rows. */
function checkGiven(kinds, data, asAt) {
    const days = { completeTo: data?.completeTo, ...(asAt === data?.completeTo ? {} : { asAt }) };
    const wrong = Object.entries(days).filter(([, day]) => readDay(day) === undefined);
    const faults = [...withoutRows(kinds, data), ...wrong.map(([name, day]) => `${name}: ${String(day)} is not ${readDay.wanted}`)];
    if (faults.length) {
        throw new DataAtFault(faults);
    }
}

/** What to say of tables that have no list of rows. */
function withoutRows(kinds, data) {
    const lacking = kinds.filter((Kind) => !Array.isArray(data?.[Kind.ROWS]));
    return lacking.map((Kind) => `${Kind.ROWS}: there is no list of rows; an empty list says that there are none`);
}

/** The rows of each table, made of plain objects; DataAtFault, with all that is wrong, where something is. */
function makeRows(kinds, data) {
    const faults = withoutRows(kinds, data);
    if (faults.length) {
        throw new DataAtFault(faults);
    }
    const found = new Map();
    const keys = new Map();
    for (const Kind of kinds) {
        const rows = [];
        const read = data[Kind.ROWS].map((values, place) => [values, values?.row ?? place + 1]);
        for (const [values, number] of read) {
            try {
                rows.push(new Kind(values, number));
            } catch (met) {
                if (!(met instanceof RowAtFault || met instanceof DataAtFault)) {
                    throw met;
                }
                faults.push(...(met.faults ?? [met.message]));
            }
        }
        found.set(Kind, rows);
        keys.set(Kind, read.map(([values, number]) => keyed(Kind, values, number)).filter((each) => each !== null));
        faults.push(...repeated(keys.get(Kind)));
    }
    for (const [Kind, rows] of found) {
        faults.push(...leadingNowhere(Kind, rows, kinds, keys));
    }
    if (faults.length) {
        throw new DataAtFault(faults);
    }
    return found;
}

/** A row with no more than its key, whatever else is wrong with it; null where that cannot be read. */
function keyed(Kind, values, number) {
    const row = Object.assign(Object.create(Kind.prototype), { row: number });
    for (const [name, { read, column }] of Object.entries(Kind.FIELDS)) {
        const value = read(values?.[name]);
        if (value === undefined && column in Kind.KEY) {
            return null;
        }
        row[name] = value;
    }
    return row;
}

/** What to say of rows that share a key. */
function repeated(rows) {
    const seen = new Map();
    for (const row of rows) {
        const key = JSON.stringify(row.key.map(String));
        seen.set(key, [...(seen.get(key) ?? []), row]);
    }
    const shared = [...seen.values()].filter((those) => those.length > 1).flat();
    return shared.map((row) => new RowAtFault(row, null, "another row has the same key").message);
}

/** What to say of rows that name others that are not there; `keys` has a row for each key. */
function leadingNowhere(Kind, rows, kinds, keys) {
    return Object.entries(Kind.REFERS).flatMap(([name, table]) => {
        const Other = kinds.find((each) => each.TABLE === table);
        const names = new Set(keys.get(Other).map((each) => each.key[0]));
        const lost = rows.filter((row) => row[name] !== null && !names.has(row[name]));
        return lost.map((row) => new RowAtFault(row, Kind.FIELDS[name].column, `${row[name]} names no ${table}`).message);
    });
}

// --- The result

/** What a statement says of the contract. */
const TERMS = { name: "Transforming Rehabilitation Area", currency: "GBP", places: 2 };

/** The days on which a line can be dated. */
const WINDOW = new Window("2015-02-01", "2024-01-31");

/** When the contract runs and settles, and the calendars by which it pays and measures. */
const TERM = {
    starts: "2015-02-01",
    ends: "2022-01-31",
    settlesUntil: "2024-01-31",
    calendars: [QUARTERS, YEARS],
};

/** The clauses by name. */
const CLAUSES = new Map(
    [
        new Clause("Fee For Service", "6", 1, false, false, feeForServiceLines, feeForServicePaid),
        new Clause(
            "Volume Reconciliation",
            "9",
            1,
            false,
            false,
            volumeReconciliationLines,
            volumeReconciliationPaid,
        ),
        new Clause("Binary Payment", "12.8", 1, false, false, binaryPaymentLines, binaryPaymentPaid),
        new Clause("Frequency Payment", "12.9", 1, false, false, frequencyPaymentLines, frequencyPaymentPaid),
        new Clause(
            "Foundation Payment",
            "13",
            1,
            false,
            false,
            foundationPaymentLines,
            foundationPaymentPaid,
            foundationPaymentTakenBack,
        ),
        new Clause(
            "Late First Appointment",
            "14",
            -1,
            false,
            false,
            lateFirstAppointmentLines,
            lateFirstAppointmentDeducted,
        ),
    ].map((each) => [each.name, each]),
);

/**
 * The statements of the contract on some data, as JSON holds them.
 *
 * `data` has the rows of each table as plain objects, and `completeTo`, the date to which they are
 * complete. `asAt` is the day up to which to settle, by default that date. Throws DataAtFault, with all
 * that is wrong, where rows cannot be used: nothing is paid then.
 */
export function settle(data, asAt = data?.completeTo) {
    checkGiven([Offender, Reoffence], data, asAt);
    const found = makeRows([Offender, Reoffence], data);
    const settledTo = lesser(asAt, data.completeTo);
    const booksOn = (day) => new Books(data, day, settledTo, found);
    const tables = (rows) => ({
        "Offender": rows.offenders,
        "Reoffence": rows.reoffences,
    });
    const all = {
        offenders: found.get(Offender),
        reoffences: found.get(Reoffence),
        completeTo: data.completeTo,
    };
    const late = new LateStatements(booksOn, settledTo, CLAUSES, QUARTERS);
    return lateSettlement(late, TERMS, TERM, tables, all, asAt);
}
