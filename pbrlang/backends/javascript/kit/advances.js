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
