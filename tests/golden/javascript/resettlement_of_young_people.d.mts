// Resettlement Of Young People: the types of what its module gives. Written by `pbr build --to javascript`.

/** Young Person (clause 3). One row for each Young Person; dated Released On. */
export interface YoungPersonValues {
    youngPerson: string;
    institution: string;
    workerFrom: string;
    releasedOn: string;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Young Person (clause 3). One row for each Young Person; dated Released On. */
export declare class YoungPerson {
    constructor(values: YoungPersonValues, row?: number);
    readonly youngPerson: string;
    readonly institution: string;
    readonly workerFrom: string;
    readonly releasedOn: string;
}

/** Reoffence (clause 4). One row for each Reoffence; dated Committed On. */
export interface ReoffenceValues {
    reoffence: string;
    youngPerson: string;
    committedOn: string;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Reoffence (clause 4). One row for each Reoffence; dated Committed On. */
export declare class Reoffence {
    constructor(values: ReoffenceValues, row?: number);
    readonly reoffence: string;
    readonly youngPerson: string;
    readonly committedOn: string;
}

/** All rows, and the date to which they are complete. */
export interface Data {
    youngPeople: readonly YoungPersonValues[];
    reoffences: readonly ReoffenceValues[];
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
}

/** What is due for one settlement period, or on one day. */
export interface Statement {
    period: string;
    from: string;
    to: string;
    total: string;
    to_date: string;
    payers: { payer: string; amount: string; to_date: string }[];
    not_paid: { amount: string; to_date: string };
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

/** A word of a list. */
export interface Word {
    readonly of: string;
    readonly number: number;
    readonly word: string;
}

/** One combination of elements. */
export interface Pair<Parts> {
    readonly parts: Parts;
}

/** Whether a row is in the group Reoffender (clause 7.1). */
export declare function reoffender(books: Books, youngPerson: YoungPerson, on: string): boolean;

/** Whether a row is in the group Left Alone (clause 7.5). */
export declare function leftAlone(youngPerson: YoungPerson): boolean;

/** Reoffending Rate (clause 7.2): a quotient. */
export declare function reoffendingRate(books: Books, yearOfRelease: Cohort, on: string): Ratio;

/** Share Without A Worker (clause 7.4): a quotient. */
export declare function shareWithoutAWorker(books: Books, institutionAndYearOfRelease: Pair<[Word, Cohort]>, on: string): Ratio;

/** What Resettlement Worker Fee (clause 5) makes due for one Young Person, in pence, before limits and caps. */
export declare function resettlementWorkerFeeDue(youngPerson: YoungPerson): bigint | null;

/** What Fewer Reoffenders (clause 7.3) makes due for one Year Of Release, in pence, before limits and caps. */
export declare function fewerReoffendersDue(books: Books, yearOfRelease: Cohort, on: string): bigint | null;

/**
 * What Left Alone Deduction (clause 7.6) makes due for one Institution and Year Of Release, in pence, before
 * limits and caps.
 */
export declare function leftAloneDeductionDue(books: Books, institutionAndYearOfRelease: Pair<[Word, Cohort]>, on: string): bigint | null;
