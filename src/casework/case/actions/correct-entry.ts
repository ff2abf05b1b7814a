import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { isWithin } from "../../../platform/basics/text.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { about } from "../../../platform/core/about.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { correctionWords } from "../../intake/correction-fields.ts";
import { writeCorrection } from "../../intake/write-correction.ts";
import { lastCorrection } from "../corrected.ts";
import { getCase } from "../queries/get-case.ts";
import { correctableIn, maybeStruck, ownWayOf, recordsOf, textIn } from "../records.ts";
import type { CaseRecord } from "../records.ts";

/** That no correction stood when the form was opened. */
export const nothingYet = "ingen";

const place = {
  entry: about(requiredText("vilken uppgift det gäller", 200), { label: "Vilken uppgift?", quiet: "the page says which" }),
  /** One of the entry's texts by its column, something else that is wrong in it ("annat"), or all of it ("felskriven"). */
  field: about(requiredText("vad som är fel", 60), { label: "Vad i uppgiften är fel?", quiet: "the page says which" }),
  /** The last correction that whoever corrects has read, or `nothingYet`. Not given on the API, where nobody has looked at a page. */
  followsId: about(optionalText(36), { quiet: "what the form was opened upon", label: "Det som gällde när formuläret öppnades" }),
};

/**
 * Corrects an entry of a case, of whatever kind: a row of its own, with what stands instead and why. The entry stays as it was written. Also in a closed case.
 * Problems: `not-found`, `own-way`, `not-struck`, `struck`, `corrected-meanwhile`, and at `instead` what is missing, the same or too long.
 */
export const correctEntry = defineAction({
  name: "intake.correct-entry",
  title: "Rätta en uppgift i ett ärende",
  input: formOf({ caseId: idField, ...place, ...correctionWords }),
  output: z.object({ correctionId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, entry, field: of, followsId, instead, why }, context) {
    const read = await getCase.run(tx, { caseId }, context);
    if (!read.ok) return read;
    const record = recordsOf(read.value).find(({ key }) => key === entry);
    if (!record) return failed({ code: "not-found", message: "Uppgiften finns inte i ärendet." });
    const own = ownWayOf(record);
    if (own) return failed({ code: "own-way", message: own.why });
    const last = lastCorrection(read.value, entry);
    if (last?.kind === "felskriven") return failed({ code: "struck", message: "Uppgiften är struken som felskriven." });
    if (followsId !== undefined && followsId !== (last?.id ?? nothingYet)) return failed(meanwhile);
    const refused = refusalOf(record, of, instead);
    if (refused) return refused;
    const correctionId = await writeCorrection(tx, context, { caseId, entry, field: of, instead, why, followsId: last?.id });
    return ok({ correctionId });
  },
});

const meanwhile: Problem = {
  code: "corrected-meanwhile",
  message: "Någon annan har rättat uppgiften under tiden.",
  hint: "Ladda om sidan och läs rättelsen först.",
};

function refusalOf(record: CaseRecord, of: string, instead: string | undefined) {
  if (of === "felskriven")
    return maybeStruck(record)
      ? undefined
      : failed({
          code: "not-struck",
          message: "Uppgiften kan inte strykas: annat i ärendet bygger på den.",
          hint: "Skriv vad som är fel i stället.",
        });
  if (instead === undefined) return invalidField("instead", "Skriv hur det ska stå.");
  if (of === "annat") return undefined;
  const column = correctableIn(record).find(({ name }) => name === of);
  if (!column) return failed({ code: "not-found", message: "Texten finns inte i uppgiften." });
  if (instead === textIn(record, of)) return invalidField("instead", "Det är samma text som förut. Skriv hur det ska stå.");
  return isWithin(instead, column.longest) ? undefined : invalidField("instead", `Korta texten till högst ${column.longest} tecken.`);
}
