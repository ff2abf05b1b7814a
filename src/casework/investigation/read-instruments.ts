import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

type Instrument = {
  readonly id: string;
  readonly name: string;
  readonly used_for: string | null;
  readonly valid_from: string;
  readonly last_on: string | null;
};

/** The instruments that the municipality has used, with the days that each stood on its list, by name. */
export async function readInstruments(tx: Tx, { actor }: Context): Promise<readonly Instrument[]> {
  return tx
    .selectFrom("investigation.instrument as i")
    .leftJoin("investigation.instrument_ending as e", (join) =>
      join.onRef("e.municipality_id", "=", "i.municipality_id").onRef("e.instrument_id", "=", "i.id"),
    )
    .select(["i.id", "i.name", "i.used_for", "i.valid_from", "e.last_on"])
    .where("i.municipality_id", "=", actor.municipalityId)
    .orderBy("i.name")
    .orderBy("i.valid_from")
    .orderBy("i.id")
    .execute();
}
