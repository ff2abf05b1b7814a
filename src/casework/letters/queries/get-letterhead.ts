import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findLetterhead } from "../find-letterhead.ts";
import { letterValues, withLetterhead } from "../letter.ts";

/** What stands at the top of the municipality's letters, and an example of a letter with it. */
export const getLetterhead = defineQuery({
  name: "letters.get-letterhead",
  title: "Visa brevhuvudet",
  input: z.object({}),
  output: z.object({
    sender: answer.text(120).nullable(),
    contact: answer.text(400).nullable(),
    hasLogo: answer.yesNo,
    example: letterValues,
  }),
  permit: [preparesDelegation],
  async run(tx, _input, { actor, now }) {
    const head = await findLetterhead(tx, actor.municipalityId);
    const said = {
      title: "Så ser ett brev ut",
      greeting: "Till den som brevet är till",
      facts: [],
      parts: [["Det här är en rubrik", "Här står det som brevet handlar om."] as [string, string]],
      closing: `Har du frågor? Kontakta socialtjänsten i ${head.municipality}.\n${actor.name}`,
    };
    const example = withLetterhead(said, { head, madeAt: now, reference: "Ärendets nummer", by: actor.name });
    return ok({ sender: head.sender, contact: head.contact, hasLogo: head.png !== null, example });
  },
});
