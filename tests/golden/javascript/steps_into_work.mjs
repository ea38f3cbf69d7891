/**
 * Steps Into Work: what is due under the contract, worked out from data.
 *
 * Written by `pbr build --to javascript`, for browsers and Node. It imports nothing.
 *
 *     import { settle, asJson } from "./steps_into_work.mjs";
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

/** Everything before a day; up to the reader's where there is no such day. */
function before(day, on) {
    return [ALWAYS, day === null ? on : daysLater(day, -1n)];
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
        new Period("month", 1, "April 2030", "2030-04-01", "2030-04-30", 30),
        new Period("month", 2, "May 2030", "2030-05-01", "2030-05-31", 31),
        new Period("month", 3, "June 2030", "2030-06-01", "2030-06-30", 30),
        new Period("month", 4, "July 2030", "2030-07-01", "2030-07-31", 31),
        new Period("month", 5, "August 2030", "2030-08-01", "2030-08-31", 31),
        new Period("month", 6, "September 2030", "2030-09-01", "2030-09-30", 30),
        new Period("month", 7, "October 2030", "2030-10-01", "2030-10-31", 31),
        new Period("month", 8, "November 2030", "2030-11-01", "2030-11-30", 30),
        new Period("month", 9, "December 2030", "2030-12-01", "2030-12-31", 31),
        new Period("month", 10, "January 2031", "2031-01-01", "2031-01-31", 31),
        new Period("month", 11, "February 2031", "2031-02-01", "2031-02-28", 28),
        new Period("month", 12, "March 2031", "2031-03-01", "2031-03-31", 31),
        new Period("month", 13, "April 2031", "2031-04-01", "2031-04-30", 30),
        new Period("month", 14, "May 2031", "2031-05-01", "2031-05-31", 31),
        new Period("month", 15, "June 2031", "2031-06-01", "2031-06-30", 30),
        new Period("month", 16, "July 2031", "2031-07-01", "2031-07-31", 31),
        new Period("month", 17, "August 2031", "2031-08-01", "2031-08-31", 31),
        new Period("month", 18, "September 2031", "2031-09-01", "2031-09-30", 30),
        new Period("month", 19, "October 2031", "2031-10-01", "2031-10-31", 31),
        new Period("month", 20, "November 2031", "2031-11-01", "2031-11-30", 30),
        new Period("month", 21, "December 2031", "2031-12-01", "2031-12-31", 31),
        new Period("month", 22, "January 2032", "2032-01-01", "2032-01-31", 31),
        new Period("month", 23, "February 2032", "2032-02-01", "2032-02-29", 29),
        new Period("month", 24, "March 2032", "2032-03-01", "2032-03-31", 31),
        new Period("month", 25, "April 2032", "2032-04-01", "2032-04-30", 30),
        new Period("month", 26, "May 2032", "2032-05-01", "2032-05-31", 31),
        new Period("month", 27, "June 2032", "2032-06-01", "2032-06-30", 30),
        new Period("month", 28, "July 2032", "2032-07-01", "2032-07-31", 31),
        new Period("month", 29, "August 2032", "2032-08-01", "2032-08-31", 31),
        new Period("month", 30, "September 2032", "2032-09-01", "2032-09-30", 30),
        new Period("month", 31, "October 2032", "2032-10-01", "2032-10-31", 31),
        new Period("month", 32, "November 2032", "2032-11-01", "2032-11-30", 30),
        new Period("month", 33, "December 2032", "2032-12-01", "2032-12-31", 31),
        new Period("month", 34, "January 2033", "2033-01-01", "2033-01-31", 31),
        new Period("month", 35, "February 2033", "2033-02-01", "2033-02-28", 28),
        new Period("month", 36, "March 2033", "2033-03-01", "2033-03-31", 31),
        new Period("month", 37, "April 2033", "2033-04-01", "2033-04-30", 30),
        new Period("month", 38, "May 2033", "2033-05-01", "2033-05-31", 31),
        new Period("month", 39, "June 2033", "2033-06-01", "2033-06-30", 30),
        new Period("month", 40, "July 2033", "2033-07-01", "2033-07-31", 31),
        new Period("month", 41, "August 2033", "2033-08-01", "2033-08-31", 31),
        new Period("month", 42, "September 2033", "2033-09-01", "2033-09-30", 30),
        new Period("month", 43, "October 2033", "2033-10-01", "2033-10-31", 31),
        new Period("month", 44, "November 2033", "2033-11-01", "2033-11-30", 30),
        new Period("month", 45, "December 2033", "2033-12-01", "2033-12-31", 31),
        new Period("month", 46, "January 2034", "2034-01-01", "2034-01-31", 31),
        new Period("month", 47, "February 2034", "2034-02-01", "2034-02-28", 28),
        new Period("month", 48, "March 2034", "2034-03-01", "2034-03-31", 31),
    ],
);

// --- The data

/** Young Person (clause 2). One row for each Young Person; dated Joined On. */
export class YoungPerson extends Row {
    static TABLE = "Young Person";
    static ROWS = "youngPeople";
    static KEY = {"Young Person": 0};
    static REFERS = {};
    static FIELDS = {
        "youngPerson": { column: "Young Person", read: readText },
        "startScore": { column: "Start Score", read: readNumber(0, { least: 0n, most: 100n }) },
        "joinedOn": { column: "Joined On", read: readDay },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, YoungPerson.FIELDS, values);
    }

    /** What no two rows share. */
    get key() {
        return [this.youngPerson];
    }

    /** The date that places it: Joined On. */
    get day() {
        return this.joinedOn;
    }
}

/** Assessment (clause 3). One row for each Young Person and Assessed On; dated Assessed On. */
export class Assessment extends Row {
    static TABLE = "Assessment";
    static ROWS = "assessments";
    static KEY = {"Young Person": 0, "Assessed On": 0};
    static REFERS = {"youngPerson": "Young Person"};
    static FIELDS = {
        "youngPerson": { column: "Young Person", read: readText },
        "score": { column: "Score", read: readNumber(0, { least: 0n, most: 100n }) },
        "assessedOn": { column: "Assessed On", read: readDay },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, Assessment.FIELDS, values);
    }

    /** What no two rows share. */
    get key() {
        return [this.youngPerson, this.assessedOn];
    }

    /** The date that places it: Assessed On. */
    get day() {
        return this.assessedOn;
    }
}

/** The data, and what has been worked out from it so far. */
export class Books extends Workings {
    constructor(data, asAt) {
        super(asAt);
        const found = makeRows([YoungPerson, Assessment], data);
        this.data = {
            youngPeople: found.get(YoungPerson),
            assessments: found.get(Assessment),
        };
        this.youngPeople = new Map(this.data.youngPeople.map((row) => [row.youngPerson, row]));
    }
}

/** The Young Person that Young Person of an Assessment names, as far as it is known on a day. */
function youngPersonOf(books, assessment, on) {
    return books.read(books.youngPeople.get(assessment.youngPerson), assessment, "Young Person", on);
}

// --- What words of the contract mean

/** The Assessments, by what they belong to. */
const assessmentsByYoungPerson = remembered((books) => {
    return gather(books.data.assessments, (assessment) => youngPersonOf(books, assessment, EVER));
});

/** What Assessments hold. */
const scoresOfAssessments = remembered((books) => {
    const adds = (assessment, on) => {
        return assessment.score;
    };
    return new Picks(books, assessmentsByYoungPerson(books), adds);
});

/**
 * Best Score (clause 5.1): in points.
 *
 *     Best Score for each Young Person means
 *         the greatest Score of Assessments in the 12 months after Joined On,
 *         or Start Score where there are no Assessments
 */
export const bestScore = remembered((books, youngPerson, on) => {
    return otherwise(
        () => greatestOf(
            scoresOfAssessments(books).held(
                youngPerson,
                [daysLater(youngPerson.joinedOn, 1n), monthsLater(youngPerson.joinedOn, 12n, "last")],
                on,
            ),
        ),
        () => youngPerson.startScore,
    );
});

/**
 * Distance Travelled (clause 5.2): in points.
 *
 *     measure Distance Travelled for each Young Person, in points
 *         means Best Score - Start Score
 *         higher is better
 *         baseline 5 points, randomised control group "Young people on the waiting list, drawn by lot"
 */
export function distanceTravelled(books, youngPerson, on) {
    return bestScore(books, youngPerson, on) - youngPerson.startScore;
}

/** baseline of Distance Travelled (clause 5.2): in points. */
const BASELINE_OF_DISTANCE_TRAVELLED = 5n;

// --- What is due

/**
 * What Core Service Fee (clause 4) makes due for one month, in pence, before limits and caps.
 *
 *     fee Core Service Fee
 *         "Covers what the service costs, whatever comes of it."
 *         for each month of the term
 *         pays £42,000
 */
export function coreServiceFeeDue(month) {
    return 4_200_000n;
}

/** The lines of Core Service Fee (clause 4) by date and key. */
const coreServiceFeeLines = remembered((books) => {
    return makeLines(
        books,
        "Core Service Fee",
        WINDOW,
        MONTHS.begunBy("2033-03-31"),
        (month) => lesser(month.last, "2033-03-31"),
        (month, _on) => coreServiceFeeDue(month),
    );
});

/** What is paid of each line of Core Service Fee (clause 4), in pence. */
const coreServiceFeePaid = remembered((books) => {
    return dues(coreServiceFeeLines(books));
});

/**
 * What Distance Payment (clause 5.4) makes due for one Young Person, in pence, before limits and caps.
 *
 *     payment Distance Payment
 *         for each Young Person
 *         on Joined On + 12 months
 *         pays Distance Sum
 *         not less than £0
 */
export function distancePaymentDue(books, youngPerson, on) {
    return greater(
        (
            0n * lesser(distanceTravelled(books, youngPerson, on), 5n)
            + 3000n * greater(lesser(distanceTravelled(books, youngPerson, on), 25n) - 5n, 0n)
            + 4500n * greater(distanceTravelled(books, youngPerson, on) - 25n, 0n)
        ),
        0n,
    );
}

/** The lines of Distance Payment (clause 5.4) by date and key. */
const distancePaymentLines = remembered((books) => {
    return makeLines(
        books,
        "Distance Payment",
        WINDOW,
        books.data.youngPeople,
        (youngPerson) => monthsLater(youngPerson.joinedOn, 12n, "last"),
        (youngPerson, on) => distancePaymentDue(books, youngPerson, on),
    );
});

/** What is paid of each line of Distance Payment (clause 5.4), in pence. */
const distancePaymentPaid = remembered((books) => {
    return ofLines(afterResultsBudget(books), distancePaymentLines(books));
});

/**
 * What Results Advance (clause 6) makes due for the whole contract, in pence, before limits and caps.
 *
 *     advance Results Advance against Distance Payment
 *         "A part of what is expected by results, paid early."
 *         pays £60,000 on 1 April 2030, payable on its date
 *         unearned on 31 March 2033 is recovered, in 6 equal monthly instalments from 30 April 2033, the last takes the rest
 */
export function resultsAdvanceDue() {
    return 6_000_000n;
}

/** The lines of Results Advance (clause 6) by date and key. */
const resultsAdvanceLines = remembered((books) => {
    return makeLines(
        books,
        "Results Advance",
        WINDOW,
        [THE_CONTRACT],
        (_) => "2030-04-01",
        (_, _on) => resultsAdvanceDue(),
    );
});

/** What is paid of each line of Results Advance (clause 6), in pence. */
const resultsAdvancePaid = remembered((books) => {
    return dues(resultsAdvanceLines(books));
});

// --- Caps, clawbacks and advances

/**
 * What is left of each line after Results Budget (clause 7), in pence.
 *
 *     cap Results Budget
 *         limits Distance Payment to £300,000 over the contract, including results settled after the term
 *         cutting the latest first
 */
const afterResultsBudget = remembered((books) => {
    return limited(
        [[1, dues(distancePaymentLines(books)), (_) => THE_CONTRACT]],
        "2034-03-31",
        (_, _on) => 30_000_000n,
        latestFirst,
    );
});

/** What is set off against each advance, and what is recovered of it because it was not earned. */
const takenBackOfAdvances = remembered((books) => {
    return takeBack(
        [
            new Advance(
                "Results Advance",
                2,
                resultsAdvancePaid(books),
                (_line) => THE_CONTRACT,
                (_element) => "2033-03-31",
                [["Distance Payment", 1, distancePaymentPaid(books), (_line) => THE_CONTRACT]],
                new Instalments(6, 1, "last", WINDOW, "2033-04-30"),
            ),
        ],
        WINDOW,
        books.asAt,
    );
});

/** What is set off against Results Advance (clause 6), and recovered of it. */
function resultsAdvanceTakenBack(books) {
    return takenBackOfAdvances(books).get("Results Advance");
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

/** What members of something hold, in a stretch of days; those that hold nothing do not count. */
class Picks {
    constructor(books, members, adds) {
        this.members = members;
        this.adds = adds;
        this.parts = new Map();
        this.read = new Set();
        books.tallies.push(this);
    }

    /** The members that count, by date and key, each with what it holds. */
    held(subject, [first, last], on) {
        const bucket = this.members.get(subject) ?? NO_MEMBERS;
        const [start, end] = bucket.between(first, lesser(last, on));
        const values = this.values(subject, start, end, on);
        const all = bucket.members.slice(start, end).map((member, place) => ({ member, value: values[place] }));
        const found = all.filter(({ value }) => value !== null);
        found.forEach(({ member }) => this.read.add(member));
        return found;
    }

    /** What the members from one place up to, but not including, another hold. */
    values(subject, start, end, on) {
        if (!this.parts.has(subject)) {
            const { members } = this.members.get(subject) ?? NO_MEMBERS;
            this.parts.set(subject, members.map((each) => readable(each, this.adds)));
        }
        return this.parts.get(subject).slice(start, end).map(({ added, from, failure }) => {
            if (failure !== null && (from === null || on < from)) {
                throw failure;
            }
            return added;
        });
    }

    /** The members that counted for some reader. */
    rowsRead() {
        return [...this.read];
    }
}

/** What is held, of which there must be something. */
function some(held) {
    if (!held.length) {
        throw new Undefined("there is nothing to pick");
    }
    return held;
}

/** The greatest of what is held. */
function greatestOf(held) {
    return some(held).map(({ value }) => value).reduce(greater);
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

/**
 * So many equal sums, some months apart, from a day on, or from that of the sum; the last takes the rest.
 *
 * `missing` says which day is meant where a month has no such day. None falls due after the run-off.
 */
class Instalments {
    constructor(count, months, missing, window, first = null) {
        Object.assign(this, { count, months, missing, window, first });
    }

    /** The number of each instalment, counted from 1, its day and its amount. */
    shares(day, whole) {
        const each = whole / BigInt(this.count);
        return Array.from({ length: this.count }, (_, number) => {
            const falls = monthsLater(this.first ?? day, this.months * number, this.missing);
            const amount = number < this.count - 1 ? each : whole - each * BigInt(number);
            return [number + 1, lesser(greater(falls, day), this.window.settlesUntil), amount];
        });
    }

    /** The instalments of some lines that have fallen due by a day, by date and key. */
    ofLines(lines, until) {
        const found = lines.flatMap(({ clause, element, day, due }) =>
            this.shares(day, due).map(([part, falls, amount]) => new Line(clause, element, falls, amount, part, this.count)),
        );
        return byDay(found.filter(({ day }) => day <= until));
    }
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
const TERMS = { name: "Steps Into Work", currency: "GBP", places: 2, dueBy: (last) => daysLater(last, 30n) };

/** The days on which a line can be dated. */
const WINDOW = new Window("2030-04-01", "2034-03-31");

/** When the contract runs and settles, and the calendars by which it pays and measures. */
const TERM = {
    starts: "2030-04-01",
    ends: "2033-03-31",
    settlesUntil: "2034-03-31",
    calendars: [MONTHS],
};

/** The clauses by name. */
const CLAUSES = new Map(
    [
        new Clause("Core Service Fee", "4", 1, false, false, coreServiceFeeLines, coreServiceFeePaid),
        new Clause("Distance Payment", "5.4", 1, false, false, distancePaymentLines, distancePaymentPaid),
        new Clause(
            "Results Advance",
            "6",
            1,
            false,
            true,
            resultsAdvanceLines,
            resultsAdvancePaid,
            resultsAdvanceTakenBack,
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
    checkGiven([YoungPerson, Assessment], data, asAt);
    const books = new Books(data, lesser(asAt, data.completeTo));
    const tables = {
        "Young Person": books.data.youngPeople,
        "Assessment": books.data.assessments,
    };
    return settlement(books, TERMS, TERM, CLAUSES, tables, asAt, data.completeTo);
}
