/**
 * Random municipalities in the shape of the open extract, the same ones every time for the same number. They are made to sit on the
 * edges of the counting rules: tiny and empty ones, children on the day they turn 18, 29 February, ties, exact quarters and halves.
 */
import type {
  OracleChild,
  OracleConversation,
  OracleExtract,
  OracleIntervention,
  OracleInvestigation,
  OracleMissed,
} from "./answers-oracle.ts";

export type RandomMunicipality = { code: string; from: string; to: string; extract: OracleExtract };

const PHASES = ["förhandsbedömning", "utredning", "planering", "uppföljning", "placering"];
const OPEN_TYPES = [
  "kontaktperson",
  "stöd till barn enskilt",
  "stöd till barn i grupp",
  "familjebehandling",
  "föräldrastöd",
  "öppenvårdsprogram",
  "insats till våldsutövare",
  "annan öppen insats",
];
const PLACEMENTS = ["familjehem", "nätverkshem", "jourhem", "stödboende", "HVB", "SiS", "skyddat boende"];
const REASONS = [
  "vårdnadshavare samtycker inte",
  "barnet vill inte",
  "inställt",
  "låg ålder",
  "funktionsnedsättning",
  "brist på stöd från ledningen",
  "tidsbrist",
  "annat",
];
const PERIODS: [string, string][] = [
  ["2023-02-01", "2024-01-31"],
  ["2023-02-01", "2024-01-31"],
  ["2023-02-01", "2024-01-31"],
  ["2024-02-29", "2024-02-29"],
  ["2023-01-01", "2023-12-31"],
  ["2022-02-28", "2024-03-01"],
];

type Random = { next(): number; below(n: number): number; chance(p: number): boolean; pick<T>(list: readonly T[]): T };

/** The mulberry32 generator: small, fast, the same on every machine. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  };
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Municipality number `index` of the random ones; code "9000" and up. */
export function randomMunicipality(index: number): RandomMunicipality {
  const r = random(index * 7919 + 17);
  const [from, to] = r.pick(PERIODS);
  const code = String(9000 + index);
  const kind = index % 8;
  // Exact boundaries need figures that are laid out, not drawn.
  if (kind === 7) return { code, from, to, extract: boundaryExtract(r, from, to) };
  const size = kind === 0 ? r.below(13) : kind === 1 ? 5 + r.below(12) : 10 + r.below(90);
  const sexes =
    kind === 2
      ? (["okänt"] as const)
      : kind === 3
        ? (["flicka", "pojke", "pojke", "pojke", "pojke", "pojke"] as const)
        : kind === 4
          ? (["flicka", "pojke", "okänt"] as const)
          : (["flicka", "pojke", "flicka", "pojke", "flicka", "pojke", "flicka", "pojke", "flicka", "pojke", "okänt"] as const);
  const talkative = r.pick([0, 0.1, 0.5, 0.9, 1]);
  const recordedValues = r.pick([0, 0.4, 0.5, 0.6, 1]);
  const sureYes = r.pick([0, 0.45, 0.5, 0.55, 1]);
  const reasons = r.chance(0.3) ? REASONS.slice(0, 4) : REASONS;
  const extract: OracleExtract = { barn: [], utredningar: [], insatser: [], samtal: [], uteblivna_samtal: [] };
  for (let n = 0; n < size; n += 1) {
    const child: OracleChild = { barn_id: `b${n}`, kon: r.pick(sexes), fodelsedatum: birthDate(r, from, to) };
    extract.barn.push(child);
    const investigations = r.pick([0, 1, 1, 1, 2, 3]);
    for (let k = 0; k < investigations; k += 1) extract.utredningar.push(investigation(r, child, extract.utredningar.length, from, to));
    const interventions = r.pick([0, 0, 1, 1, 2]);
    for (let k = 0; k < interventions; k += 1) {
      extract.insatser.push(intervention(r, child, extract.insatser.length, from, to, recordedValues, sureYes));
    }
  }
  for (const child of extract.barn) {
    if (r.chance(talkative)) {
      const talks = 1 + r.below(r.pick([1, 2, 4, 7]));
      for (let k = 0; k < talks; k += 1) extract.samtal.push(conversation(r, child, extract, from, to));
    }
    const missed = r.pick([0, 0, 1, 2, 3]);
    for (let k = 0; k < missed; k += 1) addMissed(r, child, extract, reasons);
  }
  return { code, from, to, extract };
}

function birthDate(r: Random, from: string, to: string): string {
  if (r.chance(0.08)) return r.pick(["2004-02-29", "2008-02-29", "2012-02-29", "2020-02-29"]);
  // Birthdays on the edge: 5, 15 or 18 on the first or last day of the period, or the day before or after.
  if (r.chance(0.25)) {
    const years = r.pick([5, 15, 18]);
    const day = addDays(r.pick([from, to]), r.below(3) - 1);
    return addDays(`${Number(day.slice(0, 4)) - years}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`, 0);
  }
  return addDays("2003-06-01", r.below(daysBetween("2003-06-01", "2024-03-31")));
}

function around(r: Random, from: string, to: string): string {
  if (r.chance(0.2)) return r.pick([from, to, addDays(from, -1), addDays(to, 1)]);
  return addDays(from, r.below(daysBetween(from, to) + 120) - 60);
}

function investigation(r: Random, child: OracleChild, n: number, from: string, to: string): OracleInvestigation {
  const inledd = r.chance(0.2) ? addDays(from, -r.below(200)) : around(r, from, to);
  const ended = r.chance(0.3) ? "" : r.chance(0.15) && inledd <= from ? r.pick([from, addDays(from, -1)]) : addDays(inledd, r.below(180));
  return { utredning_id: `u${n}`, barn_id: child.barn_id, inledd, avslutad: ended !== "" && ended < inledd ? inledd : ended };
}

function intervention(
  r: Random,
  child: OracleChild,
  n: number,
  from: string,
  to: string,
  recorded: number,
  yes: number,
): OracleIntervention {
  const value = (): string => (r.chance(recorded) ? (r.chance(yes) ? r.pick(["ja", "delvis"]) : "nej") : "");
  return {
    insats_id: `i${n}`,
    barn_id: child.barn_id,
    typ: r.chance(0.8) ? r.pick(OPEN_TYPES) : r.pick(PLACEMENTS),
    beviljad: around(r, from, to),
    barnets_uppgifter_anvanda: value(),
    barnets_uppgifter_overforda: value(),
  };
}

/** A tie to one of the child's own records, sometimes to nothing and sometimes to another child's. */
function tie(r: Random, child: OracleChild, extract: OracleExtract): { utredning_id: string; insats_id: string } {
  const foreign = r.chance(0.05);
  const own = <T extends { barn_id: string }>(rows: T[]): T[] => rows.filter((row) => foreign || row.barn_id === child.barn_id);
  const investigations = own(extract.utredningar);
  const interventions = own(extract.insatser);
  return {
    utredning_id: investigations.length > 0 && r.chance(0.92) ? r.pick(investigations).utredning_id : "",
    insats_id: interventions.length > 0 && r.chance(0.92) ? r.pick(interventions).insats_id : "",
  };
}

function conversation(r: Random, child: OracleChild, extract: OracleExtract, from: string, to: string): OracleConversation {
  return {
    samtal_id: `s${extract.samtal.length}`,
    barn_id: child.barn_id,
    fas: r.chance(0.9) ? r.pick(["utredning", "utredning", "planering", "uppföljning"]) : r.pick(PHASES),
    ...tie(r, child, extract),
    datum: r.chance(0.8) ? addDays(from, r.below(daysBetween(from, to) + 1)) : around(r, from, to),
    form: r.pick(["enskilt", "enskilt", "med vårdnadshavare", "med vårdnadshavare", "observation"]),
    status: r.chance(0.85) ? "genomfört" : r.pick(["erbjudet", "avböjt", "inställt"]),
  };
}

function addMissed(r: Random, child: OracleChild, extract: OracleExtract, reasons: readonly string[]): void {
  const row: OracleMissed = {
    barn_id: child.barn_id,
    fas: r.chance(0.9) ? r.pick(["utredning", "utredning", "planering", "uppföljning"]) : r.pick(PHASES),
    ...tie(r, child, extract),
    skal: r.pick(reasons),
  };
  const key = (m: OracleMissed): string => [m.barn_id, m.fas, m.utredning_id, m.insats_id, m.skal].join("/");
  if (!extract.uteblivna_samtal.some((m) => key(m) === key(row))) extract.uteblivna_samtal.push(row);
}

/** Shares at exactly 0, 25, 50, 75 and 100 per cent, question 14 at exactly 45 and 55 per cent and with exactly half the values missing. */
function boundaryExtract(r: Random, from: string, to: string): OracleExtract {
  const extract: OracleExtract = { barn: [], utredningar: [], insatser: [], samtal: [], uteblivna_samtal: [] };
  const quarters = r.below(5);
  const size = r.pick([8, 12, 20, 40]);
  const shift = r.pick([-1, 0, 0, 0, 1]);
  const talked = Math.min(size, Math.max(0, (size * quarters) / 4 + shift));
  const yes = r.pick([0, 8, 9, 10, 11, 12, 20]);
  const missing = r.pick([0, 19, 20, 21, 40]);
  const repeats = r.pick([1, 1, 5]);
  for (let n = 0; n < size; n += 1) {
    const age = [2, 10, 16][n % 3] as number;
    const child: OracleChild = {
      barn_id: `b${n}`,
      kon: n % 2 === 0 ? "flicka" : "pojke",
      fodelsedatum: `${Number(from.slice(0, 4)) - age}-01-15`,
    };
    extract.barn.push(child);
    extract.utredningar.push({ utredning_id: `u${n}`, barn_id: child.barn_id, inledd: from, avslutad: "" });
    if (n < talked) {
      const form = n % 3 === 0 ? "enskilt" : "med vårdnadshavare";
      for (let k = 0; k < (1 + (n % 3)) * repeats; k += 1) {
        extract.samtal.push({
          samtal_id: `s${n}-${k}`,
          barn_id: child.barn_id,
          fas: "utredning",
          utredning_id: `u${n}`,
          insats_id: "",
          datum: r.pick([from, to]),
          form,
          status: "genomfört",
        });
      }
    } else {
      // Two reasons each, dealt round, so that the counts tie.
      for (const place of [n % 8, (n + 4) % 8]) {
        extract.uteblivna_samtal.push({
          barn_id: child.barn_id,
          fas: "utredning",
          utredning_id: `u${n}`,
          insats_id: "",
          skal: REASONS[place] as string,
        });
      }
    }
  }
  for (let n = 0; n < 20 + missing; n += 1) {
    const value = n >= 20 ? "" : n < yes ? (n % 2 === 0 ? "ja" : "delvis") : "nej";
    extract.insatser.push({
      insats_id: `i${n}`,
      barn_id: `b${n % size}`,
      typ: r.pick(OPEN_TYPES),
      beviljad: r.pick([from, to]),
      barnets_uppgifter_anvanda: value,
      barnets_uppgifter_overforda: n < 20 ? (n < 20 - yes ? "ja" : "nej") : "",
    });
  }
  return extract;
}
