/**
 * The independent calculation of the national questionnaire: plain loops over the rows of the open extract, written from the
 * counting rules of the format alone. It is slow and plain on purpose, and it must never import anything from `src`: its only
 * use is to disagree with the program when the program is wrong.
 */

export type OracleChild = { barn_id: string; kon: "flicka" | "pojke" | "okänt"; fodelsedatum: string };
export type OracleInvestigation = { utredning_id: string; barn_id: string; inledd: string; avslutad: string };
export type OracleIntervention = {
  insats_id: string;
  barn_id: string;
  typ: string;
  beviljad: string;
  barnets_uppgifter_anvanda: string;
  barnets_uppgifter_overforda: string;
};
export type OracleConversation = {
  samtal_id: string;
  barn_id: string;
  fas: string;
  utredning_id: string;
  insats_id: string;
  datum: string;
  form: string;
  status: string;
};
export type OracleMissed = { barn_id: string; fas: string; utredning_id: string; insats_id: string; skal: string };

/** The rows of one extract, empty text where a value is not known. */
export type OracleExtract = {
  barn: OracleChild[];
  utredningar: OracleInvestigation[];
  insatser: OracleIntervention[];
  samtal: OracleConversation[];
  uteblivna_samtal: OracleMissed[];
};

type Form = "enskilt" | "med vårdnadshavare";
type Share = { denominator: number | null; numerator: number | null; share: number | null; answer: string; reason: string | null };
type Member = { child: OracleChild; ageGroup: string; individual: number; withGuardian: number; reasons: string[] };

const PLACEMENTS = ["familjehem", "nätverkshem", "jourhem", "stödboende", "HVB", "SiS", "skyddat boende"];
const AGE_GROUPS = ["0-4", "5-14", "15-17"];
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

/** The answers of one municipality, in the shape that the open extract's page prints. */
export function oracleAnswers(municipality: string, from: string, to: string, extract: OracleExtract): unknown {
  const answers: unknown[] = [];
  answers.push(...phaseAnswers("4", "utredning", from, to, extract));
  answers.push(...phaseAnswers("12", "planering", from, to, extract));
  answers.push(question14("använda", "barnets_uppgifter_anvanda", from, to, extract));
  answers.push(question14("överförda", "barnets_uppgifter_overforda", from, to, extract));
  answers.push(...phaseAnswers("17", "uppföljning", from, to, extract));
  return { municipality, period: { from, to }, answers };
}

/** Completed years on a day. */
export function oracleAge(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  // Born on 29 February: 28 February in a year without that day (1 § lag 1930:173 points there).
  const isCommon = new Date(Date.UTC(Number(day.slice(0, 4)), 1, 29)).getUTCMonth() === 2;
  const birthday = born.endsWith("-02-29") && isCommon ? "02-28" : born.slice(5);
  return day.slice(5) >= birthday ? years : years - 1;
}

function phaseAnswers(number: string, phase: string, from: string, to: string, extract: OracleExtract): unknown[] {
  const members = membersOf(phase, from, to, extract);
  const hiddenSex = hiddenGroups(members.length, [
    { name: "flickor", size: members.filter((m) => m.child.kon === "flicka").length },
    { name: "pojkar", size: members.filter((m) => m.child.kon === "pojke").length },
    { name: "okänt", size: members.filter((m) => m.child.kon === "okänt").length },
  ]);
  const hiddenAge = hiddenGroups(
    members.length,
    AGE_GROUPS.map((name) => ({ name, size: members.filter((m) => m.ageGroup === name).length })),
  );
  const out: unknown[] = [];
  const all = members.length < 7 ? "färre än 7" : null;
  for (const form of ["enskilt", "med vårdnadshavare", "inget samtal"]) {
    const share = shareOf(members, form, all);
    out.push({ question: number + "b", phase, form, group: "alla", ...share });
  }
  out.push(question4c(number, phase, hiddenSex, hiddenAge));
  const forms: [Form, string, string][] = [
    ["enskilt", "d", "e"],
    ["med vårdnadshavare", "f", "g"],
  ];
  for (const [form, sexLetter, ageLetter] of forms) {
    for (const [group, sex] of [
      ["flickor", "flicka"],
      ["pojkar", "pojke"],
    ] as const) {
      const share = shareOf(
        members.filter((m) => m.child.kon === sex),
        form,
        hiddenSex.get(group) ?? null,
      );
      out.push({ question: number + sexLetter, phase, form, group, ...share });
    }
    for (const group of AGE_GROUPS) {
      const share = shareOf(
        members.filter((m) => m.ageGroup === group),
        form,
        hiddenAge.get(group) ?? null,
      );
      out.push({ question: number + ageLetter, phase, form, group, ...share });
    }
  }
  for (const group of AGE_GROUPS) out.push(medianAnswer(number, phase, group, members));
  out.push(reasonAnswer(number, phase, members));
  return out;
}

function membersOf(phase: string, from: string, to: string, extract: OracleExtract): Member[] {
  const members: Member[] = [];
  for (const child of extract.barn) {
    // Every record that puts this child in the population, and the first day in the period on which it does.
    const ties: string[] = [];
    const days: string[] = [];
    if (phase === "utredning") {
      for (const u of extract.utredningar) {
        if (u.barn_id !== child.barn_id) continue;
        if (u.inledd > to) continue;
        if (u.avslutad !== "" && u.avslutad < from) continue;
        ties.push(u.utredning_id);
        days.push(u.inledd < from ? from : u.inledd);
      }
    } else {
      for (const i of extract.insatser) {
        if (i.barn_id !== child.barn_id) continue;
        if (PLACEMENTS.includes(i.typ)) continue;
        if (i.beviljad < from || i.beviljad > to) continue;
        ties.push(i.insats_id);
        days.push(i.beviljad);
      }
    }
    days.sort();
    const first = days[0];
    if (first === undefined) continue;
    const age = oracleAge(child.fodelsedatum, first);
    if (age >= 18) continue;
    const member: Member = {
      child,
      ageGroup: age <= 4 ? "0-4" : age <= 14 ? "5-14" : "15-17",
      individual: 0,
      withGuardian: 0,
      reasons: [],
    };
    for (const s of extract.samtal) {
      if (s.barn_id !== child.barn_id || s.fas !== phase || s.status !== "genomfört") continue;
      if (s.datum < from || s.datum > to) continue;
      if (!ties.includes(phase === "utredning" ? s.utredning_id : s.insats_id)) continue;
      if (s.form === "enskilt") member.individual += 1;
      if (s.form === "med vårdnadshavare") member.withGuardian += 1;
    }
    for (const m of extract.uteblivna_samtal) {
      if (m.barn_id !== child.barn_id || m.fas !== phase) continue;
      if (!ties.includes(phase === "utredning" ? m.utredning_id : m.insats_id)) continue;
      if (!member.reasons.includes(m.skal)) member.reasons.push(m.skal);
    }
    members.push(member);
  }
  return members;
}

/** The hidden groups of one breakdown with the reason. Groups that are not in the map are shown. */
function hiddenGroups(total: number, groups: { name: string; size: number }[]): Map<string, string> {
  const hidden = new Map<string, string>();
  if (total < 7) {
    for (const g of groups) hidden.set(g.name, "färre än 7");
    return hidden;
  }
  const small = groups.filter((g) => g.size < 7 && (g.name !== "okänt" || g.size >= 1));
  for (const g of small) hidden.set(g.name, "färre än 7");
  const otherUnshown = groups.some((g) => g.name === "okänt" && g.size >= 7);
  if (small.length === 1 && !otherUnshown) {
    let smallest: { name: string; size: number } | null = null;
    for (const g of groups) {
      if (g.name === "okänt" || hidden.has(g.name)) continue;
      if (smallest === null || g.size < smallest.size) smallest = g;
    }
    if (smallest !== null) hidden.set(smallest.name, "skyddar annan grupp");
  }
  return hidden;
}

function shareOf(members: Member[], form: string, hidden: string | null): Share {
  if (hidden !== null) return { denominator: null, numerator: null, share: null, answer: "Kan inte svara", reason: hidden };
  let numerator = 0;
  for (const m of members) {
    if (form === "enskilt" && m.individual > 0) numerator += 1;
    if (form === "med vårdnadshavare" && m.withGuardian > 0) numerator += 1;
    if (form === "inget samtal" && m.individual + m.withGuardian === 0) numerator += 1;
  }
  const denominator = members.length;
  return { denominator, numerator, share: numerator / denominator, answer: interval(numerator, denominator), reason: null };
}

function interval(numerator: number, denominator: number): string {
  if (numerator === 0) return "0 procent";
  if (numerator === denominator) return "100 procent";
  if (numerator * 100 <= denominator * 25) return "1–25 procent";
  if (numerator * 100 <= denominator * 50) return "26–50 procent";
  if (numerator * 100 <= denominator * 75) return "51–75 procent";
  return "76–99 procent";
}

function question4c(number: string, phase: string, hiddenSex: Map<string, string>, hiddenAge: Map<string, string>): unknown {
  const sex = !hiddenSex.has("flickor") || !hiddenSex.has("pojkar");
  const age = AGE_GROUPS.some((g) => !hiddenAge.has(g));
  let answer: string;
  if (number === "12") {
    if (sex && age) answer = "Ja, kan lämna uppgifter på både kön och ålder";
    else if (sex) answer = "Ja, kan lämna uppgifter men enbart på kön";
    else if (age) answer = "Ja, kan lämna uppgifter men enbart på ålder";
    else answer = "Nej, kan inte lämna uppgifter på varken kön eller ålder";
  } else {
    if (sex && age) answer = "Ja, kan lämna uppgifter uppdelade på både kön och ålder";
    else if (sex) answer = "Ja, kan lämna uppgifter uppdelade men enbart på kön";
    else if (age) answer = "Ja, kan lämna uppgifter uppdelat men enbart på ålder";
    else answer = "Nej, kan inte lämna uppgifter uppdelade på varken kön eller ålder";
  }
  return { question: number + "c", phase, answer, reason: sex || age ? null : "färre än 7" };
}

function medianAnswer(number: string, phase: string, group: string, members: Member[]): unknown {
  const inGroup = members.filter((m) => m.ageGroup === group);
  const counts = inGroup.map((m) => m.individual + m.withGuardian).filter((n) => n > 0);
  const head = { question: number + "h", phase, group };
  if (members.length >= 7 && inGroup.length >= 7 && counts.length === 0) {
    return { ...head, denominator: 0, median: 0, answer: "0", reason: null };
  }
  if (counts.length < 7) return { ...head, denominator: null, median: null, answer: "Kan inte svara", reason: "färre än 7" };
  counts.sort((a, b) => a - b);
  const low = counts[Math.floor((counts.length - 1) / 2)] as number;
  const high = counts[Math.ceil((counts.length - 1) / 2)] as number;
  const median = (low + high) / 2;
  const shown = Math.ceil(median);
  return { ...head, denominator: counts.length, median, answer: shown >= 4 ? "4 eller fler" : String(shown), reason: null };
}

function reasonAnswer(number: string, phase: string, members: Member[]): unknown {
  const head = { question: number + "i", phase };
  const without = members.filter((m) => m.individual + m.withGuardian === 0);
  if (without.length < 7) return { ...head, answer: "Kan inte svara", reason: "färre än 7" };
  const tally = REASONS.map((reason, place) => ({ reason, place, children: without.filter((m) => m.reasons.includes(reason)).length }));
  const top = tally.filter((t) => t.children > 0).sort((a, b) => b.children - a.children || a.place - b.place);
  if (top.length === 0) return { ...head, answer: "Kan inte svara", reason: "uppgift saknas" };
  return { ...head, answer: top.slice(0, 3).map((t) => t.reason), reason: null };
}

function question14(
  part: string,
  column: "barnets_uppgifter_anvanda" | "barnets_uppgifter_overforda",
  from: string,
  to: string,
  extract: OracleExtract,
): unknown {
  let granted = 0;
  let withValue = 0;
  let yes = 0;
  for (const i of extract.insatser) {
    if (PLACEMENTS.includes(i.typ) || i.beviljad < from || i.beviljad > to) continue;
    const child = extract.barn.find((b) => b.barn_id === i.barn_id);
    if (child === undefined || oracleAge(child.fodelsedatum, i.beviljad) >= 18) continue;
    granted += 1;
    if (i[column] === "") continue;
    withValue += 1;
    if (i[column] === "ja" || i[column] === "delvis") yes += 1;
  }
  const head = { question: "14", part };
  if (granted === 0 || (granted - withValue) * 2 > granted) {
    return { ...head, denominator: null, numerator: null, share: null, answer: "Kan inte bedöma", reason: "uppgift saknas" };
  }
  let answer = "I mindre än hälften av alla ärenden";
  if (yes === withValue) answer = "I samtliga ärenden";
  else if (yes === 0) answer = "Inte i några ärenden";
  else if (yes * 100 > withValue * 55) answer = "I fler än hälften av alla ärenden";
  else if (yes * 100 >= withValue * 45) answer = "I cirka hälften av alla ärenden";
  return { ...head, denominator: withValue, numerator: yes, share: yes / withValue, answer, reason: null };
}
