import { defineRoom } from "../../platform/core/define-room.ts";
import { resultsLinks } from "./links.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  roundPages: [{ text: "Resultat", href: resultsLinks.round }],
  api: { results: "Det som en myndighet publicerar av en omgång: tabeller, jämförelser, granskning och filer." },
});
