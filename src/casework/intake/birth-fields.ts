/** What is written when a child who was expected is born, or is expected another day. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, optionalText } from "../../platform/core/fields.ts";
import { sexes } from "../people/codes.ts";
import { readWhere } from "../people/person-fields.ts";

const happenings = ["fött", "ny dag"] as const;
const when = (...is: (typeof happenings)[number][]) => ({ field: "happened", is });
const shown = "shown as what is known of the child";

export const birthFields = {
  happened: about(choice(happenings, "vad som har hänt"), {
    quiet: shown,
    label: "Vad har hänt?",
    words: { fött: "Barnet är fött", "ny dag": "Barnet väntas en annan dag" },
  }),
  expectedOn: about(optionalDate(), {
    quiet: shown,
    label: "Ny beräknad födelsedag",
    when: when("ny dag"),
    needed: "Ange vilken dag barnet nu beräknas födas.",
  }),
  bornOn: about(optionalDate(), {
    quiet: shown,
    label: "Födelsedag",
    when: when("fött"),
    needed: "Ange vilken dag barnet föddes.",
    past: true,
  }),
  givenName: about(optionalText(100), {
    quiet: shown,
    label: "Förnamn",
    hint: "Lämna tomt om barnet inte har fått något namn än.",
    when: when("fött"),
  }),
  familyName: about(optionalText(100), { quiet: shown, label: "Efternamn", when: when("fött"), needed: "Skriv barnets efternamn." }),
  sex: about(optionalChoice(sexes), {
    quiet: shown,
    label: "Kön",
    words: { kvinna: "Flicka", man: "Pojke", okänt: "Vet inte" },
    inline: true,
    when: when("fött"),
    needed: "Välj barnets kön.",
  }),
  identityNumber: about(optionalText(13), {
    quiet: shown,
    label: "Personnummer",
    hint: "ÅÅÅÅMMDD-NNNN. Kan skrivas senare, när barnet har fått det.",
    width: 16,
    keys: "numeric",
    when: when("fött"),
  }),
  source: readWhere.source,
  sourceDetail: readWhere.sourceDetail,
  sourceOn: about(readWhere.sourceOn, {
    quiet: shown,
    label: "Vilken dag fick ni veta det?",
    hint: "Är barnet fött börjar tiderna för skyddsbedömning och förhandsbedömning den dagen.",
    start: "today",
    past: true,
  }),
} as const;
