/** A clause: its name, its number, whether it pays (1) or takes (-1), and how its lines are found. */
class Clause {
    constructor(name, number, sign, isClawback, onItsDate, lines, settled, takenBack = () => []) {
        Object.assign(this, { name, number, sign: BigInt(sign), isClawback, onItsDate, lines, settled, takenBack });
    }

    /** What the provider receives of what is settled of a line, or, below nought, gives back. */
    amount(line, settled) {
        return line.takesBack ? -settled : settled * this.sign;
    }

    /** Its lines, and what is settled of each; last what takes back what was paid under it. */
    allLines(books) {
        return [...this.settled(books), ...this.takenBack(books)];
    }
}

/** The days that one statement covers: a settlement period, or the one day of what is payable on its date. */
class Statement {
    constructor(name, first, last) {
        Object.assign(this, { name, first, last, key: `${first} ${last} ${name}` });
    }

    /** Statements come by their last day; of two with the same, what is payable on its date comes first. */
    get order() {
        return [this.last, -dayNumber(this.first)];
    }
}

/** The statement that a line belongs to, issued or not. */
function statementOf(clauses, calendar, line) {
    const { clause, day, takesBack } = line.fallsWith;
    if (clauses.get(clause).onItsDate && !takesBack) {
        return new Statement(inWords(day), day, day);
    }
    return ofPeriod(calendar.of(day));
}

/** The statement of a settlement period. */
function ofPeriod(period) {
    return new Statement(period.name, period.first, period.last);
}

/** An amount of coins as a decimal number of the currency's main unit. */
function money(coins, places) {
    const digits = String(size(coins)).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places);
    return (coins < 0n ? "-" : "") + whole + (places ? `.${digits.slice(digits.length - places)}` : "");
}

/** A part of a key as text; a number has so many decimal places, of which those that say nothing are left out. */
function plain(value, places) {
    if (value === null) {
        return "";
    }
    if (typeof value === "boolean") {
        return value ? "yes" : "no";
    }
    if (typeof value !== "bigint") {
        return value;
    }
    const text = money(value, places);
    return places ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

/** The key of an element, by what each part of it is called; empty for the contract. */
function keyInWords(element) {
    if (element instanceof Row) {
        const names = Object.entries(element.constructor.KEY);
        return Object.fromEntries(names.map(([name, places], place) => [name, plain(element.key[place], places)]));
    }
    if (element instanceof Period) {
        return { [element.step]: element.name };
    }
    if (element instanceof Cohort) {
        return { [element.cohort]: String(element.number) };
    }
    if (element instanceof Word) {
        return { [element.of]: element.word };
    }
    if (element instanceof Pair) {
        return Object.assign({}, ...element.parts.map(keyInWords));
    }
    return element instanceof Line ? keyInWords(element.element) : {};
}

/** The lines of each statement that there is, issued or not, in the order of statements. */
function linesByStatement(books, clauses, calendar) {
    const found = new Map();
    const take = (statement) => {
        found.set(statement.key, found.get(statement.key) ?? { statement, lines: [] });
        return found.get(statement.key).lines;
    };
    calendar.periods.map(ofPeriod).forEach(take);
    for (const clause of clauses.values()) {
        for (const [line, settled] of clause.allLines(books)) {
            const amount = clause.amount(line, settled);
            take(statementOf(clauses, calendar, line)).push({ clause, line, settled, amount });
        }
    }
    return [...found.values()].sort((one, other) => inOrder(one.statement.order, other.statement.order));
}

/** A statement for each settlement period that is over and each day of its own, with what its lines come to. */
function makeStatements(books, clauses, calendar) {
    const found = [];
    let toDate = 0n;
    for (const { statement, lines } of linesByStatement(books, clauses, calendar)) {
        if (statement.last <= books.asAt) {
            const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
            toDate += total;
            found.push({ statement, lines, total, toDate, shares: {} });
        }
    }
    return found;
}

/** A statement as it is told; `soFar` has what each clause came to earlier, and is carried on. */
function asTold({ statement, lines, total, toDate, shares }, terms, soFar) {
    const involved = [...new Set(lines.map(({ clause }) => clause))];
    return {
        period: statement.name,
        from: statement.first,
        to: statement.last,
        ...(terms.dueBy ? { due_by: terms.dueBy(statement.last) } : {}),
        total: money(total, terms.places),
        to_date: money(toDate, terms.places),
        ...shares,
        clauses: involved.map((clause) => clauseTotal(clause, lines, soFar, terms.places)),
        lines: lines.map((each) => oneLine(each, terms.places)),
    };
}

/** What one clause comes to in a statement; `soFar` has what each came to earlier, and is carried on. */
function clauseTotal(clause, lines, soFar, places) {
    const those = lines.filter((each) => each.clause === clause);
    const kept = those.filter(({ line }) => !line.takesBack);
    const back = clause.isClawback ? those : those.filter(({ line }) => line.takesBack);
    const due = kept.reduce((sum, { line }) => sum + line.due, 0n);
    const left = kept.reduce((sum, { settled }) => sum + settled, 0n);
    const total = those.reduce((sum, { amount }) => sum + amount, 0n);
    soFar.set(clause.name, soFar.get(clause.name) + total);
    return {
        clause: clause.name,
        number: clause.number,
        count: those.length,
        due: money(due, places),
        cut: money(due - left, places),
        recovered: money(back.reduce((sum, { settled }) => sum + settled, 0n), places),
        total: money(total, places),
        to_date: money(soFar.get(clause.name), places),
    };
}

/** A line of a statement; only its amount has a sign. */
function oneLine({ clause, line, settled, amount }, places) {
    return {
        clause: clause.name,
        number: clause.number,
        for: keyInWords(line.element),
        date: line.day,
        due: money(line.due, places),
        cut: money(line.due - settled, places),
        amount: money(amount, places),
        ...line.told(),
    };
}

/** Why a row was not used, in words. */
const REASONS = [
    "that no clause makes use of",
    "with a blank day of payment",
    "dated before the contract runs",
    "dated after the run-off",
    "with no night or day in the contract's term",
    "that met no clause's condition",
    "in a period that is not yet settled",
    "beyond a limit that was already reached",
];

/**
 * How many rows of each data were read and used, and how many were not, by reason.
 *
 * A row that earned lines in a period that is not yet settled counts as later, until it is.
 */
function account(books, tables, clauses, term) {
    const fates = fatesOf(books, clauses, term);
    return Object.entries(tables).map(([data, rows]) => {
        const told = new Map();
        for (const row of rows) {
            const fate = fates.get(row) || fateByDate(row, books.asAt, term);
            told.set(fate, (told.get(fate) ?? 0) + 1);
        }
        const ordered = [...told].sort(([one], [other]) => other - one);
        const unused = ordered.filter(([fate]) => fate < FATE.named);
        const outside = unused.map(([fate, count]) => ({ reason: REASONS[fate], count }));
        const used = rows.length - unused.reduce((sum, [, count]) => sum + count, 0);
        return { data, read: rows.length, used, outside, set_aside: 0 };
    });
}

/** What became of each row, as far as that is known from what was made of it. */
function fatesOf(books, clauses, term) {
    const fates = new Map(books.fates);
    const raise = (row, fate) => {
        if (row instanceof Row && (fates.get(row) ?? 0) < fate) {
            fates.set(row, fate);
        }
    };
    books.named.forEach((row) => raise(row, FATE.named));
    books.tallies.forEach((tally) => tally.rowsRead().forEach((row) => raise(row, FATE.counted)));
    const [issued, waiting] = [new Set(), new Set()];
    for (const clause of clauses.values()) {
        for (const line of clause.lines(books)) {
            const isIssued = statementOf(clauses, term.calendars[0], line).last <= books.asAt;
            (isIssued ? issued : waiting).add(rowPart(line.element));
        }
    }
    for (const row of waiting) {
        if (row !== null && !issued.has(row)) {
            fates.set(row, FATE.later);
        }
    }
    return fates;
}

/** Why a row of which nothing was made may have been passed over. */
function fateByDate(row, asAt, term) {
    const { day } = row;
    if (day === null) {
        return FATE.unread;
    }
    if (day > term.settlesUntil) {
        return FATE.afterRunOff;
    }
    if (row.span !== null) {
        return fateBySpan(row.span, asAt, term);
    }
    if (day > asAt) {
        return FATE.later;
    }
    return day < term.starts ? FATE.before : FATE.unread;
}

/** The same of a row that lasts, by its nights or days. */
function fateBySpan([start, end], asAt, term) {
    const periods = term.calendars.flatMap((calendar) => calendar.periods);
    const waiting = periods.filter(({ last }) => last > asAt).map(({ first }) => first);
    const meets = (first, last) => Math.min(end, dayNumber(last) + 1) > Math.max(start, dayNumber(first));
    if (waiting.length && meets(waiting.reduce(lesser), term.settlesUntil)) {
        return FATE.later;
    }
    return meets(term.starts, term.ends) ? FATE.unread : FATE.unmeasured;
}

/** The result as it is written as JSON; the first calendar of the term is the one by which it settles. */
function settlement(books, terms, term, clauses, tables, asAt, completeTo, termEnded = () => ({})) {
    const [calendar] = term.calendars;
    const endedEarly = noting(books, termEnded, {});
    const made = noting(books, () => makeStatements(books, clauses, calendar), null);
    if (books.faults.length) {
        throw new DataAtFault(books.faults);
    }
    terms.share?.(made);
    const soFar = new Map([...clauses.keys()].map((name) => [name, 0n]));
    return {
        format: 1,
        contract: terms.name,
        currency: terms.currency,
        as_at: asAt,
        complete_to: completeTo,
        provisional: false,
        ...endedEarly,
        total: money(made.reduce((sum, { total }) => sum + total, 0n), terms.places),
        statements: made.map((each) => asTold(each, terms, soFar)),
        not_settled: calendar.periods.filter(({ last }) => last > books.asAt).map(({ name }) => name),
        accounting: account(books, tables, clauses, term),
    };
}

/** A result as JSON: two spaces for each step in, a line end at the end. */
export function asJson(result) {
    return `${JSON.stringify(result, null, 2)}\n`;
}
