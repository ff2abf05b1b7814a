import type { Context } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import { usualTexts } from "../../src/survey/rounds/sending-text.ts";
import { shippedFrame } from "../../src/survey/rounds/shipped-frame.ts";
import { writeContacts } from "../../src/survey/rounds/write-contacts.ts";
import { writeRound } from "../../src/survey/rounds/write-round.ts";
import type { House } from "./casework.ts";
import { testLinkKey } from "./link-key.ts";

export type TestRound = {
  readonly roundId: string;
  /** The units' ids, by code. */
  readonly units: ReadonlyMap<string, string>;
};

const usualDays = { opensOn: "2026-03-02", lastDay: "2026-04-30", closesOn: "2026-05-14" };

/**
 * A round of the questionnaire of 2024 that is open on the house's day, asked of the first `size` of the shipped frame; each is written to at
 * its own address, `0114@example.se`.
 */
export async function openRound(house: House, { size = 3, addresses = true, days = usualDays } = {}): Promise<TestRound> {
  const now = house.door.clock();
  const nothing = () => undefined;
  const whatever = { touch: nothing, inCase: nothing, confirmed: () => false, whenRefused: nothing };
  const context: Context = {
    actor: house.staff.agency,
    now,
    today: "2026-03-02",
    channels: [],
    linkKey: testLinkKey,
    signingKeys: null,
    ...whatever,
  };
  const form = valueOf(await findQuestionnaire("delaktighet-2024"));
  const about = { title: "Barns delaktighet 2026", contact: "Undersökningsledaren, 075-247 30 00" };
  return inMunicipality(house.database.app, house.municipalityId, async (tx) => {
    const roundId = await writeRound(tx, context, testLinkKey, { form, ...about, ...days, frame: shippedFrame().slice(0, size) });
    const rows = await tx.selectFrom("survey.unit").select(["id", "code"]).where("round_id", "=", roundId).orderBy("code").execute();
    const contacts = rows.map(({ id, code }) => ({ unitId: id, name: null, address: `${code}@example.se` }));
    if (addresses) await writeContacts(tx, context, contacts);
    return { roundId, units: new Map(rows.map(({ id, code }) => [code, id])) };
  });
}

/** That a unit has delivered, as a row; what is in it is nothing. */
export async function deliver(house: House, unitId: string, { isLate = false, number = 1 } = {}): Promise<void> {
  await inMunicipality(house.database.app, house.municipalityId, (tx) =>
    tx
      .insertInto("survey.delivery")
      .values({
        ...{ municipality_id: house.municipalityId, unit_id: unitId, number, way: "på sidan", content: "{}", serial: number },
        ...{
          digest: Buffer.alloc(32, number),
          signed_at: house.door.clock(),
          received_at: house.door.clock(),
          is_late: isLate,
          recorded_by: null,
        },
      })
      .execute(),
  );
}

/** The usual text of a sending, as the form has it. */
export function letter(kind: keyof typeof usualTexts): { readonly subjectLine: string; readonly words: string } {
  const { subject, words } = usualTexts[kind];
  return { subjectLine: subject, words };
}
