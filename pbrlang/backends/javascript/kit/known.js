/** What has been worked out from what was known on a day; `settledTo` is the last day that is settled. */
class KnownWorkings extends Workings {
    constructor(asAt, settledTo) {
        super(asAt);
        this.settledTo = settledTo;
        this.figures = new Map();
    }
}

/** A number for each month, one more than that of the month before. */
function monthNumber(year, month) {
    return year * 12 + month - 1;
}

/** The number of the month of a day. */
function monthOf(day) {
    const [year, month] = day.split("-").map(Number);
    return monthNumber(year, month);
}

/** One figure: the number and the name of its period, the figure, and when it was published, if that is said. */
class Figure {
    constructor(number, period, value, published = null) {
        Object.assign(this, { number, period, value, published });
    }
}

/**
 * Figures by month, quarter or year: those published by the day of a statement, the last of them first.
 *
 * With `stands`, the latest earlier figure stands for one that is not published yet. A month has no calendar.
 */
class Figures {
    constructor(name, stands, calendar, figures) {
        const latestFirst = (one, other) => other.number - one.number || figures.indexOf(other) - figures.indexOf(one);
        Object.assign(this, { name, stands, calendar, latestFirst: [...figures].sort(latestFirst) });
    }

    /** The days on which figures are published. */
    get published() {
        return this.latestFirst.map((each) => each.published).filter((day) => day !== null);
    }

    /**
     * The figure for a period, or what stands for it.
     *
     * Where none that can stand is known yet, it is read as on the first day on which one was: until then nothing
     * could be settled that reads it.
     */
    of(books, period) {
        const number = Number(period);
        const read = books.figures.get(this) ?? books.figures.set(this, new Map()).get(this);
        return read.get(number) ?? read.set(number, this.found(books, number)).get(number);
    }

    /** The same, looked up. */
    found(books, number) {
        const serving = this.latestFirst.filter((each) => each.number === number || (this.stands && each.number < number));
        const first = serving.map((each) => each.published ?? EVER).reduce(lesser, EVER);
        for (const day of [books.asAt, first].filter((each) => each <= books.settledTo)) {
            const known = serving.find((each) => each.published === null || each.published <= day);
            if (known) {
                return known.value;
            }
        }
        throw new RowAtFault(null, null, this.missing(number));
    }

    /** What is told where there is no figure for a period. */
    missing(number) {
        const days = this.latestFirst.filter((each) => each.number === number && each.published !== null);
        const late = days.length ? ` yet: it is published on ${inWords(days.map((each) => each.published).reduce(lesser))}` : "";
        const month = `${MONTH_NAMES[number % 12]} ${Math.floor(number / 12)}`;
        const period = this.calendar === null ? month : this.calendar.periods[number - 1].name;
        return `there is no figure of ${this.name} for ${period}${late}`;
    }

    /**
     * By what an amount is multiplied: the figure of the latest month `each` over that of the month `base`.
     *
     * Before `base` it is 1. With `neverFalls` it is the highest so far, and at least 1.
     */
    index(books, on, base, each, neverFalls = false) {
        const [year, number] = on.split("-").map(Number);
        const month = monthNumber(number >= each ? year : year - 1, each);
        if (month < base) {
            return new Ratio(1n, 1n);
        }
        const start = this.of(books, base);
        if (!neverFalls) {
            return new Ratio(this.of(books, month), start);
        }
        let highest = start;
        for (let one = base + ((((each - 1 - base) % 12) + 12) % 12); one <= month; one += 12) {
            highest = greater(highest, this.of(books, one));
        }
        return new Ratio(highest, start);
    }
}

/** The rows of each kind that count on a day: those that are recorded, as is every row that they name. */
function rowsKnown(kinds, found, day) {
    const recorded = new Map();
    const naming = new Map();
    for (const Kind of kinds) {
        found.get(Kind).forEach((row) => recorded.set(row, Kind.RECORDED ? (row[Kind.RECORDED] ?? EVER) : ALWAYS));
        for (const [field, table] of Object.entries(Kind.REFERS)) {
            const byName = new Map(found.get(kinds.find((each) => each.TABLE === table)).map((each) => [each.key[0], each]));
            for (const row of found.get(Kind).filter((each) => each[field] !== null)) {
                const target = byName.get(row[field]);
                (naming.get(target) ?? naming.set(target, []).get(target)).push(row);
            }
        }
    }
    const waiting = [...recorded.keys()].filter((row) => recorded.get(row) > day);
    while (waiting.length) {
        for (const row of naming.get(waiting.pop()) ?? []) {
            if (recorded.get(row) <= day) {
                recorded.set(row, EVER);
                waiting.push(row);
            }
        }
    }
    return new Map([...found].map(([Kind, rows]) => [Kind, rows.filter((row) => recorded.get(row) <= day)]));
}
