/** What is asked when a file is attached to a case. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalId, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";

export const keptFroms = codes["intake.attachment.kept_from"];
const kept = { field: "keptFrom", is: ["en vårdnadshavare", "alla vårdnadshavare"] } as const;
const keptSecret = "that it is kept is asked for by itself (get-withheld)";

export const attachmentFields = {
  titled: about(requiredText("vad det är", 200), {
    label: "Vad är det?",
    hint: "Till exempel läkarintyg, teckning eller yttrande från skolan. Det står i journalen.",
  }),
  fromWhom: about(optionalText(200), {
    label: "Från vem?",
    hint: "Roll och arbetsplats, eller namn. Skriv inte vem som har anmält, om det är hemligt.",
    journal: "Från",
  }),
  cameOn: about(requiredDate("vilken dag"), { past: true, label: "Vilken dag kom den in?", hint: "I dag är ifyllt.", start: "today" }),
  entry: about(optionalText(200), {
    label: "Hör till",
    hint: "Det i journalen som den hör ihop med.",
    as: "list",
    optional: "om den hör till hela ärendet",
  }),
  keptFrom: about(choice(keptFroms, "om någon vårdnadshavare inte får se den"), {
    label: "Får vårdnadshavarna se den?",
    quiet: keptSecret,
    words: { ingen: "Ja", "en vårdnadshavare": "Inte en av dem", "alla vårdnadshavare": "Ingen av dem" },
    hint: "Den skyddas om det kan antas att barnet lider betydande men om den röjs (12 kap. 3 § OSL).",
  }),
  keptFromId: about(optionalId(), {
    label: "Vilken vårdnadshavare?",
    quiet: keptSecret,
    when: { field: "keptFrom", is: ["en vårdnadshavare"] },
    needed: "Välj vilken vårdnadshavare som inte får se den.",
  }),
  keptBecause: about(optionalText(1000), { label: "Varför?", quiet: keptSecret, rows: 2, when: kept, needed: "Skriv varför." }),
} as const;
