import type { Answers } from "../answers.ts";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { explainAnswers } from "../explained.ts";
import type { ExplainedQuestion, ExplainedRow, ExplainedSection } from "../explained.ts";

/** A part of the questionnaire with an address of its own. */
export type PageSection = ExplainedSection & { readonly slug: string; readonly short: string };

/** The parts in the questionnaire's order, by phase: what stands in the address, and what a link says. */
const names: Readonly<Record<string, { slug: string; short: string }>> = {
  utredning: { slug: "utredning", short: "Under utredningen" },
  planering: { slug: "planering", short: "Vid planeringen" },
  uppföljning: { slug: "uppfoljning", short: "Vid uppföljningen" },
  "": { slug: "tidigare-uppgifter", short: "Tidigare uppgifter" },
};

export const answersPath = "/uppfoljning/svar";

/** Where the details of a question stand on the page of its part. */
export function questionAnchor(number: string): string {
  return `fraga-${number}`;
}

/** The answers part by part. */
export function sectionsOf(answers: Answers): PageSection[] {
  return explainAnswers(nationalQuestionnaire2024, answers).sections.map((section, place) => {
    const phase = nationalQuestionnaire2024.sections[place]?.phase ?? "";
    const name = names[phase];
    if (!name) throw new Error(`The part of the questionnaire for ”${phase}” has no address.`);
    return { ...section, ...name };
  });
}

/** The question that a part leads with: how many children had each form of conversation; undefined where the part has none. */
export function leadingQuestion(section: ExplainedSection): ExplainedQuestion | undefined {
  return section.questions.find(({ kind }) => kind === "share");
}

/** The answers of a part that could not be given, with why. */
export function unanswered(section: ExplainedSection): { question: ExplainedQuestion; row: ExplainedRow }[] {
  return section.questions.flatMap((question) => question.rows.filter((row) => row.whyNot !== null).map((row) => ({ question, row })));
}

/** Where the long words of the questionnaire are put together: there they may break in a narrow column. */
const joints = /(vårdnads|social|uppdrags|genomförande)(?=havare|nämnd|beskrivning|plan)/g;

/** The words with soft hyphens at their joints. */
export function hyphenated(text: string): string {
  return text.replace(joints, "$1\u00ad");
}
