/** The clocks of parties: by when a reply is waited for. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock } from "../clocks/define.ts";
import { partyLinks } from "./links.ts";
import { replyTime } from "./rules.ts";

const replyClock = defineClock({
  id: replyTime.id,
  follows: ["party.communication", "party.reply", "investigation.conclusion"],
  // Told of the material, not answered, and nothing is decided.
  read: (of) => sql`
    select c.case_id, c.id, null::uuid, null::uuid, c.happened_on, null::text, jsonb_build_object('reply_by', c.reply_by)
    from party.communication c
    where ${of("c")} and c.kind = 'kommunicerat'
      and not exists (select 1 from party.reply r where r.municipality_id = c.municipality_id and r.case_id = c.case_id and r.communication_id = c.id)
      and not exists (select 1 from investigation.conclusion e
        where e.municipality_id = c.municipality_id and e.case_id = c.case_id and e.investigation_id = c.investigation_id)`,
  facts: z.strictObject({ reply_by: answer.day }),
  count: ({ since, facts }) => countedBy(replyTime, { sentOn: since, replyBy: facts.reply_by }),
  label: "Skriv vad parten svarade, eller beslut om tiden har gått ut",
  href: (clock) => partyLinks.reply(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "two weeks to answer, to Christmas Day",
      since: "2026-12-11",
      facts: { reply_by: "2026-12-25" },
      due: "2026-12-25",
      says: "den tid som parten fick för att yttra sig",
    },
  ],
});

/** Every clock of this room. */
export const partyClocks = [replyClock] as const;
