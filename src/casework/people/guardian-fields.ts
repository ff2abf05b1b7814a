import { about } from "../../platform/core/about.ts";
import { choice, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { guardianKinds, guardianSources } from "./codes.ts";

/** Why the journal is silent: who a child's guardians are and have been stands by itself, with where each was read. */
export const withGuardians = "stands on the page of the child's guardians";

/** Where it was read, for whatever is said of a guardianship. */
export const sourceFields = {
  source: about(choice(guardianSources, "var uppgiften är hämtad"), { label: "Var är uppgiften hämtad?" }),
  sourceDetail: about(optionalText(200), {
    label: "Vem eller vilken handling?",
    hint: "Behövs när någon har lämnat uppgiften. Annars till exempel målnummer.",
    needed: { message: "Skriv vem som har lämnat uppgiften.", when: { field: "source", is: ["uppgift från någon"] } },
    optional: "utom för uppgift från någon",
  }),
  sourceOn: about(requiredDate("vilken dag källan lästes"), {
    label: "Dag för källan",
    hint: "När du läste den eller fick uppgiften. I dag är ifyllt.",
    start: "today",
  }),
} as const;

/** Who the guardian is, of which kind and since when. */
export const guardianFields = {
  givenName: about(requiredText("vårdnadshavarens förnamn", 100), { label: "Förnamn" }),
  familyName: about(requiredText("vårdnadshavarens efternamn", 100), { label: "Efternamn" }),
  identityNumber: about(optionalText(13), { quiet: withGuardians, label: "Personnummer", width: 16, keys: "numeric" }),
  phone: about(optionalText(40), { label: "Telefon", keys: "tel" }),
  kind: about(choice(guardianKinds, "vad personen är för barnet"), { quiet: withGuardians, label: "Vad är personen för barnet?" }),
  validFrom: about(requiredDate("från vilken dag"), {
    quiet: withGuardians,
    label: "Från och med",
    hint: "Barnets födelsedag är ifylld. Ändra om vårdnaden började senare.",
  }),
} as const;
