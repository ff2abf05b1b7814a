/**
 * Answers of a synthetic panel that give, weighted, what the report on trust prints (000, 2023 and 2024). Where the report prints no figure the share
 * is ours, and marked `ours`. Who answers what follows what the report found: the young, the educated, those who know and those who had help trust
 * more; the sympathisers of SD and M less; nothing follows place or country of birth itself.
 */
import { Random, hashText } from "../random.ts";
import type { Respondent } from "./panel.ts";

export type Row = Record<string, string>;

/** Somebody who is to answer a question: what they are, and how inclined they are to its first answers. */
type Asked = { readonly at: number; readonly weight: number; readonly score: number };

/** Levels of an answer with their share of those who are asked, in per cent; the first goes to those who are most inclined. */
type Shares = readonly (readonly [answer: string, share: number])[];

const trustLevels = ["Mycket stort", "Ganska stort", "Ganska litet", "Mycket litet"] as const;
const extentLevels = ["I mycket stor utsträckning", "I ganska stor utsträckning", "I ganska liten utsträckning", "Inte alls"] as const;
const dontKnow = "Vet inte/vill inte svara";

/** Trust by institution: large, in per cent of those with an opinion, and without one, in per cent of all. */
const institutions: Readonly<
  Record<string, { readonly large: number; readonly none: number; readonly both?: true; readonly ours?: true }>
> = {
  q1_1: { large: 79, none: 46, ours: true },
  q1_2: { large: 37, none: 38 },
  q1_3: { large: 76, none: 47, ours: true },
  q1_4: { large: 68, none: 5, ours: true },
  q1_5: { large: 66, none: 4, both: true, ours: true },
  q1_6: { large: 43, none: 14, ours: true },
  q1_7: { large: 31, none: 42, both: true },
  q1_8: { large: 70, none: 8, both: true, ours: true },
  q1_9: { large: 76, none: 4, both: true, ours: true },
  q1_10: { large: 66, none: 48, ours: true },
  q1_11: { large: 26, none: 20, both: true },
};
const groups = {
  q3_1: { large: 55, none: 43 },
  q3_2: { large: 50, none: 48 },
  q3_3: { large: 48, none: 30 },
  q3_4: { large: 44, none: 25 },
} as const;
/** Those who agree, in per cent of those with an opinion. */
const statements = { q8_1: 50, q8_2: 33.3, q8_3: 50, q8_4: 16, q8_5: 81, q8_6: 33.3, q8_7: 83 } as const;
const experiences = { q7_1: 69, q7_2: 53, q7_3: 53, q7_4: 53, q7_5: 62, q7_6: 62 } as const;
const contacts = { q10a: 94, q10b: 90, q10c: 72 } as const;
const scenarios: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  q12a: { 1: 27, 2: 63, 4: 39, 3: 14, 5: 22, 6: 9 },
  q12b: { 1: 37, 4: 18, 5: 15, 6: 4 },
  q12c: { 1: 75, 3: 38, 2: 37, 4: 12, 5: 17, 6: 10 },
};
/** How many are without an answer, so that as many are left as the report prints. */
const bases = { one: 1036, both: 5500, trust: 5522, change: 1036, groups: 1000, knowledge: 962, experience: 4284, contacted: 360, statements: 950, sources: 970, contacts: 940, scenarios: 970 } as const; // prettier-ignore

/** The answers of everybody in the panel: a row for each with the columns of the form `fortroende-2026`, `våg` before them. */
export function answerAs(panel: readonly Respondent[], seed: number): readonly Row[] {
  const rows: Row[] = panel.map(({ wave, sex, age, ageGroup, education, born, area, party }) => ({
    våg: wave, ålder: ageGroup, q13a: sex, q13b: String(age), q13c: education, q13d: born, q13e: area, q13f: party,
  })); // prettier-ignore
  const inclinations = panel.map((one, at) => leaning(one) + 1.1 * noise(seed, "latent", at));
  const latent = (at: number): number => inclinations[at] ?? 0;
  const personAt = (at: number): Respondent => panel[at] as Respondent;
  const first = panel.flatMap(({ wave }, at) => (wave === "2023" ? [at] : []));
  const all = panel.map((_, at) => at);
  /** As many of these as have answered, drawn once for each question. */
  const some = (of: readonly number[], count: number, question: string): readonly number[] =>
    of
      .map((at) => ({ at, by: new Random(seed, hashText(`nonresponse ${question}`), at).unit() }))
      .sort((a, b) => a.by - b.by)
      .slice(0, count)
      .map(({ at }) => at)
      .sort((a, b) => a - b);
  const scored = (who: readonly number[], score: (at: number) => number): Asked[] =>
    who.map((at) => ({ at, weight: personAt(at).weight, score: score(at) }));
  const give = (column: string, who: readonly number[], score: (at: number) => number, shares: Shares): void => {
    for (const [at, answer] of cut(scored(who, score), shares)) (rows[at] as Row)[column] = answer;
  };
  /** First who has no opinion, then what the others think. */
  const judge = (
    column: string,
    who: readonly number[],
    none: number,
    large: number,
    levels: readonly string[],
    score: (at: number) => number,
  ): void => {
    give(column, who, (at) => noise(seed, `${column} none`, at) - 0.25 * latent(at), [
      [dontKnow, none],
      ["", 100 - none],
    ]);
    const [most, quite, little, least] = levels as [string, string, string, string];
    give(column, who.filter((at) => rows[at]?.[column] === ""), score, [[most, large * 0.2], [quite, large * 0.8], [little, (100 - large) * 0.6], [least, (100 - large) * 0.4]]); // prettier-ignore
  };
  const tick = (question: string, option: number, who: readonly number[], share: number, score: (at: number) => number): void =>
    give(`${question}_${option}`, who, score, [
      ["Ja", share],
      ["Nej", 100 - share],
    ]);

  // Knowledge, experience and what is thought come first: trust follows on them.
  give("q4", some(first, bases.knowledge, "q4"), (at) => knowing(personAt(at)) + noise(seed, "q4", at), [["Ja", 12.3], ["Delvis", 35.3], ["Nej", 52.4]]); // prettier-ignore
  experience();
  const askedStatements = some(first, bases.statements, "q8");
  for (const [column, large] of Object.entries(statements)) {
    const weighs = column === "q8_1" || column === "q8_2";
    judge(column, askedStatements, 30, large, extentLevels, (at) => (weighs ? 0.9 * latent(at) : 0) + noise(seed, column, at));
  }
  sources();

  for (const [column, { large, none, both }] of Object.entries(institutions)) {
    const who = column === "q1_7" ? some(all, bases.trust, column) : both ? some(all, bases.both, column) : some(first, bases.one, column);
    judge(column, who, none, large, trustLevels, (at) =>
      column === "q1_7" ? trusting(at) : 0.6 * ofParty(personAt(at)) + noise(seed, column, at),
    );
  }
  const trustsLittle = (at: number): boolean => /litet$/u.test(rows[at]?.["q1_7"] ?? "");
  give("q2", some(first, bases.change, "q2"), (at) => latent(at) + noise(seed, "q2", at), [["Ja, det har förbättrats", 3.1], ["Nej, det är oförändrat", 51.6], ["Vet inte", 23.6], ["Ja, det har försämrats", 21.7]]); // prettier-ignore
  const askedGroups = some(first, bases.groups, "q3");
  for (const [column, { large, none }] of Object.entries(groups))
    judge(column, askedGroups, none, large, trustLevels, (at) => trusting(at));
  const askedContacts = some(first, bases.contacts, "q10");
  for (const [column, share] of Object.entries(contacts)) {
    give(column, askedContacts, (at) => (trustsLittle(at) ? -1.2 : 0) + noise(seed, column, at), [
      ["Ja", share],
      ["Nej", 100 - share],
    ]);
  }
  const askedScenarios = some(first, bases.scenarios, "q12");
  for (const [question, options] of Object.entries(scenarios))
    for (const [option, share] of Object.entries(options))
      tick(question, Number(option), askedScenarios, share, (at) => noise(seed, question + option, at));
  policeFamilyOrFriends();
  return rows;

  /** Trust itself: what was found to go with it, and chance. */
  function trusting(at: number): number {
    const row = rows[at] as Row;
    const knows = { Ja: 1.1, Delvis: 0.2, Nej: -0.3 }[row["q4"] ?? ""] ?? 0;
    const agrees = (column: string): number => (/stor/u.test(row[column] ?? "") ? 0.7 : /liten|alls/u.test(row[column] ?? "") ? -0.7 : 0);
    const met = row["q7_1"] === undefined ? 0 : /stor/u.test(row["q7_1"]) ? 1.4 : /liten|alls/u.test(row["q7_1"]) ? -1.8 : 0;
    return 1.3 * latent(at) + knows + agrees("q8_1") + agrees("q8_2") + met;
  }

  function experience(): void {
    const who = some(all, bases.experience, "q5");
    const contacted = some(who, bases.contacted, "contact");
    const rest = who.filter((at) => !contacted.includes(at));
    const others: Shares = [["q5_2", 5.2], ["q5_3", 16.3], ["q5_4", 70.1]]; // prettier-ignore
    const had = new Map(
      cut(
        scored(rest, (at) => noise(seed, "q5", at)),
        others,
      ),
    );
    for (const at of who)
      for (const option of [1, 2, 3, 4, 5])
        (rows[at] as Row)[`q5_${option}`] = (contacted.includes(at) ? "q5_1" : had.get(at)) === `q5_${option}` ? "Ja" : "Nej";
    give("q6", contacted, (at) => noise(seed, "q6", at), [["De senaste fem åren", 63], ["För mer än fem men högst tio år sedan", 17], ["För mer än tio år sedan", 20]]); // prettier-ignore
    const lately = contacted.filter((at) => rows[at]?.["q6"] === "De senaste fem åren");
    for (const [column, large] of Object.entries(experiences)) {
      const good = (at: number): number => noise(seed, "met", at) + 0.6 * noise(seed, column, at);
      const [most, quite, little, least] = extentLevels;
      give(column, lately, good, [
        [most, large * 0.4],
        [quite, large * 0.6],
        [little, (100 - large) * 0.6],
        [least, (100 - large) * 0.4],
      ]);
    }
  }

  function sources(): void {
    const who = some(first, bases.sources, "q9");
    give("q9_6", who, (at) => noise(seed, "q9_6", at), [
      ["Ja", 22],
      ["Nej", 78],
    ]);
    const rest = who.filter((at) => rows[at]?.["q9_6"] === "Nej");
    give("q9_7", rest, (at) => noise(seed, "q9_7", at), [
      ["Ja", (3 / 78) * 100],
      ["Nej", (75 / 78) * 100],
    ]);
    const informed = rest.filter((at) => rows[at]?.["q9_7"] === "Nej");
    const lean: Readonly<Record<number, (one: Respondent) => number>> = {
      1: ({ area }) => (area === "Tätbefolkat område" ? 0.8 : 0),
      2: (one) => -1.3 * ofParty(one),
      3: (one) => -1.7 * ofParty(one) + (one.sex === "Kvinna" ? 0.6 : 0) + (one.education === "Förgymnasial" ? 0.8 : 0),
      4: ({ education }) => (education === "Eftergymnasial" ? 0.7 : 0),
      5: () => 0,
    };
    const shares: Readonly<Record<number, number>> = { 1: 62, 2: 40, 3: 19, 4: 10, 5: 10 };
    for (const [option, share] of Object.entries(shares))
      tick(
        "q9",
        Number(option),
        informed,
        (share / 75) * 100,
        (at) => (lean[Number(option)]?.(personAt(at)) ?? 0) + noise(seed, `q9_${option}`, at),
      );
    for (const at of who) for (const option of [1, 2, 3, 4, 5, 7]) (rows[at] as Row)[`q9_${option}`] ??= "Nej";
  }

  /** 51 per cent would turn to the police, family or friends: together, which is one of the two ways to read the report. */
  function policeFamilyOrFriends(): void {
    give("q12b_2", askedScenarios, (at) => noise(seed, "q12b joint", at), [
      ["police", 20],
      ["both", 11],
      ["family", 20],
      ["", 49],
    ]);
    for (const at of askedScenarios) {
      const row = rows[at] as Row;
      const to = row["q12b_2"] ?? "";
      row["q12b_3"] = to === "police" || to === "both" ? "Ja" : "Nej";
      row["q12b_2"] = to === "family" || to === "both" ? "Ja" : "Nej";
    }
  }
}

/** Who gets which answer: those who are most inclined the first, until its share of the weights is filled. */
function cut(asked: readonly Asked[], shares: Shares): readonly (readonly [at: number, answer: string])[] {
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const whole = shares.reduce((sum, [, share]) => sum + share, 0);
  const ends = shares.map((_, at) => (shares.slice(0, at + 1).reduce((sum, [, share]) => sum + share, 0) / whole) * total);
  let filled = 0;
  return [...asked]
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ at, weight }) => {
      const middle = filled + weight / 2;
      filled += weight;
      const level = ends.findIndex((end) => middle < end);
      return [at, (shares[level < 0 ? shares.length - 1 : level] as readonly [string, number])[0]] as const;
    });
}

/** How a party's sympathisers see the social services; chance beside. */
const ofParty = ({ party }: Respondent): number => ({ Sverigedemokraterna: -1.1, Moderaterna: -0.6 })[party as string] ?? 0.35;
const leaning = (one: Respondent): number =>
  ofParty(one) +
  { "18–29": 0.6, "30–49": 0.2, "50–64": -0.1, "65–": -0.4 }[one.ageGroup] +
  { Förgymnasial: -0.5, Gymnasial: -0.1, Eftergymnasial: 0.45 }[one.education];
const knowing = ({ sex, education }: Respondent): number =>
  (sex === "Man" ? -0.5 : 0) + { Förgymnasial: -0.6, Gymnasial: -0.2, Eftergymnasial: 0.4 }[education];

/** Logistic noise, the same for the same question and person. */
function noise(seed: number, question: string, at: number): number {
  const chance = Math.min(1 - 1e-9, Math.max(1e-9, new Random(seed, hashText(question), at).unit()));
  return Math.log(chance / (1 - chance)) / 1.8;
}
