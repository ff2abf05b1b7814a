import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { correctChild } from "../../src/casework/people/actions/correct-child.ts";
import { protectPerson } from "../../src/casework/people/actions/protect-person.ts";
import { settleDouble } from "../../src/casework/people/actions/settle-double.ts";
import { findDoubles } from "../../src/casework/people/queries/find-doubles.ts";
import { getDouble } from "../../src/casework/people/queries/get-double.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { doAsSame, findOwnFamily, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** Children who may stand here twice: proposed by what is alike, told to nobody who may not know of both, settled once with source and reason. */
let house: House;
let abroad: House;
beforeAll(async () => {
  house = await openHouse();
  abroad = await openHouse({ database: house.database, code: "0115" });
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const read = { source: "folkbokföringen", sourceOn: "2026-03-02" } as const;
const settled = { decidedOn: "2026-03-02", reason: "Samma nummer hos Skatteverket.", ...read };
let family = 0;
/** A name that nobody else here has. */
const lastName = () => `Dubbel${String.fromCodePoint(97 + Math.floor(family / 26), 97 + (family % 26))}sson`;
const nobodysName = () => {
  family += 1;
  return lastName();
};
type Opened = { readonly caseId: string; readonly childId: string };

async function opens(given: Readonly<Record<string, unknown>>, who: StaffName = "caseworker"): Promise<Opened> {
  const { caseId = "" } = await house.do(house.staff[who], registerIntake, reportOfConcern(given));
  return { caseId, childId: valueOf(await house.read(house.staff[who], getCase, { caseId })).child.id };
}
/** The same child, registered without number and then with it, as far as can be told; `second` by somebody else where said. */
async function twice(given = {}, other = {}, second: StaffName = "caseworker"): Promise<readonly [Opened, Opened]> {
  const both = { givenName: "Mira", familyName: nobodysName(), birthDate: "2017-04-03" };
  return [await opens({ ...both, ...given }), await opens({ ...both, ...other }, second)];
}
const pairsOf = async (childId: string, who: StaffName = "caseworker") =>
  valueOf(await house.read(house.staff[who], findDoubles, { childId })).doubles;
const idsOf = ([one, other]: readonly [Opened, Opened]) => {
  const [oneId, otherId] = [one.childId, other.childId].toSorted();
  return { oneId, otherId };
};
const leadsOf = (pair: readonly [Opened, Opened], who: Opened) => (idsOf(pair).oneId === who.childId ? "första" : "andra");
const settles = (pair: readonly [Opened, Opened], given: object, who: StaffName = "caseworker") =>
  house.act(house.staff[who], settleDouble, { ...idsOf(pair), ...settled, ...given });
const dayOf = (number: string) => `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
const childIn = async (caseId: string, who: StaffName = "caseworker") =>
  valueOf(await house.read(house.staff[who], getCase, { caseId })).child;
const number = (place: number) =>
  numberAt(
    children.filter((one) => one > "2014"),
    place,
  );

describe("nobody is told who may not know of both", () => {
  test.each<StaffName>(["stranger", "otherLeader", "analyst", "operator", "nobody", "director"])("%s, of two in one unit", async (who) => {
    const pair = await twice();
    const found = await house.read(house.staff[who], findDoubles, { childId: pair[0].childId });
    if (found.ok) expect(found.value.doubles).toEqual([]);
    else expect(found.error.code).toBe("not-permitted");
    expect(["not-found", "not-permitted"]).toContain(codeOf(await house.read(house.staff[who], getDouble, idsOf(pair))));
    expect(["not-found", "not-permitted"]).toContain(codeOf(await settles(pair, { outcome: "inte samma" }, who)));
  });

  test("whoever sees the one alone: neither a list, nor a page, nor a stop tells that there is another", async () => {
    const pair = await twice({}, {}, "stranger");
    for (const who of ["caseworker", "stranger"] as const) {
      expect(await pairsOf(pair[0].childId, who)).toEqual([]);
      expect(await pairsOf(pair[1].childId, who)).toEqual([]);
      expect(codeOf(await house.read(house.staff[who], getDouble, idsOf(pair)))).toBe("not-found");
      expect(codeOf(await settles(pair, { outcome: "samma", leads: "första" }, who))).toBe("not-found");
    }
    // Nor is it another answer than where there is none.
    const none = await house.read(me(), getDouble, { oneId: randomUUID(), otherId: randomUUID() });
    expect(none).toEqual(await house.read(me(), getDouble, idsOf(pair)));
  });

  test("two units' leaders are told who the children are and nothing of the other's case", async () => {
    const pair = await twice(
      { guardian1Given: "Hemliga", language: "somaliska" },
      { guardian1Given: "Okända", language: "dari" },
      "stranger",
    );
    for (const [who, unseen] of [
      ["leader", pair[1]],
      ["otherLeader", pair[0]],
    ] as const) {
      const [found] = await pairsOf(pair[0].childId, who);
      const other = found?.one.id === unseen.childId ? found.one : found?.other;
      expect(other).toMatchObject({ givenName: "Mira", cases: [], guardians: [], language: null });
    }
  });

  test("a protected child of another unit is told to no leader but its own, who may settle", async () => {
    const pair = await twice({}, { protectedIdentity: "sekretessmarkering" }, "stranger");
    expect(await pairsOf(pair[0].childId, "leader")).toEqual([]);
    expect(await pairsOf(pair[0].childId, "otherLeader")).toHaveLength(1);
  });

  test("nor whoever's own family one of them is, before and after they are found to be one", async () => {
    const pair = await twice();
    await findOwnFamily(house, house.staff.leader, pair[0].caseId, me().staffId);
    expect(await pairsOf(pair[1].childId)).toEqual([]);
    expect((await house.read(me(), getCase, { caseId: pair[1].caseId })).ok).toBe(true);
    valueOf(await settles(pair, { outcome: "samma", leads: "första" }, "leader"));
    expect(codeOf(await house.read(me(), getCase, { caseId: pair[1].caseId }))).toBe("not-permitted");
  });

  test("another municipality has them not, and who is whom is written by the database alone", async () => {
    const pair = await twice();
    expect(codeOf(await abroad.read(abroad.staff.leader, getDouble, idsOf(pair)))).toBe("not-found");
    const forge = (statement: ReturnType<typeof sql>) =>
      inMunicipality(house.database.app, house.municipalityId, (tx) => statement.execute(tx));
    await expect(
      forge(sql`update people.person set same_as = ${pair[0].childId}::uuid where id = ${pair[1].childId}::uuid`),
    ).rejects.toThrow(/permission denied/u);
    await expect(
      forge(sql`insert into people.possible_double (municipality_id, one_id, other_id, likeness, found_at)
      values (${house.municipalityId}, gen_random_uuid(), gen_random_uuid(), 'samma namn och födelsedag', now())`),
    ).rejects.toThrow(/permission denied/u);
    await expect(forge(sql`delete from people.double_outcome`)).rejects.toThrow(/permission denied/u);
  });
});

describe("who may be one is proposed", () => {
  const coordination = (n: string) => `${n.slice(0, 6)}${Number(n.slice(6, 8)) + 60}${n.slice(8)}`;
  test.each([
    ["the same name and day", {}, {}, "samma namn och födelsedag"],
    [
      "one has a number",
      {},
      { identityNumber: number(0), birthDate: dayOf(number(0)), sex: "okänt" },
      "bara den ena har nummer",
      dayOf(number(0)),
    ],
    ["the year alone is known", {}, { birthDate: "2017-12-31" }, "samma namn och födelseår"],
    ["day and month changed places", {}, { birthDate: "2017-03-04" }, "nästan samma födelsedag"],
    ["the digits of the day changed places", {}, { birthDate: "2017-04-30" }, "nästan samma födelsedag"],
  ] as const)("%s", async (_what, given, other, why, day?: string) => {
    const first = await opens({ givenName: "Mira", familyName: nobodysName(), birthDate: day ?? "2017-04-03", sex: "okänt", ...given });
    const name = lastName();
    const second = await opens({ givenName: "Mira", familyName: name, birthDate: day ?? "2017-04-03", sex: "okänt", ...other });
    if (why === "samma namn och födelseår") {
      expect(await pairsOf(first.childId)).toEqual([]);
      const child = { givenName: "Mira", familyName: name, birthDate: "2017-12-31", birthDateKnown: "år", sex: "okänt", ...read };
      await house.do(me(), correctChild, { caseId: second.caseId, change: "rättad", ...child });
    }
    expect(await pairsOf(first.childId)).toMatchObject([{ why, outcome: null }]);
    expect(await pairsOf(second.childId)).toHaveLength(1);
  });

  test("a coordination number and a personal number of one day; two personal numbers are two children", async () => {
    const m = house.municipalityId;
    const familyName = nobodysName();
    const day = { givenName: "Mira", familyName, birthDate: dayOf(number(1)), sex: "okänt" };
    const [a, b, c] = [await opens(day), await opens(day), await opens(day)];
    const gives = (one: Opened, to: string) =>
      sql`update people.person set identity_number = ${to} where municipality_id = ${m} and id = ${one.childId}::uuid`.execute(
        house.database.owner,
      );
    await gives(c, number(2));
    await gives(a, number(1));
    await sql`delete from people.possible_double where municipality_id = ${m}
      and (one_id, other_id) in (select x, y from unnest(${[a, b, c].map((one) => one.childId)}::uuid[]) x, unnest(${[a, b, c].map((one) => one.childId)}::uuid[]) y)`.execute(
      house.database.owner,
    );
    await gives(b, coordination(number(1)));
    expect(await pairsOf(b.childId)).toMatchObject([
      { why: "samordningsnummer och personnummer" },
      { why: "samordningsnummer och personnummer" },
    ]);
    expect(await pairsOf(a.childId)).toHaveLength(1);
  });

  test("twins and whoever is only called the same are not", async () => {
    const familyName = nobodysName();
    const both = { familyName, birthDate: "2017-04-03" };
    const a = await opens({ ...both, givenName: "Elsa" });
    await opens({ ...both, givenName: "Nils", sex: "man" });
    await opens({ ...both, givenName: "Elsa", birthDate: "2012-09-09" });
    expect(await pairsOf(a.childId)).toEqual([]);
  });

  test("however many are called the same, a child is held against ten at most", async () => {
    const day = { givenName: "Många", familyName: nobodysName(), birthDate: "2018-01-02" };
    for (let n = 0; n < 12; n += 1) await opens(day);
    const last = await opens(day);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from people.possible_double
      where ${last.childId}::uuid in (one_id, other_id)`.execute(house.database.owner);
    expect(rows[0]?.n).toBe(10);
  });
});

describe("what is found", () => {
  test("not the same is said once, with who, when, source and reason, and never proposed again", async () => {
    const pair = await twice();
    valueOf(await settles(pair, { outcome: "inte samma", reason: "Kusiner med samma namn." }));
    const found = {
      outcome: "inte samma",
      decidedOn: "2026-03-02",
      by: me().name,
      source: "folkbokföringen",
      reason: "Kusiner med samma namn.",
    };
    expect(await pairsOf(pair[0].childId)).toMatchObject([{ outcome: found }]);
    const child = { givenName: "Mira Lo", familyName: (await childIn(pair[0].caseId)).family_name, birthDate: "2017-04-03", sex: "kvinna" };
    await house.do(me(), correctChild, { caseId: pair[0].caseId, change: "rättad", ...child, ...read });
    expect(await pairsOf(pair[0].childId)).toMatchObject([{ outcome: found }]);
    expect(codeOf(await settles(pair, { outcome: "samma", leads: "första" }))).toBe("changed-meanwhile");
  });

  test("the same: name, day, sex and number hold for both, each keeps its case, and a new report goes to the open one", async () => {
    const its = number(5);
    const pair = await twice(
      { birthDate: dayOf(its), sex: "okänt", givenName: "Mira", language: "dari" },
      { birthDate: dayOf(its), identityNumber: its, sex: "okänt", givenName: "Mira Maria" },
    );
    expect(faultsOf(await settles(pair, { outcome: "samma", leads: leadsOf(pair, pair[0]) }))).toBe("leads");
    expect(faultsOf(await settles(pair, { outcome: "samma" }))).toBe("leads");
    valueOf(await settles(pair, { outcome: "samma", leads: leadsOf(pair, pair[1]) }));
    for (const { caseId } of pair)
      expect(await childIn(caseId)).toMatchObject({ given_name: "Mira Maria", identity_number: its, language: "dari" });
    // The journal of the first stays its own, and says what became of the child.
    const first = valueOf(await house.read(me(), getCase, { caseId: pair[0].caseId }));
    expect(first.child.id).toBe(pair[0].childId);
    expect(first.intakes).toHaveLength(1);
    expect(first.doubles).toMatchObject([{ reason: settled.reason, stands: true }]);
    const person = valueOf(await house.read(me(), getPerson, { caseId: pair[0].caseId, personId: pair[0].childId }));
    expect(person.changes[0]).toMatchObject({
      known: { givenName: "Mira" },
      typed: { givenName: "Mira Maria" },
      source: "folkbokföringen",
    });
    const again = reportOfConcern({
      identityNumber: its,
      birthDate: undefined,
      givenName: "Mira Maria",
      familyName: first.child.family_name,
      sex: "okänt",
    });
    const { caseId } = await doAsSame(house, me(), registerIntake, again);
    expect(caseId).toBe(pair[1].caseId);
  });

  test("the same: a protection of either holds for both, and what is changed of the one is changed of the other", async () => {
    const pair = await twice({ protectedIdentity: "sekretessmarkering" });
    valueOf(await settles(pair, { outcome: "samma", leads: leadsOf(pair, pair[1]) }));
    const [first, second] = pair;
    expect((await childIn(second.caseId)).protected_identity).toBe("sekretessmarkering");
    const change = { protectedIdentity: "fingerade personuppgifter", validFrom: "2026-03-02", ...read };
    await house.do(me(), protectPerson, { caseId: second.caseId, personId: second.childId, ...change });
    expect((await childIn(first.caseId)).protected_identity).toBe("fingerade personuppgifter");
    const familyName = nobodysName();
    const child = { givenName: "Ny", familyName, birthDate: "2017-04-03", sex: "kvinna" };
    await house.do(me(), correctChild, { caseId: first.caseId, change: "ändrad", validFrom: "2026-03-02", ...child, ...read });
    expect(await childIn(second.caseId)).toMatchObject({ given_name: "Ny", family_name: familyName });
    const numbered = { caseId: first.caseId, change: "rättad", ...child, identityNumber: number(8), ...read };
    const follower = faultsOf(await house.act(me(), correctChild, numbered));
    expect(follower).toBe("identityNumber");
  });

  test("a mistake is mended by a row that points back, and two who say it at once are one", async () => {
    const pair = await twice();
    const both = await Promise.all([
      settles(pair, { outcome: "inte samma" }),
      settles(pair, { outcome: "samma", leads: "första" }, "leader"),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const [now] = await pairsOf(pair[0].childId);
    const next = now?.outcome?.outcome === "samma" ? { outcome: "inte samma" } : { outcome: "samma", leads: "första" };
    valueOf(await settles(pair, { ...next, followsId: now?.outcome?.id, reason: "Vi tog fel." }));
    const [last] = await pairsOf(pair[0].childId);
    expect(last?.outcome).toMatchObject({ outcome: next.outcome, reason: "Vi tog fel." });
    const { rows } = await sql<{
      follows: number;
    }>`select count(same_as)::int as follows from people.person where id in (${pair[0].childId}, ${pair[1].childId})`.execute(
      house.database.owner,
    );
    expect(rows[0]?.follows).toBe(next.outcome === "samma" ? 1 : 0);
  });

  test.each([
    ["no reason", { reason: " " }, "reason"],
    ["no source", { source: undefined }, "source"],
    ["word of mouth without whose", { source: "uppgift från någon" }, "sourceDetail"],
    ["a day to come", { decidedOn: "2026-03-09" }, "decidedOn"],
    ["no answer", { outcome: undefined }, "outcome"],
  ])("is refused at its field: %s", async (_what, given, field) => {
    const pair = await twice();
    expect(faultsOf(await settles(pair, { outcome: "inte samma", ...given }))).toBe(field);
    expect(await pairsOf(pair[0].childId)).toMatchObject([{ outcome: null }]);
  });
});
