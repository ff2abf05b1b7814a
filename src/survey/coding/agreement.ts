/** How well the two who coded agree: Cohen's kappa of each code and of all, as a part of a page. */
import { cohenKappa, StatisticsError } from "@fortrogen/statistics";
import { madePart, missingPart, percentOf } from "../fieldwork/part.ts";
import type { Part } from "../fieldwork/part.ts";
import { bookOf, finalCodes, seenPair } from "./coding-state.ts";
import type { CodingState } from "./coding-state.ts";

const ofAgreement = {
  id: "samstammighet",
  title: "Hur lika de två har kodat",
  stub: "Kod",
  how: "Cohens kappa (1960): överensstämmelsen utöver vad slumpen ger, (p_o − p_e)/(1 − p_e), av de koder som de två gav var för sig innan de såg varandras. För en kod: att svaret har fått den eller inte. Alla koder: hela uppsättningen av koder ska vara densamma. Intervallet är 95 procent enligt Fleiss, Cohen & Everitt (1969); är alla lika säger det bara hur få svaren är. En kod som ingen eller båda alltid har gett har inget kappa, och har en av dem gett den alltid eller aldrig är kappa 0 av sig självt och utan intervall. Bas: svar som båda har kodat.",
  columns: [
    ["Kappa", "tal"],
    ["Lägst", "tal"],
    ["Högst", "tal"],
    ["Lika (%)", "procent"],
    ["Kodare 1", "antal"],
    ["Kodare 2", "antal"],
  ],
} as const;

/** Kappa of each code and of all; why there is none while the coding goes on. */
export function agreement(state: CodingState): Part {
  const pairs = state.answers.flatMap((answer) => {
    const pair = seenPair(state, answer);
    return pair ? [pair] : [];
  });
  if (pairs.length === 0) return missingPart(ofAgreement, "Måttet visas när båda kodarna är klara.");
  const codes = bookOf(state)?.codes ?? [];
  const row = (label: string, first: readonly string[], second: readonly string[], given: readonly (number | null)[]) => {
    const same = first.filter((one, at) => one === second[at]).length;
    const kappa = kappaOf(first, second);
    // Where one has only ever said the same, kappa is 0 of itself: there is no interval to give.
    const isSure = kappa !== undefined && (kappa.standardError > 0 || kappa.isDegenerate);
    return {
      label,
      values: [kappa?.kappa ?? null, isSure ? kappa.lower : null, isSure ? kappa.upper : null, percentOf(same, first.length), ...given],
    };
  };
  const rows = codes.map(({ code }) => {
    const marks = (seat: 0 | 1) => pairs.map((pair) => (pair[seat].codes.includes(code) ? "ja" : "nej"));
    const count = (list: readonly string[]) => list.filter((one) => one === "ja").length;
    const [first, second] = [marks(0), marks(1)];
    return row(code, first, second, [count(first), count(second)]);
  });
  const whole = (seat: 0 | 1) => pairs.map((pair) => pair[seat].codes.toSorted().join("|"));
  return madePart(ofAgreement, [...rows, row("Alla koder", whole(0), whole(1), [null, null])], {
    notes: [`${pairs.length} svar har kodats av båda.`],
  });
}

function kappaOf(first: readonly string[], second: readonly string[]) {
  try {
    return cohenKappa(first, second);
  } catch (error) {
    if (error instanceof StatisticsError) return undefined;
    throw error;
  }
}

const ofShares = {
  id: "andelar",
  title: "Svaren efter kod",
  stub: "Kod",
  how: "Andelen av svaren som har fått koden, ovägd. Bas: svar som båda har kodat lika eller som är avgjorda. Ett svar kan ha flera koder, så andelarna kan bli mer än 100 tillsammans.",
  columns: [
    ["Svar", "antal"],
    ["Andel (%)", "procent"],
  ],
} as const;

/** Answers by code, of those whose codes are decided; for those who work with them, nothing hidden. */
export function sharesOfAll(state: CodingState): Part {
  const decided = state.answers.flatMap((answer) => {
    const codes = finalCodes(state, answer);
    return codes ? [codes] : [];
  });
  if (decided.length === 0) return missingPart(ofShares, "Andelarna visas när båda kodarna är klara.");
  const rows = (bookOf(state)?.codes ?? []).map(({ code, meaning }) => {
    const count = decided.filter((codes) => codes.includes(code)).length;
    return { label: `${code}: ${meaning}`, values: [count, percentOf(count, decided.length)] };
  });
  return madePart(ofShares, rows, {
    notes: [
      `n = ${decided.length} av ${state.answers.length} svar. ${state.answers.length - decided.length} återstår att koda eller avgöra.`,
    ],
  });
}
