/** The term ends on a day, if a condition holds then: it is read on that day, as if there were no break. */
class Break {
    constructor(name, number, day, holds) {
        Object.assign(this, { name, number, day, holds });
    }
}

/** By which break, and on which day, the term has ended early by a day; empty where it has not. */
function ended(breaks, asAt, booksOn) {
    const come = breaks.filter(({ day }) => day <= asAt).sort((one, other) => oneInOrder(one.day, other.day));
    const found = come.find(({ day, holds }) => otherwise(() => holds(booksOn(day), day), () => false));
    return found ? { term_ended: { break: found.name, number: found.number, on: found.day } } : {};
}
