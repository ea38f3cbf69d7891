/** There is no value, because it divides by nought. */
export class Undefined extends Error {}

/** The lesser of two numbers, or the earlier of two dates. */
function lesser(one, other) {
    return one <= other ? one : other;
}

/** The greater of two numbers, or the later of two dates. */
function greater(one, other) {
    return one >= other ? one : other;
}

/** A number without its sign. */
function size(number) {
    return number < 0n ? -number : number;
}

/** A number with the sign of another. */
function signed(number, as) {
    return as < 0n ? -number : number;
}

/** The nearest whole number to a quotient; a half goes away from nought. */
function halfUp(over, under) {
    return signed((2n * size(over) + under) / (2n * under), over);
}

/** The nearest whole number to a quotient; a half goes towards nought. */
function halfDown(over, under) {
    return signed((2n * size(over) + under - 1n) / (2n * under), over);
}

/** The nearest whole number to a quotient; a half goes to the even one. */
function halfToEven(over, under) {
    const whole = size(over) / under;
    const twice = 2n * (size(over) % under);
    const more = twice > under || (twice === under && whole % 2n === 1n);
    return signed(more ? whole + 1n : whole, over);
}

/** The whole number next to a quotient, away from nought. */
function up(over, under) {
    return signed((size(over) + under - 1n) / under, over);
}

/** The whole number next to a quotient, towards nought. */
function down(over, under) {
    return over / under;
}

/** Whether a number is a whole number of times another; of nought only nought is. */
function isMultiple(number, of) {
    return of === 0n ? number === 0n : number % of === 0n;
}

/** A quotient of two whole numbers, the second above nought. */
class Ratio {
    constructor(over, under) {
        this.over = over;
        this.under = under;
    }
}

/** A quotient; there is none by nought. */
function ratio(over, under) {
    if (under === 0n) {
        throw new Undefined("divided by nought");
    }
    return under > 0n ? new Ratio(over, under) : new Ratio(-over, -under);
}

/** A quotient in its lowest terms. */
function shortened(over, under) {
    let shared = under;
    for (let rest = size(over); rest !== 0n; [shared, rest] = [rest, shared % rest]);
    return new Ratio(over / shared, under / shared);
}

/** The sum of two quotients. */
function ratioPlus(one, other) {
    return shortened(one.over * other.under + other.over * one.under, one.under * other.under);
}

/** The difference of two quotients. */
function ratioMinus(one, other) {
    return shortened(one.over * other.under - other.over * one.under, one.under * other.under);
}

/** The product of two quotients. */
function ratioTimes(one, other) {
    return new Ratio(one.over * other.over, one.under * other.under);
}

/** One quotient divided by another. */
function ratioOver(one, other) {
    return ratio(one.over * other.under, one.under * other.over);
}

/** The opposite of a quotient. */
function ratioOpposite(one) {
    return new Ratio(-one.over, one.under);
}

/** Above, below or at nought as one quotient is more than, less than or the same as the other. */
function compare(one, other) {
    return one.over * other.under - other.over * one.under;
}

/** The lesser of two quotients. */
function ratioLesser(one, other) {
    return compare(one, other) <= 0n ? one : other;
}

/** The greater of two quotients. */
function ratioGreater(one, other) {
    return compare(one, other) >= 0n ? one : other;
}

/** Whether one quotient is a whole number of times another; of nought only nought is. */
function ratioMultiple(one, other) {
    return isMultiple(one.over * other.under, one.under * other.over);
}

/** A quotient, so many times, over a further divisor, rounded in some way. */
function ofRatio(way, number, times, under) {
    return way(number.over * times, number.under * under);
}

/** A value, or another where the first divides by nought. */
function otherwise(value, instead) {
    try {
        return value();
    } catch (met) {
        if (met instanceof Undefined) {
            return instead();
        }
        throw met;
    }
}
