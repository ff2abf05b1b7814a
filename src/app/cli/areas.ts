import { readFile } from "node:fs/promises";
import { settleClocks } from "../../casework/case/clocks.ts";
import { loadStructure } from "../../casework/investigation/actions/load-structure.ts";
import { readStructure } from "../../casework/investigation/structure-file.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { machineIn } from "../../platform/core/actor.ts";
import { perform } from "../../platform/core/door.ts";
import { openContext } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

/** Checks a file of areas: says what it holds, or every fault with its line and field. */
export async function checkAreas(path: string, format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const text = await readText(path);
    if (!text.ok) return text;
    const read = readStructure(text.value);
    if (!read.ok) return read;
    const { name, areas } = read.value;
    if (format === "json") sayJson({ ok: true, name, areas: areas.length });
    else say(`${name}: ${areas.length} områden, ${areas.filter(({ variable }) => variable !== undefined).length} följs upp.`);
    return ok(undefined);
  });
}

type LoadOptions = { readonly format: string; readonly from: string; readonly logo?: string; readonly municipality?: string };

/** Loads a municipality's own areas through the one door, as the program. */
export async function loadAreas(path: string, { format, from, logo, municipality }: LoadOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const text = await readText(path);
    if (!text.ok) return text;
    const image = logo === undefined ? ok(undefined) : await readBytes(logo);
    if (!image.ok) return image;
    const opened = await openContext({ municipality });
    if (!opened.ok) return opened;
    const { db, municipality: chosen, close } = opened.value;
    try {
      const door = { db: db.app, clock: systemClock, settle: settleClocks };
      const input = { structureFile: text.value, validFrom: from, logo: image.value?.toString("base64") };
      const done = await perform(door, loadStructure, machineIn(chosen.id), input, { requestId: newId(systemClock()) });
      if (!done.ok) return done;
      if (format === "json") sayJson({ ok: true, ...done.value });
      else say(`Områdena är inlästa för ${chosen.name}. Utredningar som inleds från ${from} skrivs i dem.`);
      return ok(undefined);
    } finally {
      await close();
    }
  });
}

async function readBytes(path: string): Promise<Result<Buffer>> {
  try {
    return ok(await readFile(path));
  } catch {
    return failed({ code: "no-file", message: `Filen ${path} går inte att läsa.`, hint: "Kontrollera sökvägen." });
  }
}

async function readText(path: string): Promise<Result<string>> {
  const bytes = await readBytes(path);
  return bytes.ok ? ok(bytes.value.toString("utf8")) : bytes;
}
