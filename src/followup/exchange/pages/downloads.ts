import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { Refusal, defineDownload } from "../../../ui/page.tsx";
import { makePrivateFolder } from "../../../platform/basics/private-folder.ts";
import type { PageContext } from "../../../ui/page.tsx";
import type { Finding } from "../check/findings.ts";
import { findFindings } from "../queries/find-findings.ts";
import { getImport } from "../queries/get-import.ts";
import { permitExport } from "../queries/permit-export.ts";

const types = {
  zip: "application/zip",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
type Format = keyof typeof types;

/** Everything the municipality has, as the zip that can be imported again. */
export const extractZip = download("zip");
/** The same as a workbook. */
export const extractXlsx = download("xlsx");
/** The same as an OpenDocument spreadsheet. */
export const extractOds = download("ods");

function download(format: Format) {
  return defineDownload({
    path: `/uppfoljning/uttag/uttag.${format}`,
    title: "Kommunens uttag",
    asks: permitExport,
    type: types[format],
    async file(context) {
      await context.ask(permitExport, { format });
      const body = await writeInChildProcess(context, format);
      if (!body.ok) throw new Refusal(body.error);
      return { name: `uttag-${context.municipality.code}-${context.today}.${format}`, body: body.value };
    },
  });
}

/** The file as a stream, written by a child process to a folder that only the program can open; gone when it has been sent, or when nobody wants it. */
async function writeInChildProcess(
  { runCommand, municipality, actor }: Pick<PageContext<string>, "runCommand" | "municipality" | "actor">,
  format: Format,
): Promise<Result<ReadableStream<Uint8Array>>> {
  const { path, remove } = await makePrivateFolder();
  const target = join(path, `uttag.${format}`);
  const who = ["--municipality", municipality.code, "--started-by", actor.staffId];
  const { code, output } = await runCommand(["export", "uttag", "--out", target, ...who, "--format", "json"]);
  if (code !== 0) {
    await remove();
    return failed(problemIn(output));
  }
  const file = createReadStream(target);
  file.on("close", () => void remove().catch(() => undefined));
  return ok(Readable.toWeb(file) as ReadableStream<Uint8Array>);
}

function problemIn(output: string): Problem {
  const usual = {
    code: "export-failed",
    message: "Uttaget gick inte att skriva.",
    hint: "Försök igen. Hjälper inte det, kontakta systemförvaltaren.",
  };
  try {
    const { error } = JSON.parse(output) as { error?: Problem };
    return error && error.code === "too-many-rows" ? { ...error, hint: "Hämta uttaget som zip." } : usual;
  } catch {
    return usual;
  }
}

/** Every error that was kept, for those who are to mend them. */
export const errorsCsv = findingsCsv("error", "fel");
/** Every warning that was kept. */
export const warningsCsv = findingsCsv("warning", "varningar");

function findingsCsv<const Name extends string>(severity: Finding["severity"], name: Name) {
  return defineDownload({
    path: `/uppfoljning/uttag/:runId/${name}.csv`,
    title: "Fel i uttag",
    asks: getImport,
    type: "text/csv; charset=utf-8",
    async file({ ask, params: { runId } }) {
      await ask(getImport, { runId });
      const { findings } = await ask(findFindings, { runId, severity, limit: 10_000 });
      return { name: `${name}.csv`, body: findingsAsCsv(findings) };
    },
  });
}

/** For a person to open in a spreadsheet. */
export function findingsAsCsv(findings: readonly Finding[]): string {
  const rows = findings.map((one) => [one.file, one.row, one.column, one.message, one.hint]);
  return csvForPeople([["fil", "rad", "kolumn", "vad som är fel", "gör så här"], ...rows]);
}
