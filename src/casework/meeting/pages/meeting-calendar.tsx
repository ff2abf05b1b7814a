import { defineDownload } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { calendarFileOf } from "../calendar-file.ts";
import { getMeeting } from "../queries/get-meeting.ts";

/** A meeting for the caseworker's own calendar; its name and its words tell nothing of anybody. */
export const meetingCalendarFile = defineDownload({
  path: "/arenden/:caseId/mote/:meetingId/kalenderfil",
  title: "Möte som kalenderfil",
  asks: getMeeting,
  type: "text/calendar; charset=utf-8",
  async file({ ask, params: { caseId, meetingId } }) {
    const { meeting } = await ask(getMeeting, { caseId, meetingId });
    // The place is written freely and may be anybody's home, called or not.
    const { child, guardians } = await partsOf(ask, caseId, "guardians");
    const isProtected = [child, ...guardians].some((one) => one.protected_identity !== "ingen");
    return { name: "mote.ics", body: calendarFileOf(meeting, isProtected) };
  },
});
