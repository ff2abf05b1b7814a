import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { systemClock } from "../../../platform/basics/clock.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { answerColumns } from "../../../survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../../survey/questionnaires/find-questionnaire.ts";
import type { Grouping } from "../../../survey/tables/frame.ts";
import { tableSetFor } from "../../../survey/tables/find-table-set.ts";
import { makePublication } from "../../../survey/tables/make-publication.ts";
import type { Publication } from "../../../survey/tables/output/publication.ts";
import { readDeliveries } from "../../../survey/tables/read-deliveries.ts";
import type { DeliveredFile } from "../../../survey/tables/reading/read-records.ts";
import type { WrittenFile } from "../../../survey/tables/write-publication.ts";
import { writePublication } from "../../../survey/tables/write-publication.ts";
import { reportOutcome, wrongUsage } from "../outcome.ts";
import { readVersion } from "../../../platform/basics/version.ts";

/** What `fortrogen survey tables` was asked for. */
export type TablesOptions = {
  readonly answers?: string;
  readonly frame?: string;
  /** Instead of the files: a round of an agency, and which of its publications; the last unless told. */
  readonly round?: string;
  readonly publication?: string;
  readonly format: "json" | "csv" | "csv-excel" | "xlsx" | "px" | "json-stat" | "html" | "svg";
  readonly by: readonly Grouping[];
  readonly protect?: boolean;
  readonly sexAndAge?: boolean;
  readonly out?: string;
};

/** Makes a survey's tables and writes them in the form asked for. Nothing is written where anything in the files is wrong. */
export async function tablesAtCommand(id: string, options: TablesOptions): Promise<void> {
  // What goes to a file is said in words; a program that reads the screen gets its own form of a fault.
  await reportOutcome(options.out === undefined ? options.format : undefined, async () => {
    const isProtected = options.protect === true;
    const withSexAndAge = options.sexAndAge === true;
    if (withSexAndAge && !isProtected)
      return failed(wrongUsage("Tabeller efter kön och ålder görs bara i skyddad form.", "Lägg till --protect."));
    if ((options.format === "xlsx" || options.format === "px") && options.out === undefined) {
      return failed(
        wrongUsage(
          `Formatet ${options.format} skrivs till fil.`,
          options.format === "px" ? "Ange en mapp med --out." : "Ange en fil med --out.",
        ),
      );
    }
    if (options.round !== undefined) return writeOfRound(id, options.round, options);
    if (options.answers === undefined || options.frame === undefined)
      return failed(wrongUsage("Ange filerna med --answers och --frame, eller en omgång med --round."));
    const questionnaire = await findQuestionnaire(id);
    if (!questionnaire.ok) {
      const { code, message, hint } = questionnaire.error;
      return code === "questionnaire-unknown" ? failed(wrongUsage(message, hint)) : questionnaire;
    }
    const set = await tableSetFor(questionnaire.value);
    const files = await readBoth(options.frame, options.answers);
    if (!files.ok) return files;
    const answered = readDeliveries(files.value, set, answerColumns(questionnaire.value));
    if (!answered.ok) return answered;
    const publication = await makePublication(set, answered.value, {
      by: options.by,
      isProtected,
      withSexAndAge,
      made: systemClock(),
      version: readVersion(),
    });
    if (!publication.ok) return publication;
    return writeAs(publication.value, options);
  });
}

/** The publication as it is kept of a round: it is made on a page, with what is out already in sight. */
async function writeOfRound(id: string, roundId: string, options: TablesOptions): Promise<Result<void>> {
  if (options.answers !== undefined || options.frame !== undefined)
    return failed(wrongUsage("Välj antingen filer (--answers, --frame) eller en omgång (--round)."));
  if (options.by.length > 0 || options.protect === true || options.sexAndAge === true)
    return failed(wrongUsage("Vad en publicering innehåller valdes när den gjordes.", "Ta bort --by, --protect och --sex-and-age."));
  const { findKeptPublication } = await import("./kept-publication.ts");
  const kept = await findKeptPublication(id, { roundId, number: options.publication });
  return kept.ok ? writeAs(kept.value, options) : kept;
}

async function writeAs(publication: Publication, options: TablesOptions): Promise<Result<void>> {
  if (options.format === "html" || options.format === "svg") await import("../../web/tsx-hook.mjs");
  return write(await writePublication(publication, options.format), options);
}

async function readBoth(ofFrame: string, ofAnswers: string): Promise<Result<{ frame: DeliveredFile; answers: DeliveredFile }>> {
  const [frame, answers] = [await readDelivered(ofFrame), await readDelivered(ofAnswers)];
  if (!frame.ok) return frame;
  return answers.ok ? ok({ frame: frame.value, answers: answers.value }) : answers;
}

async function readDelivered(path: string): Promise<Result<DeliveredFile>> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes !== undefined) return ok({ name: basename(path), bytes });
  return failed({
    code: "file-not-read",
    message: `Filen ${path} går inte att läsa.`,
    hint: "Kontrollera att den finns och att du får läsa den.",
  });
}

/** To the screen, to the file asked for, or into a folder where the form is of several files. The audit of a protected publication lies beside. */
async function write(files: readonly WrittenFile[], { format, out }: TablesOptions): Promise<Result<void>> {
  const [first, ...beside] = files;
  if (out === undefined) {
    await new Promise((resolve) => process.stdout.write(first?.content ?? "", resolve));
    return ok(undefined);
  }
  const isFolder = format === "px";
  const placed = isFolder
    ? files.map((file) => ({ path: join(out, file.name), file }))
    : [first, ...beside].flatMap((file, place) => (file === undefined ? [] : [{ path: place === 0 ? out : `${out}.${file.name}`, file }]));
  try {
    if (isFolder) await mkdir(out, { recursive: true });
    for (const { path, file } of placed) await writeFile(path, file.content);
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    return failed({
      code: "file-not-written",
      message: `${out} gick inte att skriva (${code}).`,
      hint: "Kontrollera att mappen finns och att du får skriva i den, eller välj en annan med --out.",
    });
  }
  process.stderr.write(`Tabellerna är skrivna till ${out}.\n`);
  return ok(undefined);
}
