import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import type { Machine, StaffActor } from "../../../platform/core/actor.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { allFaults, invalidField, ok } from "../../../platform/basics/result.ts";
import { isBlank } from "../../../platform/basics/text.ts";
import { keepStructure } from "../keep-structure.ts";
import { longestLogo, readLogo } from "../../letters/logo.ts";
import { readStructure } from "../structure-file.ts";

/** More than any file of areas is. */
export const longestStructure = 200_000;
const input = formOf({
  structureFile: about(
    z
      .string("Välj filen med utredningsmallen.")
      .refine((text) => !isBlank(text), "Välj filen med utredningsmallen.")
      .max(longestStructure, "Filen är för stor för en utredningsmall."),
    { label: "Fil med mallen (JSON)" },
  ),
  logo: about(optionalText(longestLogo), { label: "Logotyp (PNG)", hint: "Högst 100 kB. Står överst i utredningen som PDF." }),
  validFrom: about(requiredDate("från vilken dag"), {
    label: "Gäller från",
    hint: "Utredningar som inleds från den dagen skrivs i mallen. De som pågår behåller sin.",
    start: "today",
  }),
});
const output = z.object({ structureId: answer.id });

/**
 * Loads a municipality's own areas, unchanged in order and words, with its logo, from a day on: staff out of a file, or `fortrogen areas load`. Every fault of the
 * file is told at once, with its line and field. What goes on keeps the structure that it was begun in.
 */
export const loadStructure = defineAction<typeof input, z.output<typeof output>, StaffActor | Machine>({
  name: "investigation.load-structure",
  title: "Läs in en egen utredningsmall",
  input,
  output,
  permit: [preparesDelegation, isTheProgram],
  async run(tx, { structureFile, logo, validFrom }, context) {
    const read = readStructure(structureFile);
    const png = logo === undefined ? ok(null) : readLogo(logo);
    const faults = allFaults(
      read.ok ? undefined : invalidField("structureFile", read.error.message),
      png.ok ? undefined : invalidField("logo", png.error.message),
      validFrom < context.today ? invalidField("validFrom", "Dagen har varit. Välj i dag eller en senare dag.") : undefined,
    );
    if (faults) return faults;
    if (!read.ok) return read;
    if (!png.ok) return png;
    const { municipalityId } = context.actor;
    const by = {
      municipality_id: municipalityId,
      recorded_by: context.actor.kind === "staff" ? context.actor.staffId : null,
      recorded_at: context.now,
    };
    const structureId = await keepStructure(tx, context, by, read.value, png.value);
    await tx
      .insertInto("investigation.structure_choice")
      .values({ id: newTouchedId(context), structure_id: structureId, valid_from: validFrom, ...by })
      .execute();
    return ok({ structureId });
  },
});
