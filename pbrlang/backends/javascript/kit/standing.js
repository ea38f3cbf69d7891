/** What a cap makes of a line on a later day: paid then, or taken back. Nothing new is due. */
class Later extends Line {
    constructor(of, day, said, cap) {
        super(of.clause, of.element, day, 0n);
        Object.assign(this, { of, said, cap });
    }

    /** What it is, besides a sum. */
    told() {
        return { follows: { date: this.of.day, cap: this.cap, why: this.said }, ...super.told() };
    }
}

/** What is left of the lines of a clause, and what a cap makes of them on later days, by date and key. */
function withLater(amounts, clause) {
    const found = [...amounts].filter(([line]) => line.clause === clause);
    if (!found.some(([line]) => line instanceof Later)) {
        return new Map(found);
    }
    const keyedLines = found.map((each) => [[each[0].day, each[0] instanceof Later ? 0 : 1, ...sortKey(each[0])], each]);
    return new Map(keyedLines.sort(([one], [other]) => inOrder(one, other)).map(([, each]) => each));
}

/** The lines that something is paid of or taken back, those that a cap made on later days among them. */
function linesIn(amounts) {
    return [...amounts.keys()];
}

/** What orders lines under a cap: by date, clause and key. */
function orderOfEntry({ line, place, key }) {
    return [line.day, place, ...key];
}

/** The lines of each day, one day after the other. */
function entriesByDay(entries) {
    const days = new Map();
    for (const entry of [...entries].sort((one, other) => inOrder(orderOfEntry(one), orderOfEntry(other)))) {
        (days.get(entry.line.day) ?? days.set(entry.line.day, []).get(entry.line.day)).push(entry);
    }
    return days;
}

/** What is paid where only so many are: each line takes a place or gets nothing. */
function firstSoMany(entries, room) {
    const paid = new Map();
    let used = 0n;
    for (const { line, amount } of [...entriesByDay(entries).values()].flat()) {
        const hasPlace = room(line.day) > used;
        paid.set(line, hasPlace ? amount : 0n);
        used += hasPlace ? 1n : 0n;
    }
    return paid;
}

/** What orders lines by amount, the greatest first. */
function rankOfEntry(entry) {
    return [-entry.amount, ...orderOfEntry(entry)];
}

/** What is paid where the greatest stand, as is decided anew on each day: of equal ones the first. */
function greatestStand(cap) {
    return (entries, room) => {
        const ranked = [];
        const standing = new Set();
        const paid = new Map();
        for (const [day, those] of entriesByDay(entries)) {
            const before = standing.size;
            for (const entry of those) {
                ranked.splice(placeAmong(ranked, entry), 0, entry);
            }
            const most = Number(lesser(BigInt(ranked.length), greater(0n, room(day))));
            for (const entry of those) {
                const stands = placeAmong(ranked, entry) < most;
                paid.set(entry.line, stands ? entry.amount : 0n);
                stands && standing.add(entry);
            }
            const last = Math.min(ranked.length, Math.max(before + those.length, most));
            for (let place = Math.min(before, most); place < last; place += 1) {
                const entry = ranked[place];
                if (!those.includes(entry) && standing.has(entry) !== (place < most)) {
                    place < most ? standing.add(entry) : standing.delete(entry);
                    turnLine(entry, place < most, day, "taken back, as a greater one stands", cap, paid);
                }
            }
        }
        return paid;
    };
}

/** Where a line stands, or would stand, among others in the order of their amounts. */
function placeAmong(ranked, entry) {
    const wanted = rankOfEntry(entry);
    let [low, high] = [0, ranked.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (inOrder(rankOfEntry(ranked[middle]), wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/**
 * What is paid where one alternative stands: the first to have anything due, or the `greatest` by its total.
 *
 * `groups` gives the alternative that a clause belongs to. Of two on one day, or of equal totals, the one that stood
 * before stays, else the first in the text stands.
 */
function oneStands(cap, groups, greatest) {
    return (entries) => {
        const alternatives = [...new Set(Object.values(groups))].map(() => ({ those: [], total: 0n }));
        const paid = new Map();
        let stands = -1;
        for (const [day, those] of entriesByDay(entries)) {
            const before = stands;
            const counts = alternatives.map((each) => each.those.length);
            for (const entry of those) {
                const own = alternatives[groups[entry.line.clause]];
                own.those.push(entry);
                own.total += entry.amount;
            }
            const totals = alternatives.map(({ total }) => total);
            const most = totals.reduce(greater);
            if (stands < 0 || (greatest && totals[stands] < most)) {
                const least = greatest ? most : totals.filter((total) => total !== 0n).reduce(lesser);
                stands = totals.findIndex((total) => total >= least);
            }
            for (const number of before >= 0 && before !== stands ? [before, stands] : []) {
                for (const entry of alternatives[number].those.slice(0, counts[number])) {
                    turnLine(entry, number === stands, day, "taken back, as another alternative stands", cap, paid);
                }
            }
            those.forEach(({ line, amount }) => paid.set(line, groups[line.clause] === stands ? amount : 0n));
        }
        return paid;
    };
}

/** A line by which an earlier one is paid after all, or what it paid is taken back. */
function turnLine({ line, amount }, stands, day, whyNot, cap, paid) {
    paid.set(new Later(line, day, stands ? "stands after all" : whyNot, cap), stands ? amount : -amount);
}
