import { StatisticsError } from "@fortrogen/statistics";
import { analyse, messagesOf, progressLine, stepIn } from "#analysis-plan/analyse";
import { systemClock } from "../../platform/basics/clock.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { analysisAsXlsx } from "./analyse-workbook.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";

/** What `fortrogen analyse` was asked for. */
export type AnalyseCommandOptions = { readonly out: string; readonly language: "sv" | "en"; readonly format: "table" | "json" };

/** Runs an analysis plan and says what was written. Needs no database. */
export async function analyseAtCommand(plan: string, { out, language, format }: AnalyseCommandOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const count = new Intl.NumberFormat("sv-SE");
    const progress = progressLine(
      process.stderr,
      performance.now.bind(performance),
      (done, total, next) => `${done} av ${total}: ${stepIn(next, "sv")}`,
    );
    try {
      const {
        results,
        disclosure,
        failed: notMade,
      } = await analyse(plan, out, {
        time: systemClock().toISOString(),
        language,
        onProgress: progress.onProgress,
        workbook: analysisAsXlsx,
      });
      const figures = results.reduce((sum, { rows, tests }) => sum + rows.length + tests.length, 0);
      const hidden = disclosure?.hidden ?? 0;
      progress.clear();
      const made = results.filter(({ failure }) => failure === null).length;
      if (format === "json") {
        if (notMade === null) sayJson({ ok: true, folder: out, analyses: results.length, figures, hidden });
      } else {
        const rule = disclosure ? `, ${count.format(hidden)} visas inte enligt röjanderegeln` : "";
        say(
          `${notMade === null ? "" : `${count.format(made)} av `}${count.format(results.length)} analyser, ${count.format(figures)} uppgifter${rule}.\nSkrivet till ${out}: index.html, results.xlsx, results.json, results.csv.`,
        );
      }
      return notMade === null ? ok(undefined) : failed(toPartly(notMade, out));
    } catch (error) {
      progress.clear();
      if (!(error instanceof StatisticsError)) throw error;
      return failed(toProblem(error));
    }
  });
}

/** The report is there, with the reasons in their places; the exit code says that something is missing in it. */
function toPartly(error: StatisticsError, out: string): Problem {
  return {
    code: "analyses-failed",
    message: `Alla analyser gick inte att göra. De andra är skrivna till ${out}.\n${messagesOf(error, "sv").join("\n")}`,
    hint: "Rätta det som står på raderna ovan och kör igen.",
  };
}

/** The package says each fault in Swedish, with the place first; the sentences around are ours. */
function toProblem(error: StatisticsError): Problem {
  const message = messagesOf(error, "sv").join("\n");
  if (error.code === "argument") return wrongUsage(message, "Ange planens fil, och en mapp som är ny, tom eller från en tidigare körning.");
  return {
    code: "plan-invalid",
    message: `Planen gick inte att köra.\n${message}`,
    hint: "Rätta det som står på raderna ovan och kör igen. Inget är skrivet.",
  };
}
