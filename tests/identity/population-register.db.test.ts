import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { askPopulation } from "../../src/casework/people/actions/ask-population.ts";
import { receivePopulation } from "../../src/casework/people/actions/receive-population.ts";
import { settlePopulation } from "../../src/casework/people/actions/settle-population.ts";
import { waitingFiles } from "../../src/casework/people/population/register.ts";
import { findPopulation } from "../../src/casework/people/queries/find-population.ts";
import { getPerson } from "../../src/casework/people/queries/get-person.ts";
import { machineIn } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { signatureOf } from "../../src/platform/messages/carriers/webhook.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { codeOf, saidOf } from "../support/outcomes.ts";

/** What a population register says otherwise than a case knows: asked of a peer on a port of its own, and left in a folder. */
const secret = "a secret agreed with the population register";
let house: House;
let place = 20;
const closing: (() => Promise<unknown>)[] = [];
const names = ["POPULATION_URL", "POPULATION_SECRET", "POPULATION_FOLDER"] as const;

beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  for (const name of names) delete process.env[name];
  for (const close of closing.splice(0)) await close();
});
afterAll(() => house.database.drop());

type Asked = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string | undefined };

/** A peer that answers so; the text is what it says with 200. */
async function startPeer(answer: string | number): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      asked.push({ headers: request.headers, body, path: request.url });
      response.writeHead(typeof answer === "number" ? answer : 200).end(typeof answer === "string" ? answer : "");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => new Promise((done) => server.close(done)));
  process.env["POPULATION_URL"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/person`;
  process.env["POPULATION_SECRET"] = secret;
  return asked;
}

const me = () => house.staff.caseworker;
type Opened = { readonly caseId: string; readonly personId: string; readonly number: string };
const lookAt = async (caseId: string) => valueOf(await house.read(me(), getCase, { caseId }));

async function opens(given: Readonly<Record<string, unknown>> = {}): Promise<Opened> {
  house.at("2026-03-02");
  place += 1;
  const number = numberAt(
    children.filter((one) => one > "2010"),
    place,
  );
  const sex = Number(number.at(-2)) % 2 === 0 ? "kvinna" : "man";
  const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined, sex, ...given });
  return { caseId, personId: (await lookAt(caseId)).child.id, number };
}
const record = (number: string, said: object) => ({ identityNumber: number, readOn: "2026-03-02", ...said });
const guardianOf = (number: string) => ({ identityNumber: number, givenName: "Ny", familyName: "Mamma", from: "2026-01-01" });
const asks = ({ caseId, personId }: Opened, who: StaffName = "caseworker") =>
  house.act(house.staff[who], askPopulation, { caseId, personId });
const noticesOf = async ({ caseId, personId }: Opened) => valueOf(await house.read(me(), findPopulation, { caseId, personId })).notices;
const settles = ({ caseId, personId }: Opened, take: readonly string[], who: StaffName = "caseworker") =>
  house.act(house.staff[who], settlePopulation, { caseId, personId, take });
const takesIn = (file: unknown, of: House = house) =>
  perform(
    of.door,
    receivePopulation,
    machineIn(of.municipalityId),
    { populationFile: JSON.stringify(file) },
    { requestId: crypto.randomUUID() },
  );
const news = { name: { givenName: "Alva", familyName: "Nysson" }, address: { address: "Storgatan 1, 111 22 Orten", from: "2026-02-01" } };

describe("a peer is asked", () => {
  test.each<StaffName>(["stranger", "colleague", "leader", "analyst", "operator", "nobody"])("and not for %s", async (who) => {
    const child = await opens();
    const asked = await startPeer("{}");
    expect(codeOf(await asks(child, who))).toBe("not-permitted");
    expect(codeOf(await settles(child, [], who))).toBe("not-permitted");
    expect(asked).toEqual([]);
  });

  test("signed, with the number in the body alone; who asked, of whom, in which case stands in the log, and nothing of what was said", async () => {
    const child = await opens();
    const asked = await startPeer(JSON.stringify(record(child.number, news)));
    expect(valueOf(await asks(child))).toEqual({ outcome: "något nytt", notices: 2 });
    const [one] = asked;
    expect([one?.path, JSON.parse(one?.body ?? "")]).toEqual(["/person", { ask: "person", identityNumber: child.number }]);
    expect(one?.headers["fortrogen-signature"]).toBe(signatureOf(secret, String(one?.headers["fortrogen-moment"]), one?.body ?? ""));
    const { rows } = await sql<{
      line: string;
    }>`select to_jsonb(e)::text as line from audit.event e where e.action = 'people.ask-population'
      and e.case_id = ${child.caseId}::uuid`.execute(house.database.owner);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).toContain(child.personId);
    for (const words of [child.number, "Nysson", "Storgatan"]) expect(rows[0]?.line).not.toContain(words);
    // The same again is nothing new.
    expect(valueOf(await asks(child))).toEqual({ outcome: "inget nytt", notices: 0 });
  });

  test("what is ticked is written in with its day and source, the rest is read; and nothing before that", async () => {
    const child = await opens();
    await startPeer(JSON.stringify(record(child.number, news)));
    valueOf(await asks(child));
    expect((await lookAt(child.caseId)).child.family_name).toBe("Testsson");
    expect((await lookAt(child.caseId)).population).toMatchObject([{ notices: 2 }]);
    const address = (await noticesOf(child)).find((one) => one.kind === "folkbokföringsadress");
    expect(codeOf(await settles(child, [crypto.randomUUID()]))).toBe("changed-meanwhile");
    expect(valueOf(await settles(child, [address?.id ?? ""]))).toEqual({ taken: 1, read: 1 });
    const { details, familyName } = valueOf(await house.read(me(), getPerson, child));
    expect(details).toMatchObject([
      { kind: "folkbokföringsadress", validFrom: "2026-02-01", source: "folkbokföringen", sourceOn: "2026-03-02" },
    ]);
    expect(familyName).toBe("Testsson");
    expect((await noticesOf(child)).map((one) => one.outcome).toSorted()).toEqual(["inskrivet", "läst"]);
    expect(codeOf(await settles(child, []))).toBe("changed-meanwhile");
  });

  test("another address ends the one before, a name follows with its day, and guardians wait to be confirmed", async () => {
    const child = await opens();
    const guardians = [{ identityNumber: numberAt(children, 2), givenName: "Ny", familyName: "Mamma", from: "2026-01-01" }];
    await startPeer(JSON.stringify(record(child.number, { ...news, guardians })));
    valueOf(await asks(child));
    valueOf(
      await settles(
        child,
        (await noticesOf(child)).map((one) => one.id),
      ),
    );
    await startPeer(JSON.stringify(record(child.number, { address: { address: "Lillgatan 2", from: "2026-02-20" } })));
    valueOf(await asks(child));
    valueOf(
      await settles(
        child,
        (await noticesOf(child)).filter((one) => one.outcome === null).map((one) => one.id),
      ),
    );
    const { details, familyName, changes } = valueOf(await house.read(me(), getPerson, child));
    const standing = details
      .filter((one) => one.stands)
      .map((one) => [one.detail, one.validTo])
      .toSorted();
    expect(standing).toEqual([
      ["Lillgatan 2", null],
      ["Storgatan 1, 111 22 Orten", "2026-02-19"],
    ]);
    expect([familyName, changes[0]?.source]).toEqual(["Nysson", "folkbokföringen"]);
    expect((await lookAt(child.caseId)).guardian_claims.map((one) => one.given_name)).toContain("Ny");
  });

  test.each([
    ["nobody has the number", JSON.stringify({ known: false }), "ok"],
    [
      "the answer is of somebody else",
      JSON.stringify({ identityNumber: numberAt(children, 1), readOn: "2026-03-02" }),
      "register-unreachable",
    ],
    ["the answer is not in the form", '{"identityNumber":"x"}', "register-unreachable"],
    ["the answer is no JSON", "<html>", "register-unreachable"],
    ["the peer refuses", 403, "register-unreachable"],
    ["a sign cannot be kept", (number) => record(number, { name: { givenName: "A\0lva", familyName: "Ek" } }), "register-unreachable"],
    ["half a sign", (number) => record(number, { moved: { to: "\ud800", on: "2026-03-01" } }), "register-unreachable"],
    ["a name that nobody sees", (number) => record(number, { name: { givenName: "\u200b", familyName: "Ek" } }), "register-unreachable"],
    ["a day that is none of ours", (number) => record(number, { moved: { to: "Solna", on: "0000-01-01" } }), "register-unreachable"],
    ["it was read in the future", (number) => ({ ...record(number, news), readOn: "2026-03-09" }), "register-unreachable"],
    ["a death that is to come", (number) => record(number, { deceasedOn: "2026-03-09" }), "register-unreachable"],
    [
      "somebody is the child's guardian twice",
      (number) => record(number, { guardians: [guardianOf(numberAt(children, 2)), guardianOf(numberAt(children, 2))] }),
      "register-unreachable",
    ],
    ["the child is its own guardian", (number) => record(number, { guardians: [guardianOf(number)] }), "register-unreachable"],
  ] satisfies readonly (readonly [string, string | number | ((number: string) => object), string])[])(
    "%s: nothing is changed",
    async (_which, answer, code) => {
      const child = await opens();
      await startPeer(typeof answer === "function" ? JSON.stringify(answer(child.number)) : answer);
      expect(codeOf(await asks(child))).toBe(code);
      expect(await noticesOf(child)).toEqual([]);
    },
  );

  test("a peer that hangs holds no more than two questions, and the rest of the house goes on", async () => {
    const some = [];
    for (let n = 0; n < 4; n += 1) some.push(await opens());
    const held: (() => void)[] = [];
    const server = createServer((_request, response) => held.push(() => response.writeHead(503).end())).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => new Promise((done) => server.close(done)));
    process.env["POPULATION_URL"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/person`;
    process.env["POPULATION_SECRET"] = secret;
    const asked = some.map((one) => asks(one).then(codeOf));
    // Two are refused at once, while two still wait for the peer.
    const refused: unknown[] = [];
    await new Promise<void>((done) => {
      for (const one of asked) void one.then((code) => refused.push(code) === 2 && done());
    });
    expect([held.length, refused]).toEqual([2, ["register-unreachable", "register-unreachable"]]);
    for (const end of held) end();
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 4 }, () => "register-unreachable"));
  });

  test("what was read before is no news, whatever file is read again; what is said anew after a change is", async () => {
    const child = await opens();
    await startPeer(JSON.stringify(record(child.number, { name: { givenName: "Alva", familyName: "Nysson" } })));
    valueOf(await asks(child));
    const old = { ...record(child.number, { name: { givenName: "Alva", familyName: "Gammelsson" } }), readOn: "2026-02-01" };
    expect(valueOf(await takesIn({ records: [old] })).notices).toBe(0);
    const ids = (await noticesOf(child)).map((one) => one.id);
    valueOf(await settles(child, ids));
    await sql`update people.person set family_name = 'Felsson' where id = ${child.personId}::uuid`.execute(house.database.owner);
    expect(valueOf(await asks(child))).toEqual({ outcome: "något nytt", notices: 1 });
  });

  test("not where nothing is set up, where the secret is short or the address is not safe, nor of somebody without a number", async () => {
    const child = await opens();
    expect(codeOf(await asks(child))).toBe("not-set-up");
    Object.assign(process.env, { POPULATION_URL: "http://example.se/person", POPULATION_SECRET: secret });
    expect(codeOf(await asks(child))).toBe("not-set-up");
    await startPeer("{}");
    const nameless = await opens({ identityNumber: undefined, birthDate: "2015-05-05", givenName: "Utan" });
    expect(codeOf(await asks(nameless))).toBe("no-number");
    process.env["POPULATION_SECRET"] = "short";
    expect(codeOf(await asks(child))).toBe("not-set-up");
  });
});

describe("a protection", () => {
  const protection = { kind: "skyddad folkbokföring", from: "2026-03-01" };

  test("that is stronger is written at once, in every case, and no address of it is kept", async () => {
    const child = await opens();
    await startPeer(JSON.stringify(record(child.number, { ...news, protection, moved: { to: "Solna", on: "2026-02-01" } })));
    valueOf(await asks(child));
    expect((await lookAt(child.caseId)).child.protected_identity).toBe("skyddad folkbokföring");
    expect((await noticesOf(child)).map((one) => [one.kind, one.outcome])).toEqual([
      ["namn", null],
      ["skydd", "inskrivet"],
    ]);
    const { rows } =
      await sql`select from people.population_notice where said::text like '%Storgatan%' and case_id = ${child.caseId}::uuid`.execute(
        house.database.owner,
      );
    expect(rows).toEqual([]);
  });

  test("that was lowered here and stands in the register still is written anew when it is read anew", async () => {
    const child = await opens();
    valueOf(await takesIn({ records: [record(child.number, { protection })] }));
    await sql`update people.person set protected_identity = 'ingen' where id = ${child.personId}::uuid`.execute(house.database.owner);
    house.at("2026-03-03");
    valueOf(await takesIn({ records: [{ ...record(child.number, { protection }), readOn: "2026-03-03" }] }));
    expect((await lookAt(child.caseId)).child.protected_identity).toBe("skyddad folkbokföring");
  });

  test("that is weaker changes nothing: it is read", async () => {
    const child = await opens({ protectedIdentity: "skyddad folkbokföring" });
    await startPeer(JSON.stringify(record(child.number, { protection: { kind: "ingen", from: "2026-03-01" } })));
    valueOf(await asks(child));
    const [notice] = await noticesOf(child);
    expect(notice).toMatchObject({ kind: "skydd", outcome: null, canBeTaken: false });
    expect(valueOf(await settles(child, [notice?.id ?? ""]))).toEqual({ taken: 0, read: 1 });
    expect((await lookAt(child.caseId)).child.protected_identity).toBe("skyddad folkbokföring");
  });

  test("an address that was proposed before the protection is neither shown nor written in", async () => {
    const child = await opens();
    await startPeer(JSON.stringify(record(child.number, news)));
    valueOf(await asks(child));
    const ids = (await noticesOf(child)).map((one) => one.id);
    valueOf(await takesIn({ records: [record(child.number, { protection })] }));
    expect((await noticesOf(child)).map((one) => one.kind)).not.toContain("folkbokföringsadress");
    valueOf(await settles(child, ids));
    const { rows } = await sql`select from people.person_detail where person_id = ${child.personId}::uuid`.execute(house.database.owner);
    expect(rows).toEqual([]);
  });
});

describe("a folder", () => {
  test("takes the question by a name that tells nothing, and files are read once; of those who are in no open case nothing is kept", async () => {
    const folder = await mkdtemp(join(tmpdir(), "folkbokforing-"));
    process.env["POPULATION_FOLDER"] = folder;
    const child = await opens();
    expect(valueOf(await asks(child)).outcome).toBe("svaret kommer i en fil");
    const [name = ""] = await readdir(join(folder, "ut"));
    expect(name).not.toContain(child.number);
    expect(JSON.parse(await readFile(join(folder, "ut", name), "utf8"))).toEqual({ ask: "person", identityNumber: child.number });
    await mkdir(join(folder, "in"), { recursive: true });
    const file = { records: [record(child.number, { deceasedOn: "2026-03-01" }), record(numberAt(children, 5), news)] };
    await writeFile(join(folder, "in", "natt.json"), JSON.stringify(file));
    const [waiting, ...others] = await waitingFiles(folder);
    expect(others).toEqual([]);
    expect(valueOf(await takesIn(JSON.parse((await waiting?.read()) ?? "")))).toEqual({ records: 2, known: 1, notices: 1 });
    await waiting?.done();
    expect(await waitingFiles(folder)).toEqual([]);
    expect((await noticesOf(child)).map((one) => one.said)).toEqual(["Avliden 2026-03-01"]);
    expect(valueOf(await takesIn(file))).toMatchObject({ notices: 0 });
  });

  test("a link, a folder, a file without end or in another encoding is not read, and one of the same name is not lost", async () => {
    const folder = await mkdtemp(join(tmpdir(), "folkbokforing-"));
    await mkdir(join(folder, "in", "mapp.json"), { recursive: true });
    await mkdir(join(folder, "klart"));
    await writeFile(join(folder, "secret"), "another's");
    await symlink(join(folder, "secret"), join(folder, "in", "lank.json"));
    await writeFile(join(folder, "in", "latin.json"), Buffer.from([0x22, 0xe5, 0x22]));
    await writeFile(join(folder, "in", "stor.json"), "");
    await truncate(join(folder, "in", "stor.json"), 3_000_000_000);
    await writeFile(join(folder, "in", "hel.json"), "nytt");
    await writeFile(join(folder, "klart", "hel.json"), "gammalt");
    const files = await waitingFiles(folder);
    const read = await Promise.all(files.map(async (one) => [one.name, await one.read()]));
    expect(read).toEqual([["hel.json", "nytt"], ...["lank.json", "latin.json", "mapp.json", "stor.json"].map((name) => [name, undefined])]);
    await files[0]?.done();
    const done = await readdir(join(folder, "klart"));
    expect(await Promise.all(done.map((name) => readFile(join(folder, "klart", name), "utf8")))).toHaveLength(2);
    expect(await readFile(join(folder, "klart", "hel.json"), "utf8")).toBe("gammalt");
    await rm(folder, { recursive: true });
  });

  test("a file with a fault is told by its place, and nothing of it is taken or said", async () => {
    const child = await opens();
    const bad = {
      records: [record(child.number, { deceasedOn: "2026-03-01" }), record("201501011234", { name: { givenName: "Hemlig" } })],
    };
    const refused = await takesIn(bad);
    expect(codeOf(refused)).toBe("invalid-file");
    expect(saidOf(refused)).toContain("records, 2");
    expect(saidOf(refused)).not.toContain("Hemlig");
    expect(await noticesOf(child)).toEqual([]);
  });

  test("of another municipality nothing is changed", async () => {
    const abroad = await openHouse({ database: house.database, code: "0115" });
    const child = await opens();
    expect(valueOf(await takesIn({ records: [record(child.number, news)] }, abroad))).toEqual({ records: 1, known: 0, notices: 0 });
    expect(await noticesOf(child)).toEqual([]);
  });
});
