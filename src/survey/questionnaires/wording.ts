/**
 * What a question asks, as a fingerprint: the same in two questionnaires where answers to it may be compared. Text, rows, alternatives and what each means
 * count; help, number and place do not, and a period's days stand for themselves: the next time asks of other days.
 */
import { createHash } from "node:crypto";
import type { Question, Questionnaire } from "./questionnaire.ts";
import { answeredQuestions } from "./questionnaire.ts";

/** The wording of a question: SHA-256 of all of it, and of its parts, to say what has changed. */
export type Wording = {
  readonly digest: string;
  readonly parts: Readonly<Record<"frågans text" | "raderna" | "alternativen" | "typen", string>>;
};

/** The wording of every question that has answers, by its name in the program. Errors: none. */
export function wordingsOf(form: Pick<Questionnaire, "pages">): ReadonlyMap<string, Wording> {
  return new Map(answeredQuestions(form).map((question) => [question.name, wordingOf(question)]));
}

function wordingOf(question: Question): Wording {
  const plain = (text: string) => withoutPeriod(text, question).normalize("NFC").replaceAll(/\s+/gu, " ").trim();
  const parts = {
    "frågans text": plain(question.text),
    raderna: "rows" in question ? JSON.stringify(question.rows.map(({ text }) => plain(text))) : "",
    alternativen:
      "alternatives" in question
        ? JSON.stringify(
            question.alternatives.map(({ text, ...meaning }) => [plain(text), meaning.interval, meaning.value, meaning.isOutside]),
          )
        : "",
    typen: JSON.stringify([
      question.type,
      question.type === "several" ? question.most : null,
      question.type === "number" ? question.unit : null,
    ]),
  };
  return { digest: createHash("sha256").update(JSON.stringify(parts), "utf8").digest("hex"), parts };
}

/** The days that the question asks of are another time's: they are taken out. */
function withoutPeriod(text: string, { period }: Question): string {
  return period === null ? text : text.replaceAll(period.text, "{period}");
}

/** Whether the question is asked of the same in both, and in Swedish what has changed where it is not. Errors: none. */
export function changedIn(one: Wording, other: Wording): readonly string[] {
  return (Object.keys(one.parts) as (keyof Wording["parts"])[]).filter((part) => one.parts[part] !== other.parts[part]);
}
