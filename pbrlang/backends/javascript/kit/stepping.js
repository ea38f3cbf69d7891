/** There is no value, because nothing comes before the first period or cohort. */
class NothingBefore extends Error {}

/** A value, or another where the first goes before the first period or cohort. */
function atTheStart(value, instead) {
    try {
        return value();
    } catch (met) {
        if (met instanceof NothingBefore) {
            return instead();
        }
        throw met;
    }
}

/** After so many steps a value is worked out beforehand, so that none waits for many others. */
const STRIDE = 50;

/** A value as it was in the period or cohort before; `followed` are all of them, or null for what has none before it. */
function previous(element, followed, read) {
    const steps = stepsBefore(element, followed);
    if (steps === 0) {
        throw new NothingBefore();
    }
    for (let back = steps; back > 1; back -= STRIDE) {
        try {
            read(steppedBack(element, followed, back));
        } catch (met) {
            if (!isFault(met)) {
                throw met;
            }
            break;
        }
    }
    return read(steppedBack(element, followed, 1));
}

/** How many come before. */
function stepsBefore(element, followed) {
    if (!(element instanceof Pair)) {
        return element.number - 1;
    }
    return Math.min(...element.parts.filter((_, place) => followed[place] !== null).map((part) => part.number - 1));
}

/** What comes so many steps before. */
function steppedBack(element, followed, steps) {
    if (!(element instanceof Pair)) {
        return followed[element.number - 1 - steps];
    }
    return pairOf(...element.parts.map((part, place) => followed[place]?.[part.number - 1 - steps] ?? part));
}

/** The lines of a clause that reads a balance which it moves, by date and key: each reads those of earlier steps. */
function makeSteppedLines(books, clause, window, elements, dayOfElement, due) {
    const made = LinesAsMade.of(books, clause, true);
    for (const [day, element] of candidates(books, window, elements, dayOfElement)) {
        const amount = noting(books, () => due(element, day), undefined);
        if (amount === undefined) {
            continue;
        }
        if (amount !== null) {
            made.push(new Line(clause, element, day, amount));
        }
        books.note(element, amount === null ? FATE.condition : FATE.earned);
    }
    return made;
}

/** What the lines of a clause come to for what each belongs to, as far as they have been made. */
class LinesAsMade {
    constructor(books, clause, make, belongsTo) {
        Object.assign(this, { books, clause, make, belongsTo, taken: 0, byTarget: new Map() });
    }

    /** The lines of a clause that have been made; undefined where none have been begun. */
    static of(books, clause, begins = false) {
        const made = books.memory.get(LinesAsMade) ?? books.memory.set(LinesAsMade, new Map()).get(LinesAsMade);
        return made.get(clause) ?? (begins ? made.set(clause, []).get(clause) : undefined);
    }

    /** What is due of those that are dated up to a day. */
    total(target, on) {
        if (LinesAsMade.of(this.books, this.clause) === undefined) {
            this.make(this.books);
        }
        const lines = LinesAsMade.of(this.books, this.clause);
        for (const line of lines.slice(this.taken)) {
            const key = this.belongsTo(line);
            const { days, sums } = this.byTarget.get(key) ?? this.byTarget.set(key, { days: [], sums: [0n] }).get(key);
            days.push(line.day);
            sums.push(sums.at(-1) + line.due);
        }
        this.taken = lines.length;
        const known = target === null ? undefined : this.byTarget.get(target);
        return known === undefined ? 0n : known.sums[bisect(known.days, on, true)];
    }
}
