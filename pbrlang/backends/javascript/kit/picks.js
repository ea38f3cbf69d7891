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

/** What members hold that may hold one thing on one day and another on the next. */
class MovingPicks extends Picks {
    /** What the members from one place up to, but not including, another hold. */
    values(subject, start, end, on) {
        const { members } = this.members.get(subject) ?? NO_MEMBERS;
        return members.slice(start, end).map((each) => this.adds(each, on));
    }
}

/** What is held, of which there must be something. */
function some(held) {
    if (!held.length) {
        throw new Undefined("there is nothing to pick");
    }
    return held;
}

/** What is held on the latest day. */
function latestOf(held) {
    return ofOneDay([...held].reverse());
}

/** What is held on the earliest day. */
function earliestOf(held) {
    return ofOneDay(held);
}

/** What is held on the day that comes first; those of that day have to hold the same. */
function ofOneDay(held) {
    const [first] = some(held);
    if (held.some(({ member, value }) => member.day === first.member.day && value !== first.value)) {
        throw new RowAtFault(first.member, null, "another row of the same date holds another value");
    }
    return first.value;
}

/** What the only one holds. */
function onlyOf(held) {
    const [first, second] = some(held);
    if (second !== undefined) {
        throw new RowAtFault(second.member, null, "only one row may count here, and there are more");
    }
    return first.value;
}

/** The greatest of what is held. */
function greatestOf(held) {
    return some(held).map(({ value }) => value).reduce(greater);
}

/** The least of what is held. */
function leastOf(held) {
    return some(held).map(({ value }) => value).reduce(lesser);
}

/** The sum of what is held, in its lowest terms. */
function totalOf(held) {
    return held.reduce((sum, { value }) => ratioPlus(sum, value), new Ratio(0n, 1n));
}

/** How many different values are held. */
function differentIn(held) {
    return BigInt(new Set(held.map(({ value }) => value)).size);
}
