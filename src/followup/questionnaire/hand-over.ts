/** How far from half, in per cent, that still is "about half" in question 14: 45–55. */
const aboutHalf = { from: 45, to: 55 };

/** The words of question 14 for a share of the interventions that have a value; null where it cannot be judged. */
export type HandOverShare = { readonly numerator: number; readonly denominator: number; readonly answer: string };

/**
 * Question 14 (open extract, counting rules): `granted` open interventions, of which `denominator` have a value and `numerator`
 * have "ja" or "delvis". Null when there are none or more than half lack the value.
 */
export function judgeHandOver(granted: number, denominator: number, numerator: number): HandOverShare | null {
  if (granted === 0 || (granted - denominator) * 2 > granted) return null;
  return { numerator, denominator, answer: extentOf(numerator, denominator) };
}

function extentOf(numerator: number, denominator: number): string {
  if (numerator === denominator) return "I samtliga ärenden";
  if (numerator === 0) return "Inte i några ärenden";
  if (numerator * 100 > denominator * aboutHalf.to) return "I fler än hälften av alla ärenden";
  if (numerator * 100 >= denominator * aboutHalf.from) return "I cirka hälften av alla ärenden";
  return "I mindre än hälften av alla ärenden";
}
