/**
 * So many equal sums, some months apart, from a day on, or from that of the sum; the last takes the rest.
 *
 * `missing` says which day is meant where a month has no such day. None falls due after the run-off.
 */
class Instalments {
    constructor(count, months, missing, window, first = null) {
        Object.assign(this, { count, months, missing, window, first });
    }

    /** The number of each instalment, counted from 1, its day and its amount. */
    shares(day, whole) {
        const each = whole / BigInt(this.count);
        return Array.from({ length: this.count }, (_, number) => {
            const falls = monthsLater(this.first ?? day, this.months * number, this.missing);
            const amount = number < this.count - 1 ? each : whole - each * BigInt(number);
            return [number + 1, lesser(greater(falls, day), this.window.settlesUntil), amount];
        });
    }

    /** The instalments of some lines that have fallen due by a day, by date and key. */
    ofLines(lines, until) {
        const found = lines.flatMap(({ clause, element, day, due }) =>
            this.shares(day, due).map(([part, falls, amount]) => new Line(clause, element, falls, amount, part, this.count)),
        );
        return byDay(found.filter(({ day }) => day <= until));
    }
}
