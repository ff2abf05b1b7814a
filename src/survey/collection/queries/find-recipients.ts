import { sql } from "kysely";
import { z } from "zod";
import { operates } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { fingerprintOfKey } from "../delivery/recipient.ts";

const recipient = z.object({
  agency: answer.text(20),
  number: answer.count,
  agencyName: answer.text(100),
  address: answer.text(300).nullable(),
  publicKey: answer.text(100),
  fingerprint: answer.text(100),
  by: answer.text(200),
  at: answer.moment,
});

/** The agencies that signed answers are sent to, each as it was set last. */
export const findRecipients = defineQuery({
  name: "survey.find-recipients",
  title: "Lista de myndigheter som enkätsvar skickas till",
  input: z.object({}),
  output: z.object({ recipients: answer.list(recipient) }),
  permit: [operates],
  async run(tx, _, { actor }) {
    const { rows } = await sql<Omit<z.output<typeof recipient>, "fingerprint">>`select distinct on (r.agency) r.agency, r.number,
        r.name as "agencyName", r.address, r.public_key as "publicKey", s.name as by, r.recorded_at as at
      from survey.recipient r join access.staff s on s.municipality_id = r.municipality_id and s.id = r.recorded_by
      where r.municipality_id = ${actor.municipalityId} order by r.agency, r.number desc`.execute(tx);
    return ok({ recipients: rows.map((row) => ({ ...row, fingerprint: fingerprintOfKey(row.publicKey) })) });
  },
});
