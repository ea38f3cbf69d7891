{
    // The page's part of a calculator; the contract's own program stands above it in the same module.
    const asked = JSON.parse(document.getElementById("calculator-data").textContent);
    const place = document.getElementById("calculator-place");
    const supposed = new Map();

    const make = (tag, attributes = {}, ...inner) => {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            made.setAttribute(name, value);
        }
        made.append(...inner);
        return made;
    };

    const keyOf = (element) => Object.values(keyInWords(element)).join(", ");

    // --- Values that may be supposed in the place of what is worked out

    for (const value of asked.values) {
        const slot = SLOTS[value.name];
        const worked = slot.get();
        slot.worked = worked;
        slot.set((...args) => {
            const element = value.place === null ? null : args[value.place];
            const key = `${value.name}|${element === null ? "" : keyOf(element)}`;
            return supposed.has(key) ? supposed.get(key) : worked(...args);
        });
    }

    /** A number as it is written, as two whole numbers. */
    const fractionOf = (text) => {
        const found = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(text.replace(/[£$€,\s]/g, "").replace(/[a-zA-Z].*$/, ""));
        if (!found) {
            throw new RangeError(`“${text}” is not a number that can be read`);
        }
        const rest = found[3] ?? "";
        const over = BigInt(`${found[1]}${found[2]}${rest}`);
        return [over, 10n ** BigInt(rest.length) * (found[4] ? 100n : 1n)];
    };

    /** A value as the program holds it. */
    const held = (value, text) => {
        const [over, under] = fractionOf(text);
        if (value.what === "ratio") {
            return new Ratio(over, under);
        }
        const whole = over * BigInt(value.scale);
        if (whole % under !== 0n) {
            throw new RangeError(`“${text}” has more decimal places than ${value.title} can have here`);
        }
        return whole / under;
    };

    /** A number in decimals, to four places at most. */
    const decimals = (over, under) => {
        const negative = over < 0n !== under < 0n && over !== 0n;
        const size = (over < 0n ? -over : over) * 10000n;
        const below = under < 0n ? -under : under;
        const found = (2n * size + below) / (2n * below);
        const about = (size % below) === 0n ? "" : "about ";
        const [whole, rest] = [found / 10000n, (found % 10000n).toString().padStart(4, "0").replace(/0+$/, "")];
        const grouped = whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
        return [about, negative ? "-" : "", `${grouped}${rest ? `.${rest}` : ""}`];
    };

    const shown = (value, found) => {
        const [over, under] = typeof found === "bigint" ? [found, BigInt(value.scale)] : [found.over, found.under];
        const [about, sign, number] = decimals(value.share ? over * 100n : over, under);
        return `${about}${sign}${value.money ? asked.symbol : ""}${number}${value.share ? "%" : value.unit}`;
    };

    const sum = (text) => {
        const [, sign, whole, rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
        return `${sign}${asked.symbol}${grouped}${rest && /[1-9]/.test(rest) ? `.${rest}` : ""}`;
    };

    const day = (text) => {
        const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"];
        const [year, month, date] = text.split("-").map(Number);
        return `${date} ${months[month - 1]} ${year}`;
    };

    // --- Rows

    /** Lines of cells, as comma-separated values hold them; tabs part cells as well, as a spreadsheet copies them. */
    const cellsOf = (text) => {
        const lines = [[]];
        let cell = "";
        let quoted = false;
        const comma = text.includes("\t") ? "\t" : ",";
        for (let at = 0; at <= text.length; at += 1) {
            const sign = text[at];
            if (quoted && sign === '"' && text[at + 1] === '"') {
                cell += '"';
                at += 1;
            } else if (sign === '"' && (quoted || cell.trim() === "")) {
                quoted = !quoted;
                cell = quoted ? "" : cell;
            } else if (sign !== undefined && (quoted || (sign !== comma && sign !== "\n"))) {
                cell += sign;
            } else {
                lines.at(-1).push(cell.trim());
                cell = "";
                if (sign === "\n") {
                    lines.push([]);
                }
            }
        }
        return lines.filter((line) => line.some((each) => each !== ""));
    };

    const MONTHS = "january february march april may june july august september october november december".split(" ");

    const cellOf = (text, kind) => {
        if (text === "") {
            return null;
        }
        if (kind === "date") {
            const found = /^(\d{1,2}) ([a-z]+) (\d{4})$/i.exec(text);
            const month = found ? MONTHS.indexOf(found[2].toLowerCase()) + 1 : 0;
            return month ? `${found[3]}-${String(month).padStart(2, "0")}-${found[1].padStart(2, "0")}` : text;
        }
        if (kind === "yes or no") {
            return { yes: true, no: false }[text.toLowerCase()] ?? text;
        }
        if (kind === "number" || kind === "share") {
            return text.replace(/[£$€,]/g, "").replace(/^(-?[\d.]+)\s+[A-Za-z].*$/, "$1").trim();
        }
        return text;
    };

    const rowsOf = (table, text, faults) => {
        const [heading = [], ...lines] = cellsOf(text);
        const unknown = heading.filter((name) => !table.fields.some((each) => each.name === name));
        if (unknown.length) {
            faults.push(`${table.plural}: there is no column “${unknown[0]}”; the columns are ${
                table.fields.map((each) => each.name).join(", ")}`);
            return [];
        }
        return lines.map((line, number) => {
            const row = { row: number + 2 };
            for (const each of table.fields) {
                const text = line[heading.indexOf(each.name)] ?? "";
                row[each.as] = cellOf(text, each.kind);
                faults.push(...wrong(table, number + 2, each, text, row[each.as]));
            }
            return row;
        });
    };

    /** What to tell a person of a cell that the program would refuse. */
    const wrong = (table, number, field, text, value) => {
        const { read, optional } = KINDS[table.as].FIELDS[field.as];
        if (value === null ? optional : read(value) !== undefined) {
            return [];
        }
        const told = text === "" ? `is empty, and should be ${field.wanted}` : `“${text}” is not ${field.wanted}`;
        return [`${table.plural}, row ${number}: ${field.name} ${told}`];
    };

    // --- What is asked

    const boxes = new Map();
    const fields = new Map();
    const form = make("form", { class: "asked" });
    const chooser = make("select", { id: "calculator-preset" }, make("option", { value: "" }, "– choose –"));
    asked.presets.forEach((each, number) => chooser.append(make("option", { value: number }, each.title)));
    if (asked.presets.length) {
        form.append(make("p", {}, make("label", { for: "calculator-preset" }, "Start from a worked example: "), chooser));
    }
    for (const table of asked.tables) {
        const id = `calculator-rows-${table.as}`;
        const heading = table.fields.map((each) => each.name).join(",");
        const box = make("textarea", { id, rows: 5, spellcheck: "false", wrap: "off" });
        box.value = `${heading}\n`;
        boxes.set(table.name, { table, box, heading });
        form.append(make("p", {}, make("label", { for: id }, `${table.plural}, as comma-separated values`), box));
    }
    const measures = asked.values.filter((each) => each.measure);
    if (measures.length) {
        const inner = make("div", { class: "measures" });
        form.append(make("details", {}, make("summary", {}, "Suppose values in the place of what the rows give"), inner));
        for (const value of asked.values.filter((each) => each.measure || presetUses(each.name))) {
            for (const { key: element, label: whose } of value.elements) {
                const id = `calculator-value-${fields.size}`;
                const box = make("input", { id, type: "text", autocomplete: "off" });
                const label = `${value.title}${whose ? ` for ${whose}` : ""}`;
                fields.set(`${value.name}|${element}`, { value, element, box });
                inner.append(make("p", {}, make("label", { for: id }, label), box));
            }
        }
    }

    function presetUses(name) {
        return asked.presets.some((each) => each.values.some((value) => value.name === name));
    }

    const button = make("button", { type: "submit" }, "Work out");
    const results = make("div", { id: "calculator-results", "aria-live": "polite" });
    form.append(make("p", {}, button));
    place.replaceChildren(form, results);

    chooser.addEventListener("change", () => {
        const preset = asked.presets[chooser.value];
        if (!preset) {
            return;
        }
        for (const [name, { box, heading }] of boxes) {
            box.value = `${preset.rows[name] ?? heading}\n`;
        }
        for (const { box } of fields.values()) {
            box.value = "";
        }
        for (const { name, for: element, value } of preset.values) {
            fields.get(`${name}|${element}`).box.value = value;
            fields.get(`${name}|${element}`).box.closest("details").open = true;
        }
        run();
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        run();
    });

    // --- What comes of it

    const table = (caption, heads, rows, right = []) => {
        const cell = (tag, text, at) => make(tag, { class: right.includes(at) ? "right" : "left" }, text);
        const head = make("tr", {}, ...heads.map((each, at) => cell("th", each, at)));
        head.querySelectorAll("th").forEach((each) => each.setAttribute("scope", "col"));
        const body = rows.map((row) => make("tr", {}, ...row.map((each, at) => cell("td", each, at))));
        const made = make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
        return make("div", { class: "table", role: "group", tabindex: "0", "aria-label": caption }, made);
    };

    const forWhat = (line) => {
        const told = Object.entries(line.for).map(([name, key]) => (key.startsWith(name) ? key : `${name} ${key}`)).join(", ");
        return [told, ...(line.corrects ? [`corrects ${line.corrects}`] : [])].join("; ");
    };

    const statement = (result) => result.statements.filter((each) => each.lines.length).flatMap((each) => [
        [each.period ?? each.name ?? "", "", "", sum(each.total)],
        ...each.clauses.map((one) => ["", `${one.number} ${one.clause}`, String(one.count), sum(one.total)]),
    ]);

    const worked = (books) => asked.values.flatMap((value) => value.elements.map(({ key, label }) => {
        try {
            const note = supposed.has(`${value.name}|${key}`) ? "supposed" : "worked out";
            return [value.title, label, shown(value, valueAt(value, key, books)), note];
        } catch (met) {
            const told = met instanceof RangeError || met.constructor.name === "Undefined" ? "no value" : String(met.message);
            return [value.title, label, told, "worked out"];
        }
    }));

    // --- Pictures of what is paid as a measure moves, with what it came to

    const valueAt = (value, key, books) => {
        const element = value.place === null ? null : elementOf(value, key);
        const given = { books, on: asked.until };
        return SLOTS[value.name].get()(...value.parameters.map((name, at) => (at === value.place ? element : given[name])));
    };

    const near = (text) => {
        const [over, under = "1"] = text.split("/");
        return Number(over) / Number(under);
    };

    const inSvg = (tag, attributes, words = "") => {
        const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
        Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
        made.textContent = words;
        return made;
    };

    const marked = (value, { picture, low, high }, books) => {
        const drawn = document.querySelector(`#${picture} svg`);
        const area = drawn.querySelector("path.axis").getBBox();
        const copy = drawn.cloneNode(true);
        copy.querySelectorAll("title, desc, .mark, .mark + .words").forEach((each) => each.remove());
        copy.removeAttribute("aria-labelledby");
        const told = [];
        for (const { key, label } of value.elements) {
            try {
                const found = valueAt(value, key, books);
                const number = typeof found === "bigint" ? Number(found) / value.scale : Number(found.over) / Number(found.under);
                const share = (number - near(low)) / (near(high) - near(low));
                const words = `${label ? `${label}: ` : ""}${shown(value, found)}`;
                if (share >= 0 && share <= 1 && told.length < 6) {
                    const x = (area.x + share * area.width).toFixed(1);
                    const right = share > 0.6;
                    copy.append(
                        inSvg("path", { class: "mark", d: `M${x} ${area.y} v${area.height}`, stroke: "#7a4b00", "stroke-dasharray": "2 3" }),
                        inSvg("text", {
                            class: "words", x: Number(x) + (right ? -6 : 6), y: area.y + 14 + 17 * told.length,
                            "text-anchor": right ? "end" : "start", fill: "#222",
                        }, words),
                    );
                    told.push(words);
                }
            } catch (met) {
                // What has no value has no place in the picture; the table below says so.
            }
        }
        copy.setAttribute("aria-label", `What is paid by ${value.title}, with ${told.join("; ")}`);
        const caption = make("figcaption", {}, `What is paid by ${value.title}, and where it lies here`);
        return told.length ? [make("figure", {}, copy, caption)] : [];
    };

    const pictures = (books) => asked.pictures.flatMap((each) => {
        const value = asked.values.find(({ name }) => name === each.value);
        return value ? marked(value, each, books) : [];
    });

    const elementOf = (value, key) => ELEMENTS[value.name]().find((each) => keyOf(each) === key);

    const show = (result, books) => {
        const lines = result.statements.flatMap((each) => each.lines);
        const told = lines.map((each) => [`${each.number} ${each.clause}`, forWhat(each), day(each.date), sum(each.due), sum(each.cut), sum(each.amount)]);
        const values = worked(books);
        results.replaceChildren(
            make("p", { class: "total" }, "In all: ", make("strong", { id: "calculator-total" }, sum(result.total))),
            table("Statements", ["Period", "Clause", "Sums", "Total"], statement(result), [2, 3]),
            table("Each sum", ["Clause", "For", "Date", "Due", "Cut", "In the statement"], told, [3, 4, 5]),
            ...(values.length ? [table("Values on the way", ["Value", "For", "Comes to", "From"], values, [2])] : []),
            ...pictures(books),
        );
    };

    /** A fault that the program tells, with the data called as the page calls them. */
    const inWordsOfPage = (fault) => {
        const own = asked.tables.find((each) => fault.startsWith(`${each.as}, row `));
        return own ? own.plural + fault.slice(own.as.length) : fault;
    };

    const run = () => {
        supposed.clear();
        try {
            for (const [key, { value, box }] of fields) {
                if (box.value.trim() !== "") {
                    supposed.set(key, held(value, box.value.trim()));
                }
            }
            const data = { completeTo: asked.until };
            const bad = [];
            for (const { table: own, box } of boxes.values()) {
                data[own.as] = rowsOf(own, box.value, bad);
            }
            if (bad.length) {
                throw Object.assign(new RangeError("rows that cannot be read"), { faults: bad });
            }
            show(settle(data, asked.until), new Books(data, asked.until));
        } catch (met) {
            const faults = (met.faults ?? [met.message]).map(inWordsOfPage);
            const list = make("ul", {}, ...faults.map((each) => make("li", {}, each)));
            results.replaceChildren(make("div", { class: "note problem", role: "alert" }, make("p", {}, "Nothing can be worked out:"), list));
        }
    };
}
