/** The board's delegation order at the command line: shown, checked, read in as a proposal and written down as adopted, through the one door, as the program. */
import { readFile, writeFile } from "node:fs/promises";
import { settleClocks } from "../../casework/case/clocks.ts";
import { adoptDelegation } from "../../casework/decision/actions/adopt-delegation.ts";
import { longestOrder, proposeDelegation } from "../../casework/decision/actions/propose-delegation.ts";
import { pointWords } from "../../casework/decision/delegation/points.ts";
import { orderCsv, orderXlsx, readOrder } from "../../casework/decision/delegation/read-order.ts";
import { getDelegation } from "../../casework/decision/queries/get-delegation.ts";
import { noValue } from "../../platform/basics/people-rows.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { machineIn } from "../../platform/core/actor.ts";
import { levelWords } from "../../platform/core/asked-of-order.ts";
import { ask, perform } from "../../platform/core/door.ts";
import type { Door } from "../../platform/core/door.ts";
import { openContext } from "./context.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";
import { openSheets } from "./survey/open-sheets.ts";

type Shared = { readonly format: string; readonly municipality?: string };
export type ShowOptions = Shared & { readonly out?: string };
export type LoadOptions = Shared & { readonly name: string };
export type AdoptOptions = Shared & { readonly decided: string; readonly minutes: string; readonly from: string; readonly body: string };

/** Prints a version, the one in force unless another is asked for, or writes it to a file. */
export async function showOrder(version: string | undefined, { format, municipality, out }: ShowOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const kind = out === undefined ? undefined : /\.(xlsx|csv)$/iu.exec(out)?.[1]?.toLowerCase();
    if (out !== undefined && kind === undefined) return failed(wrongUsage("Filen ska sluta på .xlsx eller .csv."));
    if (version !== undefined && !isNumber(version)) return failed(noNumber);
    return withProgram(municipality, async ({ read }) => {
      const found = await read(version === undefined ? {} : { version });
      if (!found.ok) return found;
      const { shown, inForce, versions } = found.value;
      if (shown === null) return failed(noOrder);
      const { version: line, points } = shown;
      if (out !== undefined) return write(out, kind === "xlsx" ? await orderXlsx(points) : orderCsv(points));
      if (format === "json") sayJson({ ok: true, inForce, version: line, points, versions });
      else {
        say(`Version ${line.number}, ${line.name}: ${standing(line, inForce)}.`);
        for (const one of points) say(`${one.point.padEnd(8)}${pointWords(one)}. Lägst ${levelWords(one)}.${restriction(one)}`);
      }
      return ok(undefined);
    });
  });
}

const restriction = ({ restriction: words }: { readonly restriction: string | null }) => (words === null ? "" : ` Villkor: ${words}`);

type Standing = { readonly number: number; readonly validFrom: string | null; readonly withdrawnBecause: string | null };
function standing({ number, validFrom, withdrawnBecause }: Standing, inForce: number | null): string {
  if (withdrawnBecause !== null) return "förslag, taget tillbaka";
  if (validFrom === null) return "förslag, inte beslutat";
  return number === inForce ? `gäller från ${validFrom}` : `beslutad, från ${validFrom}`;
}

/** Says what a file holds, or every fault in it with its row and column. */
export async function checkOrder(path: string, format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const text = await textOf(path);
    if (!text.ok) return text;
    const { points, faults } = readOrder(text.value, stockholmDate(systemClock()));
    if (faults.length > 0) return failed(faulty(faults.join("\n")));
    if (format === "json") sayJson({ ok: true, points: points.length });
    else say(`Filen går att läsa in: ${points.length} punkter.`);
    return ok(undefined);
  });
}

/** Writes the first sheet of a workbook as the CSV that is read. */
export async function writeOrderCsv(path: string, { out, format }: { readonly out: string; readonly format: string }): Promise<void> {
  await reportOutcome(format, async () => {
    const text = await textOfWorkbook(path);
    return text.ok ? write(out, text.value) : text;
  });
}

/** Reads a file in as a proposal. Of who proposed it stands that the program did. */
export async function loadOrder(path: string, { format, municipality, name }: LoadOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const text = await textOf(path);
    if (!text.ok) return text;
    return withProgram(municipality, async ({ read, act, place }) => {
      const found = await read({});
      if (!found.ok) return found;
      const follows = found.value.versions[0]?.number ?? 0;
      const done = await act(proposeDelegation, { follows, orderName: name, from: "fil", orderFile: text.value });
      if (!done.ok) return failed(inOptions(done.error));
      if (format === "json") sayJson({ ok: true, ...done.value });
      else say(`Version ${done.value.version} är inläst för ${place} som ett förslag. Den gäller först när nämnden har beslutat den.`);
      return ok(undefined);
    });
  });
}

/** Writes down that the board has adopted a version. */
export async function adoptOrder(version: string, { format, municipality, ...given }: AdoptOptions): Promise<void> {
  await reportOutcome(format, async () => {
    if (!isNumber(version)) return failed(noNumber);
    return withProgram(municipality, async ({ act, place }) => {
      const input = { version, decidedOn: given.decided, body: given.body, minutesNumber: given.minutes, validFrom: given.from };
      const done = await act(adoptDelegation, input);
      if (!done.ok) return failed(inOptions(done.error));
      if (format === "json") sayJson({ ok: true, ...done.value });
      else say(`Version ${version} gäller i ${place} från ${given.from}.`);
      return ok(undefined);
    });
  });
}

const isNumber = (text: string): boolean => /^[1-9]\d{0,3}$/u.test(text);
const noNumber = wrongUsage("Versionens nummer ska vara ett heltal.", "Se ”fortrogen delegation show”.");

/** The option that a field comes from, for whoever typed options. */
const optionOf: Readonly<Record<string, string>> = {
  ...{ decidedOn: "--decided", minutesNumber: "--minutes", validFrom: "--from", body: "--body", orderName: "--name", orderFile: "filen" },
};
function inOptions(problem: Problem): Problem {
  const { fields } = problem;
  if (fields === undefined) return problem;
  if (fields.length === 1 && fields[0]?.field === "orderFile") return faulty(fields[0].message);
  return {
    ...problem,
    message: "Något behöver rättas.",
    fields: fields.map((one) => ({ ...one, field: optionOf[one.field] ?? one.field })),
  };
}

const faulty = (message: string): Problem => ({
  code: "order-faulty",
  message,
  hint: "Rätta filen och kör kommandot igen. Ingenting är sparat.",
});
const noOrder: Problem = {
  code: "no-order",
  message: "Kommunen har ingen delegationsordning ännu.",
  hint: "Läs in en med ”fortrogen delegation load FIL --name NAMN”.",
};

/** What is asked and done for the municipality, as the program. */
type Program = {
  readonly place: string;
  readonly read: (input: object) => Promise<Result<Shown>>;
  readonly act: (action: typeof proposeDelegation | typeof adoptDelegation, input: object) => Promise<Result<{ readonly version: number }>>;
};
type Shown = Extract<Awaited<ReturnType<typeof askDelegation>>, { ok: true }>["value"];

const askDelegation = (door: Door, municipalityId: number, input: object) =>
  ask(door, getDelegation, machineIn(municipalityId), input, { requestId: newId(systemClock()) });

async function withProgram<T>(code: string | undefined, work: (program: Program) => Promise<Result<T>>): Promise<Result<T>> {
  const opened = await openContext({ municipality: code });
  if (!opened.ok) return opened;
  const { db, municipality, close } = opened.value;
  const door: Door = { db: db.app, clock: systemClock, settle: settleClocks };
  try {
    return await work({
      place: municipality.name,
      read: (input) => askDelegation(door, municipality.id, input),
      act: (action, input) =>
        perform(door, action as typeof proposeDelegation, machineIn(municipality.id), input, { requestId: newId(systemClock()) }),
    });
  } finally {
    await close();
  }
}

async function write(out: string, content: string | Uint8Array): Promise<Result<undefined>> {
  try {
    await writeFile(out, content);
  } catch (cause) {
    return failed({ code: "file-not-written", message: `Det gick inte att skriva ${out}: ${(cause as NodeJS.ErrnoException).code}.` });
  }
  say(`Skrivet till ${out}.`);
  return ok(undefined);
}

/** The text of the file, as CSV: of a workbook, its first sheet. */
async function textOf(path: string): Promise<Result<string>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return failed({ code: "no-file", message: `Filen ${path} går inte att läsa.`, hint: "Kontrollera sökvägen." });
  }
  if (bytes.subarray(0, 2).toString("latin1") === "PK") return textOfWorkbook(path);
  if (bytes.length > longestOrder) return failed({ code: "file-too-large", message: "Filen är för stor för en delegationsordning." });
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return ok(new TextDecoder("windows-1252").decode(bytes));
  }
}

/** Cells as a person sees them: a point that has become a day or a number is told apart from one that is a text. */
async function textOfWorkbook(path: string): Promise<Result<string>> {
  const sheets = await openSheets(path, (cell) => {
    if (typeof cell === "string") return cell.replaceAll(/[\r\n]+/gu, " ");
    if ("hasNoResult" in cell) return noValue;
    return cell.isDate ? dayOfSerial(cell.number) : cell.number.replace(".", ",");
  });
  if (!sheets.ok) return sheets;
  const quoted = (cell: string) => (/[";]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return ok((sheets.value[0]?.rows ?? []).map((row) => `${row.map(quoted).join(";")}\n`).join(""));
}

/** The day behind a spreadsheet's number, which counts from the last day of 1899. */
function dayOfSerial(number: string): string {
  const at = new Date((Number(number) - 25_569) * 86_400_000);
  return Number.isNaN(at.getTime()) ? number : at.toISOString().slice(0, 10);
}
