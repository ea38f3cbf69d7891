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

/** Only the first lines count for each of something: as long as `hasRoom` for one more than so many. */
class First {
    constructor(of, hasRoom) {
        Object.assign(this, { of, hasRoom });
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
