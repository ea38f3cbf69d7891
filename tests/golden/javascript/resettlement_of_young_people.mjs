/**
 * Resettlement Of Young People: what is due under the contract, worked out from data.
 *
 * Written by `pbr build --to javascript`, for browsers and Node. It imports nothing.
 *
 *     import { settle, asJson } from "./resettlement_of_young_people.mjs";
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

/** The quarters of the contract. */
const QUARTERS = new Calendar(
    [
        new Period("quarter", 1, "quarter 1 of year 1", "2015-01-01", "2015-03-31", 90),
        new Period("quarter", 2, "quarter 2 of year 1", "2015-04-01", "2015-06-30", 91),
        new Period("quarter", 3, "quarter 3 of year 1", "2015-07-01", "2015-09-30", 92),
        new Period("quarter", 4, "quarter 4 of year 1", "2015-10-01", "2015-12-31", 92),
        new Period("quarter", 5, "quarter 1 of year 2", "2016-01-01", "2016-03-31", 91),
        new Period("quarter", 6, "quarter 2 of year 2", "2016-04-01", "2016-06-30", 91),
        new Period("quarter", 7, "quarter 3 of year 2", "2016-07-01", "2016-09-30", 92),
        new Period("quarter", 8, "quarter 4 of year 2", "2016-10-01", "2016-12-31", 92),
        new Period("quarter", 9, "quarter 1 of year 3", "2017-01-01", "2017-03-31", 90),
        new Period("quarter", 10, "quarter 2 of year 3", "2017-04-01", "2017-06-30", 91),
        new Period("quarter", 11, "quarter 3 of year 3", "2017-07-01", "2017-09-30", 92),
        new Period("quarter", 12, "quarter 4 of year 3", "2017-10-01", "2017-12-31", 92),
        new Period("quarter", 13, "quarter 1 of year 4", "2018-01-01", "2018-03-31", 90),
        new Period("quarter", 14, "quarter 2 of year 4", "2018-04-01", "2018-06-30", 91),
        new Period("quarter", 15, "quarter 3 of year 4", "2018-07-01", "2018-09-30", 92),
        new Period("quarter", 16, "quarter 4 of year 4", "2018-10-01", "2018-12-31", 92),
        new Period("quarter", 17, "quarter 1 of year 5", "2019-01-01", "2019-03-31", 90),
        new Period("quarter", 18, "quarter 2 of year 5", "2019-04-01", "2019-06-30", 91),
        new Period("quarter", 19, "quarter 3 of year 5", "2019-07-01", "2019-09-30", 92),
        new Period("quarter", 20, "quarter 4 of year 5", "2019-10-01", "2019-12-31", 92),
    ],
);

/** The years of the contract. */
const YEARS = new Calendar(
    [
        new Period("year", 1, "year 1", "2015-01-01", "2015-12-31", 365),
        new Period("year", 2, "year 2", "2016-01-01", "2016-12-31", 366),
        new Period("year", 3, "year 3", "2017-01-01", "2017-12-31", 365),
        new Period("year", 4, "year 4", "2018-01-01", "2018-12-31", 365),
        new Period("year", 5, "year 5", "2019-01-01", "2019-12-31", 365),
    ],
);

/** Year Of Release (clause 6): who enters when, and when that is confirmed. */
const YEAR_OF_RELEASE_COHORTS = new Cohorts(
    [
        new Cohort("Year Of Release", 1, "2015-01-01", "2015-12-31", "2017-06-30"),
        new Cohort("Year Of Release", 2, "2016-01-01", "2016-12-31", "2018-06-30"),
        new Cohort("Year Of Release", 3, "2017-01-01", "2017-12-31", "2019-06-30"),
    ],
);

/** The words of Institution. */
const INSTITUTION_WORDS = new Words(
    "Institution",
    ["North House", "East House", "South House", "West House"],
);

// --- The data

/** Young Person (clause 3). One row for each Young Person; dated Released On. */
export class YoungPerson extends Row {
    static TABLE = "Young Person";
    static ROWS = "youngPeople";
    static KEY = {"Young Person": 0};
    static REFERS = {};
    static FIELDS = {
        "youngPerson": { column: "Young Person", read: readText },
        "institution": { column: "Institution", read: readOneOf("North House", "East House", "South House", "West House") },
        "workerFrom": { column: "Worker From", read: readDay },
        "releasedOn": { column: "Released On", read: readDay },
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

    /** The date that places it: Released On. */
    get day() {
        return this.releasedOn;
    }
}

/** Reoffence (clause 4). One row for each Reoffence; dated Committed On. */
export class Reoffence extends Row {
    static TABLE = "Reoffence";
    static ROWS = "reoffences";
    static KEY = {"Reoffence": 0};
    static REFERS = {"youngPerson": "Young Person"};
    static FIELDS = {
        "reoffence": { column: "Reoffence", read: readText },
        "youngPerson": { column: "Young Person", read: readText },
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
export class Books extends Workings {
    constructor(data, asAt) {
        super(asAt);
        const found = makeRows([YoungPerson, Reoffence], data);
        this.data = {
            youngPeople: found.get(YoungPerson),
            reoffences: found.get(Reoffence),
        };
        this.youngPeople = new Map(this.data.youngPeople.map((row) => [row.youngPerson, row]));
    }
}

/** The Young Person that Young Person of a Reoffence names, as far as it is known on a day. */
function youngPersonOf(books, reoffence, on) {
    return books.read(books.youngPeople.get(reoffence.youngPerson), reoffence, "Young Person", on);
}

// --- What words of the contract mean

/** The Reoffences, by what they belong to. */
const reoffencesByYoungPerson = remembered((books) => {
    return gather(books.data.reoffences, (reoffence) => youngPersonOf(books, reoffence, EVER));
});

/** How many Reoffences there are. */
const numberOfReoffences = remembered((books) => {
    const adds = (reoffence, on) => {
        return 1n;
    };
    return new Tally(books, reoffencesByYoungPerson(books), adds);
});

/**
 * Whether a row is in the group Reoffender (clause 7.1).
 *
 *     Reoffender means each Young Person where number of Reoffences while observed is at least 1
 */
export const reoffender = remembered((books, youngPerson, on) => {
    return (
        numberOfReoffences(books).total(youngPerson, observedMonths(youngPerson.releasedOn, 12, "last"), on)
        >= 1n
    );
});

/**
 * Whether a row is in the group Left Alone (clause 7.5).
 *
 *     Left Alone means each Young Person where Worker From is after Released On - 28 days
 */
export function leftAlone(youngPerson) {
    return youngPerson.workerFrom > daysLater(youngPerson.releasedOn, -28n);
}

/** The Young People, by what they belong to. */
const youngPeopleByYearOfRelease = remembered((books) => {
    return gather(
        books.data.youngPeople,
        (youngPerson) => YEAR_OF_RELEASE_COHORTS.at(youngPerson.releasedOn),
    );
});

/** Of Young People, those that are Reoffenders. */
const shareOfYoungPeople = remembered((books) => {
    const adds = (youngPerson, on) => {
        return BigInt(reoffender(books, youngPerson, on));
    };
    return new MovingTally(books, youngPeopleByYearOfRelease(books), adds);
});

/**
 * Reoffending Rate (clause 7.2): a quotient.
 *
 *     measure Reoffending Rate for each Year Of Release
 *         means share of Young People that are Reoffenders, or 68% where there are no Young People
 *         lower is better
 *         baseline 68%, historical "Young people who left custody the year before, published"
 *         noise within 6 percentage points "For about 200 young people a year"
 */
export const reoffendingRate = remembered((books, yearOfRelease, on) => {
    return otherwise(
        () => shareOfYoungPeople(books).share(yearOfRelease, toDate(on), on),
        () => new Ratio(68n, 100n),
    );
});

/** baseline of Reoffending Rate (clause 7.2): in per cent. */
const BASELINE_OF_REOFFENDING_RATE = 68n;

/** noise of Reoffending Rate (clause 7.2): in per cent. */
const NOISE_OF_REOFFENDING_RATE = 6n;

/** The Young People, by what they belong to. */
const youngPeopleByInstitutionAndYearOfRelease = remembered((books) => {
    return gather(
        books.data.youngPeople,
        (youngPerson) => pairIf(
            INSTITUTION_WORDS.at(youngPerson.institution),
            YEAR_OF_RELEASE_COHORTS.at(youngPerson.releasedOn),
        ),
    );
});

/** Of Young People, those that are Left Alones. */
const shareOfYoungPeople_2 = remembered((books) => {
    const adds = (youngPerson, on) => {
        return BigInt(leftAlone(youngPerson));
    };
    return new Tally(books, youngPeopleByInstitutionAndYearOfRelease(books), adds);
});

/**
 * Share Without A Worker (clause 7.4): a quotient.
 *
 *     Share Without A Worker for each Institution and Year Of Release means
 *         share of Young People that are Left Alone, or 0% where there are no Young People
 */
export const shareWithoutAWorker = remembered((books, institutionAndYearOfRelease, on) => {
    return otherwise(
        () => shareOfYoungPeople_2(books).share(institutionAndYearOfRelease, toDate(on), on),
        () => new Ratio(0n, 100n),
    );
});

// --- What is due

/**
 * What Resettlement Worker Fee (clause 5) makes due for one Young Person, in pence, before limits and caps.
 *
 *     fee Resettlement Worker Fee
 *         "For each young person whose worker was there a month before release."
 *         for each Young Person
 *         when Worker From is on or before Released On - 28 days
 *         pays £1,200
 */
export function resettlementWorkerFeeDue(youngPerson) {
    if (youngPerson.workerFrom <= daysLater(youngPerson.releasedOn, -28n)) {
        return 120_000n;
    }
    return null;
}

/** The lines of Resettlement Worker Fee (clause 5) by date and key. */
const resettlementWorkerFeeLines = remembered((books) => {
    return makeLines(
        books,
        "Resettlement Worker Fee",
        WINDOW,
        books.data.youngPeople,
        (youngPerson) => youngPerson.releasedOn,
        (youngPerson, _on) => resettlementWorkerFeeDue(youngPerson),
    );
});

/** What is paid of each line of Resettlement Worker Fee (clause 5), in pence. */
const resettlementWorkerFeePaid = remembered((books) => {
    return dues(resettlementWorkerFeeLines(books));
});

/** How many Young People there are. */
const numberOfYoungPeople = remembered((books) => {
    const adds = (youngPerson, on) => {
        return 1n;
    };
    return new Tally(books, youngPeopleByYearOfRelease(books), adds);
});

/**
 * What Fewer Reoffenders (clause 7.3) makes due for one Year Of Release, in pence, before limits and caps.
 *
 *     payment Fewer Reoffenders
 *         for each Year Of Release
 *         when Reoffending Rate is better than the baseline by more than the noise
 *         pays £9,000 per person * number of Young People * reduction in Reoffending Rate in percentage points
 *         not less than £0
 */
export function fewerReoffendersDue(books, yearOfRelease, on) {
    if (
        (
            compare(
                ratioMinus(
                    new Ratio(BASELINE_OF_REOFFENDING_RATE, 100n),
                    reoffendingRate(books, yearOfRelease, on),
                ),
                new Ratio(NOISE_OF_REOFFENDING_RATE, 100n),
            )
            > 0n
        )
    ) {
        return ofRatio(
            halfUp,
            ratioGreater(
                ratioTimes(
                    new Ratio(
                        900_000n * numberOfYoungPeople(books).total(yearOfRelease, toDate(on), on),
                        100n,
                    ),
                    ratioMinus(
                        new Ratio(BASELINE_OF_REOFFENDING_RATE, 100n),
                        reoffendingRate(books, yearOfRelease, on),
                    ),
                ),
                new Ratio(0n, 100n),
            ),
            100n,
            1n,
        );
    }
    return null;
}

/** The lines of Fewer Reoffenders (clause 7.3) by date and key. */
const fewerReoffendersLines = remembered((books) => {
    return makeLines(
        books,
        "Fewer Reoffenders",
        WINDOW,
        YEAR_OF_RELEASE_COHORTS.cohorts,
        (yearOfRelease) => yearOfRelease.confirmed,
        (yearOfRelease, on) => fewerReoffendersDue(books, yearOfRelease, on),
    );
});

/** What is paid of each line of Fewer Reoffenders (clause 7.3), in pence. */
const fewerReoffendersPaid = remembered((books) => {
    return dues(fewerReoffendersLines(books));
});

/**
 * What Left Alone Deduction (clause 7.6) makes due for one Institution and Year Of Release, in pence, before
 * limits and caps.
 *
 *     deduction Left Alone Deduction
 *         "An institution that left more than one in ten without a worker in time."
 *         for each Institution and Year Of Release
 *         when Share Without A Worker is more than 10%
 *         deducts £2,500
 */
export function leftAloneDeductionDue(books, institutionAndYearOfRelease, on) {
    if (compare(shareWithoutAWorker(books, institutionAndYearOfRelease, on), new Ratio(10n, 100n)) > 0n) {
        return 250_000n;
    }
    return null;
}

/** The lines of Left Alone Deduction (clause 7.6) by date and key. */
const leftAloneDeductionLines = remembered((books) => {
    return makeLines(
        books,
        "Left Alone Deduction",
        WINDOW,
        pairsOf(INSTITUTION_WORDS.words, YEAR_OF_RELEASE_COHORTS.cohorts),
        (institutionAndYearOfRelease) => institutionAndYearOfRelease.parts[1].confirmed,
        (institutionAndYearOfRelease, on) => leftAloneDeductionDue(books, institutionAndYearOfRelease, on),
    );
});

/** What is deducted of each line of Left Alone Deduction (clause 7.6), in pence. */
const leftAloneDeductionDeducted = remembered((books) => {
    return dues(leftAloneDeductionLines(books));
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

/** What one party bears or receives: so many parts of the whole, up to `most` coins in all or in each of some periods. */
class Share {
    constructor(name, parts, most = null, periods = null) {
        Object.assign(this, { name, parts, most, periods });
    }
}

/**
 * How totals are shared. What is beyond a limit falls on the party in the place `taker`, or on nobody.
 *
 * `clauses` are those whose totals are shared among receivers.
 */
class Sharing {
    constructor(shares, taker = null, clauses = []) {
        Object.assign(this, { shares, taker, clauses });
    }
}

/** What one party bears of its share, up to its limit; asked in the order of the statements. */
class Borne {
    constructor(share) {
        Object.assign(this, { share, period: null, before: 0n, rawBefore: 0n, raw: 0n, now: 0n });
    }

    /** What is borne to date of a share to date; what was beyond the limit is the first to be taken back. */
    upTo(day, raw) {
        const { most, periods } = this.share;
        if (most === null) {
            return raw;
        }
        const period = periods === null ? null : periods.at(day);
        if (period !== this.period) {
            Object.assign(this, { period, before: this.now, rawBefore: this.raw });
        }
        const [here, beyond] = [raw - this.rawBefore, this.rawBefore - this.before];
        this.raw = raw;
        this.now = this.before + (here >= 0n ? lesser(here, most) : lesser(here + beyond, 0n));
        return this.now;
    }
}

/** Coins in proportion to some parts; those left over go to those that lost the largest part of a coin. */
function inParts(parts, whole) {
    if (whole < 0n) {
        return inParts(parts, -whole).map((each) => -each);
    }
    const total = parts.reduce((sum, part) => sum + part, 0n);
    const floors = parts.map((part) => (part * whole) / total);
    const lost = parts.map((part) => (part * whole) % total);
    const byLoss = [...parts.keys()].sort((one, other) => oneInOrder(lost[other], lost[one]));
    const extra = new Set(byLoss.slice(0, Number(floors.reduce((left, floor) => left - floor, whole))));
    return floors.map((floor, place) => (extra.has(place) ? floor + 1n : floor));
}

/** For each total to date what each party has of it, and last what falls on nobody. */
function sharedToDate(sharing, totals) {
    const borne = sharing.shares.map((each) => new Borne(each));
    return totals.map(([day, total]) => {
        const raw = inParts(sharing.shares.map(({ parts }) => parts), total);
        const now = borne.map((each, place) => each.upTo(day, raw[place]));
        let beyond = now.reduce((left, each) => left - each, total);
        if (sharing.taker !== null) {
            now[sharing.taker] += beyond;
            beyond = 0n;
        }
        return [...now, beyond];
    });
}

/** For each total to date what each party has of it as it is told, and last what falls on nobody. */
function toldParts(sharing, totals, word, places) {
    const names = [...sharing.shares.map(({ name }) => ({ [word]: name })), {}];
    let before = names.map(() => 0n);
    return sharedToDate(sharing, totals).map((now) => {
        const told = names.map((name, place) => ({
            ...name,
            amount: money(now[place] - before[place], places),
            to_date: money(now[place], places),
        }));
        before = now;
        return told;
    });
}

/** Share statements among payers; what falls on none of them is left out of their totals. */
function bear(made, payers, places) {
    const totals = made.map(({ statement, toDate }) => [statement.last, toDate]);
    const beyond = sharedToDate(payers, totals).map((each) => each.at(-1));
    for (const [place, parts] of toldParts(payers, totals, "payer", places).entries()) {
        const each = made[place];
        each.shares = { payers: parts.slice(0, -1), not_paid: parts.at(-1), ...each.shares };
        each.total -= beyond[place] - (place ? beyond[place - 1] : 0n);
        each.toDate -= beyond[place];
    }
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

/** Who bears what is due. */
const PAYERS = new Sharing(
    [
        new Share("European Social Fund", 5n, 30_000_000n),
        new Share("Youth Justice Board", 3n),
        new Share("Four local authorities", 2n, 4_000_000n, YEARS),
    ],
    1,
);

/** Share what is due among those who bear it, and among those who receive it. */
function shareStatements(made) {
    bear(made, PAYERS, 2);
}

/** What a statement says of the contract. */
const TERMS = { name: "Resettlement Of Young People", currency: "GBP", places: 2, share: shareStatements };

/** The days on which a line can be dated. */
const WINDOW = new Window("2015-01-01", "2019-12-31");

/** When the contract runs and settles, and the calendars by which it pays and measures. */
const TERM = {
    starts: "2015-01-01",
    ends: "2017-12-31",
    settlesUntil: "2019-12-31",
    calendars: [QUARTERS],
};

/** The clauses by name. */
const CLAUSES = new Map(
    [
        new Clause(
            "Resettlement Worker Fee",
            "5",
            1,
            false,
            false,
            resettlementWorkerFeeLines,
            resettlementWorkerFeePaid,
        ),
        new Clause("Fewer Reoffenders", "7.3", 1, false, false, fewerReoffendersLines, fewerReoffendersPaid),
        new Clause(
            "Left Alone Deduction",
            "7.6",
            -1,
            false,
            false,
            leftAloneDeductionLines,
            leftAloneDeductionDeducted,
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
    checkGiven([YoungPerson, Reoffence], data, asAt);
    const books = new Books(data, lesser(asAt, data.completeTo));
    const tables = {
        "Young Person": books.data.youngPeople,
        "Reoffence": books.data.reoffences,
    };
    return settlement(books, TERMS, TERM, CLAUSES, tables, asAt, data.completeTo);
}
