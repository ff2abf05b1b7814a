/** How a letter to a party that the program sends stands. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { answer } from "../../platform/core/answers.ts";

const states = ["väntar", "skickas", "försöks igen", "skickat", "nekat", "oklart", "återtaget", "ingen brevlåda", "stoppat"] as const;
/** Null where the program sent nothing. */
export const sentState = answer.oneOf(states).nullable();
type SentState = (typeof states)[number] | null;

/** How the message of a row stands, as `sent_state`. */
export const sentStateOf = (alias: string): RawBuilder<unknown> => sql`(select case s.fault when 'no letter box' then 'ingen brevlåda'
    when 'may not be told' then 'stoppat' else s.state end from messages.standing s
  where s.municipality_id = ${sql.ref(`${alias}.municipality_id`)} and s.id = ${sql.ref(`${alias}.message_id`)}) as sent_state`;

const words: Readonly<Record<(typeof states)[number], string>> = {
  väntar: "skickas strax",
  skickas: "skickas strax",
  "försöks igen": "har inte gått fram än",
  skickat: "skickat",
  nekat: "kom inte fram",
  oklart: "oklart om det gick fram",
  återtaget: "togs tillbaka",
  "ingen brevlåda": "kom inte fram, personen har ingen digital brevlåda",
  stoppat: "skickades inte, det får inte meddelas så längre",
};

/** "Digital post: skickat"; nothing where the program sent nothing. */
export const sentWords = (way: string | null, state: SentState): string =>
  state === null || way === null ? "" : `${way.charAt(0).toUpperCase()}${way.slice(1)}: ${words[state]}.`;

/** True where nobody was told: it was refused, taken back or stopped. The database holds the same (`party.refuse_refusal_unheard`). */
export const isNotSent = (state: SentState): boolean =>
  state !== null && ["nekat", "återtaget", "ingen brevlåda", "stoppat"].includes(state);
