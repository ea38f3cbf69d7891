/** What is due of each line. */
function dues(lines) {
    return new Map(lines.map((line) => [line, line.due]));
}

/** What is left of some lines, of all that shared a limit or a bound. */
function ofLines(amounts, lines) {
    return new Map(lines.map((line) => [line, amounts.get(line)]));
}

/**
 * What is left of each line after a cap.
 *
 * Each part is a clause: its place in the text, its lines, and what a line is limited for. Recoveries and negative
 * lines free no room; lines after `until` do not count and are not cut.
 */
function limited(parts, until, room, cut) {
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
    for (const [element, entries] of windows) {
        cut(entries, (on) => room(element, on)).forEach((amount, line) => left.set(line, amount));
    }
    return left;
}

/** What is paid where the latest lose: each line, by date, clause and key, takes what room is left. */
function latestFirst(entries, room) {
    const order = ({ line, place, key }) => [line.day, place, ...key];
    const paid = new Map();
    let soFar = 0n;
    for (const { line, amount } of [...entries].sort((one, other) => inOrder(order(one), order(other)))) {
        const left = greater(0n, lesser(amount, room(line.day) - soFar));
        paid.set(line, left);
        soFar += left;
    }
    return paid;
}

/** What is paid where all lose alike: the lines of each statement share the room that earlier ones left. */
function inProportion(statementOfLine) {
    return (entries, room) => {
        const statements = new Map();
        for (const entry of entries) {
            const statement = statementOfLine(entry.line);
            statements.set(statement.key, statements.get(statement.key) ?? { statement, those: [] });
            statements.get(statement.key).those.push(entry);
        }
        const paid = new Map();
        let soFar = 0n;
        const ordered = [...statements.values()];
        ordered.sort((one, other) => inOrder(one.statement.order, other.statement.order));
        for (const { statement, those } of ordered) {
            for (const [line, amount] of sharedOut(those, greater(0n, room(statement.last) - soFar))) {
                paid.set(line, amount);
            }
            soFar = those.reduce((sum, { line }) => sum + paid.get(line), soFar);
        }
        return paid;
    };
}

/**
 * Room shared over lines in proportion to their amounts, to the coin.
 *
 * The coins left over go to those that lost the largest part of a coin, and of equal ones to the first by clause,
 * date and key.
 */
function sharedOut(entries, room) {
    const wanted = entries.reduce((sum, { amount }) => sum + amount, 0n);
    if (wanted <= room) {
        return new Map(entries.map(({ line, amount }) => [line, amount]));
    }
    const order = ({ line, place, key }) => [place, line.day, ...key];
    const ordered = [...entries].sort((one, other) => inOrder(order(one), order(other)));
    const floors = ordered.map(({ amount }) => (amount * room) / wanted);
    const lost = ordered.map(({ amount }) => (amount * room) % wanted);
    const mostLost = [...ordered.keys()].sort((one, other) => oneInOrder(lost[other], lost[one]));
    const extra = new Set(mostLost.slice(0, Number(floors.reduce((left, floor) => left - floor, room))));
    return new Map(ordered.map(({ line }, place) => [line, extra.has(place) ? floors[place] + 1n : floors[place]]));
}
