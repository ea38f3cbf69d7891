// West Yorkshire Youth Custody Pathfinder: the types of what its module gives. Written by `pbr build --to javascript`.

/** Custody Stay (clause 2). One row for each Stay; lasts from Admitted to Released. */
export interface CustodyStayValues {
    stay: string;
    team: string;
    admitted: string;
    released: string | null;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Custody Stay (clause 2). One row for each Stay; lasts from Admitted to Released. */
export declare class CustodyStay {
    constructor(values: CustodyStayValues, row?: number);
    readonly stay: string;
    readonly team: string;
    readonly admitted: string;
    readonly released: string | null;
}

/** All rows, and the date to which they are complete. */
export interface Data {
    custodyStays: readonly CustodyStayValues[];
    completeTo: string;
}

/** The data, with what has been worked out from it so far. */
export declare class Books {
    constructor(data: Data, asAt: string);
}

/** A quotient of two whole numbers, the second above nought. */
export interface Ratio {
    readonly over: bigint;
    readonly under: bigint;
}

/** A month, quarter or year of the contract. */
export interface Period {
    readonly step: string;
    readonly number: number;
    readonly name: string;
    readonly first: string;
    readonly last: string;
}

/** Rows that enter in a stretch of days. */
export interface Cohort {
    readonly cohort: string;
    readonly number: number;
    readonly first: string;
    readonly last: string;
    readonly confirmed: string;
}

/** One amount that a clause makes due for one element, before caps. */
export interface Line<Element> {
    readonly clause: string;
    readonly element: Element;
    readonly day: string;
    readonly due: bigint;
}

/** Nothing is paid, because of the data; `faults` says of each fault where it is and what is wrong. */
export declare class DataAtFault extends Error {
    readonly faults: readonly string[];
}

/** There is no value, because it divides by nought. */
export declare class Undefined extends Error {}

/** What one clause comes to in a statement; amounts are decimal numbers of the currency's main unit. */
export interface ClauseTotal {
    clause: string;
    number: string;
    count: number;
    due: string;
    cut: string;
    recovered: string;
    total: string;
    to_date: string;
}

/** A line of a statement. */
export interface StatementLine {
    clause: string;
    number: string;
    for: Record<string, string>;
    date: string;
    due: string;
    cut: string;
    amount: string;
    instalment?: number;
    instalments?: number;
}

/** What is due for one settlement period, or on one day. */
export interface Statement {
    period: string;
    from: string;
    to: string;
    total: string;
    to_date: string;
    clauses: ClauseTotal[];
    lines: StatementLine[];
}

/** The statements of the contract, as `pbr pay --json` writes them. */
export interface Result {
    format: 1;
    contract: string;
    currency: string;
    as_at: string;
    complete_to: string;
    provisional: false;
    total: string;
    statements: Statement[];
    not_settled: string[];
    accounting: {
        data: string;
        read: number;
        used: number;
        outside: { reason: string; count: number }[];
        set_aside: number;
    }[];
}

/** A result as JSON: two spaces for each step in, a line end at the end. */
export declare function asJson(result: Result): string;

/**
 * The statements of the contract on some data, as at a day, by default the one to which the data is complete.
 *
 * Throws DataAtFault where rows cannot be used: nothing is paid then.
 */
export declare function settle(data: Data, asAt?: string): Result;

/** Bed Nights (clause 3.1): in nights. */
export declare function bedNights(books: Books, year: Period, on: string): bigint;

/** Saving Achieved (clause 3.2): in parts of 500 of a per cent. */
export declare function savingAchieved(books: Books, year: Period, on: string): bigint;

/** What Investment Grant (clause 4) makes due for the whole contract, in pence, before limits and caps. */
export declare function investmentGrantDue(): bigint;

/** What Grant Recovery (clause 5) makes due for one year, in pence, before limits and caps. */
export declare function grantRecoveryDue(books: Books, year: Period, on: string): bigint | null;
