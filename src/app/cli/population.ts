import { settleClocks } from "../../casework/case/clocks.ts";
import { receivePopulation } from "../../casework/people/actions/receive-population.ts";
import { waitingFiles } from "../../casework/people/population/register.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import { machineIn } from "../../platform/core/actor.ts";
import { perform } from "../../platform/core/door.ts";
import { openContext } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

type ReadOptions = { readonly format: string; readonly folder?: string; readonly municipality?: string };

/** Reads the files that wait in the folder's `in`, each in a transaction of its own, and puts each in `klart` when it has been read. */
export async function readPopulation({ format, folder = process.env["POPULATION_FOLDER"], municipality }: ReadOptions): Promise<void> {
  await reportOutcome(format, async () => {
    if (!folder)
      return failed({ code: "no-folder", message: "Ingen mapp är angiven.", hint: "Ange --folder, eller sätt POPULATION_FOLDER." });
    const opened = await openContext({ municipality });
    if (!opened.ok) return opened;
    const { db, municipality: chosen, close } = opened.value;
    const total = { files: 0, records: 0, known: 0, notices: 0 };
    try {
      const door = { db: db.app, clock: systemClock, settle: settleClocks };
      for (const file of await waitingFiles(folder)) {
        const given = { populationFile: await file.read() };
        const done = await perform(door, receivePopulation, machineIn(chosen.id), given, { requestId: newId(systemClock()) });
        if (!done.ok) return failed({ ...done.error, message: `${file.name}: ${done.error.message}` });
        await file.done();
        total.files += 1;
        for (const what of ["records", "known", "notices"] as const) total[what] += done.value[what];
      }
    } finally {
      await close();
    }
    if (format === "json") sayJson({ ok: true, ...total });
    else
      say(
        `${total.files} filer med ${total.records} poster: ${total.known} om personer i öppna ärenden, ${total.notices} nya uppgifter att gå igenom.`,
      );
    return ok(undefined);
  });
}
