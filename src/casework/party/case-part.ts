/** What the room contributes of a case: its parties, their own accounts, and what each was told and answered. */
import { sql } from "kysely";
import { journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { communicateInput } from "./actions/communicate.ts";
import { accountInput } from "./actions/record-account.ts";
import { replyInput } from "./actions/record-reply.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare, writtenBy } from "../part/case-part.ts";
import { all, nothingShown, within } from "../part/guardian-showing.ts";
import { columnsOf, oneRowOf, rowsOf } from "../part/rows-of.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { appealsPart, notificationsPart } from "./appeal-case-part.ts";
import { exceptionWords } from "./codes.ts";
import { insightsPart } from "./insight-part.ts";
import { applicationsPart } from "./delay-part.ts";
import { partyLinks } from "./links.ts";
import { nowParty } from "./now-party.ts";
import { accountPart, communicationPart, partyPart } from "./party-parts.ts";
import type { AccountPart, CommunicationPart, PartyPart } from "./party-parts.ts";
import { isNotSent, sentStateOf, sentWords } from "./sent-state.ts";
import { replyTime } from "./rules.ts";

/** Guardians with their days, and the child from 15; the same as `party.parties_on` day by day. */
const parties = definePart<{ readonly parties: readonly PartyPart[]; readonly investigations: readonly unknown[] }>()({
  schema: answer.list(partyPart),
  sql: ({ m, c }) =>
    rowsOf(sql`select * from (
      select f.child_id as person_id, p.given_name || ' ' || p.family_name as name, 'barnet' as capacity, p.protected_identity <> 'ingen' as protected,
        (p.birth_date + interval '15 years')::date as "from", null::date as "to", false as ended
      from intake.case_file f join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
      where f.municipality_id = ${m} and f.id = ${c} and p.birth_date is not null
      union all
      select g.guardian_id, g.given_name || ' ' || g.family_name, 'vårdnadshavare', p.protected_identity <> 'ingen', g.valid_from,
        least(g.valid_to, (k.birth_date + interval '18 years')::date - 1), g.valid_to is not null
      from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
      join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
      join people.person k on k.municipality_id = f.municipality_id and k.id = f.child_id
      where f.municipality_id = ${m} and f.id = ${c}) known order by capacity, name, person_id`),
  // Who else is a party is not for a guardian; which guardian the extract is for is said apart.
  guardian: nothingShown,
  also: [
    {
      order: 12,
      about: "Utredningen",
      needs: ["investigations"],
      of: ({ investigations }, { caseId }) => (investigations.length > 0 ? [{ text: "Parter", href: partyLinks.parties(caseId) }] : []),
    },
  ],
});

const accounts = definePart<{ readonly party_accounts: readonly AccountPart[] }>()({
  schema: answer.list(accountPart),
  ...rare(
    ({ m, c, until }) => ({
      from: sql`party.account a`,
      where: sql`a.municipality_id = ${m} and a.case_id = ${c} and ${writtenBy("a", { until })}`,
    }),
    (_question, from, where) =>
      rowsOf(sql`select ${columnsOf("a", accountPart, "person_id", "name", "by")}, ${nowParty("a")}, n.given_name || ' ' || n.family_name as name, ${byOf("a")}
        from ${from} cross join lateral ${nameInCase("a", sql`a.case_id`, sql`a.person_id`)} n where ${where} order by a.happened_on, a.recorded_at`),
  ),
  forGuardian: (part, personId) => part.filter((one) => one.person_id === personId),
  guardian: {
    ...all("shown", "id", "investigation_id", "person_id", "name", "happened_on", "way", "recorded_at", "by"),
    ...all("text", "own_account"),
  },
  strikes: true,
  events: [{ order: 25, of: ({ party_accounts: of }) => of.map(accountEvent) }],
});

const communications = definePart<{ readonly communications: readonly CommunicationPart[] }>()({
  schema: answer.list(communicationPart),
  ...rare(
    ({ m, c }) => ({ from: sql`party.communication k`, where: sql`k.municipality_id = ${m} and k.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select ${columnsOf("k", communicationPart, "person_id", "name", "by", "reply", "sent_state")}, ${nowParty("k")}, ${sentStateOf("k")}, n.given_name || ' ' || n.family_name as name, ${byOf("k")},
          ${oneRowOf(sql`select r.replied_on, r.kind, r.content, r.recorded_at, ${byOf("r")} from party.reply r
            where r.municipality_id = k.municipality_id and r.case_id = k.case_id and r.communication_id = k.id`)} as reply
        from ${from} left join lateral ${nameInCase("k", sql`k.case_id`, sql`k.person_id`)} n on true
        where ${where} order by k.happened_on, k.recorded_at`),
  ),
  // Only what the guardian was told; that somebody was not told, and why, is taken out before.
  forGuardian: (part, personId) => part.filter((one) => one.person_id === personId && one.kind === "kommunicerat"),
  guardian: {
    ...all(
      "shown",
      "id",
      "investigation_id",
      "person_id",
      "name",
      "kind",
      "happened_on",
      "way",
      "reply_by",
      "sent_state",
      "recorded_at",
      "by",
    ),
    ...all("text", "material"),
    ...all("never", "exception", "reason", "left_out", "told_otherwise"),
    ...within("shown", "reply", "replied_on", "kind", "recorded_at", "by"),
    ...within("text", "reply", "content"),
  },
  events: [{ order: 26, of: ({ communications: of }) => of.flatMap(communicationEvents) }],
  duties: ({ ruleId }) => ruleId === replyTime.id,
});

export const partyParts = {
  parties,
  party_accounts: accounts,
  communications,
  notifications: notificationsPart,
  appeals: appealsPart,
  insights: insightsPart,
  applications: applicationsPart,
};

const accountEvent = (one: AccountPart): CaseEvent => ({
  on: one.happened_on,
  recordedAt: one.recorded_at,
  kind: "anteckning",
  heading: `Redogörelse av ${one.name} (${one.way})`,
  text: journalLines(accountInput.shape, one, "ownAccount").join("\n"),
  by: one.by,
});

const asked = communicateInput.shape;

function communicationEvents(one: CommunicationPart): readonly CaseEvent[] {
  const base = { on: one.happened_on, recordedAt: one.recorded_at, kind: "beslut", by: one.by } as const;
  if (one.kind === "undantag") {
    const ground = one.person_id === null ? "Ingen part är känd" : exceptionWords[one.exception ?? "uppenbart obehövligt"];
    const heading = one.name === null ? "Materialet kommunicerades inte" : `Materialet kommunicerades inte med ${one.name}`;
    return [{ ...base, heading, text: [`${ground}.`, ...journalLines(asked, one, "reason")].join("\n") }];
  }
  const sent: CaseEvent = {
    ...base,
    heading: isNotSent(one.sent_state)
      ? `Materialet nådde inte ${one.name ?? ""} (${one.way ?? ""})`
      : `${one.name ?? ""} fick del av materialet (${one.way ?? ""})`,
    text: [
      ...journalLines(asked, one, "material"),
      sentWords(one.way, one.sent_state),
      `Svar senast ${one.reply_by ?? ""}.`,
      ...journalLines(asked, one, "leftOut", "toldOtherwise"),
    ]
      .filter(Boolean)
      .join("\n"),
  };
  if (one.reply === null) return [sent];
  const { replied_on: on, recorded_at: recordedAt, kind, by } = one.reply;
  const text = journalLines(replyInput.shape, one.reply, "content").join("\n");
  const heading =
    kind === "yttrande" ? `${one.name ?? ""} yttrade sig över materialet` : `${one.name ?? ""} hade inga synpunkter på materialet`;
  return [sent, { on, recordedAt, kind: "beslut", heading, text: text === "" ? undefined : text, by }];
}
