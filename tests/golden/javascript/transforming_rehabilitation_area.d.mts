// Transforming Rehabilitation Area: the types of what its module gives. Written by `pbr build --to javascript`.

/** Offender (clause 2). One row for each Offender; dated Started On. */
export interface OffenderValues {
    offender: string;
    startedOn: string;
    firstSeenOn: string | null;
    weight: bigint | string;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Offender (clause 2). One row for each Offender; dated Started On. */
export declare class Offender {
    constructor(values: OffenderValues, row?: number);
    readonly offender: string;
    readonly startedOn: string;
    readonly firstSeenOn: string | null;
    readonly weight: bigint;
}

/** Reoffence (clause 3). One row for each Reoffence; dated Committed On. */
export interface ReoffenceValues {
    reoffence: string;
    offender: string;
    committedOn: string;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Reoffence (clause 3). One row for each Reoffence; dated Committed On. */
export declare class Reoffence {
    constructor(values: ReoffenceValues, row?: number);
    readonly reoffence: string;
    readonly offender: string;
    readonly committedOn: string;
}

/** All rows, and the date to which they are complete. */
export interface Data {
    offenders: readonly OffenderValues[];
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
    sets_off?: { clause: string; for: Record<string, string> };
    unearned?: true;
    instalment?: number;
    instalments?: number;
    corrects?: string;
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

/** Whether a row is in the group Reoffender (clause 12.2). */
export declare function reoffender(books: Books, offender: Offender, on: string): boolean;

/** Volume Share (clause 7): a quotient. */
export declare function volumeShare(books: Books, year: Period, on: string): Ratio;

/** Reoffences In The Year (clause 12.1): in Reoffences. */
export declare function reoffencesInTheYear(books: Books, offender: Offender, on: string): bigint;

/** Reoffending Rate (clause 12.3): a quotient. */
export declare function reoffendingRate(books: Books, quarterlyCohort: Cohort, on: string): Ratio;

/** baseline of Reoffending Rate (clause 12.3): in parts of 2 of a per cent. */
export declare function baselineOfReoffendingRate(quarterlyCohort: Cohort): bigint;

/** Reoffences Per Reoffender (clause 12.4): a quotient. */
export declare function reoffencesPerReoffender(books: Books, quarterlyCohort: Cohort, on: string): Ratio;

/** Fall In Points (clause 12.5): a quotient. */
export declare function fallInPoints(books: Books, quarterlyCohort: Cohort, on: string): Ratio;

/** Relative Fall (clause 12.6): a quotient. */
export declare function relativeFall(books: Books, quarterlyCohort: Cohort, on: string): Ratio;

/** Rise In Frequency (clause 12.7): a quotient. */
export declare function riseInFrequency(books: Books, quarterlyCohort: Cohort, on: string): Ratio;

/** What Fee For Service (clause 6) makes due for one month, in pence, before limits and caps. */
export declare function feeForServiceDue(books: Books, month: Period, on: string): bigint;

/** What Volume Reconciliation (clause 9) makes due for one year, in pence, before limits and caps. */
export declare function volumeReconciliationDue(books: Books, year: Period, on: string): bigint;

/** What Binary Payment (clause 12.8) makes due for one Quarterly Cohort, in pence, before limits and caps. */
export declare function binaryPaymentDue(books: Books, quarterlyCohort: Cohort, on: string): bigint | null;

/** What Frequency Payment (clause 12.9) makes due for one Quarterly Cohort, in pence, before limits and caps. */
export declare function frequencyPaymentDue(books: Books, quarterlyCohort: Cohort, on: string): bigint | null;

/** What Foundation Payment (clause 13) makes due for one Quarterly Cohort, in pence, before limits and caps. */
export declare function foundationPaymentDue(quarterlyCohort: Cohort): bigint;

/** What Late First Appointment (clause 14) makes due for one Offender, in pence, before limits and caps. */
export declare function lateFirstAppointmentDue(offender: Offender): bigint | null;
