import { StatisticsError } from "@fortrogen/statistics";
import { analyse, progressLine } from "@fortrogen/statistics/analyse";
import { systemClock } from "../core/clock.ts";
import { failed, ok } from "../core/result.ts";
import type { Problem } from "../core/result.ts";
import type { AnalyseCommandOptions } from "./commands/analyse.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";

/** Runs an analysis plan and says what was written. Needs no database. */
export async function analyseAtCommand(plan: string, { out, language, format }: AnalyseCommandOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const count = new Intl.NumberFormat("sv-SE");
    const progress = progressLine(process.stderr, performance.now.bind(performance), (done, total, next) => `${done} av ${total}: ${next}`);
    try {
      const { results, disclosure } = await analyse(plan, out, {
        time: systemClock().toISOString(),
        language,
        onProgress: progress.onProgress,
      });
      const figures = results.reduce((sum, { rows, tests }) => sum + rows.length + tests.length, 0);
      const hidden = disclosure?.hidden ?? 0;
      progress.clear();
      if (format === "json") sayJson({ ok: true, folder: out, analyses: results.length, figures, hidden });
      else {
        const rule = disclosure ? `, ${count.format(hidden)} visas inte enligt röjanderegeln` : "";
        say(
          `${count.format(results.length)} analyser, ${count.format(figures)} uppgifter${rule}.\nSkrivet till ${out}: index.html, results.json, results.csv.`,
        );
      }
      return ok(undefined);
    } catch (error) {
      progress.clear();
      if (!(error instanceof StatisticsError)) throw error;
      return failed(toProblem(error));
    }
  });
}

/** The package speaks English, with the place first; the sentence around it is ours. */
function toProblem(error: StatisticsError): Problem {
  if (error.code === "argument")
    return wrongUsage(error.message, "Ange planens fil, och en mapp som är ny, tom eller från en tidigare körning.");
  return {
    code: "plan-invalid",
    message: `Planen gick inte att köra.\n${error.message}`,
    hint: "Rätta det som står på raderna ovan och kör igen. Inget är skrivet.",
  };
}
