import { systemClock } from "../../platform/basics/clock.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import { exportExtract } from "../../followup/exchange/export-extract.ts";
import { openContext } from "./context.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";

/** What `fortrogen export uttag` was asked for. */
export type ExportCommandOptions = {
  readonly municipality?: string;
  readonly out: string;
  readonly format: "table" | "json";
  /** The web's: who asked for it. */
  readonly startedBy?: string;
};

/** Problems that are the caller's way of asking. */
const USAGE = new Set(["target-exists", "target-not-writable"]);

/** Writes the extract and says what was written. */
export async function exportAtCommand(options: ExportCommandOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const opened = await openContext({ municipality: options.municipality });
    if (!opened.ok) return opened;
    const { server, municipality, close } = opened.value;
    try {
      const result = await exportExtract({ appUrl: server.appUrl }, municipality, options.out, {
        now: systemClock(),
        startedBy: options.startedBy ?? null,
        ...(options.startedBy === undefined ? {} : { actor: { role: "analyst", sessionId: null } }),
      });
      if (!result.ok) return failed(USAGE.has(result.error.code) ? wrongUsage(result.error.message, result.error.hint) : result.error);
      const { target, files } = result.value;
      if (options.format === "json") sayJson({ ok: true, target, files });
      else {
        const numbers = new Intl.NumberFormat("sv-SE");
        say(
          [
            ...files.map(({ file, rows }) => `${file}: ${numbers.format(rows)} rader`),
            `Skrivet till ${target}. Filerna innehåller personuppgifter.`,
          ].join("\n"),
        );
      }
      return ok(undefined);
    } finally {
      await close();
    }
  });
}
