/** A whole number of the last of so many decimal places: a BigInt as it is, or a decimal number as text. */
function readNumber(places, { least = null, most = null, share = false } = {}) {
    return (value) => {
        let found = value;
        if (typeof value === "string") {
            const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(%?)$/.exec(value.trim());
            if (parts === null || (parts[4] === "%") !== share || (parts[3] ?? "").length > places) {
                return undefined;
            }
            found = BigInt(parts[2] + (parts[3] ?? "").padEnd(places, "0")) * (parts[1] ? -1n : 1n);
        }
        const isNumber = typeof found === "bigint" && (least === null || found >= least) && (most === null || found <= most);
        return isNumber ? found : undefined;
    };
}

/** A date from 1900 to 2199, as text: 2012-02-01. */
function readDay(value) {
    const isDay = typeof value === "string" && /^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(value);
    return isDay && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && dayOf(dayNumber(value)) === value ? value : undefined;
}

/** True or false. */
function readYesOrNo(value) {
    return typeof value === "boolean" ? value : undefined;
}

/** One of some words. */
function readOneOf(...choices) {
    return (value) => (choices.includes(value) ? value : undefined);
}

/** Words, or a name that stands for a row. */
function readText(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** The fields of a row, each checked; what is not filled in is null. `fields` gives for each how it is read. */
function filled(row, fields, values) {
    for (const [name, { read, column, optional = false }] of Object.entries(fields)) {
        const value = values[name] ?? null;
        const found = value === null ? null : read(value);
        if (found === undefined || (found === null && !optional)) {
            throw new RowAtFault(row, column, value === null ? "it is blank" : `${String(value)} is not what it holds`);
        }
        row[name] = found;
    }
}

/** The rows of each table, made of plain objects; DataAtFault, with all that is wrong, where something is. */
function makeRows(kinds, data) {
    const faults = [];
    const found = new Map();
    for (const Kind of kinds) {
        const rows = [];
        for (const [place, values] of [...(data[Kind.ROWS] ?? [])].entries()) {
            try {
                rows.push(new Kind(values, values.row ?? place + 1));
            } catch (met) {
                if (!(met instanceof RowAtFault)) {
                    throw met;
                }
                faults.push(met.message);
            }
        }
        found.set(Kind, rows);
        faults.push(...repeated(rows));
    }
    for (const [Kind, rows] of found) {
        faults.push(...leadingNowhere(Kind, rows, kinds, found));
    }
    if (faults.length) {
        throw new DataAtFault(faults);
    }
    return found;
}

/** What to say of rows that share a key. */
function repeated(rows) {
    const seen = new Map();
    for (const row of rows) {
        const key = JSON.stringify(row.key.map(String));
        seen.set(key, [...(seen.get(key) ?? []), row]);
    }
    const shared = [...seen.values()].filter((those) => those.length > 1).flat();
    return shared.map((row) => new RowAtFault(row, null, "another row has the same key").message);
}

/** What to say of rows that name others that are not there. */
function leadingNowhere(Kind, rows, kinds, found) {
    return Object.entries(Kind.REFERS).flatMap(([name, table]) => {
        const Other = kinds.find((each) => each.TABLE === table);
        const names = new Set(found.get(Other).map((each) => each.key[0]));
        const lost = rows.filter((row) => row[name] !== null && !names.has(row[name]));
        return lost.map((row) => new RowAtFault(row, Kind.FIELDS[name].column, `${row[name]} names no ${table}`).message);
    });
}
