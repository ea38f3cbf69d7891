/**
 * West Yorkshire Youth Custody Pathfinder: what is due under the contract, worked out from data.
 *
 * Written by `pbr build --to javascript`, for browsers and Node. It imports nothing.
 *
 *     import { settle, asJson } from "./west_yorkshire_youth_custody_pathfinder.mjs";
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

/** The years of the contract. */
const YEARS = new Calendar(
    [
        new Period("year", 1, "year 1", "2011-10-01", "2012-09-30", 366),
        new Period("year", 2, "year 2", "2012-10-01", "2013-09-30", 365),
        new Period("year", 3, "year 3", "2013-10-01", "2013-12-31", 365),
    ],
);

// --- The data

/** Custody Stay (clause 2). One row for each Stay; lasts from Admitted to Released. */
export class CustodyStay extends Row {
    static TABLE = "Custody Stay";
    static ROWS = "custodyStays";
    static KEY = {"Stay": 0};
    static REFERS = {};
    static FIELDS = {
        "stay": { column: "Stay", read: readText },
        "team": { column: "Team", read: readOneOf("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield") },
        "admitted": { column: "Admitted", read: readDay },
        "released": { column: "Released", read: readDay, optional: true },
    };

    constructor(values, row = 0) {
        super();
        this.row = row;
        filled(this, CustodyStay.FIELDS, values);
        if (this.admitted !== null && this.released !== null && this.released < this.admitted) {
            throw new RowAtFault(this, "Released", `${this.released} is before ${this.admitted}`);
        }
    }

    /** What no two rows share. */
    get key() {
        return [this.stay];
    }

    /** The date that places it: Admitted. */
    get day() {
        return this.admitted;
    }

    /** The numbers of its first night and of the day after its last. */
    get span() {
        return this.admitted === null ? null : [dayNumber(this.admitted), this.released === null ? dayNumber(EVER) : dayNumber(this.released)];
    }
}

/** The data, and what has been worked out from it so far. */
export class Books extends Workings {
    constructor(data, asAt) {
        super(asAt);
        const found = makeRows([CustodyStay], data);
        this.data = {
            custodyStays: found.get(CustodyStay),
        };
    }
}

// --- What words of the contract mean

/** The Custody Stays, by what they belong to. */
const allCustodyStays = remembered((books) => {
    return gather(books.data.custodyStays, (_) => THE_CONTRACT);
});

/** The nights of Custody Stays. */
const nightsOfCustodyStays = remembered((books) => {
    const adds = (custodyStay, on) => {
        return 1n;
    };
    return new Lengths(books, allCustodyStays(books), adds);
});

/**
 * Bed Nights (clause 3.1): in nights.
 *
 *     measure Bed Nights for each year, in nights
 *         means total of nights of Custody Stays in the year
 *         lower is better
 *         baseline 50,000 nights, historical "The year to 30 September 2010 (illustrative)"
 */
export const bedNights = remembered((books, year, on) => {
    return nightsOfCustodyStays(books).total(THE_CONTRACT, during(year), on);
});

/** baseline of Bed Nights (clause 3.1): in nights. */
const BASELINE_OF_BED_NIGHTS = 50_000n;

/**
 * Saving Achieved (clause 3.2): in parts of 500 of a per cent.
 *
 *     Saving Achieved for each year means reduction in Bed Nights as a share of the baseline
 */
export function savingAchieved(books, year, on) {
    return BASELINE_OF_BED_NIGHTS - bedNights(books, year, on);
}

/** Target (clause 3.3): in per cent. */
const TARGET = 10n;

// --- What is due

/**
 * What Investment Grant (clause 4) makes due for the whole contract, in pence, before limits and caps.
 *
 *     grant Investment Grant
 *         "Paid at the start so that the teams can invest in alternatives to custody."
 *         pays £750,000 on 1 October 2011, payable on its date
 */
export function investmentGrantDue() {
    return 75_000_000n;
}

/** The lines of Investment Grant (clause 4) by date and key. */
const investmentGrantLines = remembered((books) => {
    return makeLines(
        books,
        "Investment Grant",
        WINDOW,
        [THE_CONTRACT],
        (_) => "2011-10-01",
        (_, _on) => investmentGrantDue(),
    );
});

/** What is paid of each line of Investment Grant (clause 4), in pence. */
const investmentGrantPaid = remembered((books) => {
    return dues(investmentGrantLines(books));
});

/** The lines of Investment Grant, by what they belong to. */
const allInvestmentGrantLines = remembered((books) => {
    return gather(investmentGrantLines(books), (_) => THE_CONTRACT);
});

/** What Investment Grants come to. */
const totalOfInvestmentGrants = remembered((books) => {
    const adds = (investmentGrantLine, on) => {
        return investmentGrantLine.due;
    };
    return new Tally(books, allInvestmentGrantLines(books), adds);
});

/**
 * What Grant Recovery (clause 5) makes due for one year, in pence, before limits and caps.
 *
 *     clawback Grant Recovery
 *         "The part of the year's target that was missed is paid back, out of that year's half of the grant."
 *         for each year
 *         when Saving Achieved is less than Target
 *         recovers 50% of Investment Grant * (Target - Saving Achieved) / Target from Investment Grant,
 *             by deduction from the next sums due, otherwise as a debt
 *         not more than 50% of Investment Grant
 */
export function grantRecoveryDue(books, year, on) {
    if (savingAchieved(books, year, on) < 500n * TARGET) {
        return halfUp(
            lesser(
                (
                    50n
                    * totalOfInvestmentGrants(books).total(THE_CONTRACT, toDate(on), on)
                    * (500n * TARGET - savingAchieved(books, year, on))
                ),
                250_000n * totalOfInvestmentGrants(books).total(THE_CONTRACT, toDate(on), on),
            ),
            500_000n,
        );
    }
    return null;
}

/** The lines of Grant Recovery (clause 5) by date and key. */
const grantRecoveryLines = remembered((books) => {
    return makeLines(
        books,
        "Grant Recovery",
        WINDOW,
        YEARS.begunBy("2013-09-30"),
        (year) => lesser(year.last, "2013-09-30"),
        (year, on) => grantRecoveryDue(books, year, on),
    );
});

// --- Caps, clawbacks and advances

/** What is recovered of Investment Grant (clause 4), in pence; at most what was paid. */
const recoveredFromInvestmentGrant = remembered((books) => {
    return recover(
        investmentGrantPaid(books),
        {"the contract": (_) => THE_CONTRACT},
        [new Clawback(1, grantRecoveryLines(books), "the contract", {"the contract": (_) => THE_CONTRACT})],
    );
});

/** What is recovered by each line of Grant Recovery (clause 5), in pence. */
const grantRecoveryRecovered = remembered((books) => {
    return ofLines(recoveredFromInvestmentGrant(books), grantRecoveryLines(books));
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

/** Many spans of days, so prepared that the days of all of them in any stretch are told in a few steps. */
class Spans {
    constructor(spans) {
        this.starts = spans.map(([start]) => start).sort((one, other) => one - other);
        this.ends = spans.map(([, end]) => end).sort((one, other) => one - other);
        this.startSums = accumulated(this.starts.map(BigInt), 0n);
        this.endSums = accumulated(this.ends.map(BigInt), 0n);
    }

    /** The days of all spans from one day up to, not including, another. */
    between(first, after) {
        return first < after ? this.before(after) - this.before(first) : 0n;
    }

    /** The days before a day: each span that has begun counts from its start, less what follows its end. */
    before(day) {
        const [begun, over] = [bisect(this.starts, day, false), bisect(this.ends, day, false)];
        return BigInt(begun - over) * BigInt(day) - this.startSums[begun] + this.endSums[over];
    }
}

/** The nights or days of what lasts and belongs to something, in a stretch of days. */
class Lengths {
    constructor(books, members, adds) {
        this.members = members;
        this.adds = adds;
        this.known = new Map();
        books.tallies.push(this);
    }

    /** The nights or days. */
    total(subject, days, on) {
        if (!this.known.has(subject)) {
            const sums = new Sums(this.members.get(subject) ?? NO_MEMBERS, this.adds);
            const spans = new Spans(sums.counted().map((each) => each.span).filter((each) => each !== null));
            this.known.set(subject, { sums, spans, read: [] });
        }
        const { sums, spans, read } = this.known.get(subject);
        const last = lesser(days[1], on);
        sums.mustBeReadable(...sums.bucket.between(ALWAYS, last), on);
        const stretch = [dayNumber(days[0]), dayNumber(last) + 1];
        read.push(stretch);
        return spans.between(...stretch);
    }

    /** The rows of which some night or day counted for some reader. */
    rowsRead() {
        return [...this.known.values()].flatMap(({ sums, read }) => {
            const stretches = joined(read);
            const meets = (span) => stretches.some(([first, after]) => Math.max(span[0], first) < Math.min(span[1], after));
            return sums.counted().filter((each) => each.span !== null && meets(each.span));
        });
    }
}

/** The same days in as few stretches as can be. */
function joined(stretches) {
    const found = [];
    for (const [first, after] of [...stretches].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
        const before = found.at(-1);
        if (first >= after) {
            continue;
        }
        if (before && first <= before[1]) {
            before[1] = Math.max(before[1], after);
        } else {
            found.push([first, after]);
        }
    }
    return found;
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

/** What is left of some lines, of all that shared a limit or a bound. */
function ofLines(amounts, lines) {
    return new Map(lines.map((line) => [line, amounts.get(line)]));
}

/**
 * A clawback: its place in the text, its lines, and what a line is bounded for.
 *
 * `bounds` gives what a line leads to, by what the bound is kept for, its own first; what leads nowhere does not
 * bound it, save that a line that does not reach its `own` recovers nothing.
 */
class Clawback {
    constructor(place, lines, own, bounds) {
        Object.assign(this, { place, lines, own, bounds });
    }
}

/** What was paid and is not yet recovered, for each of something; asked in the order of dates. */
class Purse {
    constructor(paid, belongsTo) {
        this.waiting = new Map();
        this.rest = new Map();
        for (const [line, amount] of [...paid].reverse()) {
            const target = belongsTo(line);
            if (target !== null) {
                (this.waiting.get(target) ?? this.waiting.set(target, []).get(target)).push([line.day, amount]);
            }
        }
    }

    /** What may be recovered on a day; nothing where there is nothing that it is for. */
    left(target, on) {
        if (target === null) {
            return 0n;
        }
        let left = this.rest.get(target) ?? 0n;
        const waiting = this.waiting.get(target) ?? [];
        while (waiting.length && waiting.at(-1)[0] <= on) {
            left += waiting.pop()[1];
        }
        this.rest.set(target, left);
        return greater(0n, left);
    }

    /** Note what was recovered. */
    take(target, amount) {
        if (target !== null) {
            this.rest.set(target, this.rest.get(target) - amount);
        }
    }
}

/**
 * What the clawbacks on one clause recover, by date, clause and key. `paid` is what was paid under that clause.
 *
 * `keptFor` says, for each thing that some bound is kept for, what a line of that clause leads to.
 */
function recover(paid, keptFor, clawbacks) {
    const byDate = [...paid].sort(([one], [other]) => oneInOrder(one.day, other.day));
    const purses = new Map(Object.entries(keptFor).map(([name, belongsTo]) => [name, new Purse(byDate, belongsTo)]));
    const claims = clawbacks.flatMap((clawback) => clawback.lines.map((line) => ({ clawback, line })));
    const order = ({ clawback, line }) => [line.day, clawback.place, ...sortKey(line)];
    const recovered = new Map();
    for (const { clawback, line } of claims.sort((one, other) => inOrder(order(one), order(other)))) {
        const led = Object.entries(clawback.bounds).map(([name, leadsTo]) => [name, leadsTo(line)]);
        const bounds = led.filter(([name, to]) => to !== null || name === clawback.own);
        const amount = bounds.map(([name, to]) => purses.get(name).left(to, line.day)).reduce(lesser, line.due);
        bounds.forEach(([name, to]) => purses.get(name).take(to, amount));
        recovered.set(line, amount);
    }
    return recovered;
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
const TERMS = { name: "West Yorkshire Youth Custody Pathfinder", currency: "GBP", places: 2 };

/** The days on which a line can be dated. */
const WINDOW = new Window("2011-10-01", "2013-12-31");

/** When the contract runs and settles, and the calendars by which it pays and measures. */
const TERM = {
    starts: "2011-10-01",
    ends: "2013-09-30",
    settlesUntil: "2013-12-31",
    calendars: [YEARS],
};

/** The clauses by name. */
const CLAUSES = new Map(
    [
        new Clause("Investment Grant", "4", 1, false, true, investmentGrantLines, investmentGrantPaid),
        new Clause("Grant Recovery", "5", -1, true, false, grantRecoveryLines, grantRecoveryRecovered),
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
    checkGiven([CustodyStay], data, asAt);
    const books = new Books(data, lesser(asAt, data.completeTo));
    const tables = {
        "Custody Stay": books.data.custodyStays,
    };
    return settlement(books, TERMS, TERM, CLAUSES, tables, asAt, data.completeTo);
}
