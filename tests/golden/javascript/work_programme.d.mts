// Work Programme: the types of what its module gives. Written by `pbr build --to javascript`.

/** Participant (clause 2). One row for each Participant; dated Attached On. */
export interface ParticipantValues {
    participant: string;
    paymentGroup: string;
    referredOn: string;
    attachedOn: string;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Participant (clause 2). One row for each Participant; dated Attached On. */
export declare class Participant {
    constructor(values: ParticipantValues, row?: number);
    readonly participant: string;
    readonly paymentGroup: string;
    readonly referredOn: string;
    readonly attachedOn: string;
}

/** Employment Claim (clause 3). One row for each Participant and Weeks In Work; dated Reached On. */
export interface EmploymentClaimValues {
    participant: string;
    weeksInWork: bigint | string;
    reachedOn: string;
    /** Where it stands in its file, for messages. */
    row?: number;
}

/** Employment Claim (clause 3). One row for each Participant and Weeks In Work; dated Reached On. */
export declare class EmploymentClaim {
    constructor(values: EmploymentClaimValues, row?: number);
    readonly participant: string;
    readonly weeksInWork: bigint;
    readonly reachedOn: string;
}

/** All rows, and the date to which they are complete. */
export interface Data {
    participants: readonly ParticipantValues[];
    employmentClaims: readonly EmploymentClaimValues[];
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

/** Whether a row is in the group Successful Participant (clause 9.9). */
export declare function successfulParticipant(books: Books, participant: Participant, on: string): boolean;

/** Minimum Performance (clause 9.3): in parts of 20 of a per cent. */
export declare function minimumPerformance(paymentGroup: Word): bigint;

/** Incentive Level (clause 9.4): in parts of 20 of a per cent. */
export declare function incentiveLevel(paymentGroup: Word): bigint;

/** Outcomes Of The Year (clause 9.5): in people. */
export declare function outcomesOfTheYear(books: Books, paymentGroupAndYear: Pair<[Word, Period]>, on: string): bigint;

/** Attached In The Year (clause 9.6): in people. */
export declare function attachedInTheYear(books: Books, paymentGroupAndYear: Pair<[Word, Period]>, on: string): bigint;

/** Performance (clause 9.7): a quotient. */
export declare function performance(books: Books, paymentGroupAndYear: Pair<[Word, Period]>, on: string): Ratio;

/** Conversion Rate (clause 9.10): a quotient. */
export declare function conversionRate(books: Books, paymentGroupAndAttachmentYear: Pair<[Word, Cohort]>, on: string): Ratio;

/** baseline of Conversion Rate (clause 9.10): a number, in parts of 20. */
export declare function baselineOfConversionRate(paymentGroupAndAttachmentYear: Pair<[Word, Cohort]>): bigint;

/** Incentive By Conversion (clause 9.11): a quotient. */
export declare function incentiveByConversion(books: Books, paymentGroupAndAttachmentYear: Pair<[Word, Cohort]>, on: string): Ratio;

/** Paid For One Person (clause 10): in pence. */
export declare function paidForOnePerson(books: Books, participant: Participant, on: string): bigint;

/** What Attachment Fee (clause 7) makes due for one Participant, in pence, before limits and caps. */
export declare function attachmentFeeDue(participant: Participant): bigint;

/** What Job Outcome (clause 9.1) makes due for one Employment Claim, in pence, before limits and caps. */
export declare function jobOutcomeDue(books: Books, employmentClaim: EmploymentClaim, on: string): bigint | null;

/** What Sustainment (clause 9.2) makes due for one Employment Claim, in pence, before limits and caps. */
export declare function sustainmentDue(books: Books, employmentClaim: EmploymentClaim, on: string): bigint | null;

/** What Incentive (clause 9.8) makes due for one Payment Group and year, in pence, before limits and caps. */
export declare function incentiveDue(books: Books, paymentGroupAndYear: Pair<[Word, Period]>, on: string): bigint | null;
