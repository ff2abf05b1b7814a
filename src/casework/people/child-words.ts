import { about } from "../../platform/core/about.ts";
import { choice, optionalText, optionalYesNo, requiredText } from "../../platform/core/fields.ts";
import { sexes } from "./codes.ts";

/** Who a child is, in the forms that ask: when it is registered, and when what is known is corrected. */
export const childWords = {
  givenName: about(requiredText("barnets förnamn", 100), { label: "Förnamn" }),
  familyName: about(requiredText("barnets efternamn", 100), { label: "Efternamn" }),
  sex: about(choice(sexes, "barnets kön"), {
    label: "Kön",
    words: { kvinna: "Flicka", man: "Pojke", okänt: "Vet inte" },
    inline: true,
  }),
  language: about(optionalText(100), { label: "Barnets språk", hint: "Om det inte är svenska." }),
  interpreterNeed: about(optionalYesNo(), { label: "Behövs tolk?" }),
} as const;
