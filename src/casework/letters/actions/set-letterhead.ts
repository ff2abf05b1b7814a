import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { findLetterhead } from "../find-letterhead.ts";
import { longestLogo, readLogo } from "../logo.ts";

const quiet = "of no case";

export const letterheadInput = formOf({
  sender: about(requiredText("vem breven är från", 120), {
    quiet,
    label: "Avsändare",
    hint: "Till exempel Socialförvaltningen, Storköpings kommun.",
  }),
  contact: about(optionalText(400), {
    quiet,
    label: "Hur man når er",
    hint: "Postadress, besöksadress, växelns nummer, webbplats: en rad för varje.",
    rows: 4,
    optional: "om det inte ska stå i breven",
  }),
  logo: about(optionalText(longestLogo), {
    quiet,
    label: "Kommunens logotyp (PNG)",
    hint: "Högst 100 kB. Väljs ingen fil står den som finns kvar.",
  }),
});

/** Says what stands at the top of the municipality's letters from now on. Letters that were handed over before are not touched. Problem: what is no logo, at its field. */
export const setLetterhead = defineAction({
  name: "letters.set-letterhead",
  title: "Ändra brevhuvudet",
  input: letterheadInput,
  output: z.object({ letterheadId: answer.id }),
  permit: [preparesDelegation],
  async run(tx, { sender, contact, logo }, context) {
    const png = logo === undefined ? ok((await findLetterhead(tx, context.actor.municipalityId)).png) : readLogo(logo);
    if (!png.ok) return invalidField("logo", png.error.message);
    const id = newTouchedId(context);
    await tx
      .insertInto("intake.letterhead")
      .values({ id, sender, contact: contact ?? null, png: png.value, ...stamp(context) })
      .execute();
    return ok({ letterheadId: id });
  },
});
