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

/** Nights or days of what may count on one day and not on the next: each reader goes through all of it. */
class MovingLengths extends Lengths {
    constructor(books, members, adds) {
        super(books, members, adds);
        this.read = new Set();
    }

    /** The nights or days. */
    total(subject, days, on) {
        const bucket = this.members.get(subject) ?? NO_MEMBERS;
        const last = lesser(days[1], on);
        const [first, after] = [dayNumber(days[0]), dayNumber(last) + 1];
        let total = 0n;
        for (const member of bucket.members.slice(...bucket.between(ALWAYS, last))) {
            const { span } = member;
            const length = span === null ? 0 : Math.max(0, Math.min(span[1], after) - Math.max(span[0], first));
            if (length && this.adds(member, on) !== null) {
                total += BigInt(length);
                this.read.add(member);
            }
        }
        return total;
    }

    /** The rows of which some night or day counted for some reader. */
    rowsRead() {
        return [...this.read];
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

/** What is counted, unless another that counts has the date of a row, so that nobody knows which came first. */
function inKnownOrder(counted, row, subject, [first, last], on) {
    const { day } = row;
    if (day === null || day < first || day > lesser(last, on)) {
        return counted;
    }
    const bucket = counted.members.get(subject) ?? NO_MEMBERS;
    for (const other of bucket.members.slice(...bucket.between(day, day))) {
        if (other !== row && counted.adds(other, on) !== null) {
            throw new RowAtFault(row, null, `row ${other.row} has the same date, and it is not known which came first`);
        }
    }
    return counted;
}
