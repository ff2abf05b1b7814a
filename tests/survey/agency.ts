/** The census of 2024 at an agency: rounds of the generated frame, deliveries by code, and publications with their job done at once. */
import { valueOf } from "../../src/platform/basics/result.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import { askForPublication } from "../../src/survey/results/actions/make-publication.ts";
import { publish } from "../../src/survey/results/jobs/publish.ts";
import { readMade } from "../../src/survey/results/make.ts";
import { getPublication } from "../../src/survey/results/queries/get-publication.ts";
import { addDeliveries, addRound as addRoundOf } from "../support/agency.ts";
import type { House } from "../support/casework.ts";
import type { FrameUnit } from "./published-frame.ts";

/** A round, with the ids of its units by code. */
export type Round = { readonly id: string; readonly units: ReadonlyMap<string, string> };

/** A round of the questionnaire of 2024 that asks the units, in autumn of a year. */
export async function addRound(house: House, frame: readonly FrameUnit[], title = "Barns delaktighet 2024", year = "2024"): Promise<Round> {
  const units = frame.map(({ code, name, size, key, skrGroup, county }) => {
    return { code, name, storlek: size, nyckel: key, skr_grupp: skrGroup, lan: county };
  });
  const days = { opensOn: `${year}-08-22`, lastDay: `${year}-09-26`, closesOn: `${year}-10-10` };
  const { roundId, unitIds } = await addRoundOf(house, units, { title, ...days });
  return { id: roundId, units: unitIds };
}

/** Delivers answers for units, by code: each the next number of its unit. `change` alters a content before it is kept. */
export async function deliver(
  house: House,
  round: Round,
  given: readonly (readonly [code: string, answers: ReadonlyMap<string, string>])[],
  change?: (content: string) => string,
): Promise<void> {
  const earlier = await house.database.owner
    .selectFrom("survey.delivery")
    .select((select) => ["unit_id", select.fn.max("number").as("last")])
    .where("municipality_id", "=", house.municipalityId)
    .groupBy("unit_id")
    .execute();
  const last = new Map(earlier.map(({ unit_id, last: number }) => [unit_id, number]));
  const deliveries = given.map(([code, answers]) => {
    const unitId = round.units.get(code) ?? "";
    const number = (last.get(unitId) ?? 0) + 1;
    const altered = change === undefined ? {} : { change };
    return { unitId, code, number, answers: Object.fromEntries(answers), receivedAt: house.door.clock(), ...altered };
  });
  await addDeliveries(house, deliveries);
}

/** What a job is done with. */
export function jobContext(house: {
  readonly database: Pick<House["database"], "app">;
  readonly door: Pick<House["door"], "clock">;
}): JobContext {
  return {
    db: house.database.app,
    clock: house.door.clock,
    signal: new AbortController().signal,
    log: () => undefined,
    runCommand: () => Promise.resolve({ code: 0, output: "" }),
    heads: null,
    post: null,
  };
}

/** What a publication is asked for with, where nothing else is said. */
export const official = { form: "som tryckt", contents: "alla tabeller", groupings: [] as string[] };
export const secret = { form: "skyddad", contents: "alla tabeller", groupings: [] as string[] };

/** Asks for a publication and does its job; gives what is kept. */
export async function makeOne(house: House, input: Readonly<Record<string, unknown>>) {
  const { publicationId } = await house.do(house.staff.agency, askForPublication, input);
  await publish.run({ municipalityId: house.municipalityId, publicationId }, jobContext(house));
  const shown = valueOf(await house.read(house.staff.agency, getPublication, { publicationId }));
  return { publicationId, shown, made: shown.kept === null ? null : readMade(shown.kept) };
}
