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
