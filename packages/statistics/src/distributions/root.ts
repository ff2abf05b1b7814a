/** Value of a tail and its density at u (both on the same, transformed axis). */
export type TailAt = (u: number) => { readonly tail: number; readonly density: number };

/**
 * Finds u with tail(u) = target for a monotone tail: Newton on ln(tail), kept inside a bracket that grows until it holds the root.
 *
 * `rising` is true for a lower tail. Stops when the step is below 1e-15 (1 + |u|) or the bracket has closed, so the answer is as exact as the
 * tail itself. Quantile functions call it on an axis (ln x, logit x) where absolute steps are relative steps of the quantile.
 */
export function solveTail(at: TailAt, target: number, rising: boolean, start: number): number {
  const goal = Math.log(target);
  const sign = rising ? 1 : -1;
  let low = -Infinity;
  let high = Infinity;
  let u = start;
  let reach = 1;
  for (let iteration = 0; iteration < 400; iteration++) {
    const { tail, density } = at(u);
    const error = sign * (Math.log(tail) - goal);
    if (error === 0) return u;
    if (error > 0) high = u;
    else low = u;
    let next = tail > 0 && density > 0 ? u - (error * tail) / density : Number.NaN;
    if (!(next > low && next < high)) {
      if (low === -Infinity) next = high - reach;
      else if (high === Infinity) next = low + reach;
      else next = (low + high) / 2;
      reach *= 2;
    }
    const step = Math.abs(next - u);
    u = next;
    if (step <= 1e-15 * (1 + Math.abs(u)) || high - low <= 1e-15 * (1 + Math.abs(u))) return u;
  }
  return u;
}
