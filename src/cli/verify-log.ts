import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { verifyLog } from "../core/verify-log.ts";
import type { LogReport } from "../core/verify-log.ts";
import { readMunicipality } from "../database/connect.ts";
import { chooseMunicipality, listAddedMunicipalities, openDatabaseContext } from "./context.ts";
import type { ChosenMunicipality, DatabaseContext } from "./context.ts";
import { exitCodes, reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";

type Options = { readonly municipality?: string; readonly expect?: string; readonly format: string };

/** Checks the log of one municipality or of all, prints the head of each chain; exit code 1 where a log is not whole. */
export async function verifyLogs(options: Options): Promise<void> {
  await reportOutcome(options.format, async () => {
    if (options.expect !== undefined && !/^[0-9a-f]{64}$/i.test(options.expect)) {
      return failed(wrongUsage("Kontrollvärdet efter --expect ska vara 64 tecken, 0–9 och a–f."));
    }
    const opened = await openDatabaseContext();
    if (!opened.ok) return opened;
    try {
      return await verifyAll(opened.value, options);
    } finally {
      await opened.value.close();
    }
  });
}

async function verifyAll({ db }: DatabaseContext, options: Options): Promise<Result<void>> {
  const present = await listAddedMunicipalities(db);
  const isOne = options.municipality !== undefined || options.expect !== undefined;
  const chosen = isOne ? chooseMunicipality(present, options.municipality) : undefined;
  if (chosen && !chosen.ok) return chosen;
  const reports = [];
  for (const municipality of chosen ? [chosen.value] : present) {
    const report = await readMunicipality(db.app, municipality.id, (tx) => verifyLog(tx, options.expect));
    if (options.format !== "json") print(municipality, report, options.expect);
    else reports.push({ code: municipality.code, name: municipality.name, isWhole: report.faults.length === 0, ...report });
    if (report.faults.length > 0) process.exitCode = exitCodes.dataWrong;
  }
  if (options.format === "json") sayJson({ ok: process.exitCode !== exitCodes.dataWrong, municipalities: reports });
  else if (present.length === 0) say("Databasen har ingen kommun ännu, och alltså ingen logg.");
  return ok(undefined);
}

function print({ code, name }: ChosenMunicipality, report: LogReport, expected: string | undefined): void {
  const count = new Intl.NumberFormat("sv-SE");
  const verdict = report.faults.length === 0 ? "hel" : "INTE HEL";
  say(
    `${code} ${name}: loggen är ${verdict}. ${count.format(report.events)} händelser, ${count.format(report.seals)} sigill, ${count.format(report.waiting)} väntar.`,
  );
  for (const { message, eventIds } of report.faults) say(`  ${message}${eventIds ? ` ${eventIds.join(", ")}` : ""}`);
  say(`  Kontrollvärde: ${report.head}`);
  if (expected !== undefined && report.expectedSeal !== undefined) {
    say(
      `  Det väntade kontrollvärdet finns i sigill ${report.expectedSeal}; ${count.format(report.seals - report.expectedSeal)} sigill har kommit sedan dess.`,
    );
  }
}
