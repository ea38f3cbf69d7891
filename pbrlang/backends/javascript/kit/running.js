/**
 * The lines of a clause that pays to date, by date and key: what each settlement period adds.
 *
 * `due` is the entitlement so far, nothing where its condition does not hold. Unless it may fall, what was the most so
 * far stays due.
 */
function linesToDate(books, clause, window, settles, elements, due, mayFall) {
    const until = lesser(books.asAt, window.settlesUntil);
    const found = [];
    for (const element of elements) {
        const begins = beginsOn(element, window.starts);
        const periods = settles.periods.filter(({ last }) => begins !== null && last >= begins && last <= until);
        const added = noting(books, () => additions(clause, element, periods, due, mayFall), null);
        if (added !== null) {
            found.push(...added);
            books.note(element, added.length ? FATE.earned : fateOfElement(element, window, until));
        }
    }
    const sorted = found.map((line) => [[line.day, ...sortKey(line)], line]).sort(([one], [other]) => inOrder(one, other));
    return sorted.map(([, line]) => line);
}

/** What each of some settlement periods adds to the entitlement so far of an element. */
function additions(clause, element, periods, due, mayFall) {
    const lines = [];
    let before = 0n;
    for (const { last, number } of periods) {
        const entitled = due(element, last) ?? 0n;
        const reached = mayFall ? entitled : greater(before, entitled);
        if (reached !== before) {
            lines.push(new Line(clause, element, last, reached - before, number));
        }
        before = reached;
    }
    return lines;
}

/** The day from which there can be an entitlement: a cohort's is the one on which its result is confirmed. */
function beginsOn(element, starts) {
    if (element instanceof Row || element instanceof Line) {
        return element.day !== null && element.day >= starts ? element.day : null;
    }
    if (element instanceof Period) {
        return element.first;
    }
    if (element instanceof Cohort) {
        return element.confirmed;
    }
    if (element instanceof Pair) {
        const days = element.parts.map((part) => beginsOn(part, starts));
        return days.includes(null) ? null : days.reduce(greater);
    }
    return starts;
}

/** Why an element has no line. */
function fateOfElement(element, window, last) {
    if (!(element instanceof Row)) {
        return FATE.condition;
    }
    const { day } = element;
    if (day === null) {
        return FATE.undated;
    }
    if (day < window.starts || day > window.settlesUntil) {
        return day < window.starts ? FATE.before : FATE.afterRunOff;
    }
    return day > last ? FATE.later : FATE.condition;
}
