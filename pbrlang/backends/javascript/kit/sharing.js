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

/** Share what some clauses come to among those who receive it. */
function split(made, sharing, places) {
    let toDate = 0n;
    const totals = made.map(({ statement, lines }) => {
        const own = lines.filter(({ clause }) => sharing.clauses.includes(clause.name));
        toDate = own.reduce((sum, { amount }) => sum + amount, toDate);
        return [statement.last, toDate];
    });
    for (const [place, parts] of toldParts(sharing, totals, "receiver", places).entries()) {
        const { shares } = made[place];
        const told = { clauses: sharing.clauses, receivers: parts.slice(0, -1) };
        made[place].shares = { ...shares, splits: [...(shares.splits ?? []), told] };
    }
}
