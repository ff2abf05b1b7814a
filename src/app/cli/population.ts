import { settleClocks } from "../../casework/case/clocks.ts";
import { receivePopulation } from "../../casework/people/actions/receive-population.ts";
import { waitingFiles } from "../../casework/people/population/register.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { machineIn } from "../../platform/core/actor.ts";
import { perform } from "../../platform/core/door.ts";
import { openContext } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

type ReadOptions = { readonly format: string; readonly folder?: string; readonly municipality?: string };

/**
 * Reads the files that wait in the folder's `in`, each in a transaction of its own, and puts each in `klart` when it has been read. What is wrong with one is told
 * when all have been tried: a fault in one file keeps no protection in another from being written.
 */
export async function readPopulation({ format, folder = process.env["POPULATION_FOLDER"], municipality }: ReadOptions): Promise<void> {
  await reportOutcome(format, async () => {
    if (!folder)
      return failed({ code: "no-folder", message: "Ingen mapp är angiven.", hint: "Ange --folder, eller sätt POPULATION_FOLDER." });
    const opened = await openContext({ municipality });
    if (!opened.ok) return opened;
    const { db, municipality: chosen, close } = opened.value;
    const faults: Problem[] = [];
    const total = { files: 0, records: 0, known: 0, notices: 0 };
    try {
      const door = { db: db.app, clock: systemClock, settle: settleClocks };
      for (const file of await waitingFiles(folder)) {
        const populationFile = await file.read();
        if (populationFile === undefined) {
          faults.push({ ...unreadable, message: `${file.name}: ${unreadable.message}` });
          continue;
        }
        const done = await perform(door, receivePopulation, machineIn(chosen.id), { populationFile }, { requestId: newId(systemClock()) });
        if (!done.ok) {
          faults.push({ ...done.error, message: `${file.name}: ${done.error.message}` });
          continue;
        }
        await file.done();
        total.files += 1;
        for (const what of ["records", "known", "notices"] as const) total[what] += done.value[what];
      }
    } finally {
      await close();
    }
    const [first] = faults;
    if (first)
      return failed({ ...first, message: [...faults.map(({ message }) => message), `${total.files} andra filer är inlästa.`].join("\n") });
    if (format === "json") sayJson({ ok: true, ...total });
    else
      say(
        `${total.files} filer med ${total.records} poster: ${total.known} om personer i öppna ärenden, ${total.notices} nya uppgifter att gå igenom.`,
      );
    return ok(undefined);
  });
}

const unreadable: Problem = {
  code: "file-unreadable",
  message: "Det är ingen läsbar fil i UTF-8, eller så är den för stor.",
  hint: "Lägg filen själv i mappen, ingen länk till den. Dela den om den är stor.",
};
