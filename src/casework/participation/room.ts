import { defineRoom } from "../../platform/core/define-room.ts";
import { participationRules } from "./rules.ts";

/** What the room holds; its operations, pages and jobs are found in their folders. */
export const room = defineRoom({
  api: { participation: "Barnets delaktighet: informerad, hörd, vägd och berättad i varje fas." },
  rules: participationRules,
});
