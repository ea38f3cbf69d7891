/**
 * Work Programme: what is due under the contract, worked out from data.
 *
 * Written by `pbr build --to javascript`, for browsers and Node. It imports nothing.
 *
 *     import { settle, asJson } from "./work_programme.mjs";
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

/** So many days from the first of an observation. */
function observedDays(start, days) {
    return start === null ? NEVER : [start, daysLater(start, BigInt(days - 1))];
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

/** The words of one list. */
class Words {
    constructor(of, words) {
        this.words = words.map((word, place) => new Word(of, place + 1, word));
        this.byWord = new Map(this.words.map((each) => [each.word, each]));
    }

    /** The element that a word is. */
    at(word) {
        return word === null ? null : this.byWord.get(word);
    }
}

/** One combination of elements; `pairOf` makes one of the same parts only once. */
class Pair {
    constructor(parts) {
        this.parts = parts;
    }
}

/** The combinations that were made, by one part after the other. */
const PAIRS = new WeakMap();

/** The combination of some elements. */
function pairOf(...parts) {
    let known = PAIRS;
    for (const part of parts.slice(0, -1)) {
        known = known.get(part) ?? known.set(part, new WeakMap()).get(part);
    }
    const last = parts.at(-1);
    return known.get(last) ?? known.set(last, new Pair(parts)).get(last);
}

/** The combination of some elements, where each of them is there. */
function pairIf(...parts) {
    return parts.includes(null) ? null : pairOf(...parts);
}

/** All combinations of one element from each of several lists. */
function pairsOf(...homes) {
    const longer = (found, home) => found.flatMap((parts) => home.map((each) => [...parts, each]));
    return homes.reduce(longer, [[]]).map((parts) => pairOf(...parts));
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

/** The number of the contract year that a day lies in; the row that says it is at fault where it lies in none. */
function contractYear(years, day, row, column) {
    const year = years.at(day);
    if (year === null) {
        throw new RowAtFault(row, column, `${day} is in no contract year`);
    }
    return BigInt(year.number);
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

// --- The contract

/** The months of the contract. */
const MONTHS = new Calendar(
    [
        new Period("month", 1, "June 2011", "2011-06-01", "2011-06-30", 30),
        new Period("month", 2, "July 2011", "2011-07-01", "2011-07-31", 31),
        new Period("month", 3, "August 2011", "2011-08-01", "2011-08-31", 31),
        new Period("month", 4, "September 2011", "2011-09-01", "2011-09-30", 30),
        new Period("month", 5, "October 2011", "2011-10-01", "2011-10-31", 31),
        new Period("month", 6, "November 2011", "2011-11-01", "2011-11-30", 30),
        new Period("month", 7, "December 2011", "2011-12-01", "2011-12-31", 31),
        new Period("month", 8, "January 2012", "2012-01-01", "2012-01-31", 31),
        new Period("month", 9, "February 2012", "2012-02-01", "2012-02-29", 29),
        new Period("month", 10, "March 2012", "2012-03-01", "2012-03-31", 31),
        new Period("month", 11, "April 2012", "2012-04-01", "2012-04-30", 30),
        new Period("month", 12, "May 2012", "2012-05-01", "2012-05-31", 31),
        new Period("month", 13, "June 2012", "2012-06-01", "2012-06-30", 30),
        new Period("month", 14, "July 2012", "2012-07-01", "2012-07-31", 31),
        new Period("month", 15, "August 2012", "2012-08-01", "2012-08-31", 31),
        new Period("month", 16, "September 2012", "2012-09-01", "2012-09-30", 30),
        new Period("month", 17, "October 2012", "2012-10-01", "2012-10-31", 31),
        new Period("month", 18, "November 2012", "2012-11-01", "2012-11-30", 30),
        new Period("month", 19, "December 2012", "2012-12-01", "2012-12-31", 31),
        new Period("month", 20, "January 2013", "2013-01-01", "2013-01-31", 31),
        new Period("month", 21, "February 2013", "2013-02-01", "2013-02-28", 28),
        new Period("month", 22, "March 2013", "2013-03-01", "2013-03-31", 31),
        new Period("month", 23, "April 2013", "2013-04-01", "2013-04-30", 30),
        new Period("month", 24, "May 2013", "2013-05-01", "2013-05-31", 31),
        new Period("month", 25, "June 2013", "2013-06-01", "2013-06-30", 30),
        new Period("month", 26, "July 2013", "2013-07-01", "2013-07-31", 31),
        new Period("month", 27, "August 2013", "2013-08-01", "2013-08-31", 31),
        new Period("month", 28, "September 2013", "2013-09-01", "2013-09-30", 30),
        new Period("month", 29, "October 2013", "2013-10-01", "2013-10-31", 31),
        new Period("month", 30, "November 2013", "2013-11-01", "2013-11-30", 30),
        new Period("month", 31, "December 2013", "2013-12-01", "2013-12-31", 31),
        new Period("month", 32, "January 2014", "2014-01-01", "2014-01-31", 31),
        new Period("month", 33, "February 2014", "2014-02-01", "2014-02-28", 28),
        new Period("month", 34, "March 2014", "2014-03-01", "2014-03-31", 31),
        new Period("month", 35, "April 2014", "2014-04-01", "2014-04-30", 30),
        new Period("month", 36, "May 2014", "2014-05-01", "2014-05-31", 31),
        new Period("month", 37, "June 2014", "2014-06-01", "2014-06-30", 30),
        new Period("month", 38, "July 2014", "2014-07-01", "2014-07-31", 31),
        new Period("month", 39, "August 2014", "2014-08-01", "2014-08-31", 31),
        new Period("month", 40, "September 2014", "2014-09-01", "2014-09-30", 30),
        new Period("month", 41, "October 2014", "2014-10-01", "2014-10-31", 31),
        new Period("month", 42, "November 2014", "2014-11-01", "2014-11-30", 30),
        new Period("month", 43, "December 2014", "2014-12-01", "2014-12-31", 31),
        new Period("month", 44, "January 2015", "2015-01-01", "2015-01-31", 31),
        new Period("month", 45, "February 2015", "2015-02-01", "2015-02-28", 28),
        new Period("month", 46, "March 2015", "2015-03-01", "2015-03-31", 31),
        new Period("month", 47, "April 2015", "2015-04-01", "2015-04-30", 30),
        new Period("month", 48, "May 2015", "2015-05-01", "2015-05-31", 31),
        new Period("month", 49, "June 2015", "2015-06-01", "2015-06-30", 30),
        new Period("month", 50, "July 2015", "2015-07-01", "2015-07-31", 31),
        new Period("month", 51, "August 2015", "2015-08-01", "2015-08-31", 31),
        new Period("month", 52, "September 2015", "2015-09-01", "2015-09-30", 30),
        new Period("month", 53, "October 2015", "2015-10-01", "2015-10-31", 31),
        new Period("month", 54, "November 2015", "2015-11-01", "2015-11-30", 30),
        new Period("month", 55, "December 2015", "2015-12-01", "2015-12-31", 31),
        new Period("month", 56, "January 2016", "2016-01-01", "2016-01-31", 31),
        new Period("month", 57, "February 2016", "2016-02-01", "2016-02-29", 29),
        new Period("month", 58, "March 2016", "2016-03-01", "2016-03-31", 31),
        new Period("month", 59, "April 2016", "2016-04-01", "2016-04-30", 30),
        new Period("month", 60, "May 2016", "2016-05-01", "2016-05-31", 31),
        new Period("month", 61, "June 2016", "2016-06-01", "2016-06-30", 30),
        new Period("month", 62, "July 2016", "2016-07-01", "2016-07-31", 31),
        new Period("month", 63, "August 2016", "2016-08-01", "2016-08-31", 31),
        new Period("month", 64, "September 2016", "2016-09-01", "2016-09-30", 30),
        new Period("month", 65, "October 2016", "2016-10-01", "2016-10-31", 31),
        new Period("month", 66, "November 2016", "2016-11-01", "2016-11-30", 30),
        new Period("month", 67, "December 2016", "2016-12-01", "2016-12-31", 31),
        new Period("month", 68, "January 2017", "2017-01-01", "2017-01-31", 31),
        new Period("month", 69, "February 2017", "2017-02-01", "2017-02-28", 28),
        new Period("month", 70, "March 2017", "2017-03-01", "2017-03-31", 31),
        new Period("month", 71, "April 2017", "2017-04-01", "2017-04-30", 30),
        new Period("month", 72, "May 2017", "2017-05-01", "2017-05-31", 31),
        new Period("month", 73, "June 2017", "2017-06-01", "2017-06-30", 30),
        new Period("month", 74, "July 2017", "2017-07-01", "2017-07-31", 31),
        new Period("month", 75, "August 2017", "2017-08-01", "2017-08-31", 31),
        new Period("month", 76, "September 2017", "2017-09-01", "2017-09-30", 30),
        new Period("month", 77, "October 2017", "2017-10-01", "2017-10-31", 31),
        new Period("month", 78, "November 2017", "2017-11-01", "2017-11-30", 30),
        new Period("month", 79, "December 2017", "2017-12-01", "2017-12-31", 31),
        new Period("month", 80, "January 2018", "2018-01-01", "2018-01-31", 31),
        new Period("month", 81, "February 2018", "2018-02-01", "2018-02-28", 28),
        new Period("month", 82, "March 2018", "2018-03-01", "2018-03-31", 31),
        new Period("month", 83, "April 2018", "2018-04-01", "2018-04-30", 30),
        new Period("month", 84, "May 2018", "2018-05-01", "2018-05-31", 31),
        new Period("month", 85, "June 2018", "2018-06-01", "2018-06-30", 30),
        new Period("month", 86, "July 2018", "2018-07-01", "2018-07-31", 31),
        new Period("month", 87, "August 2018", "2018-08-01", "2018-08-31", 31),
        new Period("month", 88, "September 2018", "2018-09-01", "2018-09-30", 30),
        new Period("month", 89, "October 2018", "2018-10-01", "2018-10-31", 31),
        new Period("month", 90, "November 2018", "2018-11-01", "2018-11-30", 30),
        new Period("month", 91, "December 2018", "2018-12-01", "2018-12-31", 31),
        new Period("month", 92, "January 2019", "2019-01-01", "2019-01-31", 31),
        new Period("month", 93, "February 2019", "2019-02-01", "2019-02-28", 28),
        new Period("month", 94, "March 2019", "2019-03-01", "2019-03-31", 31),
        new Period("month", 95, "April 2019", "2019-04-01", "2019-04-30", 30),
        new Period("month", 96, "May 2019", "2019-05-01", "2019-05-31", 31),
        new Period("month", 97, "June 2019", "2019-06-01", "2019-06-30", 30),
        new Period("month", 98, "July 2019", "2019-07-01", "2019-07-31", 31),
        new Period("month", 99, "August 2019", "2019-08-01", "2019-08-31", 31),
        new Period("month", 100, "September 2019", "2019-09-01", "2019-09-30", 30),
        new Period("month", 101, "October 2019", "2019-10-01", "2019-10-31", 31),
        new Period("month", 102, "November 2019", "2019-11-01", "2019-11-30", 30),
        new Period("month", 103, "December 2019", "2019-12-01", "2019-12-31", 31),
        new Period("month", 104, "January 2020", "2020-01-01", "2020-01-31", 31),
        new Period("month", 105, "February 2020", "2020-02-01", "2020-02-29", 29),
        new Period("month", 106, "March 2020", "2020-03-01", "2020-03-31", 31),
    ],
);

/** The years of the contract. */
const YEARS = new Calendar(
    [
        new Period("year", 1, "year 1", "2011-06-01", "2012-03-31", 366),
        new Period("year", 2, "year 2", "2012-04-01", "2013-03-31", 365),
        new Period("year", 3, "year 3", "2013-04-01", "2014-03-31", 365),
        new Period("year", 4, "year 4", "2014-04-01", "2015-03-31", 365),
        new Period("year", 5, "year 5", "2015-04-01", "2016-03-31", 366),
        new Period("year", 6, "year 6", "2016-04-01", "2017-03-31", 365),
        new Period("year", 7, "year 7", "2017-04-01", "2018-03-31", 365),
        new Period("year", 8, "year 8", "2018-04-01", "2019-03-31", 365),
        new Period("year", 9, "year 9", "2019-04-01", "2020-03-31", 366),
    ],
);

/** Attachment Year (clause 8): who enters when, and when that is confirmed. */
const ATTACHMENT_YEAR_COHORTS = new Cohorts(
    [
        new Cohort("Attachment Year", 1, "2011-06-01", "2012-03-31", "2014-04-29"),
        new Cohort("Attachment Year", 2, "2012-04-01", "2013-03-31", "2015-04-29"),
        new Cohort("Attachment Year", 3, "2013-04-01", "2014-03-31", "2016-04-28"),
        new Cohort("Attachment Year", 4, "2014-04-01", "2015-03-31", "2017-04-28"),
        new Cohort("Attachment Year", 5, "2015-04-01", "2016-03-31", "2018-04-29"),
    ],
);

/** The words of Payment Group. */
const PAYMENT_GROUP_WORDS = new Words(
    "Payment Group",
    [
        "JSA 18 To 24",
        "JSA 25 And Over",
        "JSA Early Access",
        "JSA Ex Incapacity Benefit",
        "ESA Volunteers",
        "New ESA",
        "ESA Ex Incapacity Benefit",
    ],
);

/** Attachment Price (clause 4), in pence, by Payment Group and Contract Year. */
const ATTACHMENT_PRICE = {
    "JSA 18 To 24": { 1: 40_000n, 2: 30_000n, 3: 20_000n, 4: 0n },
    "JSA 25 And Over": { 1: 40_000n, 2: 30_000n, 3: 20_000n, 4: 0n },
    "JSA Early Access": { 1: 40_000n, 2: 30_000n, 3: 20_000n, 4: 0n },
    "JSA Ex Incapacity Benefit": { 1: 40_000n, 2: 30_000n, 3: 20_000n, 4: 0n },
    "ESA Volunteers": { 1: 40_000n, 2: 30_000n, 3: 20_000n, 4: 0n },
    "New ESA": { 1: 60_000n, 2: 45_000n, 3: 30_000n, 4: 0n },
    "ESA Ex Incapacity Benefit": { 1: 60_000n, 2: 45_000n, 3: 30_000n, 4: 0n },
};

/** Job Outcome Price in Price List (clause 5), in pence, by Payment Group. */
const JOB_OUTCOME_PRICE = {
    "JSA 18 To 24": 120_000n,
    "JSA 25 And Over": 120_000n,
    "JSA Early Access": 120_000n,
    "JSA Ex Incapacity Benefit": 120_000n,
    "ESA Volunteers": 100_000n,
    "New ESA": 120_000n,
    "ESA Ex Incapacity Benefit": 350_000n,
};

/** Job Outcome Point in Price List (clause 5), in weeks, by Payment Group. */
const JOB_OUTCOME_POINT = {
    "JSA 18 To 24": 26n,
    "JSA 25 And Over": 26n,
    "JSA Early Access": 13n,
    "JSA Ex Incapacity Benefit": 13n,
    "ESA Volunteers": 13n,
    "New ESA": 13n,
    "ESA Ex Incapacity Benefit": 13n,
};

/** Sustainment Price in Price List (clause 5), in pence, by Payment Group. */
const SUSTAINMENT_PRICE = {
    "JSA 18 To 24": 17_000n,
    "JSA 25 And Over": 21_500n,
    "JSA Early Access": 25_000n,
    "JSA Ex Incapacity Benefit": 25_000n,
    "ESA Volunteers": 11_500n,
    "New ESA": 23_500n,
    "ESA Ex Incapacity Benefit": 37_000n,
};

/** Sustainment Limit in Price List (clause 5), a number, by Payment Group. */
const SUSTAINMENT_LIMIT = {
    "JSA 18 To 24": 13n,
    "JSA 25 And Over": 13n,
    "JSA Early Access": 20n,
    "JSA Ex Incapacity Benefit": 20n,
    "ESA Volunteers": 20n,
    "New ESA": 20n,
    "ESA Ex Incapacity Benefit": 26n,
};

/** Non-Intervention Level in Performance Levels (clause 6), a number, in parts of 20, by Payment Group. */
const NON_INTERVENTION_LEVEL = {
    "JSA 18 To 24": 8n,
    "JSA 25 And Over": 6n,
    "JSA Early Access": 6n,
    "JSA Ex Incapacity Benefit": 6n,
    "ESA Volunteers": 3n,
    "New ESA": 3n,
    "ESA Ex Incapacity Benefit": 3n,
};

// --- The data

/** Participant (clause 2). One row for each Participant; dated Attached On. */
export class Participant extends Row {
    static TABLE = "Participant";
    static ROWS = "participants";
    static KEY = {"Participant": 0};
    static REFERS = {};
    static FIELDS = {
        "participant": { column: "Participant", read: readText },
        "paymentGroup": { column: "Payment Group", read: readOneOf("JSA 18 To 24", "JSA 25 And Over", "JSA Early Access", "JSA Ex Incapacity Benefit", "ESA Volunteers", "New ESA", "ESA Ex Incapacity Benefit") },
        "referredOn": { column: "Referred On", read: readDay },
        "attachedOn": { column: "Attached On", read: readDay },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, Participant.FIELDS, values);
    }

    /** What no two rows share. */
    get key() {
        return [this.participant];
    }

    /** The date that places it: Attached On. */
    get day() {
        return this.attachedOn;
    }
}

/** Employment Claim (clause 3). One row for each Participant and Weeks In Work; dated Reached On. */
export class EmploymentClaim extends Row {
    static TABLE = "Employment Claim";
    static ROWS = "employmentClaims";
    static KEY = {"Participant": 0, "Weeks In Work": 0};
    static REFERS = {"participant": "Participant"};
    static FIELDS = {
        "participant": { column: "Participant", read: readText },
        "weeksInWork": { column: "Weeks In Work", read: readNumber(0, { least: 0n }) },
        "reachedOn": { column: "Reached On", read: readDay },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, EmploymentClaim.FIELDS, values);
    }

    /** What no two rows share. */
    get key() {
        return [this.participant, this.weeksInWork];
    }

    /** The date that places it: Reached On. */
    get day() {
        return this.reachedOn;
    }
}

/** The data, and what has been worked out from it so far. */
export class Books extends Workings {
    constructor(data, asAt) {
        super(asAt);
        const found = makeRows([Participant, EmploymentClaim], data);
        this.data = {
            participants: found.get(Participant),
            employmentClaims: found.get(EmploymentClaim),
        };
        this.participants = new Map(this.data.participants.map((row) => [row.participant, row]));
    }
}

/** The Participant that Participant of an Employment Claim names, as far as it is known on a day. */
function participantOf(books, employmentClaim, on) {
    return books.read(books.participants.get(employmentClaim.participant), employmentClaim, "Participant", on);
}

// --- What words of the contract mean

/** The lines of Job Outcome, by what they belong to. */
const jobOutcomeLinesByParticipant = remembered((books) => {
    return gather(
        jobOutcomeLines(books),
        (jobOutcomeLine) => participantOf(books, jobOutcomeLine.element, EVER),
    );
});

/** How many Job Outcomes there are. */
const numberOfJobOutcomes = remembered((books) => {
    const adds = (jobOutcomeLine, on) => {
        return 1n;
    };
    return new Tally(books, jobOutcomeLinesByParticipant(books), adds);
});

/**
 * Whether a row is in the group Successful Participant (clause 9.9).
 *
 *     Successful Participant means each Participant where number of Job Outcomes while observed is at least 1 person
 */
export const successfulParticipant = remembered((books, participant, on) => {
    return numberOfJobOutcomes(books).total(participant, observedDays(participant.attachedOn, 728), on) >= 1n;
});

/**
 * Minimum Performance (clause 9.3): in parts of 20 of a per cent.
 *
 *     Minimum Performance for each Payment Group means 110% of Non-Intervention Level
 */
export function minimumPerformance(paymentGroup) {
    return 110n * NON_INTERVENTION_LEVEL[paymentGroup.word];
}

/**
 * Incentive Level (clause 9.4): in parts of 20 of a per cent.
 *
 *     Incentive Level for each Payment Group means 130% of Non-Intervention Level
 */
export function incentiveLevel(paymentGroup) {
    return 130n * NON_INTERVENTION_LEVEL[paymentGroup.word];
}

/** The lines of Job Outcome, by what they belong to. */
const jobOutcomeLinesByPaymentGroup = remembered((books) => {
    return gather(
        jobOutcomeLines(books),
        (jobOutcomeLine) => PAYMENT_GROUP_WORDS.at(
            participantOf(books, jobOutcomeLine.element, EVER).paymentGroup,
        ),
    );
});

/** How many Job Outcomes there are. */
const numberOfJobOutcomes_2 = remembered((books) => {
    const adds = (jobOutcomeLine, on) => {
        return 1n;
    };
    return new Tally(books, jobOutcomeLinesByPaymentGroup(books), adds);
});

/**
 * Outcomes Of The Year (clause 9.5): in people.
 *
 *     Outcomes Of The Year for each Payment Group and year means number of Job Outcomes in the year
 */
export const outcomesOfTheYear = remembered((books, paymentGroupAndYear, on) => {
    return numberOfJobOutcomes_2(books).total(
        paymentGroupAndYear.parts[0],
        during(paymentGroupAndYear.parts[1]),
        on,
    );
});

/** The Participants, by what they belong to. */
const participantsByPaymentGroup = remembered((books) => {
    return gather(books.data.participants, (participant) => PAYMENT_GROUP_WORDS.at(participant.paymentGroup));
});

/** How many Participants there are. */
const numberOfParticipants = remembered((books) => {
    const adds = (participant, on) => {
        return 1n;
    };
    return new Tally(books, participantsByPaymentGroup(books), adds);
});

/**
 * Attached In The Year (clause 9.6): in people.
 *
 *     Attached In The Year for each Payment Group and year means number of Participants in the year
 */
export const attachedInTheYear = remembered((books, paymentGroupAndYear, on) => {
    return numberOfParticipants(books).total(
        paymentGroupAndYear.parts[0],
        during(paymentGroupAndYear.parts[1]),
        on,
    );
});

/**
 * Performance (clause 9.7): a quotient.
 *
 *     Performance for each Payment Group and year means
 *         Outcomes Of The Year / Attached In The Year, or 0% where there are no Participants
 */
export const performance = remembered((books, paymentGroupAndYear, on) => {
    return otherwise(
        () => ratio(
            outcomesOfTheYear(books, paymentGroupAndYear, on),
            attachedInTheYear(books, paymentGroupAndYear, on),
        ),
        () => new Ratio(0n, 100n),
    );
});

/** The Participants, by what they belong to. */
const participantsByPaymentGroupAndAttachmentYear = remembered((books) => {
    return gather(
        books.data.participants,
        (participant) => pairIf(
            PAYMENT_GROUP_WORDS.at(participant.paymentGroup),
            ATTACHMENT_YEAR_COHORTS.at(participant.attachedOn),
        ),
    );
});

/** Of Participants, those that are Successful Participants. */
const shareOfParticipants = remembered((books) => {
    const adds = (participant, on) => {
        return BigInt(successfulParticipant(books, participant, on));
    };
    return new MovingTally(books, participantsByPaymentGroupAndAttachmentYear(books), adds);
});

/**
 * Conversion Rate (clause 9.10): a quotient.
 *
 *     measure Conversion Rate for each Payment Group and Attachment Year
 *         "Of those attached in a year, how many have a job outcome within 104 weeks."
 *         means share of Participants that are Successful Participants, or 0% where there are no Participants
 *         higher is better
 *         baseline Non-Intervention Level, modelled "What is expected without the programme"
 */
export const conversionRate = remembered((books, paymentGroupAndAttachmentYear, on) => {
    return otherwise(
        () => shareOfParticipants(books).share(paymentGroupAndAttachmentYear, toDate(on), on),
        () => new Ratio(0n, 100n),
    );
});

/**
 * baseline of Conversion Rate (clause 9.10): a number, in parts of 20.
 *
 *     measure Conversion Rate for each Payment Group and Attachment Year
 *         "Of those attached in a year, how many have a job outcome within 104 weeks."
 *         means share of Participants that are Successful Participants, or 0% where there are no Participants
 *         higher is better
 *         baseline Non-Intervention Level, modelled "What is expected without the programme"
 */
export function baselineOfConversionRate(paymentGroupAndAttachmentYear) {
    return NON_INTERVENTION_LEVEL[paymentGroupAndAttachmentYear.parts[0].word];
}

/** How many Participants there are. */
const numberOfParticipants_2 = remembered((books) => {
    const adds = (participant, on) => {
        return 1n;
    };
    return new Tally(books, participantsByPaymentGroupAndAttachmentYear(books), adds);
});

/**
 * Incentive By Conversion (clause 9.11): a quotient.
 *
 *     Incentive By Conversion for each Payment Group and Attachment Year means
 *         £1,000 per person * (the greater of 0% and Conversion Rate - Incentive Level) * number of Participants
 */
export const incentiveByConversion = remembered((books, paymentGroupAndAttachmentYear, on) => {
    return ratioTimes(
        ratioTimes(
            new Ratio(100_000n, 100n),
            ratioGreater(
                new Ratio(0n, 100n),
                ratioMinus(
                    conversionRate(books, paymentGroupAndAttachmentYear, on),
                    new Ratio(incentiveLevel(paymentGroupAndAttachmentYear.parts[0]), 2000n),
                ),
            ),
        ),
        new Ratio(numberOfParticipants_2(books).total(paymentGroupAndAttachmentYear, toDate(on), on), 1n),
    );
});

/** The lines of Attachment Fee, by what they belong to. */
const attachmentFeeLinesByParticipant = remembered((books) => {
    return gather(attachmentFeeLines(books), (attachmentFeeLine) => attachmentFeeLine.element);
});

/** What Attachment Fees come to. */
const totalOfAttachmentFees = remembered((books) => {
    const adds = (attachmentFeeLine, on) => {
        return attachmentFeeLine.due;
    };
    return new Tally(books, attachmentFeeLinesByParticipant(books), adds);
});

/** What Job Outcomes come to. */
const totalOfJobOutcomes = remembered((books) => {
    const adds = (jobOutcomeLine, on) => {
        return jobOutcomeLine.due;
    };
    return new Tally(books, jobOutcomeLinesByParticipant(books), adds);
});

/** The lines of Sustainment, by what they belong to. */
const sustainmentLinesByParticipant = remembered((books) => {
    return gather(
        sustainmentLines(books),
        (sustainmentLine) => participantOf(books, sustainmentLine.element, EVER),
    );
});

/** What Sustainments come to. */
const totalOfSustainments = remembered((books) => {
    const adds = (sustainmentLine, on) => {
        return sustainmentLine.due;
    };
    return new Tally(books, sustainmentLinesByParticipant(books), adds);
});

/**
 * Paid For One Person (clause 10): in pence.
 *
 *     Paid For One Person for each Participant means Attachment Fee + Job Outcome + Sustainment
 */
export const paidForOnePerson = remembered((books, participant, on) => {
    return (
        totalOfAttachmentFees(books).total(participant, toDate(on), on)
        + totalOfJobOutcomes(books).total(participant, toDate(on), on)
        + totalOfSustainments(books).total(participant, toDate(on), on)
    );
});

/** Most The Contract Pays (clause 11): in pence. */
const MOST_THE_CONTRACT_PAYS = 100_000_000_000n;

// --- What is due

/**
 * What Attachment Fee (clause 7) makes due for one Participant, in pence, before limits and caps.
 *
 *     fee Attachment Fee
 *         for each Participant
 *         pays Attachment Price
 */
export function attachmentFeeDue(participant) {
    return ATTACHMENT_PRICE[participant.paymentGroup][
        lesser(contractYear(YEARS, participant.referredOn, participant, "Referred On"), 4n)
    ];
}

/** The lines of Attachment Fee (clause 7) by date and key. */
const attachmentFeeLines = remembered((books) => {
    return makeLines(
        books,
        "Attachment Fee",
        WINDOW,
        books.data.participants,
        (participant) => participant.attachedOn,
        (participant, _on) => attachmentFeeDue(participant),
    );
});

/** What is paid of each line of Attachment Fee (clause 7), in pence. */
const attachmentFeePaid = remembered((books) => {
    return ofLines(afterContractValue(books), attachmentFeeLines(books));
});

/**
 * What Job Outcome (clause 9.1) makes due for one Employment Claim, in pence, before limits and caps.
 *
 *     payment Job Outcome
 *         for each Employment Claim
 *         when Weeks In Work is at least Job Outcome Point
 *         pays Job Outcome Price
 *         once for each Participant
 */
export function jobOutcomeDue(books, employmentClaim, on) {
    if (
        (
            employmentClaim.weeksInWork
            >= JOB_OUTCOME_POINT[participantOf(books, employmentClaim, on).paymentGroup]
        )
    ) {
        return JOB_OUTCOME_PRICE[participantOf(books, employmentClaim, on).paymentGroup];
    }
    return null;
}

/** The lines of Job Outcome (clause 9.1) by date and key. */
const jobOutcomeLines = remembered((books) => {
    return makeLines(
        books,
        "Job Outcome",
        WINDOW,
        books.data.employmentClaims,
        (employmentClaim) => employmentClaim.reachedOn,
        (employmentClaim, on) => jobOutcomeDue(books, employmentClaim, on),
        new First(
            (employmentClaim) => [participantOf(books, employmentClaim, EVER)],
            (employmentClaim, on, count) => count < 1n,
        ),
    );
});

/** What is paid of each line of Job Outcome (clause 9.1), in pence. */
const jobOutcomePaid = remembered((books) => {
    return ofLines(afterContractValue(books), jobOutcomeLines(books));
});

/**
 * What Sustainment (clause 9.2) makes due for one Employment Claim, in pence, before limits and caps.
 *
 *     payment Sustainment
 *         for each Employment Claim
 *         when Weeks In Work is at least Job Outcome Point + 4 weeks
 *             and Weeks In Work - Job Outcome Point is a multiple of 4 weeks
 *         pays Sustainment Price
 *         at most Sustainment Limit times for each Participant
 */
export function sustainmentDue(books, employmentClaim, on) {
    if (
        (
            (
                employmentClaim.weeksInWork
                >= JOB_OUTCOME_POINT[participantOf(books, employmentClaim, on).paymentGroup] + 4n
            )
            && (
                (
                    (
                        employmentClaim.weeksInWork
                        - JOB_OUTCOME_POINT[participantOf(books, employmentClaim, on).paymentGroup]
                    )
                    % 4n
                )
                === 0n
            )
        )
    ) {
        return SUSTAINMENT_PRICE[participantOf(books, employmentClaim, on).paymentGroup];
    }
    return null;
}

/** The lines of Sustainment (clause 9.2) by date and key. */
const sustainmentLines = remembered((books) => {
    return makeLines(
        books,
        "Sustainment",
        WINDOW,
        books.data.employmentClaims,
        (employmentClaim) => employmentClaim.reachedOn,
        (employmentClaim, on) => sustainmentDue(books, employmentClaim, on),
        new First(
            (employmentClaim) => [participantOf(books, employmentClaim, EVER)],
            (employmentClaim, on, count) => (
                count
                < SUSTAINMENT_LIMIT[participantOf(books, employmentClaim, on).paymentGroup]
            ),
        ),
    );
});

/** What is paid of each line of Sustainment (clause 9.2), in pence. */
const sustainmentPaid = remembered((books) => {
    return ofLines(afterContractValue(books), sustainmentLines(books));
});

/**
 * What Incentive (clause 9.8) makes due for one Payment Group and year, in pence, before limits and caps.
 *
 *     bonus Incentive
 *         for each Payment Group and year
 *         when Performance is more than Incentive Level
 *         pays £1,000 per person * (Performance - Incentive Level) * Attached In The Year
 */
export function incentiveDue(books, paymentGroupAndYear, on) {
    if (
        (
            compare(
                performance(books, paymentGroupAndYear, on),
                new Ratio(incentiveLevel(paymentGroupAndYear.parts[0]), 2000n),
            )
            > 0n
        )
    ) {
        return ofRatio(
            halfUp,
            ratioTimes(
                ratioTimes(
                    new Ratio(100_000n, 100n),
                    ratioMinus(
                        performance(books, paymentGroupAndYear, on),
                        new Ratio(incentiveLevel(paymentGroupAndYear.parts[0]), 2000n),
                    ),
                ),
                new Ratio(attachedInTheYear(books, paymentGroupAndYear, on), 1n),
            ),
            100n,
            1n,
        );
    }
    return null;
}

/** The lines of Incentive (clause 9.8) by date and key. */
const incentiveLines = remembered((books) => {
    return makeLines(
        books,
        "Incentive",
        WINDOW,
        pairsOf(PAYMENT_GROUP_WORDS.words, YEARS.begunBy("2016-03-31")),
        (paymentGroupAndYear) => lesser(paymentGroupAndYear.parts[1].last, "2016-03-31"),
        (paymentGroupAndYear, on) => incentiveDue(books, paymentGroupAndYear, on),
    );
});

/** What is paid of each line of Incentive (clause 9.8), in pence. */
const incentivePaid = remembered((books) => {
    return ofLines(afterContractValue(books), incentiveLines(books));
});

// --- Caps, clawbacks and advances

/**
 * What is left of each line after Contract Value (clause 12), in pence.
 *
 *     cap Contract Value
 *         limits all sums due to Most The Contract Pays over the contract, including results settled after the term
 *         cutting the latest first
 */
const afterContractValue = remembered((books) => {
    return limited(
        [
            [0, dues(attachmentFeeLines(books)), (_) => THE_CONTRACT],
            [1, dues(jobOutcomeLines(books)), (_) => THE_CONTRACT],
            [2, dues(sustainmentLines(books)), (_) => THE_CONTRACT],
            [3, dues(incentiveLines(books)), (_) => THE_CONTRACT],
        ],
        "2020-03-31",
        (_, _on) => MOST_THE_CONTRACT_PAYS,
        latestFirst,
    );
});

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

/** The lines of each statement that there is, issued or not, in the order of statements. */
function linesByStatement(books, clauses, calendar) {
    const found = new Map();
    const take = (statement) => {
        found.set(statement.key, found.get(statement.key) ?? { statement, lines: [] });
        return found.get(statement.key).lines;
    };
    calendar.periods.map(ofPeriod).forEach(take);
    for (const clause of clauses.values()) {
        for (const [line, settled] of clause.allLines(books)) {
            const amount = clause.amount(line, settled);
            take(statementOf(clauses, calendar, line)).push({ clause, line, settled, amount });
        }
    }
    return [...found.values()].sort((one, other) => inOrder(one.statement.order, other.statement.order));
}

/** A statement for each settlement period that is over and each day of its own, with what its lines come to. */
function makeStatements(books, clauses, calendar) {
    const found = [];
    let toDate = 0n;
    for (const { statement, lines } of linesByStatement(books, clauses, calendar)) {
        if (statement.last <= books.asAt) {
            const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
            toDate += total;
            found.push({ statement, lines, total, toDate, shares: {} });
        }
    }
    return found;
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

/** The result as it is written as JSON; the first calendar of the term is the one by which it settles. */
function settlement(books, terms, term, clauses, tables, asAt, completeTo, termEnded = () => ({})) {
    const [calendar] = term.calendars;
    const endedEarly = noting(books, termEnded, {});
    const made = noting(books, () => makeStatements(books, clauses, calendar), null);
    if (books.faults.length) {
        throw new DataAtFault(books.faults);
    }
    terms.share?.(made);
    const soFar = new Map([...clauses.keys()].map((name) => [name, 0n]));
    return {
        format: 1,
        contract: terms.name,
        currency: terms.currency,
        as_at: asAt,
        complete_to: completeTo,
        provisional: false,
        ...endedEarly,
        total: money(made.reduce((sum, { total }) => sum + total, 0n), terms.places),
        statements: made.map((each) => asTold(each, terms, soFar)),
        not_settled: calendar.periods.filter(({ last }) => last > books.asAt).map(({ name }) => name),
        accounting: account(books, tables, clauses, term),
    };
}

/** A result as JSON: two spaces for each step in, a line end at the end. */
export function asJson(result) {
    return `${JSON.stringify(result, null, 2)}\n`;
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

/** One of some words. */
function readOneOf(...choices) {
    const read = (value) => (choices.includes(value) ? value : undefined);
    return Object.assign(read, { wanted: `one of ${choices.join(", ")}` });
}

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
const TERMS = { name: "Work Programme", currency: "GBP", places: 2 };

/** The days on which a line can be dated. */
const WINDOW = new Window("2011-06-01", "2020-03-31");

/** When the contract runs and settles, and the calendars by which it pays and measures. */
const TERM = {
    starts: "2011-06-01",
    ends: "2016-03-31",
    settlesUntil: "2020-03-31",
    calendars: [MONTHS, YEARS],
};

/** The clauses by name. */
const CLAUSES = new Map(
    [
        new Clause("Attachment Fee", "7", 1, false, false, attachmentFeeLines, attachmentFeePaid),
        new Clause("Job Outcome", "9.1", 1, false, false, jobOutcomeLines, jobOutcomePaid),
        new Clause("Sustainment", "9.2", 1, false, false, sustainmentLines, sustainmentPaid),
        new Clause("Incentive", "9.8", 1, false, false, incentiveLines, incentivePaid),
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
    checkGiven([Participant, EmploymentClaim], data, asAt);
    const books = new Books(data, lesser(asAt, data.completeTo));
    const tables = {
        "Participant": books.data.participants,
        "Employment Claim": books.data.employmentClaims,
    };
    return settlement(books, TERMS, TERM, CLAUSES, tables, asAt, data.completeTo);
}
