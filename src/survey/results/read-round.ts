/** A round's units and deliveries as answers that tables are made of: cells as of a file, read and checked in the one way (`tables/read-deliveries.ts`). */
import { createHash } from "node:crypto";
import type { Result } from "../../platform/basics/result.ts";
import { answerContent } from "../collection/answer-file.ts";
import type { AnswerContent } from "../collection/answer-file.ts";
import { answerColumns } from "../questionnaires/answer-columns.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import type { Answered } from "../tables/answered.ts";
import type { TableSet } from "../tables/definition.ts";
import { answersOf } from "../tables/read-deliveries.ts";
import type { Fault } from "../tables/reading/fault.ts";
import { readFrame } from "../tables/reading/read-frame.ts";
import type { KeptDelivery, RoundUnit } from "./deliveries.ts";

const frameColumns = ["kommun", "namn", "storlek", "nyckel", "skr_grupp", "lan"] as const;

export type RoundToRead = {
  readonly form: Questionnaire;
  readonly set: TableSet;
  readonly units: readonly RoundUnit[];
  readonly deliveries: readonly KeptDelivery[];
};

/** The answers of a round. A delivery that cannot be read is a fault, never left out. Problem: `deliveries-invalid` with every fault at its delivery. */
export function readRound({ form, set, units, deliveries }: RoundToRead): Result<Answered> {
  const faults: Fault[] = [];
  const rowsOfFrame = units.map((unit) => ({
    line: null,
    source: `ramen, ${unit.code}`,
    cells: [unit.code, unit.name, unit.storlek, unit.nyckel, unit.skr_grupp, unit.lan],
  }));
  const frame = readFrame({ source: "ramen", header: frameColumns, rows: rowsOfFrame }, faults);
  const columns = answerColumns(form);
  const header = ["kommun", ...columns.map(({ column }) => column.toLocaleLowerCase("sv"))];
  const rows = deliveries.flatMap((delivery) => {
    const source = `${delivery.code} ${delivery.name}, leverans ${delivery.number}`;
    const content = readContent(delivery, form, (message, column) =>
      faults.push({ file: source, row: null, column: column ?? null, message }),
    );
    if (content === undefined) return [];
    const given = new Map(content.answers.map(({ column, value }) => [column, value]));
    return [{ line: null, source, cells: [delivery.code, ...columns.map(({ column }) => given.get(column) ?? "")] }];
  });
  return answersOf(frame, { source: "leveranserna", header, rows }, { set, columns, faults });
}

/** What a delivery says, where it is an answer file of this round's form from this unit, as it was signed. */
function readContent(
  { code, content, digest }: KeptDelivery,
  form: Questionnaire,
  fault: (message: string, column?: string) => void,
): AnswerContent | undefined {
  if (createHash("sha256").update(content, "utf8").digest("hex") !== digest) {
    fault("Innehållet är inte det som skrevs under: kontrollsumman är en annan.");
    return undefined;
  }
  const parsed = answerContent.safeParse(parseJson(content));
  if (!parsed.success) {
    fault("Leveransen är ingen svarsfil som programmet kan läsa. Be enheten skicka sina svar igen.");
    return undefined;
  }
  const { questionnaire, fingerprint, municipality, answers } = parsed.data;
  if (questionnaire !== form.id || fingerprint !== form.fingerprint) {
    fault("Svaren är på ett annat formulär, eller på en annan version av det. Be enheten svara på omgångens formulär.");
    return undefined;
  }
  if (municipality !== code) {
    fault(`Svaren är skrivna för enheten ”${municipality}”. Lägg in dem på rätt enhet.`);
    return undefined;
  }
  const known = new Set(answerColumns(form).map(({ column }) => column));
  const seen = new Set<string>();
  for (const { column } of answers) {
    if (!known.has(column)) fault("Kodboken har ingen sådan kolumn.", column);
    else if (seen.has(column)) fault("Kolumnen står två gånger i leveransen.", column);
    seen.add(column);
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
