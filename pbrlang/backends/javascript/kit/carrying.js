/**
 * What is left of each line after a cap whose periods follow one another, and what is paid later of what is cut.
 *
 * Each part is a clause: its place in the text, its lines, and what a line is limited for. Lines after `until` do not
 * count and are not cut. `carrying` says what of one period is there in the next: `room` that is left over, money that is
 * `cut`, or both; whether the cap `counts` sums; and the `periods`.
 */
function limitedInTurn(parts, until, room, carrying) {
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
    const first = carrying.periods[0];
    for (const like of new Set([...windows.keys()].map((element) => inPeriod(element, first)))) {
        for (const [line, amount] of inTurn(windows, like, until, room, carrying)) {
            if (amount !== 0n || left.has(line)) {
                left.set(line, amount);
            }
        }
    }
    return left;
}

/** What of one period is there in the next. */
class Carrying {
    constructor(cap, periods, room, cut, counts) {
        Object.assign(this, { cap, periods, room, cut, counts });
    }
}

/** The same element with another period. */
function inPeriod(element, period) {
    const swapped = (each) => (each instanceof Period ? period : each);
    return element instanceof Pair ? pairOf(...element.parts.map(swapped)) : period;
}

/** What is paid in windows that differ only in their period, one after the other. */
function inTurn(windows, like, until, room, { cap, periods, room: keepsRoom, cut: keepsCut, counts }) {
    const found = new Map();
    let toCome = periods.filter((period) => windows.has(inPeriod(like, period))).length;
    let waiting = [];
    let extra = 0n;
    for (const period of periods) {
        if (period.first > until || !(toCome || waiting.length)) {
            break;
        }
        const element = inPeriod(like, period);
        const own = windows.get(element) ?? [];
        toCome -= own.length ? 1 : 0;
        const here = [...waiting.map((each) => carriedTo(each, period.first, cap)), ...own];
        const paid = cutInTurn(here, (on) => room(element, on), extra, counts);
        paid.forEach((amount, line) => found.set(line, amount));
        if (keepsCut) {
            const cutShort = here.filter(({ line, amount }) => amount > paid.get(line));
            waiting = cutShort.map((each) => ({ ...each, amount: each.amount - paid.get(each.line) }));
        }
        if (keepsRoom) {
            const amounts = [...paid.values()].filter((amount) => amount !== 0n);
            const used = amounts.reduce((sum, amount) => sum + (counts ? 1n : amount), 0n);
            extra = greater(0n, room(element, period.last) + extra - used);
        }
    }
    return found;
}

/** What is left of a line, on the first day of the next period. */
function carriedTo({ line, ...entry }, day, cap) {
    const root = line instanceof Later ? line.of : line;
    return { ...entry, line: new Later(root, day, `carried forward from ${inWords(root.day)}`, cap) };
}

/** What is paid where the latest lose: each line takes what room is left, or a place; what was carried comes first. */
function cutInTurn(entries, room, extra, counts) {
    const order = ({ line, place, key }) => [line.day, line instanceof Later ? 0 : 1, (line.of ?? line).day, place, ...key];
    const paid = new Map();
    let used = -extra;
    for (const { line, amount } of [...entries].sort((one, other) => inOrder(order(one), order(other)))) {
        const left = room(line.day) - used;
        const all = left >= 1n ? amount : 0n;
        paid.set(line, counts ? all : greater(0n, lesser(amount, left)));
        used += counts ? BigInt(paid.get(line) !== 0n) : paid.get(line);
    }
    return paid;
}
