import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { valueOf } from "../../../platform/basics/result.ts";
import { findQuestionnaire, listQuestionnaires } from "../find-questionnaire.ts";
import { questionsOf } from "../questionnaire.ts";
import type { Question } from "../questionnaire.ts";

const questionOf = async (id: string, number: string): Promise<Question> => {
  const found = questionsOf(valueOf(await findQuestionnaire(id))).find((one) => one.number === number);
  if (!found) throw new Error(`${id} has no question ${number}.`);
  return found;
};
const textsOf = (question: Question): string => JSON.stringify(question).normalize();

/** What the reports print word for word, with the lines of their text: Väl förtrogen? (000) and Ryktet går (002). */
test.each([
  ["fortroende-2026", "4", "Anser du att du har tillräcklig kunskap om socialtjänsten för att avgöra hur den fungerar?"], // 000: 1131
  ["fortroende-2026", "9", "Socialtjänstens egna kanaler"], // 000: 1631–1646
  ["fortroende-2026", "9", "Sociala medier (privatpersoner och grupper)"],
  ["fortroende-2026", "9", "Brukar inte få information om socialtjänsten"],
  ["fortroende-2026", "9", "Personer i din närhet (personer i din familj eller vänner)"],
  ["fortroende-2026", "9", "Media (teve, tidningar och radio)"],
  ["fortroende-2026", "1", "Mycket stort"], // 000: 966–968
  ["fortroende-2026", "1", "Ganska litet"],
  ["fortroende-2026", "8", "ska kunna bestämma vilket stöd som ska ges till ett barn även om det går emot föräldrarnas vilja"], // 000: 1381–1383
  [
    "personal-rykten-2026",
    "4",
    "Vilka konsekvenser bedömer du att den så kallade desinformationskampanjen skulle kunna få/har fått för din arbetsmiljö?",
  ],
  [
    "personal-rykten-2026",
    "5",
    "Vad tror du är de tre viktigaste faktorerna för att generellt öka/bibehålla människors tillit till socialtjänsten?",
  ],
] as const)("%s, question %s prints: %s", async (id, number, words) => {
  expect(textsOf(await questionOf(id, number))).toContain(words);
});

test("what the reports do not print is marked as ours: the text of every question but the printed ones", async () => {
  for (const [id, printed] of [
    ["fortroende-2026", ["4"]],
    ["personal-rykten-2026", ["4", "5"]],
  ] as const) {
    const unmarked = questionsOf(valueOf(await findQuestionnaire(id))).filter(({ inferred }) => !("text" in inferred));
    expect(unmarked.map(({ number }) => number)).toEqual(printed);
  }
});

test("the youngest are asked five questions, and the older the same first, so that ages compare", async () => {
  const rowsOf = async (id: string): Promise<readonly string[]> => {
    const question = await questionOf(id, "1");
    return question.type === "grid" ? question.rows.map(({ text }) => text) : [];
  };
  const [children, youths] = [await rowsOf("upplevelse-barn"), await rowsOf("upplevelse-unga")];
  expect(children).toHaveLength(5);
  expect(youths.slice(0, 5)).toEqual(children);
});

test.each(["upplevelse-barn", "upplevelse-unga"])("%s always has «vet inte» and «vill inte svara», and nothing is forced", async (id) => {
  for (const question of questionsOf(valueOf(await findQuestionnaire(id)))) {
    expect(question.isRequired).toBe(false);
    if (question.type === "grid") expect(question.alternatives.map(({ text }) => text)).toEqual(expect.arrayContaining(["Vet inte", "Vill inte svara"])); // prettier-ignore
  }
});

test("who answers is said of each: the census is the municipality's, the others each person's", async () => {
  const forms = await listQuestionnaires();
  expect(forms.filter(({ respondent }) => respondent === "unit").map(({ id }) => id)).toEqual(["delaktighet-2024"]);
});

/** Long words and long sentences: readability index LIX (Björnsson 1968), words per sentence + per cent of words of more than six letters. */
function lix(text: string): number {
  const words = text.match(/\p{L}+/gu) ?? [];
  const sentences = text.match(/[.!?:]/gu) ?? [];
  return words.length / Math.max(1, sentences.length) + (100 * words.filter((word) => word.length > 6).length) / words.length;
}

test.each([
  ["upplevelse-barn", 30],
  ["upplevelse-unga", 35],
])("%s is read with a LIX of at most %i", (id, most) => {
  const file = readFileSync(join(import.meta.dirname, `${id}.yaml`), "utf8");
  const shown = [...file.matchAll(/^\s*(?:title|text|help|closing|-) ?:? (?!question|page|\{)(.*)$/gmu)].map(([, words = ""]) => (/[.!?]$/u.test(words) ? words : `${words}.`)).join(" "); // prettier-ignore
  expect(shown.length).toBeGreaterThan(200);
  expect(lix(shown)).toBeLessThanOrEqual(most);
});
