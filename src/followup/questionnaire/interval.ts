/**
 * The questionnaire's interval for a share (seed 004, Bilaga 2): chosen from the unrounded share, with whole numbers only, so that
 * exactly 25, 50 and 75 per cent end up below the boundary. Needs 0 ≤ numerator ≤ denominator and denominator ≥ 1.
 */
export function intervalOf(numerator: number, denominator: number): string {
  if (numerator === 0) return "0 procent";
  if (numerator === denominator) return "100 procent";
  if (numerator * 4 <= denominator) return "1–25 procent";
  if (numerator * 2 <= denominator) return "26–50 procent";
  if (numerator * 4 <= denominator * 3) return "51–75 procent";
  return "76–99 procent";
}

/** The share in whole per cent, rounded half up, for showing only. Exact: whole numbers until the last step. */
export function wholePercent(numerator: number, denominator: number): number {
  return Math.floor((200 * numerator + denominator) / (2 * denominator));
}
