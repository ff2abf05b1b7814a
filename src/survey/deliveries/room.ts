import { defineRoom } from "../../platform/core/define-room.ts";
import { deliveryLinks } from "./links.ts";

/** What the room holds; its operations and pages are found in their folders. */
export const room = defineRoom({
  roundPages: [{ text: "Leveranser", href: deliveryLinks.round }],
  api: { delivery: "Leveranser till en myndighets enkät: signerade filer och anrop, kontroller och kvitton." },
});
