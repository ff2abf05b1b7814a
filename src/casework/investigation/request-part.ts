/** What an investigation has asked of others, as the case says it: each request with its reminders and what came of it. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all, within } from "../part/guardian-showing.ts";
import { oneRowOf, rowsOf } from "../part/rows-of.ts";
import { investigationLinks } from "./links.ts";
import { askedOf, replyInput, replyOutcomes, reminderInput, requestGrounds, requestInput } from "./request-fields.ts";

const stamped = { recorded_at: answer.momentText, by: answer.text(200) };
const way = answer.oneOf(codes["investigation.request.way"]);

const reminder = describedBy(
  reminderInput.shape,
  z.object({ id: answer.id, reminded_on: answer.day, way, reply_by: answer.day, ...stamped }),
);
const reply = describedBy(
  replyInput.shape,
  z.object({
    outcome: answer.oneOf(replyOutcomes),
    replied_on: answer.day,
    replied_by: answer.text(200).nullable(),
    reply_form: answer.oneOf(codes["investigation.request_reply.reply_form"]).nullable(),
    no_reply_reason: answer.text(2000).nullable(),
    ...stamped,
  }),
);
const request = describedBy(
  requestInput.shape,
  z.object({
    id: answer.id,
    investigation_id: answer.id,
    asked_of: answer.oneOf(askedOf),
    asked_name: answer.text(200),
    asked_for: answer.text(),
    ground: answer.oneOf(requestGrounds),
    consent_of: answer.text(500).nullable(),
    consent_on: answer.day.nullable(),
    way,
    asked_on: answer.day,
    reply_by: answer.day,
    reminders: answer.list(reminder),
    reply: reply.nullable(),
    ...stamped,
  }),
);
export type RequestPart = z.output<typeof request>;

type Requests = { readonly requests: readonly RequestPart[] };

const of = (row: string) => sql`${sql.ref(`${row}.municipality_id`)} = q.municipality_id and ${sql.ref(`${row}.case_id`)} = q.case_id
  and ${sql.ref(`${row}.request_id`)} = q.id`;

/** The day that a reply is wanted by now. */
export const wantedBy = (one: Pick<RequestPart, "reply_by" | "reminders">): string => one.reminders.at(-1)?.reply_by ?? one.reply_by;

/** Requests of an investigation that nothing has come of. */
export const openRequests = ({ requests }: Requests, investigationId: string): readonly RequestPart[] =>
  requests.filter((one) => one.investigation_id === investigationId && one.reply === null);

export const requestsPart = definePart<Requests>()({
  schema: answer.list(request),
  ...rare(
    ({ m, c }) => ({ from: sql`investigation.request q`, where: sql`q.municipality_id = ${m} and q.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select q.*, ${byOf("q")},
          ${rowsOf(sql`select b.*, ${byOf("b")} from investigation.request_reminder b where ${of("b")} order by b.reminded_on, b.recorded_at`)} as reminders,
          ${oneRowOf(sql`select r.*, ${byOf("r")} from investigation.request_reply r where ${of("r")}`)} as reply
        from ${from} where ${where} order by q.asked_on, q.recorded_at, q.id`),
  ),
  // That others were asked, who, for what and what came of it; what was found of it stands in the investigation, which a guardian is given as a document of its own.
  guardian: {
    ...all("shown", "id", "investigation_id", "asked_of", "ground", "way", "asked_on", "reply_by", "recorded_at", "by"),
    // Which school or surgery it was tells where somebody is.
    ...all("text", "asked_name", "asked_for"),
    // Who consented is that person's.
    ...all("never", "consent_of", "consent_on"),
    ...within("shown", "reminders[]", "id", "reminded_on", "way", "reply_by", "recorded_at", "by"),
    ...within("shown", "reply", "outcome", "replied_on", "reply_form", "recorded_at", "by"),
    ...within("text", "reply", "replied_by", "no_reply_reason"),
  },
  events: [{ order: 26, of: ({ requests }, { caseId }) => requests.flatMap((one) => requestEvents(caseId, one)) }],
});

const askedLines = ["askedOf", "askedName", "askedFor", "ground", "consentOf", "consentOn", "way", "replyBy"] as const;

function requestEvents(caseId: string, one: RequestPart): readonly CaseEvent[] {
  const href = investigationLinks.request(caseId, one.id);
  const asked: CaseEvent = {
    ...{ on: one.asked_on, recordedAt: one.recorded_at, kind: "beslut", by: one.by, href },
    heading: "Uppgifter begärdes till utredningen",
    text: journalLines(requestInput.shape, one, ...askedLines).join("\n"),
  };
  // Left out of an extract where somebody must not be found.
  const whom = one.asked_name === "" ? "" : `: ${one.asked_name}`;
  const reminded = one.reminders.map((each): CaseEvent => ({
    ...{ on: each.reminded_on, recordedAt: each.recorded_at, kind: "beslut", by: each.by, href },
    heading: `Påminnelse om uppgifter till utredningen${whom}`,
    text: journalLines(reminderInput.shape, each, "way", "replyBy").join("\n"),
  }));
  if (one.reply === null) return [asked, ...reminded];
  const { reply: came } = one;
  const replied: CaseEvent = {
    ...{ on: came.replied_on, recordedAt: came.recorded_at, kind: "beslut", by: came.by, href },
    heading: `${replyHeadings[came.outcome]}${whom}`,
    text: journalLines(replyInput.shape, came, "repliedBy", "replyForm", "noReplyReason").join("\n"),
  };
  return [asked, ...reminded, replied];
}

const replyHeadings: Readonly<Record<(typeof replyOutcomes)[number], string>> = {
  svar: "Begärda uppgifter kom in till utredningen",
  "inget svar": "Begärda uppgifter kom inte in",
  "behövs inte": "Begärda uppgifter behövs inte längre",
};
