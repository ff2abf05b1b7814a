import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { findUnstorable, isBlank } from "../../../platform/basics/text.ts";
import { contentText, countedAnswers } from "../../collection/answer-file.ts";
import { formOf } from "../../collection/find-set.ts";
import { answerColumns } from "../../questionnaires/answer-columns.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { readAnswer } from "../../questionnaires/read-answer.ts";
import { atField, placeOf } from "../../tables/reading/fault.ts";
import type { Fault } from "../../tables/reading/fault.ts";
import { fullCode } from "../../tables/reading/read-frame.ts";
import { readRecords } from "../../tables/reading/read-records.ts";
import { findUnit, phaseOn } from "../../rounds/find-unit.ts";
import { judge } from "../../collection/judge-delivery.ts";
import { refusedBecause } from "../refusals.ts";
import { storeDelivery } from "../store-delivery.ts";
import { codeOfTenant } from "../take-signed.ts";
import { longestFile } from "./receive-file.ts";

/**
 * Puts in answers for a unit that cannot: a row of answers in the codebook's columns, who at the unit gave them, and why. Gives the number of the delivery.
 * Problems: `not-found`, `survey-not-open`, `survey-closed`, every fault of the row at `answerFile`, `already-done` where the same stands already.
 */
export const enterForUnit = defineAction({
  name: "delivery.enter-for-unit",
  title: "Lägg in svar åt en enhet",
  input: z.object({
    unitId: idField,
    answerFile: z
      .string("Välj en fil.")
      .max(longestFile, "Filen är för stor för en enhets svar.")
      .refine((text) => !isBlank(text), "Välj en fil."),
    givenBy: requiredText("vem på enheten som har lämnat svaren", 200),
    why: requiredText("varför ni lägger in dem", 500),
  }),
  output: z.object({ number: answer.count }),
  permit: [runsSurveys],
  async run(tx, { unitId, answerFile, givenBy, why }, context) {
    const { municipalityId } = context.actor;
    const unit = await findUnit(tx, municipalityId, unitId);
    if (!unit) return failed({ code: "not-found", message: "Enheten finns inte." });
    const phase = phaseOn(context.today, unit);
    if (phase === "inte öppnad") return failed(refusedBecause("survey-not-open"));
    if (phase === "stängd") return failed(refusedBecause("survey-closed"));
    const form = await formOf(storedIn(tx, municipalityId), unit);
    if (!form.ok) return form;
    const read = readRow(answerFile, unit.code, form.value);
    if (!read.ok) return read;
    const answers = countedAnswers(form.value, read.value);
    const counted = new Set(answers.map(({ column }) => column));
    const notAsked = [...read.value.keys()].filter((column) => !counted.has(column));
    if (notAsked.length > 0)
      return atFile(notAsked.map((column) => `Kolumnen ${column} har ett svar fast frågan inte ställs till den som har svarat så.`));
    const last = await tx
      .selectFrom("survey.delivery")
      .select((select) => select.fn.max("serial").as("serial"))
      .where("municipality_id", "=", municipalityId)
      .where("unit_id", "=", unit.id)
      .executeTakeFirst();
    const content = {
      form: "fortrogen-survey-answers" as const,
      version: 1 as const,
      questionnaire: unit.questionnaire,
      questionnaireVersion: unit.version,
      fingerprint: unit.fingerprint,
      municipality: unit.code,
      number: (last?.serial ?? 0) + 1,
      signedAt: context.now.toISOString(),
      answers,
    };
    const findings = await judge(tx, { municipalityId, today: context.today }, { unitId: unit.id, form: form.value, content });
    const refused = findings.filter(({ refuses }) => refuses);
    if (refused.length > 0) return atFile(refused.map(({ text }) => text));
    const agency = await codeOfTenant(tx, municipalityId);
    const stored = await storeDelivery(tx, context, { unit, way: "åt enheten", text: contentText(content), content, findings, agency });
    if (!stored.ok) return failed(typeof stored.error === "string" ? refusedBecause(stored.error) : stored.error);
    const { number, isRepeated } = stored.value;
    if (isRepeated) return failed({ code: "already-done", message: "Samma svar ligger redan hos enheten." });
    context.touch(unit.id);
    const row = { municipality_id: municipalityId, unit_id: unit.id, number, given_by: givenBy, why };
    await tx.insertInto("survey.proxy_entry").values(row).execute();
    return ok({ number });
  },
});

function atFile(messages: readonly string[]): Result<never> {
  return failed({
    code: "invalid-input",
    message: "Svaren går inte att lägga in som de är.",
    hint: "Rätta filen och välj den igen.",
    fields: atField("answerFile", messages),
  });
}

/** The answers of the unit's row, by column; every fault at the file's field. */
function readRow(text: string, code: string, form: Questionnaire): Result<ReadonlyMap<string, string>> {
  const faults: Fault[] = [];
  const { source, header, rows } = readRecords({ name: "Filen", bytes: new TextEncoder().encode(text) }, faults);
  const fault = (row: number | null, column: string | null, message: string) => faults.push({ file: source, row, column, message });
  const columns = new Map(answerColumns(form).map((column) => [column.column.toLocaleLowerCase("sv"), column]));
  if (header.length > 0 && !["kommun", "kommunkod", "kod"].includes(header[0] ?? ""))
    fault(1, header[0] ?? null, "Den första kolumnen ska heta kommun och ha enhetens kod.");
  for (const name of header.slice(1)) if (!columns.has(name)) fault(1, null, "Kodboken har inte alla kolumner som filen har.");
  if (rows.length !== 1 && header.length > 0) fault(null, null, "Filen ska ha rubriker och en enda rad: enhetens.");
  const answers = new Map<string, string>();
  const [row] = rows;
  row?.cells.forEach((cell, place) => {
    const column = columns.get(header[place] ?? "");
    if (place === 0 && fullCode(cell) !== code) fault(row.line, "kommun", "Raden är en annan enhets.");
    if (place === 0 || column === undefined || cell === "") return;
    const read =
      findUnstorable(cell).length > 0
        ? { ok: false as const, message: "Cellen har ett tecken som inte kan sparas." }
        : readAnswer(column, cell);
    if (!read.ok) fault(row.line, column.column, read.message);
    else if (read.value !== "") answers.set(column.column, read.value);
  });
  if (faults.length > 0) return atFile(faults.map((one) => `${placeOf(one)}: ${one.message}`));
  return answers.size > 0 ? ok(answers) : atFile(["Raden har inga svar."]);
}
