import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

/** The words of meetings. */
export const meetingKinds = codes["meeting.meeting.kind"];
export const bookingKinds = codes["meeting.booking.kind"];
export const meetingWays = codes["meeting.booking.way"];
export const capacities = codes["meeting.called.capacity"];
/** How somebody is told of a meeting. By post, through Skatteverket and by hand the letter is handed over; the others say only that there is a message. */
export const summonsWays = codes["meeting.summons.way"];
export type SummonsWay = CodeOf<"meeting.summons.way">;
/** How long a meeting is thought to last, in minutes. */
export const meetingLengths = ["15", "30", "45", "60", "90", "120"] as const;

/** So many others than the child and guardians may be called by name. */
export const MOST_OTHERS = 10;
