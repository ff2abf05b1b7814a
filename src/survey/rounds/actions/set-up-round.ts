import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { FieldProblem, Problem } from "../../../platform/basics/result.ts";
import { findForm, storedIn } from "../../questionnaires/find-form.ts";
import { answeredQuestions } from "../../questionnaires/questionnaire.ts";
import { atField } from "../../tables/reading/fault.ts";
import { requiredLine } from "../fields.ts";
import { readRoundFrame } from "../read-round-frame.ts";
import { shippedFrame } from "../shipped-frame.ts";
import { writeRound } from "../write-round.ts";

/** Whom a round asks: the frame that comes with the program, or one of its own. */
export const frames = ["de 303 kommunerna och stadsdelarna", "en egen ram"] as const;
/** The longest file of a frame, in signs. */
const longestFrame = 300_000;

const notAnAgency: Problem = {
  code: "not-an-agency",
  message: "Undersökningar görs av myndigheter.",
  hint: "Kommunen besvarar enkäter under Enkäter.",
};
export const noKey: Problem = {
  code: "no-link-key",
  message: "Programmet saknar nyckeln som länkarna görs av.",
  hint: "Tala med systemförvaltaren: SURVEY_KEY eller survey.key i datamappen.",
};

/** Sets up a round: what is asked of whom, from when until when. Gives its id. Every fault of the days and of the frame's file at once; `not-an-agency`, `no-link-key`. */
export const setUpRound = defineAction({
  name: "rounds.set-up",
  title: "Lägg upp en omgång",
  input: z.object({
    questionnaire: requiredLine("vilket formulär som ska besvaras", 64),
    title: requiredLine("vad omgången heter", 200),
    opensOn: requiredDate("dagen då svar börjar tas emot"),
    lastDay: requiredDate("sista svarsdagen"),
    closesOn: requiredDate("dagen då omgången stänger"),
    contact: requiredText("vem enheterna frågar", 500),
    frame: choice(frames, "vilka som får frågorna"),
    frameFile: optionalText(longestFrame),
  }),
  output: z.object({ roundId: answer.id }),
  permit: [runsSurveys],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const tenant = await tx.selectFrom("core.municipality").select("kind").where("id", "=", municipalityId).executeTakeFirst();
    if (tenant?.kind !== "myndighet") return failed(notAnAgency);
    if (context.linkKey === null) return failed(noKey);
    const found = await findForm(storedIn(tx, municipalityId), input.questionnaire);
    // A round goes to units. What persons answer for themselves is no unit's to answer.
    const isOfUnits = found.ok && found.value.respondent === "unit" && answeredQuestions(found.value).length > 0;
    const faults: FieldProblem[] = faultsInDays(input, context.today);
    if (!isOfUnits) faults.push({ field: "questionnaire", message: "Välj ett av de formulär som finns." });
    const frame = frameOf(input);
    faults.push(...atField("frameFile", frame.faults));
    if (!found.ok || faults.length > 0)
      return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: faults });
    const { title, opensOn, lastDay, closesOn, contact } = input;
    const round = { form: found.value, title, opensOn, lastDay, closesOn, contact, frame: frame.units };
    return ok({ roundId: await writeRound(tx, context, context.linkKey, round) });
  },
});

type Days = { readonly opensOn: string; readonly lastDay: string; readonly closesOn: string };

function faultsInDays({ opensOn, lastDay, closesOn }: Days, today: string): FieldProblem[] {
  const faults: FieldProblem[] = [];
  if (lastDay < opensOn) faults.push({ field: "lastDay", message: "Sista svarsdagen är före den dag då svar börjar tas emot." });
  else if (lastDay < today) faults.push({ field: "lastDay", message: "Sista svarsdagen har varit." });
  if (closesOn < lastDay) faults.push({ field: "closesOn", message: "Omgången stänger tidigast på sista svarsdagen." });
  return faults;
}

/** The units that are asked, or what is wrong with the file. */
function frameOf({
  frame,
  frameFile,
}: {
  readonly frame: string;
  readonly frameFile?: string | undefined;
}): ReturnType<typeof readRoundFrame> {
  if (frame === frames[0]) return { units: shippedFrame(), faults: [] };
  return frameFile === undefined ? { units: [], faults: ["Välj en fil med ramen."] } : readRoundFrame(frameFile);
}
