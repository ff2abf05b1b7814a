/**
 * The special functions under the distributions: log-gamma, Loader's saddle-point terms, and the regularised incomplete gamma and beta
 * functions as PAIRS of tails, so that neither tail is ever computed as one minus the other where it is small.
 *
 * References: C. Loader (2000), Fast and accurate computation of binomial probabilities; Press et al., Numerical Recipes 3rd ed. §6.2 and §6.4
 * (continued fraction of the incomplete gamma function); DiDonato & Morris (1992),
 * ACM TOMS 708 (that of the incomplete beta function).
 */

/** Both tails of a continuous distribution at one point: `lower` = P(X ≤ x), `upper` = P(X > x). */
export type Tails = { readonly lower: number; readonly upper: number };

const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
const TINY = 1e-300;
const EPSILON = 1e-16;
const MAXIMUM_TERMS = 2_000_000;

/** Σ B_2k / (2k (2k−1) z^(2k−1)): what Stirling's formula leaves out of ln Γ(z), for z ≥ 12. */
function stirlingSeries(z: number): number {
  const q = 1 / (z * z);
  return (
    (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - q * (691 / 360360 - q * (1 / 156 - (q * 3617) / 122400))))))) /
    z
  );
}

/**
 * Natural logarithm of Γ(z).
 *
 * Formula: Stirling's series for z ≥ 12, the recurrence Γ(z + 1) = z Γ(z) below. Domain: z > 0. Absolute error about 1e-15 (1 + |ln Γ|).
 */
export function logGamma(z: number): number {
  let product = 1;
  let x = z;
  while (x < 12) {
    product *= x;
    x += 1;
  }
  const value = (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  return product === 1 ? value : value - Math.log(product);
}

/** Stirling error ln Γ(z + 1) − [(z + ½) ln z − z + ½ ln 2π] for z > 0 (Loader 2000, δ(z)). */
function stirlingError(z: number): number {
  if (z >= 12) return stirlingSeries(z);
  return logGamma(z + 1) - ((z + 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI);
}

/** Deviance part x ln(x/m) + m − x ≥ 0 without cancellation (Loader 2000, bd0). */
function devianceTerm(x: number, m: number): number {
  if (Math.abs(x - m) < 0.1 * (x + m)) {
    const v = (x - m) / (x + m);
    let sum = (x - m) * v;
    let term = 2 * x * v;
    const square = v * v;
    for (let j = 1; j < 1000; j++) {
      term *= square;
      const next = sum + term / (2 * j + 1);
      if (next === sum) return next;
      sum = next;
    }
  }
  return x * Math.log(x / m) + m - x;
}

/**
 * Regularised incomplete gamma functions P(a, x) = γ(a, x)/Γ(a) and Q(a, x) = 1 − P(a, x).
 *
 * Formula: power series below the mean, Lentz's continued fraction above it, both times the saddle-point form of x^a e^−x / Γ(a + 1).
 * Domain: a > 0, x ≥ 0. Relative error about 1e-14 in the tail that is small.
 */
export function gammaTails(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const front = Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < MAXIMUM_TERMS; k++) {
      term *= x / (a + k);
      sum += term;
      if (term < sum * EPSILON) break;
    }
    const lower = Math.min(1, front * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < MAXIMUM_TERMS; k++) {
    const an = -k * (k - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON * 2) break;
  }
  const upper = Math.min(1, front * a * h);
  return { lower: 1 - upper, upper };
}

/** x^a y^b / (a B(a, b)) with y = 1 − x, by the saddle point. */
function betaFront(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - devianceTerm(a, n * x) - devianceTerm(b, n * y);
  return (Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b)) * b) / n;
}

/**
 * Continued fraction of a I_x(a, b) / (x^a y^b / (a B(a, b))) in the form of DiDonato and Morris (1992, ACM TOMS 708, `bfrac`), where λ = a −
 * (a + b) x is formed from y, so that no term cancels when x is close to 1. For x below the mean.
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  const lambda = a > b ? (a + b) * y - b : a - (a + b) * x;
  const c = 1 + lambda;
  const c0 = b / a;
  const c1 = 1 + 1 / a;
  let p = 1;
  let s = a + 1;
  let an = 0;
  let bn = 1;
  let anNext = 1;
  let bnNext = c / c1;
  let r = c1 / c;
  for (let n = 1; n < MAXIMUM_TERMS; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    const ratio = a / s;
    const alpha = p * (p + c0) * ratio * ratio * (w * x);
    const beta = n + w / s + ((1 + t) / (c1 + t + t)) * (c + n * (y + 1));
    p = 1 + t;
    s += 2;
    const aFresh = alpha * an + beta * anNext;
    const bFresh = alpha * bn + beta * bnNext;
    const before = r;
    r = aFresh / bFresh;
    if (Math.abs(r - before) <= EPSILON * Math.abs(r)) break;
    an = anNext / bFresh;
    bn = bnNext / bFresh;
    anNext = r;
    bnNext = 1;
  }
  return r;
}

/**
 * Regularised incomplete beta function: lower = I_x(a, b), upper = I_y(b, a), for y = 1 − x given separately so that neither end loses digits.
 *
 * Domain: a, b > 0; x, y ≥ 0; x + y = 1. Relative error about 1e-13 in the tail that is small.
 */
export function betaTails(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, betaFront(a, b, x, y) * a * betaFraction(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, betaFront(b, a, y, x) * b * betaFraction(b, a, y, x));
  return { lower: 1 - upper, upper };
}

/** Density of u = ln(x/y) when X ~ Beta(a, b): x^a y^b / B(a, b), with y = 1 − x. */
export function betaLogitDensity(a: number, b: number, x: number, y: number): number {
  return betaFront(a, b, x, y) * a;
}

/** Density of u = ln x when X ~ Gamma(a, 1): x^a e^−x / Γ(a). */
export function gammaLogDensity(a: number, x: number): number {
  return (Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a)) * a;
}
