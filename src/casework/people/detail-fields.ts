import { about } from "../../platform/core/about.ts";
import { choice, optionalDate, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import { readWhere } from "./person-fields.ts";

export const detailKinds = codes["people.person_detail.kind"];

/** How somebody is reached, and so where they may be: of a protected person asked for by itself. */
export const contactKinds = [
  "folkbokföringsadress",
  "vistelseadress",
  "särskild postadress",
  "telefon",
  "e-post",
] as const satisfies readonly (typeof detailKinds)[number][];
/** Who somebody was, or is elsewhere: not shown beside a new identity. */
export const identityKinds = [
  "tidigare namn",
  "samordningsnummer",
  "reservnummer",
] as const satisfies readonly (typeof detailKinds)[number][];

/** What whoever meets somebody must know before: an interpreter, and how one speaks with the person. */
export const needKinds = ["tolk", "kommunikation"] as const satisfies readonly (typeof detailKinds)[number][];

/** Why the journal is silent: what is known of somebody stands, with all that has become of it, where it can be protected by itself. */
export const onTheirPage = "shown with the person";

/** Something that is known of somebody in a case, since when, and where it was read. */
export const detailFields = {
  kind: about(choice(detailKinds, "vad det är"), {
    quiet: onTheirPage,
    label: "Vad är det?",
    as: "list",
    words: {
      folkbokföringsadress: "Folkbokföringsadress",
      vistelseadress: "Vistelseadress",
      "särskild postadress": "Särskild postadress, till exempel genom Skatteverket",
      tolk: "Tolk: språk, och namn om det ska vara samma",
      kommunikation: "Behov i samtal, till exempel bildstöd eller hörsel",
      reservnummer: "Reservnummer eller annat tillfälligt nummer",
      beskrivning: "Beskrivning av någon vars namn inte är känt",
    },
  }),
  detail: about(requiredText("uppgiften", 300), {
    quiet: onTheirPage,
    label: "Uppgift",
    hint: "Till exempel gatuadress med postnummer och ort, telefonnummer, tolkens språk och namn.",
  }),
  validFrom: about(requiredDate("från vilken dag"), {
    label: "Gäller från och med",
    hint: "När det började gälla, så långt det är känt.",
    start: "today",
    past: true,
  }),
  ...readWhere,
} as const;

const ways = without(codes["people.person_detail.change"], "bekräftad");
const when = (...is: (typeof ways)[number][]) => ({ field: "change", is });

/** What has become of it. */
export const detailChangeFields = {
  change: about(choice(ways, "vad som ska ändras"), {
    quiet: onTheirPage,
    label: "Vad ska ändras?",
    words: { rättad: "Uppgiften ska rättas", upphörd: "Uppgiften gäller inte längre", återtagen: "Uppgiften har aldrig stämt" },
  }),
  detail: about(optionalText(300), {
    quiet: onTheirPage,
    label: "Rätt uppgift",
    when: when("rättad"),
    needed: "Skriv den rätta uppgiften.",
  }),
  validFrom: about(optionalDate(), {
    quiet: onTheirPage,
    label: "Rätt första dag",
    hint: "Lämna tomt om dagen stämmer.",
    when: when("rättad"),
    past: true,
  }),
  validTo: about(optionalDate(), {
    quiet: onTheirPage,
    label: "Sista dagen",
    when: when("upphörd"),
    needed: "Ange sista dagen.",
    past: true,
  }),
  reason: about(optionalText(2000), {
    quiet: onTheirPage,
    label: "Varför blev det fel?",
    rows: 2,
    when: when("återtagen"),
    needed: "Skriv varför uppgiften var fel.",
  }),
  ...readWhere,
} as const;
