/**
 * What the municipality settles for all its cases, beside the work in them: the delegation order and who stands where in it, four eyes, weights. Each holds from
 * tomorrow, so that what is decided today is held against what it was decided by. The order is never far from the example: a municipality without one decides nothing.
 */
import { sql } from "kysely";
import { addDays } from "../../../src/platform/basics/dates.ts";
import { codes } from "../../../src/platform/database/generated.ts";
import type { StaffActor } from "../../../src/platform/core/actor.ts";
import { exampleOrder } from "../../../src/casework/decision/delegation/example.ts";
import type { Level, Point } from "../../../src/casework/decision/delegation/points.ts";
import { orderCsv } from "../../../src/casework/decision/delegation/read-order.ts";
import type { House } from "../../support/casework.ts";
import type { Chance } from "./chance.ts";
import type { Given } from "./hints.ts";

type Settled = {
  readonly house: House;
  readonly chance: Chance;
  readonly today: string;
  readonly perform: (who: StaffActor, action: string, input: Given) => Promise<unknown>;
};
type Setting = (near: Settled) => Promise<void>;

async function lastOf({ house }: Settled, table: string, more = ""): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(number), 0)::int as last from ${sql.raw(table)}
    where municipality_id = ${house.municipalityId} ${sql.raw(more)}`.execute(house.database.owner);
  return rows[0]?.last ?? 0;
}
const lastVersion = (near: Settled) => lastOf(near, "decision.delegation_version");

/** The example with a point that somebody else may decide on, or without its condition: what was permitted yesterday is not so tomorrow. */
function anotherOrder(chance: Chance): readonly Point[] {
  const levels: readonly Level[] = ["handläggare", "förste socialsekreterare", "enhetschef"];
  const changed = chance.whole(0, exampleOrder.length - 1);
  return exampleOrder.map((one, place) => {
    if (place !== changed || !levels.includes(one.level)) return one;
    return { ...one, level: chance.of(levels) ?? one.level, qualified: chance.often(0.5) };
  });
}

const formOf = ({ grounds, interventions, mostMonths, mostKronor, restriction, qualified, ...point }: Point): Given => ({
  ...{ ...point, grounds, interventions, qualified: qualified ? "ja" : "nej", restriction: restriction ?? undefined },
  ...{ mostMonths: mostMonths ?? undefined, mostKronor: mostKronor ?? undefined },
});

const byBoard = (near: Settled): Given => ({ decidedOn: near.today, minutesNumber: "§ 12", validFrom: addDays(near.today, 1) });

async function changeOrder(near: Settled): Promise<void> {
  const { house, chance, perform } = near;
  const { director, leader } = house.staff;
  const file = { orderName: "Delegationsordning", from: "fil", orderFile: orderCsv(anotherOrder(chance)) };
  await perform(director, "decision.propose-delegation", { ...file, follows: await lastVersion(near) });
  const point = chance.of(exampleOrder.filter(({ point: of }) => /^[23]/u.test(of)));
  if (point && chance.often(0.6))
    await perform(leader, "decision.change-delegation-point", {
      ...formOf(point),
      was: point.point,
      restriction: "Efter samråd.",
      follows: await lastVersion(near),
    });
  if (chance.often(0.4)) await perform(leader, "decision.remove-delegation-point", { point: "6.1", follows: await lastVersion(near) });
  const version = await lastVersion(near);
  if (chance.often(0.3)) await perform(leader, "decision.withdraw-delegation", { version, withdrawnBecause: "Nämnden vill inte." });
  else await perform(director, "decision.adopt-delegation", { ...byBoard(near), version, body: "Socialnämnden" });
}

async function changeMandate(near: Settled): Promise<void> {
  const { house, chance, today, perform } = near;
  const name = chance.of(["caseworker", "colleague", "stranger", "leader"] as const) ?? "caseworker";
  const { staffId } = house.staff[name];
  const level = name === "leader" && chance.often(0.8) ? "enhetschef" : chance.of(codes["decision.staff_mandate.level"]);
  const degree = chance.often(0.85) ? { qualified: "ja", degree: "Socionomexamen 2014" } : { qualified: "nej" };
  const follows = await lastOf(near, "decision.staff_mandate", `and staff_id = '${staffId}'`);
  await perform(house.staff.director, "decision.set-mandate", { staffId, follows, level, ...degree, validFrom: addDays(today, 1) });
}

const settings: readonly Setting[] = [
  changeOrder,
  changeMandate,
  (near) => {
    const kinds = near.chance.often(0.6) ? [] : [near.chance.of(codes["decision.second_eyes.kinds"]), near.chance.of(codes["decision.second_eyes.kinds"])];
    return set(near, "decision.set-second-eyes", { kinds: [...new Set(kinds)], validFrom: addDays(near.today, 1), why: "Ledningens beslut." });
  },
  (near) => set(near, "decision.set-urgent-mandate", { ...byBoard(near), mandate: near.chance.of(codes["decision.urgent_mandate.mandate"]) }),
  (near) => set(near, "decision.set-unnamed-level", { ...byBoard(near), level: near.chance.of(codes["decision.unnamed_level.level"]) }),
  (near) => {
    const weigh = () => String(near.chance.whole(0, 5));
    const weights = { responsible: weigh(), beside: weigh(), investigating: weigh(), violence: weigh(), late: weigh() };
    return set(near, "decision.set-workload-weights", { ...weights, validFrom: near.today, why: "Ny fördelning." });
  },
]; // prettier-ignore

async function set({ house, perform }: Settled, action: string, input: Given): Promise<void> {
  await perform(house.staff.director, action, input);
}

/** The next of the settings in turn, so that none is left to luck. */
export async function settleSomething(near: Settled, turn: number): Promise<void> {
  await settings[turn % settings.length]?.(near);
}

/** The actions that are tried here, and not in a case. */
export const settledHere: readonly string[] = [
  ...["propose-delegation", "adopt-delegation", "change-delegation-point", "withdraw-delegation", "remove-delegation-point"],
  ...["set-mandate", "set-urgent-mandate", "set-unnamed-level", "set-workload-weights", "set-second-eyes"],
].map((name) => `decision.${name}`);
