import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ask, defineAction, defineQuery, perform } from "../../src/platform/core/door.ts";
import { purgeLimits, seeTurn, takeTurn } from "../../src/platform/core/limits.ts";
import type { LimitRule } from "../../src/platform/core/limits.ts";
import { withRole } from "../../src/platform/core/permit.ts";
import { failed, ok } from "../../src/platform/basics/result.ts";
import { openDatabase } from "../../src/platform/database/connect.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { addDemoStaff, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { addMunicipality } from "../support/database.ts";

/** Limits that hold over several web processes, and that nobody can turn against somebody else. */
let house: House;
let second: OpenDatabase;

beforeAll(async () => {
  house = await openHouse();
  second = openDatabase({ ...house.database, applicationName: "fortrogen test second" });
});
afterAll(async () => {
  await second.close();
  await house.database.drop();
});

const rule = (most: number, seconds = 3600): LimitRule => ({ name: `test.${randomUUID()}`, most, seconds });
const allowed = (turns: readonly { allowed: boolean }[]) => turns.filter((turn) => turn.allowed).length;

describe("a limit", () => {
  test("counts over several processes at once, exactly, and says how long to wait", async () => {
    const ten = rule(10);
    const turns = await Promise.all(
      Array.from({ length: 40 }, (_, n) => takeTurn(n % 2 ? second.app : house.database.app, ten, "192.0.2.1")),
    );
    expect(allowed(turns)).toBe(10);
    const last = await takeTurn(second.app, ten, "192.0.2.1");
    expect(last).toMatchObject({ allowed: false });
    expect(last.allowed ? 0 : last.retryAfter).toBeGreaterThan(3000);
    expect(last.allowed ? 0 : last.retryAfter).toBeLessThanOrEqual(3600);
  });

  test("of one key or one rule touches no other", async () => {
    const two = rule(2);
    for (let n = 0; n < 5; n++) await takeTurn(house.database.app, two, "a");
    expect(await takeTurn(house.database.app, two, "b")).toEqual({ allowed: true });
    expect(await takeTurn(house.database.app, rule(2), "a")).toEqual({ allowed: true });
  });

  test("can be seen without being used", async () => {
    const one = rule(1);
    for (let n = 0; n < 3; n++) expect(await seeTurn(house.database.app, one, "a")).toEqual({ allowed: true });
    await takeTurn(second.app, one, "a");
    expect(await seeTurn(house.database.app, one, "a")).toMatchObject({ allowed: false });
  });

  test("ends with its window", async () => {
    let short = rule(1, 1);
    // Both turns within the window; a machine that stalls for longer than that tries again.
    for (let second = { allowed: true }; second.allowed;) {
      short = rule(1, 1);
      const began = performance.now();
      await takeTurn(house.database.app, short, "a");
      second = await takeTurn(house.database.app, short, "a");
      if (performance.now() - began < 1_000) expect(second).toMatchObject({ allowed: false });
    }
    while (!(await takeTurn(house.database.app, short, "a")).allowed) await pause(50);
  });

  test("keeps no address and no person, and what has run out is taken away", async () => {
    await takeTurn(house.database.app, rule(1), "198.51.100.77");
    const { rows } = await sql<{ key: string }>`select key from limits.turn`.execute(house.database.owner);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("198.51.100.77");
    await purgeLimits(house.database.app, new Date("2100-01-01"));
    expect((await sql`select from limits.turn`.execute(house.database.owner)).rows).toHaveLength(0);
  });

  test("is never counted in a transaction, which could take the count back", async () => {
    const counted = house.database.app.transaction().execute((tx) => takeTurn(tx, rule(1), "a"));
    await expect(counted).rejects.toThrow(RangeError);
  });

  test("holds in each process while the database is gone, and shuts nobody else out", async () => {
    const gone = openDatabase({ ownerUrl: house.database.ownerUrl, appUrl: "postgres://nobody:nothing@127.0.0.1:1/none" });
    const three = rule(3);
    const turns = [];
    for (let n = 0; n < 8; n++) turns.push(await takeTurn(gone.app, three, "attacker"));
    expect(allowed(turns)).toBe(3);
    expect(await takeTurn(gone.app, three, "somebody else")).toEqual({ allowed: true });
    await gone.close();
  });
});

test("an operation with a limit is refused to the person who is over it, whatever was asked, and to nobody else; the refusal is in the log", async () => {
  const limited = defineQuery({
    name: "test.limited",
    title: "Prov",
    input: z.object({ number: z.string() }),
    output: z.string(),
    permit: [withRole("handläggare", "caseworker")],
    limit: { ...rule(2), message: "Du har sökt många gånger." },
    run: () => Promise.resolve(ok("svar")),
  });
  const asked = (actor: House["staff"]["caseworker"]) =>
    ask(house.door, limited, actor, { number: "1" }, { requestId: randomUUID() }).then((answer) => (answer.ok ? "ok" : answer.error.code));
  const { caseworker, colleague, analyst } = house.staff;
  expect(await asked(caseworker)).toBe("ok");
  expect(await asked(caseworker)).toBe("ok");
  expect(await asked(caseworker)).toBe("too-many");
  expect(await asked(colleague)).toBe("ok");
  expect([await asked(analyst), await asked(analyst), await asked(analyst)]).toEqual(["not-permitted", "not-permitted", "too-many"]);
  const { rows } = await sql<{ kind: string }>`select kind from audit.event where action = 'test.limited' and outcome = 'too-many'`.execute(
    house.database.owner,
  );
  expect(rows).toEqual([{ kind: "denied" }, { kind: "denied" }]);
});

test("many who search at once, more than there are connections, wait for one another and all get their answer", async () => {
  const small = openDatabase({ ...house.database, poolSize: 1, connectTimeout: 60_000 });
  const limited = defineQuery({
    name: "test.limited-at-once",
    title: "Prov",
    input: z.object({}),
    output: z.array(z.unknown()),
    permit: [withRole("handläggare", "caseworker")],
    limit: { ...rule(7), message: "Du har sökt många gånger." },
    run: async (tx) => ok((await sql`select 1 as one`.execute(tx)).rows),
  });
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      ask({ ...house.door, db: small.app }, limited, house.staff.caseworker, {}, { requestId: randomUUID() }),
    ),
  );
  expect(answers.map((answer) => (answer.ok ? "ok" : answer.error.code)).toSorted()).toEqual([
    ...Array.from({ length: 7 }, () => "ok"),
    ...Array.from({ length: 5 }, () => "too-many"),
  ]);
  await small.close();
});

test("whoever is over a limit changes nothing, and what a refusal would have done is not done", async () => {
  const done: string[] = [];
  const limited = defineAction({
    name: "test.limited-action",
    title: "Prov",
    input: z.object({}),
    output: z.string(),
    permit: [withRole("handläggare", "caseworker")],
    limit: { ...rule(1), message: "Du har försökt många gånger." },
    run: (_tx, _input, context) => {
      done.push("run");
      context.whenRefused({ write: () => Promise.resolve(void done.push("aftermath")) });
      return Promise.resolve(failed({ code: "refused", message: "Nej." }));
    },
  });
  const tried = async () => {
    const answer = await perform(house.door, limited, house.staff.caseworker, {}, { requestId: randomUUID() });
    return answer.ok ? "ok" : answer.error.code;
  };
  expect([await tried(), await tried()]).toEqual(["refused", "too-many"]);
  expect(done).toEqual(["run", "aftermath"]);
});

test("whoever is over a limit is asked for nothing more: a flood of questions runs none of them", async () => {
  let runs = 0;
  const limited = defineQuery({
    name: "test.limited-flood",
    title: "Prov",
    input: z.object({}),
    output: z.string(),
    permit: [withRole("handläggare", "caseworker")],
    limit: { ...rule(1), message: "Du har sökt många gånger." },
    run: () => Promise.resolve(ok(String((runs += 1)))),
  });
  const asked = async () => {
    const answer = await ask(house.door, limited, house.staff.caseworker, {}, { requestId: randomUUID() });
    return answer.ok ? "ok" : answer.error.code;
  };
  expect([await asked(), await asked()]).toEqual(["ok", "too-many"]);
  const before = runs;
  for (let n = 0; n < 5; n++) expect(await asked()).toBe("too-many");
  expect(runs).toBe(before);
});

test("the same form again is answered as the first time within the limit, and over it as all else", async () => {
  const limited = defineAction({
    name: "test.limited-again",
    title: "Prov",
    input: z.object({}),
    output: z.string(),
    permit: [withRole("handläggare", "caseworker")],
    limit: { ...rule(2), message: "Du har försökt många gånger." },
    run: () => Promise.resolve(ok("gjort")),
  });
  const idempotencyKey = randomUUID();
  const sent = async () => {
    const answer = await perform(house.door, limited, house.staff.caseworker, {}, { requestId: randomUUID(), idempotencyKey });
    return answer.ok ? answer.value : answer.error.code;
  };
  expect([await sent(), await sent(), await sent(), await sent()]).toEqual(["gjort", "gjort", "too-many", "too-many"]);
});

describe("failed sign-ons over two web processes", () => {
  let apps: TestApp[];
  let person: string;
  beforeAll(async () => {
    const demo = await addMunicipality(house.database, { code: "0680", name: "Demo", isDemo: true });
    person = await addDemoStaff(house.database, demo, { name: "Kim Demo", roles: ["caseworker"] });
    apps = [await startTestApp(house.database), await startTestApp({ ...house.database, app: second.app })];
  });
  afterAll(() => Promise.all(apps.map((app) => app.close())));

  test("are refused after thirty from one address, with when to try again; a right sign-on from the same address is let in all the while", async () => {
    const failing = async (n: number) =>
      new PlainBrowser(apps[n % 2]?.address ?? "").post("/logga-in/demo", { municipality: "0680", person: randomUUID(), back: "/" });
    const answers = [];
    for (let n = 0; n < 40; n++) answers.push((await failing(n)).status);
    // A window may end while a slow machine works: then at most thirty more are answered as before.
    expect(answers.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404));
    expect(answers).toContain(429);
    for (const app of apps) expect((await new PlainBrowser(app.address).signInAsDemo("0680", person)).status).toBe(303);
    let refused = await failing(0);
    for (let n = 1; refused.status !== 429; n++) refused = await failing(n);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).toContain("Vänta en minut och försök igen.");
    expect((await new PlainBrowser(apps[0]?.address ?? "").get("/logga-in")).status).toBe(404);
  });
});

describe("searching for a person over two web processes", () => {
  test("is refused after forty in an hour, in both, with when to try again; a colleague searches on", async () => {
    const apps = [await startTestApp(house.database), await startTestApp({ ...house.database, app: second.app })] as const;
    const demo = await addMunicipality(house.database, { code: "0685", name: "Demo två", isDemo: true });
    const [one, other] = [
      await addDemoStaff(house.database, demo, { name: "Kim Demo", roles: ["caseworker"] }),
      await addDemoStaff(house.database, demo, { name: "Alex Demo", roles: ["caseworker"] }),
    ];
    const signedOn = async (person: string) => {
      const browser = new PlainBrowser(apps[0].address);
      await browser.signInAsDemo("0685", person);
      return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    };
    const search = async (cookie: string, n: number) => {
      const { address } = apps[n % 2] ?? apps[0];
      const headers = { cookie, origin: new URL(address).origin, "content-type": "application/json" };
      const body = JSON.stringify({ text: "191212121212" });
      return fetch(`${address}/api/queries/workplace.search-person`, { method: "POST", headers, body });
    };
    const cookie = await signedOn(one);
    const statuses = [];
    for (let n = 0; n < 44; n++) statuses.push((await search(cookie, n)).status);
    expect(new Set(statuses.slice(0, 40))).not.toContain(429);
    expect(statuses.slice(40)).toEqual([429, 429, 429, 429]);
    const refused = await search(cookie, 1);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    expect((await search(await signedOn(other), 0)).status).not.toBe(429);
    await Promise.all(apps.map((app) => app.close()));
  });
});
