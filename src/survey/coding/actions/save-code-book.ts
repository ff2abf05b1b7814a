import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, optionalText } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { FieldProblem } from "../../../platform/basics/result.ts";
import { bookOf } from "../coding-state.ts";
import { codePattern, ofQuestion } from "../inputs.ts";
import { holdQuestion, loadCoding } from "../load-coding.ts";

/** More codes than anybody keeps apart. */
const most = 60;
const line = z.object({
  code: optionalText(30),
  meaning: optionalText(300),
  example: optionalText(500),
  includes: optionalText(500),
  excludes: optionalText(500),
});

/**
 * Writes the code book of an open question as its next version: all codes, in order. Lines where nothing is filled in are left out. What was coded by a code
 * that is gone or means something else is to be coded anew. Gives the version. Problems: `not-found`, `changed-meanwhile`, faults at `codes.<line>.<field>`.
 */
export const saveCodeBook = defineAction({
  name: "coding.save-code-book",
  title: "Skriv kodboken för en öppen fråga",
  input: z.object({
    ...ofQuestion,
    follows: buildsOn(0),
    codes: z.array(line).max(most, `En kodbok har högst ${most} koder.`).default([]),
  }),
  output: z.object({ version: answer.count }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, follows, codes }, context) {
    await holdQuestion(tx, { roundId, column });
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const last = bookOf(found.value)?.version ?? 0;
    if (last !== follows)
      return failed({
        code: "changed-meanwhile",
        message: "Någon annan har skrivit kodboken sedan du öppnade den.",
        hint: "Läs den på nytt.",
      });
    const faults = faultsIn(codes);
    if (faults.length > 0) return failed({ code: "invalid-input", message: "Något i kodboken behöver rättas.", fields: faults });
    const written = codes.filter(isWritten);
    const id = newTouchedId(context);
    await tx
      .insertInto("survey.code_book")
      .values({ id, round_id: roundId, answer_column: column, version: last + 1, ...stamp(context) })
      .execute();
    await tx
      .insertInto("survey.code")
      .values(
        written.map(({ code = "", meaning = "", example = null, includes = null, excludes = null }, at) => ({
          municipality_id: context.actor.municipalityId,
          code_book_id: id,
          code: asCode(code),
          place: at + 1,
          meaning,
          example,
          includes,
          excludes,
        })),
      )
      .execute();
    return ok({ version: last + 1 });
  },
});

type Line = z.output<typeof line>;

const isWritten = (one: Line): boolean => Object.values(one).some((text) => text !== undefined);

/** A code as it is kept: small letters, a hyphen for a blank. */
const asCode = (text: string): string => text.toLocaleLowerCase("sv").replaceAll(/\s+/gu, "-");

function faultsIn(codes: readonly Line[]): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const known = new Set<string>();
  codes.forEach((one, at) => {
    if (!isWritten(one)) return;
    const code = asCode(one.code ?? "");
    if (code === "") faults.push({ field: `codes.${at}.code`, message: "Skriv koden, ett eller några ord." });
    else if (!codePattern.test(code))
      faults.push({ field: `codes.${at}.code`, message: "En kod är bokstäver, siffror och bindestreck, högst 30 tecken." });
    else if (known.has(code)) faults.push({ field: `codes.${at}.code`, message: `Koden ${code} finns redan. Ge den ett annat namn.` });
    known.add(code);
    if (one.meaning === undefined) faults.push({ field: `codes.${at}.meaning`, message: "Skriv vad koden betyder." });
  });
  if (known.size === 0) faults.push({ field: "codes.0.code", message: "Skriv minst en kod." });
  return faults;
}
