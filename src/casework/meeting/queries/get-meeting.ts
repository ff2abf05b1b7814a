import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findMeeting } from "../find-meeting.ts";
import { meetingPart } from "../meeting-part.ts";

/** A meeting of a case, and how messages may be sent here. Problem: `not-found`. */
export const getMeeting = defineQuery({
  name: "meeting.get-meeting",
  title: "Visa ett möte",
  input: z.object({ caseId: idField, meetingId: idField }),
  output: z.object({ meeting: meetingPart, channels: answer.list(answer.code) }),
  permit: [worksInCase],
  async run(tx, { caseId, meetingId }, context) {
    const found = await findMeeting(tx, context, caseId, meetingId);
    if (!found.ok) return found;
    context.touch(meetingId);
    return ok({ meeting: found.value.meeting, channels: context.channels });
  },
});
