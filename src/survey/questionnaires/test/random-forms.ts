/** Random questionnaires that hold together, each with a plain account of when its questions are asked. */
import fc from "fast-check";
import { stringify } from "yaml";

/** When a question is asked, as data of the test's own: it knows nothing of expressions. */
export type Plain =
  | { readonly kind: "is" | "is-not"; readonly of: number; readonly choice: number }
  | { readonly kind: "ticked"; readonly of: number; readonly choice: number }
  | { readonly kind: "any-row"; readonly of: number; readonly choice: number }
  | { readonly kind: "more-than"; readonly of: number; readonly number: number }
  | { readonly kind: "answered"; readonly of: number }
  | { readonly kind: "both" | "either"; readonly parts: readonly [Plain, Plain] }
  | { readonly kind: "unless"; readonly part: Plain };

export type RandomQuestion = {
  readonly type: "single" | "several" | "grid" | "number" | "text" | "date";
  readonly choices: readonly string[];
  readonly rows: readonly string[];
  readonly ask: Plain | null;
  readonly flags: readonly boolean[];
};
export type RandomForm = { readonly questions: readonly RandomQuestion[]; readonly text: string };

const words = [
  "Ja",
  "Nej",
  "Vet inte",
  "I hög utsträckning",
  "1–25 procent",
  "Å, ä och ö",
  "a & b < c",
  "=1+1",
  "“citat”",
  "-",
  "#1",
  "null",
  "true",
  "2024-01-01",
];
const pick = (least: number): fc.Arbitrary<readonly string[]> => fc.shuffledSubarray(words, { minLength: least, maxLength: 5 });

const bare = fc.record({
  type: fc.constantFrom<RandomQuestion["type"]>("single", "single", "several", "grid", "number", "text", "date"),
  choices: pick(2),
  rows: pick(1),
  seeds: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
  flags: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});

/** Random forms of 2 to 12 questions on pages of three. */
export const randomForm: fc.Arbitrary<RandomForm> = fc.array(bare, { minLength: 2, maxLength: 12 }).map((given) => {
  const questions = given.reduce<readonly RandomQuestion[]>((before, { seeds, ...one }) => {
    return [...before, { ...one, ask: one.flags[0] === true ? plainOf(before, seeds) : null }];
  }, []);
  return { questions, text: textOf(questions) };
});

function plainOf(before: readonly RandomQuestion[], seeds: readonly number[]): Plain | null {
  const atom = (seed: number, choice: number): Plain | null => {
    if (before.length === 0) return null;
    const of = seed % before.length;
    const question = before[of];
    const nth = choice % (question?.choices.length ?? 1);
    switch (question?.type) {
      case "single":
        return { kind: seed % 3 === 0 ? "is-not" : "is", of, choice: nth };
      case "several":
        return { kind: "ticked", of, choice: nth };
      case "grid":
        return { kind: "any-row", of, choice: nth };
      case "number":
        return { kind: "more-than", of, number: choice % 20 };
      default:
        return { kind: "answered", of };
    }
  };
  const [a = 0, b = 0, c = 0, d = 0, shape = 0] = seeds;
  const [one, other] = [atom(a, b), atom(c, d)];
  if (one === null || other === null) return one;
  if (shape % 4 === 0) return { kind: "both", parts: [one, other] };
  if (shape % 4 === 1) return { kind: "either", parts: [one, other] };
  return shape % 4 === 2 ? { kind: "unless", part: one } : one;
}

const quoted = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);

function expressionOf(plain: Plain, questions: readonly RandomQuestion[]): string {
  const write = (one: Plain): string => expressionOf(one, questions);
  const choice = (one: { readonly of: number; readonly choice: number }): string => quoted(questions[one.of]?.choices[one.choice] ?? "");
  switch (plain.kind) {
    case "is":
      return `q${plain.of + 1} = ${choice(plain)}`;
    case "is-not":
      return `q${plain.of + 1} != ${choice(plain)}`;
    case "ticked":
      return `selected(q${plain.of + 1}, ${choice(plain)})`;
    case "any-row":
      return `any(q${plain.of + 1}, ${choice(plain)})`;
    case "more-than":
      return `q${plain.of + 1} > ${plain.number}`;
    case "answered":
      return `answered(q${plain.of + 1})`;
    case "both":
      return plain.parts.map((part) => `(${write(part)})`).join(" and ");
    case "either":
      return plain.parts.map((part) => `(${write(part)})`).join(" or ");
    case "unless":
      return `not (${write(plain.part)})`;
  }
}

function textOf(questions: readonly RandomQuestion[]): string {
  const written = questions.map((question, place) => ({
    question: place + 1,
    text: `Fråga <b>${place + 1}</b> & mer?`,
    ...bodyOf(question, questions),
  }));
  const pages = Array.from({ length: Math.ceil(written.length / 3) }, (_, place) => ({
    page: `sida-${place + 1}`,
    title: `Sida ${place + 1}`,
    questions: written.slice(place * 3, place * 3 + 3),
  }));
  return stringify({ id: "prov", version: 1, language: "sv", title: "Prov", pages }, { lineWidth: 0 });
}

function bodyOf(
  { type, choices, rows, ask, flags }: RandomQuestion,
  questions: readonly RandomQuestion[],
): Readonly<Record<string, unknown>> {
  const [, required, help, comment, limited] = flags;
  const head = {
    ...(ask === null ? {} : { ask: expressionOf(ask, questions) }),
    ...(required === true ? { required: true } : {}),
    ...(help === true ? { help: ["Först detta.", "Sedan = detta."] } : {}),
    ...(comment === true ? { comment: "Kommentar:" } : {}),
  };
  switch (type) {
    case "single":
      return { ...head, type, alternatives: choices };
    case "several":
      return { ...head, type, alternatives: choices, ...(limited === true ? { most: 2 } : {}) };
    case "grid":
      return { ...head, type, alternatives: choices, rows };
    case "number":
      return { ...head, type, unit: "barn", ...(limited === true ? { least: 0, greatest: 99 } : {}) };
    case "text":
      return { ...head, type, longest: limited === true ? 200 : 4000 };
    case "date":
      return { ...head, type, ...(limited === true ? { earliest: "2024-01-01" } : {}) };
  }
}

/** Answers of one who answers: for each question a choice for each row, ticks, a number, or words. */
export type RandomAnswers = readonly { readonly picks: readonly (number | null)[]; readonly number: number | null }[];

export const answersTo = ({ questions }: RandomForm): fc.Arbitrary<RandomAnswers> =>
  fc.tuple(
    ...questions.map(() =>
      fc.record({
        picks: fc.array(fc.option(fc.nat(4)), { minLength: 5, maxLength: 5 }),
        number: fc.option(fc.nat(25)),
      }),
    ),
  );

/** The answers in the columns of the codebook. */
export function columnsOf({ questions }: RandomForm, answers: RandomAnswers): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  for (const [place, { type, choices, rows }] of questions.entries()) {
    const name = `q${place + 1}`;
    const given = answers[place];
    const words = (pick: number | null | undefined): string =>
      pick === null || pick === undefined ? "" : (choices[pick % choices.length] ?? "");
    if (type === "single") columns.set(name, words(given?.picks[0]));
    if (type === "grid") for (const row of rows.keys()) columns.set(`${name}_${row + 1}`, words(given?.picks[row]));
    if (type === "several") for (const nth of choices.keys()) columns.set(`${name}_${nth + 1}`, given?.picks[nth] === null ? "" : "Ja");
    if (type === "number") columns.set(name, given?.number === null || given === undefined ? "" : String(given.number));
    if (type === "text") columns.set(`${name}_text`, given?.number === null ? "" : "ord");
    if (type === "date") columns.set(name, given?.number === null ? "" : "2024-02-29");
  }
  return columns;
}

/** Which questions are asked (places from 0), in plain loops over the answers. */
export function askedPlainly({ questions }: RandomForm, answers: RandomAnswers): readonly number[] {
  const asked: number[] = [];
  const holds = (plain: Plain): boolean => {
    if ("parts" in plain) return plain.kind === "both" ? plain.parts.every(holds) : plain.parts.some(holds);
    if ("part" in plain) return !holds(plain.part);
    const question = questions[plain.of];
    // What is not asked any more has no answer.
    const given = asked.includes(plain.of) ? answers[plain.of] : undefined;
    const count = question?.choices.length ?? 1;
    const isPick = (pick: number | null | undefined, choice: number): boolean =>
      pick !== null && pick !== undefined && pick % count === choice;
    switch (plain.kind) {
      case "is":
        return isPick(given?.picks[0], plain.choice);
      case "is-not":
        return !isPick(given?.picks[0], plain.choice);
      case "ticked":
        return given !== undefined && given.picks[plain.choice] !== null;
      case "any-row":
        return (question?.rows ?? []).some((_, row) => isPick(given?.picks[row], plain.choice));
      case "more-than":
        return given !== undefined && given.number !== null && given.number > plain.number;
      case "answered":
        return given !== undefined && given.number !== null;
    }
  };
  for (const [place, { ask }] of questions.entries()) if (ask === null || holds(ask)) asked.push(place);
  return asked;
}
