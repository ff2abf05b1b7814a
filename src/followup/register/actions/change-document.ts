import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { buildsOn, choice, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { changeKinds } from "../codes.ts";
import { storeFile, takeUpload, uploadField } from "../../../platform/files/store.ts";
import { columnsOf, documentForm, isFoundSomewhere, nowhere } from "../document-fields.ts";
import { findLastVersion } from "../find-version.ts";
import type { LastVersion } from "../find-version.ts";
import { refuseNumbers } from "../no-numbers.ts";
import { withdrawUntrue } from "../reminders.ts";

const output = z.object({ number: answer.count });
/** Which document, and the row that the form was made from. */
const which = { documentId: idField, follows: buildsOn(1) };

const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat i registret sedan du öppnade formuläret.",
  hint: "Se vad som står nu, och bygg vidare på det.",
};
const ended: Problem = {
  code: "document-ended",
  message: "Dokumentet har upphört och kan inte ändras.",
  hint: "För in ett nytt om det ska gälla igen.",
};

/**
 * Changes what stands of a document: decided anew from its day, or corrected where something was wrong. The earlier rows stay. Problems:
 * `not-found`, `document-ended`, `changed-meanwhile`, faults at the fields.
 */
export const changeDocument = defineAction({
  name: "register.change-document",
  title: "Ändra en rutin eller ett styrdokument",
  input: documentForm(
    {
      ...which,
      change: about(choice(changeKinds, "om den är beslutad på nytt eller rättad"), {
        label: "Vad är det som ändras?",
        words: { reviderad: "Den är beslutad på nytt", rättad: "Något står fel i registret" },
      }),
    },
    { isNew: false },
  ),
  output,
  permit: [keepsRegister],
  async run(tx, input, context) {
    const clean = refuseNumbers(input, context.today);
    if (!clean.ok) return clean;
    const last = await takeLast(tx, context, input);
    if (!last.ok) return last;
    const isAnew = input.change === "reviderad";
    // The file holds the words as they were decided: what is decided anew has none until its own is attached.
    const fileId = isAnew ? null : last.value.file_id;
    const faults = allFaults(
      isAnew && input.decidedOn <= last.value.decided_on
        ? invalidField("decidedOn", `Det nya beslutet ska vara efter det förra, som är från ${last.value.decided_on}.`)
        : undefined,
      fileId === null && !isFoundSomewhere(input) ? invalidField(nowhere.field, nowhere.message) : undefined,
    );
    if (faults) return faults;
    const answers = [...new Set(input.answers)];
    return add(tx, context, last.value, { kind: input.change, ...columnsOf(input), answers, ended_on: null, file_id: fileId });
  },
});

/** Says that a document has been looked at and stands as it is, and when it is to be looked at next. */
export const reviewDocument = defineAction({
  name: "register.review-document",
  title: "Säg att en rutin är granskad utan ändring",
  input: z.object({
    ...which,
    reviewOn: about(requiredDate("dagen för nästa översyn"), { label: "Nästa översyn", start: { months: 12 } }),
  }),
  output,
  permit: [keepsRegister],
  async run(tx, { reviewOn, ...named }, context) {
    const last = await takeLast(tx, context, named);
    if (!last.ok) return last;
    if (reviewOn <= context.today) return invalidField("reviewOn", "Nästa översyn ska vara efter i dag.");
    return add(tx, context, last.value, { ...wordsOf(last.value), kind: "granskad", review_on: reviewOn });
  },
});

/**
 * Attaches the document itself, as a file that came with the form, in the place of the one before, which stays with its own row. Problems: as
 * `changeDocument`, and at the field `documentFile` what is wrong with the file (`receiveFile`).
 */
export const attachFile = defineAction({
  name: "register.attach-file",
  title: "Bifoga en rutin eller ett styrdokument som fil",
  input: z.object({ ...which, documentFile: uploadField("Fil", "Dokumentet självt.") }),
  output,
  permit: [keepsRegister],
  takesFile: true,
  async run(tx, { documentFile, ...named }, context) {
    const upload = takeUpload(context, "documentFile", documentFile);
    if (!upload.ok) return upload;
    const last = await takeLast(tx, context, named);
    if (!last.ok) return last;
    const fileId = await storeFile(tx, context, upload.value);
    return add(tx, context, last.value, { ...wordsOf(last.value), kind: "med fil", file_id: fileId });
  },
});

/** Ends a document from a day: it is no answer from that day on, and stays as an answer for the days before. */
export const endDocument = defineAction({
  name: "register.end-document",
  title: "Säg att en rutin har upphört",
  input: z.object({ ...which, endedOn: about(requiredDate("dagen då den upphörde"), { label: "Upphörde den", past: true }) }),
  output,
  permit: [keepsRegister],
  async run(tx, { endedOn, ...named }, context) {
    const last = await takeLast(tx, context, named);
    if (!last.ok) return last;
    if (endedOn < last.value.decided_on) return invalidField("endedOn", `Dagen kan inte vara före beslutet ${last.value.decided_on}.`);
    return add(tx, context, last.value, { ...wordsOf(last.value), kind: "upphörd", ended_on: endedOn });
  },
});

type Row = Omit<LastVersion, "number">;

const wordsOf = ({ number: _, ...words }: LastVersion): Row => words;

async function takeLast(
  tx: Tx,
  context: Context,
  { documentId, follows }: { readonly documentId: string; readonly follows: number },
): Promise<Result<LastVersion & { readonly documentId: string }>> {
  const last = await findLastVersion(tx, context.actor.municipalityId, documentId);
  if (!last) return failed({ code: "not-found", message: "Dokumentet finns inte i registret." });
  if (last.ended_on !== null) return failed(ended);
  if (last.number !== follows) return failed(changedMeanwhile);
  return ok({ ...last, documentId });
}

/** Two who change the same row take the same number: the key lets one of them through. */
async function add(
  tx: Tx,
  context: Context,
  last: LastVersion & { readonly documentId: string },
  row: Row,
): Promise<Result<{ number: number }>> {
  const { documentId: _, ...words } = row as Row & { documentId?: string };
  const number = last.number + 1;
  context.touch(last.documentId);
  const added = await tx
    .insertInto("register.version")
    .values({ document_id: last.documentId, number, ...words, ...stamp(context) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  if (!added) return failed(changedMeanwhile);
  await withdrawUntrue(tx, context, last.documentId);
  return ok({ number });
}
