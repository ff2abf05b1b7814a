import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addDemoStaff, hiddenField } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { addressOf, startProgram, runProgram, until } from "./program.ts";
import type { Running } from "./program.ts";

/** Three web processes of one command, as an operator starts them. */
const count = 3;
let database: TestDatabase;
let municipality: number;
let person: string;
let served: Running;
let address: string;
let cookie = "";

beforeAll(async () => {
  database = await createTestDatabase();
  municipality = await addMunicipality(database, { code: "0680", name: "Demo", isDemo: true });
  person = await addDemoStaff(database, municipality, { name: "Kim Demo", roles: ["caseworker"] });
  served = startProgram(["serve", "--workers", String(count)], {
    ...{ DATABASE_APP_URL: database.appUrl, PORT: "0", LOG_FORMAT: "json", METRICS_TOKEN: "hemlig" },
  });
  address = await addressOf(served);
});
afterAll(async () => {
  served.process.kill("SIGKILL");
  await database.drop();
});

type Answer = {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
};

/** On a connection of its own: the next process in turn answers. */
function ask(path: string, options: { body?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const { body, headers = {} } = options;
  const type = body?.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
  const form = body === undefined ? {} : { "content-type": type, origin: address };
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, address),
      {
        method: body === undefined ? "GET" : "POST",
        agent: new Agent(),
        timeout: 900_000,
        headers: { ...form, ...(cookie ? { cookie } : {}), ...headers },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text, location: answer.headers.location, cookies: answer.headers["set-cookie"] ?? [] }),
        );
        answer.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error("No answer in a minute.")));
    sent.end(body);
  });
}

/** The processes that the log names for an address. */
const workersOf = (route: string) =>
  new Set(
    served
      .said()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { route?: string; worker?: number })
      .filter((line) => line.route === route)
      .map((line) => line.worker),
  );
/** What all of them tell together: asked again where one of them did not answer in time, and the one that was asked told of itself alone. */
async function measures(isReady: (text: string) => boolean = () => true): Promise<string> {
  let text = "";
  await until(async () => {
    text = await ask("/matt", { headers: { authorization: "Bearer hemlig" } }).then(
      (answer) => answer.text,
      () => "",
    );
    return measure(text, "fortrogen_web_processes") === count && isReady(text);
  }, "the measures of all");
  return text;
}
const measure = (text: string, line: string) => Number(new RegExp(`^${line.replaceAll(/[{}?]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);
const childrenOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);

describe.skipIf(process.platform !== "linux")("several web processes", () => {
  test("share the port, the sign-on and the forms: what one shows another takes", async () => {
    const signedIn = await ask("/logga-in/demo", { body: new URLSearchParams({ municipality: "0680", person, back: "/" }).toString() });
    expect(signedIn.status).toBe(303);
    cookie = signedIn.cookies.map((one) => one.split(";")[0]).join("; ");
    for (let turn = 0; turn < 2 * count; turn++) expect((await ask("/arenden")).status).toBe(200);
    // The first process shares out the connections, one to each in turn.
    await until(() => workersOf("/arenden").size === count, "the log of every process");
    for (let turn = 0; turn < count; turn++) {
      const form = (await ask("/anmalningar/ny")).text;
      const fields = Object.fromEntries(
        ["_csrf", "_key", "_mark"].map((name) => [name, hiddenField(form.slice(form.indexOf("<main")), name)]),
      );
      // Faults of its fields, not of its token: it was taken for a form of ours.
      expect((await ask("/anmalningar/ny", { body: new URLSearchParams(fields).toString() })).status).toBe(422);
    }
  });

  test("count limits together", async () => {
    const search = () => ask("/api/queries/workplace.search-person", { body: JSON.stringify({ text: "191212121212" }) });
    const statuses: number[] = [];
    for (let turn = 0; turn < 42; turn++) statuses.push((await search()).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  test("tell what they measured together, and run what runs by the clock once", async () => {
    const purged = 'fortrogen_job_seconds_count{job="access.purge",outcome="ok"}';
    const text = await measures((told) => measure(told, purged) > 0);
    expect(measure(text, "fortrogen_web_processes")).toBe(count);
    expect(measure(text, 'fortrogen_request_seconds_count{method="GET",route="/arenden",status="2xx"}')).toBe(2 * count);
    // Once; once more where the process that asks for it lost its connection on the way.
    expect(measure(text, purged)).toBeLessThan(count);
    expect(measure(text, "fortrogen_database_up")).toBe(1);
    expect(text.match(/^fortrogen_database_up /gm)).toHaveLength(1);
  });

  test("one that is killed is started again, and the others answer meanwhile", async () => {
    const parent = served.process.pid ?? 0;
    const before = childrenOf(parent);
    expect(before).toHaveLength(count);
    process.kill(before[0] ?? 0, "SIGKILL");
    await until(() => !childrenOf(parent).includes(before[0] ?? 0), "the end of the process");
    const isWell = () =>
      ask("/halsa").then(
        ({ status }) => status === 200,
        () => false,
      );
    for (let turn = 0; turn < count; turn++) await until(isWell, "an answer");
    await until(() => served.said().includes('"message":"web process broke"'), "the line in the log");
    await measures();
    for (let turn = 0; turn < 2 * count; turn++) expect((await ask("/arenden")).status).toBe(200);
  });

  test("a stop finishes what is asked for, seals the log and ends them all", async () => {
    const children = childrenOf(served.process.pid ?? 0);
    const began = performance.now();
    const { slow } = await database.owner.transaction().execute(async (holder) => {
      await sql`lock table access.session in access exclusive mode`.execute(holder);
      const asked = ask("/arenden");
      await until(async () => {
        const { rows } = await sql`select from pg_stat_activity where datname = current_database() and application_name = 'fortrogen web'
          and wait_event_type = 'Lock' and query not ilike '%delete%'`.execute(database.app);
        return rows.length > 0;
      }, "the request");
      served.process.kill("SIGTERM");
      await until(
        () =>
          ask("/halsa").then(
            () => false,
            () => true,
          ),
        "the closed port",
      );
      return { slow: asked };
    });
    // Waiting for a lock ends after five seconds, on a machine that slow with words; either way it is answered.
    const isInTime = performance.now() - began < 4_000;
    expect((await slow).status).toSatisfy((status: number) => status === 200 || (!isInTime && [409, 503].includes(status)));
    expect((await served.ended).code).toBe(0);
    for (const child of children) expect(() => process.kill(child, 0)).toThrow();
    const waiting = await inMunicipality(database.app, municipality, (tx) => tx.selectFrom("audit.unsealed").select("event_id").execute());
    expect(waiting).toEqual([]);
  });
});

test.each(["0", "-1", "33", "två", "1.5"])("--workers %s is refused with words", async (given) => {
  expect(await runProgram(["serve", "--workers", given], { DATABASE_APP_URL: database.appUrl })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("heltal från 1 till 32") as string,
  });
});
