import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { exampleOrder } from "../../src/casework/decision/delegation/example.ts";
import type { Point } from "../../src/casework/decision/delegation/points.ts";
import { COVERAGE } from "../../src/casework/decision/rules-fit.ts";
import { LEGAL_GROUNDS } from "../../src/casework/decision/rules-grounds.ts";
import { codes } from "../../src/platform/database/generated.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { adoptOrder, giveLevel } from "../support/delegation.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";

/**
 * Anybody decides anything, by whomever, on any ground and point, on any of the days: no decision comes to stand without a ground that fits and somebody who may,
 * and none is altered. What the database refuses by itself is tried past the program, as the program's role.
 */
const moves = 2000;
const pastTheProgram = 400;
let house: House;
const first = "2026-03-02";
const today = "2026-03-06";
const days = [first, "2026-03-03", "2026-03-04", "2026-03-05", today];

/** Three orders: the example from the third, one in which the seniors grant everything from the fourth, one without the end of an investigation from the fifth. */
const seniors: readonly Point[] = exampleOrder.map((one) =>
  one.point === "4.3" ? { ...one, level: "förste socialsekreterare", qualified: false } : one,
);
const without = exampleOrder.filter(({ point }) => point !== "3.1");
const orders = [
  { from: "2026-03-03", points: exampleOrder },
  { from: "2026-03-04", points: seniors },
  { from: "2026-03-05", points: without },
];
const levels: Partial<Record<StaffName, { readonly rank: number; readonly qualified: boolean }>> = {
  caseworker: { rank: 1, qualified: true },
  colleague: { rank: 2, qualified: false },
  leader: { rank: 3, qualified: true },
};
const people = ["caseworker", "colleague", "leader", "stranger"] as const;
const ranks = ["handläggare", "förste socialsekreterare", "enhetschef", "utskott", "nämnd"];

beforeAll(async () => {
  house = await openHouse();
  house.at(today);
  for (const [place, { from, points }] of orders.entries()) await adoptOrder(house, from, points, place);
  await giveLevel(house, "caseworker", "handläggare", first);
  await giveLevel(house, "colleague", "förste socialsekreterare", first, 0, false);
  await giveLevel(house, "leader", "enhetschef", first);
});
afterAll(() => house.database.drop());

type Row = {
  readonly id: string;
  readonly decided_on: string;
  readonly decider: string;
  readonly staff_id: string | null;
  readonly delegation_version: number | null;
  readonly delegation_point: string | null;
  readonly outcome: string;
  readonly intervention_type: string | null;
  readonly legal_ground: string | null;
  readonly legal_provision: string;
  readonly reasoning: string;
  readonly consent_basis: string | null;
  readonly appeal: string;
  readonly granted_months: number | null;
  readonly granted_kronor: number | null;
};
type Decided = Omit<Row, "id" | "legal_provision" | "reasoning" | "appeal" | "consent_basis">;

/** Written apart from the rule and from the trigger: what is wrong with who decided; null where nothing is. */
function wrongDecider(row: Decided): string | null {
  const { decided_on: day, decider } = row;
  const care = ["familjehem", "nätverkshem", "jourhem", "stödboende", "HVB", "SiS", "skyddat boende"].includes(row.intervention_type ?? "");
  if (decider !== "tjänsteman") return null;
  if (row.legal_ground === "one-guardian-refuses" || ["familjehem", "nätverkshem", "jourhem"].includes(row.intervention_type ?? ""))
    return "reserved";
  const place = orders.findLastIndex(({ from }) => from <= day);
  if (place < 0) return null;
  if (row.delegation_version !== place + 1) return "version";
  const point = orders[place]?.points.find((one) => one.point === row.delegation_point);
  if (!point) return "no point";
  const type =
    { avslag: "avslå ansökan om insats", "ingen insats": "avsluta utredning utan insats" }[row.outcome] ??
    (care ? "bevilja placering" : "bevilja insats");
  if (point.decisionType !== type) return "type";
  if (point.grounds.length > 0 && !point.grounds.includes(row.legal_ground ?? "")) return "ground";
  if (point.interventions.length > 0 && !point.interventions.includes(row.intervention_type ?? "")) return "intervention";
  if (point.mostMonths !== null && (row.granted_months === null || row.granted_months > point.mostMonths)) return "months";
  const name = people.find((one) => house.staff[one].staffId === row.staff_id);
  const who = row.staff_id === null ? { rank: 1, qualified: true } : name && levels[name];
  if (!who || who.rank < ranks.indexOf(point.level) + 1) return "level";
  return point.qualified && !who.qualified ? "degree" : null;
}

const grounds = LEGAL_GROUNDS.map(({ id }) => id);
const types = codes["intervention.intervention.type"];
const points = [...new Set(exampleOrder.map(({ point }) => point)), "9.9"];
const anyMove = fc.record({
  kind: fc.constantFrom("grant", "grant", "none", "none", "refuse"),
  ground: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom("right-to-intervention", "child-investigation", "one-guardian-refuses") },
    fc.constantFrom(...grounds),
  ),
  type: fc.constantFrom(...types),
  months: fc.option(fc.integer({ min: 1, max: 20 })),
  point: fc.oneof({ weight: 2, arbitrary: fc.constantFrom("3.1", "3.2", "4.1", "4.2", "4.3") }, fc.constantFrom(...points)),
  decider: fc.oneof({ weight: 4, arbitrary: fc.constant("tjänsteman") }, fc.constantFrom(...codes["decision.maker.decider"])),
  maker: fc.oneof({ weight: 4, arbitrary: fc.constantFrom<StaffName | null>(...people) }, fc.constant(null)),
  day: fc.constantFrom(...days),
  second: fc.constantFrom("samtycker", "samtycker", "samtycker inte"),
  by: fc.constantFrom<StaffName>("caseworker", "leader", "stranger", "analyst"),
});
type Move = typeof anyMove extends fc.Arbitrary<infer M> ? M : never;

function madeBy(move: Move): Record<string, unknown> {
  const at = { decidedOn: move.day, decider: move.decider };
  if (move.decider === "tjänsteman") {
    const who = move.maker === null ? { deciderName: "Kim Ek, socialjouren" } : { decisionMakerId: house.staff[move.maker].staffId };
    return { ...at, ...who, delegationPoint: move.point };
  }
  if (move.decider === "utskott" || move.decider === "nämnd") return { ...at, body: "Individutskottet", minutesNumber: "§ 45" };
  return { ...at, urgentDecider: "ordföranden", chairName: "Anna Berg", urgency: "Helg.", nextMeetingOn: "2026-03-18" };
}

const all = async () =>
  (
    await sql<
      Row & { digest: string }
    >`select d.id, d.decided_on, d.decider, m.staff_id, m.delegation_version, m.delegation_point, d.outcome, d.intervention_type, d.legal_ground,
      d.legal_provision, d.reasoning, d.consent_basis, d.appeal, d.granted_months, d.granted_kronor, md5(d::text || m::text) as digest
    from decision.decision d join decision.maker m on m.municipality_id = d.municipality_id and m.id = d.id`.execute(house.database.owner)
  ).rows;

test(`${moves} attempts at a decision, and none that stands lacks ground or decider, or is altered`, async () => {
  const seen = new Map<string, string>();
  const outcomes = new Map<string, number>();
  let one: Investigated | undefined;
  for (const move of fc.sample(anyMove, moves)) {
    if (!one) {
      one = await investigatedCase(house, {}, first);
      house.at(today);
    }
    const { caseId, investigationId } = one;
    const made = madeBy(move);
    const said = { assessment: "A", reasoning: "R", legalGround: move.ground };
    const months = move.months === null ? {} : { grantedMonths: String(move.months) };
    const done =
      move.kind === "grant"
        ? await grantWith(house, one, ["samtycker", move.second], {
            ...{ ...said, type: move.type, suitable: "ja", consentReasoning: "Bäst.", ...months, ...made },
            ...(move.second === "samtycker" ? { suitable: undefined, consentReasoning: undefined } : {}),
          })
        : await house.act(house.staff[move.by], decideNoIntervention, {
            ...{ caseId, investigationId, ...said, ...made, outcome: move.kind === "refuse" ? "avslag" : "ingen insats" },
            investigationOutcome: "ingen insats behövs",
          });
    outcomes.set(codeOf(done), (outcomes.get(codeOf(done)) ?? 0) + 1);
    if (done.ok) one = undefined;
  }
  const decided = await all();
  for (const row of decided) seen.set(row.id, row.digest);
  // Both happen often enough that something is tried.
  expect(outcomes.get("ok") ?? 0).toBeGreaterThan(moves / 50);
  expect(outcomes.get("not-delegated") ?? 0).toBeGreaterThan(moves / 50);
  expect(decided.filter((row) => wrongDecider(row) !== null)).toEqual([]);
  expect(decided.filter((row) => row.delegation_version !== null).length).toBeGreaterThan(5);
  const fits = (row: Row) =>
    row.outcome !== "bifall" ||
    COVERAGE.some(
      (cover) =>
        cover.groundId === row.legal_ground &&
        cover.interventions.includes(row.intervention_type ?? "") &&
        (cover.bases as readonly string[]).includes(row.consent_basis ?? ""),
    );
  expect(decided.filter((row) => row.legal_ground === null || row.legal_provision === "" || row.reasoning === "" || !fits(row))).toEqual(
    [],
  );
  expect(decided.filter((row) => row.outcome === "avslag" && row.appeal !== "förvaltningsbesvär")).toEqual([]);
  for (const table of ["decision.decision", "decision.maker", "decision.delegation_point", "decision.staff_mandate"]) {
    for (const statement of [`update ${table} set recorded_at = now()`, `delete from ${table}`])
      await expect(sql.raw(statement).execute(house.database.app)).rejects.toThrow(/permission denied/);
  }
  expect((await all()).filter((row) => seen.get(row.id) !== row.digest)).toEqual([]);
});

test(`${pastTheProgram} decisions written past the program, as its role: the database takes those that may stand and no other`, async () => {
  const one = await investigatedCase(house, {}, first);
  house.at(today);
  const anyRow = fc.record({
    decided_on: fc.constantFrom(...days),
    delegation_version: fc.option(fc.integer({ min: 1, max: 4 })),
    delegation_point: fc.oneof({ weight: 3, arbitrary: fc.constantFrom("3.1", "3.1", "2.1", "4.3") }, fc.constantFrom(...points)),
    maker: fc.option(fc.constantFrom(...people)),
    legal_ground: fc.constantFrom("child-investigation", "right-to-intervention"),
  });
  const counts = { taken: 0, refused: 0 };
  for (const { maker, ...row } of fc.sample(anyRow, pastTheProgram)) {
    const staffId = maker === null ? null : house.staff[maker].staffId;
    const { decided_on, delegation_version, delegation_point, legal_ground } = row;
    const by = { municipality_id: house.municipalityId, recorded_by: house.staff.caseworker.staffId, recorded_at: house.door.clock() };
    const on = { id: newId(house.door.clock()), case_id: one.caseId, decided_on, decider: "tjänsteman" as const, ...by };
    const written = await house.database.app
      .transaction()
      .execute(async (tx) => {
        await sql`select set_config('fortrogen.municipality', ${String(house.municipalityId)}, true)`.execute(tx);
        const who = staffId === null ? { name: "Kim Ek" } : { staff_id: staffId };
        await tx
          .insertInto("decision.maker")
          .values({ ...on, ...who, delegation_point, delegation_version })
          .execute();
        await tx
          .insertInto("decision.decision")
          .values({
            ...on,
            ...{ investigation_id: one.investigationId, outcome: "ingen insats", legal_ground },
            ...{ legal_provision: "20 kap. 2 § SoL", reasoning: "R", appeal: "kan inte överklagas" },
          })
          .execute();
        throw new Error("taken");
      })
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    const asked = {
      ...row,
      decider: "tjänsteman",
      staff_id: staffId,
      outcome: "ingen insats",
      intervention_type: null,
      granted_months: null,
      granted_kronor: null,
    };
    const known =
      delegation_version === null || (orders[delegation_version - 1]?.points.some((point) => point.point === delegation_point) ?? false);
    const may = known && wrongDecider(asked) === null;
    expect([row, maker, written === "taken" || written]).toEqual([row, maker, may || written]);
    if (!may) expect(written).not.toBe("taken");
    counts[may ? "taken" : "refused"]++;
  }
  expect(counts.taken).toBeGreaterThan(10);
  expect(counts.refused).toBeGreaterThan(100);
});
