/** What a statement has of a line of which earlier ones had something else: the difference. */
class Correction extends Line {
    constructor(of, due, corrects) {
        super(of.clause, of.element, of.day, due, of.part, of.parts);
        Object.assign(this, { of, corrects });
    }

    /** The line in whose statement it is. */
    get fallsWith() {
        return this.of.fallsWith;
    }

    /** Whether it takes back what was paid under its own clause. */
    get takesBack() {
        return this.of.takesBack;
    }

    /** What it is, besides a sum. */
    told() {
        return { ...this.of.told(), ...(this.corrects ? { corrects: this.corrects.name } : {}) };
    }
}

/**
 * Makes statements one after the other, each from what was known on its last day; `booksOn` gives that.
 *
 * `termEnded` gives, on what was known on a day, the break that has ended the term; `neverBack` are the clauses of which
 * nothing is taken back once it is paid.
 */
class LateStatements {
    constructor(booksOn, settledTo, clauses, calendar, termEnded = () => ({}), neverBack = []) {
        Object.assign(this, { booksOn, settledTo, clauses, calendar, termEnded, neverBack });
        this.places = new Map([...clauses.keys()].map((name, place) => [name, place]));
        this.faults = [];
        this.known = new Map();
        this.ids = new Map();
        this.issued = new Map();
    }

    /** What was worked out on what was known on a day, and its lines; that of the last day and of one more is kept. */
    at(day) {
        if (!this.known.has(day)) {
            this.known = new Map([...this.known].filter(([each]) => each === this.settledTo));
            const books = this.booksOn(day);
            const ended = noting(books, () => this.termEnded(books), {});
            const lines = noting(books, () => this.linesOf(books), []);
            this.faults.push(...books.faults);
            this.known.set(day, { books, lines, ended });
        }
        return this.known.get(day);
    }

    /** Each line, with what is due and settled of it, and the statement that it belongs to by its date. */
    linesOf(books) {
        const found = [];
        for (const clause of this.clauses.values()) {
            for (const [line, settled] of clause.allLines(books)) {
                found.push({ clause, line, settled, due: line.due, own: statementOf(this.clauses, this.calendar, line) });
            }
        }
        return found;
    }

    /** What makes a line, or what it is for, the same when the contract is worked out again on what is known later. */
    identity(line) {
        if (!(line instanceof Line)) {
            return String(this.ids.get(line) ?? this.ids.set(line, this.ids.size).get(line));
        }
        const against = line.fallsWith === line ? "" : this.identity(line.fallsWith);
        return JSON.stringify([line.clause, this.identity(line.element), line.part, line.takesBack, against, line.cap ? [this.identity(line.of), line.cap, line.day] : []]);
    }

    /**
     * The statements to make: for each period that is over, and for each day of sums payable by themselves.
     *
     * `changes` are the days on which something becomes known.
     */
    statements(changes) {
        const periods = this.calendar.periods.filter(({ last }) => last <= this.settledTo).map(ofPeriod);
        const found = new Map(periods.map((each) => [each.key, each]));
        if ([...this.clauses.values()].some((clause) => clause.onItsDate)) {
            const days = [...new Set(changes)].filter((day) => day > ALWAYS && day <= this.settledTo).sort();
            const starts = [ALWAYS, ...days];
            for (const [place, first] of starts.entries()) {
                const last = place + 1 < starts.length ? daysLater(starts[place + 1], -1n) : this.settledTo;
                for (const { clause, line, own } of this.at(last).lines) {
                    if (clause.onItsDate && !line.takesBack && first <= line.day && line.day <= last) {
                        found.set(own.key, own);
                    }
                }
            }
        }
        return [...found.values()].sort((one, other) => inOrder(one.order, other.order));
    }

    /** The lines of one statement, by clause, date and key. */
    made(statement) {
        const current = new Map();
        for (const each of this.at(statement.last).lines.filter(({ own }) => inOrder(own.order, statement.order) <= 0)) {
            const key = this.key(each.line);
            (current.get(key) ?? current.set(key, []).get(key)).push(each);
        }
        const found = [...current].map(([key, those]) => this.changed(key, those, statement));
        for (const [key, gone] of this.issued) {
            if (!current.has(key) && !this.staysPaid(gone.line)) {
                found.push(this.changed(key, [{ ...gone, due: 0n, settled: 0n }], statement));
                this.issued.delete(key);
            }
        }
        const order = ({ clause, line }) => [this.places.get(clause.name), line.takesBack ? 1 : 0, line.day, line.of.cap ? 0 : 1, ...sortKey(line.element)];
        const keyed = found.filter((each) => each !== null).map((each) => [order(each), each]);
        return keyed.sort(([one], [other]) => inOrder(one, other)).map(([, each]) => each);
    }

    /** Whether what is paid of a line is never taken back. */
    staysPaid(line) {
        return this.neverBack.includes(line.clause) && !line.takesBack;
    }

    /** What makes a line the same; what is not taken back is one sum for each element, whichever period adds to it. */
    key(line) {
        return this.staysPaid(line) ? JSON.stringify([line.clause, this.identity(line.element)]) : this.identity(line);
    }

    /** What a statement has of some lines that are one sum: all if none was issued before, else what changed. */
    changed(key, those, statement) {
        const [{ clause, line, own }] = those.slice(-1);
        const before = this.issued.get(key);
        let due = those.reduce((sum, each) => sum + each.due, 0n);
        let settled = those.reduce((sum, each) => sum + each.settled, 0n);
        if (before && this.staysPaid(line)) {
            [due, settled] = [greater(due, before.due), greater(settled, before.settled)];
        }
        this.issued.set(key, { clause, line, own, due, settled });
        const isNew = !before && own.key === statement.key && those.length === 1;
        [due, settled] = [due - (before?.due ?? 0n), settled - (before?.settled ?? 0n)];
        if (!isNew && due === 0n && settled === 0n) {
            return null;
        }
        const found = new Correction(line, due, own.key === statement.key ? null : own);
        return { clause, line: found, settled, amount: clause.amount(found, settled) };
    }
}

/**
 * The result as it is written as JSON, where some data or figures become known later than they are for.
 *
 * `tables` gives the rows of data by name; `changes` are the days on which something becomes known, where sums are
 * payable on their dates.
 */
function lateSettlement(late, terms, term, tables, data, asAt, changes = []) {
    const { clauses, calendar, settledTo } = late;
    const { books, ended: endedEarly } = late.at(settledTo);
    const made = [];
    let toDate = 0n;
    for (const statement of late.statements(changes)) {
        const lines = late.made(statement);
        const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
        toDate += total;
        made.push({ statement, lines, total, toDate, shares: {} });
    }
    if (late.faults.length) {
        throw new DataAtFault(late.faults);
    }
    terms.share?.(made);
    const soFar = new Map([...clauses.keys()].map((name) => [name, 0n]));
    const read = Object.values(tables(data)).map((rows) => rows.length);
    return {
        format: 1,
        contract: terms.name,
        currency: terms.currency,
        as_at: asAt,
        complete_to: data.completeTo,
        provisional: false,
        ...endedEarly,
        total: money(made.reduce((sum, { total }) => sum + total, 0n), terms.places),
        statements: made.map((each) => asTold(each, terms, soFar)),
        not_settled: calendar.periods.filter(({ last }) => last > settledTo).map(({ name }) => name),
        accounting: account(books, tables(books.data), clauses, term).map((each, place) => withUnrecorded(each, read[place])),
    };
}

/** What became of the rows of one data, with those that do not count yet, in their place among the reasons. */
function withUnrecorded(counted, read) {
    const count = read - counted.read;
    if (!count) {
        return counted;
    }
    const isLimit = ({ reason }) => reason === REASONS[FATE.limit];
    const waiting = { reason: "not recorded by the last day that is settled", count };
    const outside = [...counted.outside.filter(isLimit), waiting, ...counted.outside.filter((each) => !isLimit(each))];
    return { ...counted, read, outside };
}
