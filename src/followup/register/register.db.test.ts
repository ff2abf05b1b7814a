import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { codeOf, faultsOf } from "../../../tests/support/outcomes.ts";
import { valueOf } from "../../platform/basics/result.ts";
import type { Post } from "../../platform/core/post.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { sendMessage } from "../../platform/messages/jobs/send.ts";
import { openPost } from "../../platform/messages/settings.ts";
import { addDocument } from "./actions/add-document.ts";
import { changeDocument, endDocument, reviewDocument } from "./actions/change-document.ts";
import { confirmInventory, describeOrganisation } from "./actions/describe-organisation.ts";
import { remindOfReviews } from "./jobs/remind.ts";
import { findDocuments } from "./queries/find-documents.ts";
import { getDocument } from "./queries/get-document.ts";
import { getOrganisation } from "./queries/get-organisation.ts";

let house: House;
let abroad: House;
beforeAll(async () => {
  house = await openHouse({ code: "0114" });
  abroad = await openHouse({ code: "0115", database: house.database });
});
afterAll(() => house.database.drop());

const routine = (given: Readonly<Record<string, unknown>> = {}) => ({
  kind: "rutin",
  title: "Rutin för samtal med barn",
  decidedBy: "socialnämnden",
  decidedOn: "2023-05-10",
  reviewOn: "2026-04-01",
  scope: "alla barn",
  place: "SN 2023/112",
  answers: ["delaktighet: utredning", "enskilt samtal: utredning"],
  ...given,
});
const add = async (given: Readonly<Record<string, unknown>> = {}) =>
  (await house.do(house.staff.analyst, addDocument, routine(given))).documentId;

/** The rows that stand, with the days on which they hold. */
async function standing(documentId: string) {
  const { rows } = await inMunicipality(house.database.app, house.municipalityId, (tx) =>
    sql<{ number: number; holds_from: string; holds_until: string | null; is_last: boolean }>`
      select number, holds_from, holds_until, is_last from register.standing where document_id = ${documentId}::uuid order by number`.execute(
      tx,
    ),
  );
  return rows.map((row) => [row.number, row.holds_from, row.holds_until, row.is_last]);
}

describe("a routine", () => {
  test("is written with whom it holds for and what it answers, and found by everybody who works here", async () => {
    const documentId = await add();
    for (const name of ["caseworker", "leader", "operator", "director"] as const) {
      const { documents } = valueOf(await house.read(house.staff[name], findDocuments, {}));
      expect(documents.find((one) => one.document_id === documentId)?.answers).toEqual([
        "delaktighet: utredning",
        "enskilt samtal: utredning",
      ]);
    }
  });

  test("that is decided anew holds from its day; one that is corrected or looked at stands in the place of the row before", async () => {
    const documentId = await add();
    const { kind: _, ...words } = routine({ decidedOn: "2024-09-01", documentId });
    await house.do(house.staff.director, changeDocument, { ...words, follows: 1, change: "reviderad" });
    await house.do(house.staff.director, changeDocument, { ...words, decidedOn: "2024-09-02", follows: 2, change: "rättad" });
    await house.do(house.staff.analyst, reviewDocument, { documentId, follows: 3, reviewOn: "2027-01-01" });
    expect(await standing(documentId)).toEqual([
      [1, "2023-05-10", "2024-09-02", false],
      [4, "2024-09-02", null, true],
    ]);
    await house.do(house.staff.analyst, endDocument, { documentId, follows: 4, endedOn: "2026-01-31" });
    expect(await standing(documentId)).toEqual([
      [1, "2023-05-10", "2024-09-02", false],
      [5, "2024-09-02", "2026-01-31", true],
    ]);
    const { last, versions } = valueOf(await house.read(house.staff.caseworker, getDocument, { documentId }));
    expect([last.kind, last.ended_on, last.review_on, versions.length]).toEqual(["upphörd", "2026-01-31", "2027-01-01", 5]);
  });

  test("of two who change the same row the second is told, and nothing is lost", async () => {
    const documentId = await add();
    const { kind: _, ...words } = routine({ documentId, follows: 1, change: "rättad" });
    const both = await Promise.all(
      (["analyst", "director"] as const).map((name) =>
        house.act(house.staff[name], changeDocument, { ...words, title: `Rutin av ${name}` }),
      ),
    );
    expect(both.map(codeOf).sort()).toEqual(["changed-meanwhile", "ok"]);
    expect(codeOf(await house.act(house.staff.analyst, reviewDocument, { documentId, follows: 1, reviewOn: "2027-01-01" }))).toBe(
      "changed-meanwhile",
    );
  });

  test("says every fault at its field at once", async () => {
    const faults = await house.act(house.staff.analyst, addDocument, {
      ...routine({ decidedOn: "2026-03-03", reviewOn: "2026-01-01", scope: "med begränsning", place: "", link: "javascript:alert(1)" }),
    });
    expect(faultsOf(faults)).toBe("decidedOn,limits,reviewOn,link");
    expect(faultsOf(await house.act(house.staff.analyst, addDocument, { ...routine({ answers: ["allt"], title: " " }) }))).toBe(
      "title,answers",
    );
    expect(faultsOf(await house.act(house.staff.analyst, addDocument, routine({ place: undefined })))).toBe("place");
    // What several answers must agree on is told with what is missing.
    const bare = { ...routine({ title: "", place: "", scope: "med begränsning" }) };
    expect(faultsOf(await house.act(house.staff.analyst, addDocument, bare))).toBe("title,limits,place");
    const written = numberAt(children, 0);
    const numbered = routine({ title: `Rutin för ${written}`, description: `Fråga ${written.slice(0, 8)} ${written.slice(8)}.` });
    expect(faultsOf(await house.act(house.staff.analyst, addDocument, numbered))).toBe("title,description");
    expect(faultsOf(await house.act(house.staff.analyst, addDocument, routine({ limits: "Från 10 år" })))).toBe("limits");
    const documentId = await add();
    const again = routine({ documentId, follows: 1, change: "reviderad" });
    expect(faultsOf(await house.act(house.staff.analyst, changeDocument, again))).toBe("decidedOn");
    expect(faultsOf(await house.act(house.staff.analyst, reviewDocument, { documentId, follows: 1, reviewOn: "2026-03-02" }))).toBe(
      "reviewOn",
    );
    for (const endedOn of ["2026-03-03", "2023-05-09"])
      expect(faultsOf(await house.act(house.staff.analyst, endDocument, { documentId, follows: 1, endedOn }))).toBe("endedOn");
  });

  test("that has ended is changed no more, in the database either", async () => {
    const documentId = await add();
    await house.do(house.staff.analyst, endDocument, { documentId, follows: 1, endedOn: "2026-03-01" });
    expect(codeOf(await house.act(house.staff.analyst, reviewDocument, { documentId, follows: 2, reviewOn: "2027-01-01" }))).toBe(
      "document-ended",
    );
    const written = inMunicipality(house.database.app, house.municipalityId, (tx) =>
      sql`insert into register.version (municipality_id, document_id, number, kind, title, decided_by, decided_on, scope, place, answers, recorded_by, recorded_at)
        select municipality_id, document_id, 3, 'rättad', title, decided_by, decided_on, scope, place, answers, recorded_by, recorded_at
        from register.version where document_id = ${documentId}::uuid and number = 2`.execute(tx),
    );
    await expect(written).rejects.toThrow("nothing_follows_ended");
  });
});

describe("the register", () => {
  test("is kept by the analyst and the director alone, and seen by no other municipality", async () => {
    const documentId = await add();
    for (const name of ["caseworker", "leader", "operator", "nobody"] as const) {
      expect(codeOf(await house.act(house.staff[name], addDocument, routine()))).toBe("not-permitted");
      expect(codeOf(await house.act(house.staff[name], endDocument, { documentId, follows: 1, endedOn: "2026-03-01" }))).toBe(
        "not-permitted",
      );
    }
    expect(codeOf(await abroad.read(abroad.staff.analyst, getDocument, { documentId }))).toBe("not-found");
    expect(codeOf(await abroad.act(abroad.staff.analyst, endDocument, { documentId, follows: 1, endedOn: "2026-03-01" }))).toBe(
      "not-found",
    );
    expect(codeOf(await house.read(house.staff.analyst, getDocument, { documentId: randomUUID() }))).toBe("not-found");
    expect(valueOf(await abroad.read(abroad.staff.analyst, findDocuments, {})).documents).toEqual([]);
  });

  test("is said to be whole by somebody, on a day", async () => {
    expect(valueOf(await house.read(house.staff.analyst, findDocuments, {})).inventoryOn).toBe(null);
    await house.do(house.staff.director, confirmInventory, {});
    house.at("2026-03-05");
    await house.do(house.staff.analyst, confirmInventory, {});
    expect(valueOf(await house.read(house.staff.analyst, findDocuments, {})).inventoryOn).toBe("2026-03-05");
    expect(valueOf(await abroad.read(abroad.staff.analyst, findDocuments, {})).inventoryOn).toBe(null);
  });
});

describe("organisation and further training", () => {
  const said = (given: Readonly<Record<string, unknown>> = {}) => ({
    follows: 0,
    holdsFrom: "2024-01-01",
    boards: "olika nämnder",
    performers: ["egen kommun", "enskild regi"],
    trainingNeeds: ["samtalsmetodik"],
    ...given,
  });

  test("stand as they were last said, each change a row", async () => {
    await house.do(house.staff.analyst, describeOrganisation, said());
    await house.do(house.staff.director, describeOrganisation, said({ follows: 1, boards: "samma nämnd", trainingNeeds: "inget behov" }));
    const { organisation } = valueOf(await house.read(house.staff.analyst, getOrganisation, {}));
    expect([organisation?.number, organisation?.boards, organisation?.training_needs]).toEqual([2, "samma nämnd", ["inget behov"]]);
    expect(codeOf(await house.act(house.staff.analyst, describeOrganisation, said({ follows: 1 })))).toBe("changed-meanwhile");
    expect(valueOf(await abroad.read(abroad.staff.analyst, getOrganisation, {})).organisation).toBe(null);
  });

  test("say every fault at its field at once", async () => {
    const wrong = said({ holdsFrom: "2026-12-01", trainingNeeds: ["inget behov", "annan utbildning"], boards: "", performers: [] });
    expect(faultsOf(await house.act(house.staff.analyst, describeOrganisation, wrong))).toBe(
      "holdsFrom,boards,performers,trainingNote,trainingNeeds",
    );
    const mixed = { ...wrong, boards: "samma nämnd", performers: ["egen kommun"] };
    expect(faultsOf(await house.act(house.staff.analyst, describeOrganisation, mixed))).toBe("holdsFrom,trainingNote,trainingNeeds");
  });
});

describe("reminders of a review", () => {
  let folder: string;
  let post: Post;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "reminders-"));
    post = openPost({ smtp: null, sms: null, letters: null, outbox: folder, phone: null });
  });

  /** What runs by the clock, and what it asks for; `sends` false where nothing leaves the house yet. */
  async function turn({ sends = true } = {}): Promise<void> {
    const context = { db: house.database.app, clock: house.door.clock, signal: new AbortController().signal, log: () => undefined, post };
    const whole = { ...context, runCommand: () => Promise.resolve({ code: 0, output: "" }), heads: null };
    await remindOfReviews.run({}, whole);
    if (!sends) return;
    const { rows } = await sql<{ id: string }>`select id from messages.standing where state = 'väntar' order by id`.execute(
      house.database.owner,
    );
    for (const { id } of rows) await sendMessage.run({ municipalityId: house.municipalityId, messageId: id }, whole);
  }
  const remindersOf = async (documentId: string) =>
    valueOf(await house.read(house.staff.caseworker, getDocument, { documentId })).reminders.map((one) => [
      one.review_on,
      one.stage,
      one.state,
    ]);
  const outbox = async () => (await readdir(folder)).length;
  const reminded = (address: string, given: Readonly<Record<string, unknown>> = {}) =>
    add({ reviewOn: "2026-09-01", reminderAddress: address, responsible: "enhetschefen för utredning", ...given });

  test("go out once before the day and once on it, by a message that says neither which nor how many", async () => {
    const documentId = await reminded("rutiner@example.se");
    const other = await reminded("rutiner@example.se");
    const unnamed = await add({ reviewOn: "2026-09-01" });
    house.at("2026-07-02");
    await turn();
    expect(await remindersOf(documentId)).toEqual([]);
    house.at("2026-07-03", "07:59");
    await turn();
    expect(await remindersOf(documentId)).toEqual([]);
    const before = await outbox();
    house.at("2026-07-03", "08:00");
    await Promise.all([turn({ sends: false }), turn({ sends: false })]);
    await turn();
    for (const id of [documentId, other]) expect(await remindersOf(id)).toEqual([["2026-09-01", "inför", "skickat"]]);
    expect(await outbox()).toBe(before + 1);
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
    expect(texts.join()).not.toMatch(/samtal med barn|2026-09-01|enhetschefen/iu);
    house.at("2026-09-01");
    await turn();
    house.at("2026-12-01");
    await turn();
    expect(await remindersOf(documentId)).toEqual([
      ["2026-09-01", "inför", "skickat"],
      ["2026-09-01", "på dagen", "skickat"],
    ]);
    expect(await outbox()).toBe(before + 2);
    expect(await remindersOf(unnamed)).toEqual([]);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.event where action = 'register.remind'`.execute(
      house.database.owner,
    );
    expect(rows[0]?.n).toBe(2);
  });

  test("are taken back where the review is moved before they have left, and the new day has its own", async () => {
    house.at("2026-07-10");
    const documentId = await reminded("flyttad@example.se");
    await turn({ sends: false });
    expect(await remindersOf(documentId)).toEqual([["2026-09-01", "inför", "väntar"]]);
    await house.do(house.staff.analyst, reviewDocument, { documentId, follows: 1, reviewOn: "2027-09-01" });
    expect(await remindersOf(documentId)).toEqual([["2026-09-01", "inför", "återtaget"]]);
    house.at("2027-07-10");
    await turn();
    expect((await remindersOf(documentId)).at(-1)).toEqual(["2027-09-01", "inför", "skickat"]);
  });

  test("go on where another of the same message is still to be reviewed, and are withheld where none is when its turn comes", async () => {
    house.at("2028-07-10");
    const [one, two] = [
      await reminded("flera@example.se", { reviewOn: "2028-09-01" }),
      await reminded("flera@example.se", { reviewOn: "2028-08-01" }),
    ];
    await turn({ sends: false });
    await house.do(house.staff.analyst, endDocument, { documentId: one, follows: 1, endedOn: "2028-07-10" });
    expect(await remindersOf(one)).toEqual([["2028-09-01", "inför", "väntar"]]);
    // Past the register's own words: the message asks again when it is sent.
    await sql`insert into register.version (municipality_id, document_id, number, kind, title, decided_by, decided_on, review_on, scope, place, answers, recorded_by, recorded_at)
      select municipality_id, document_id, 2, 'granskad', title, decided_by, decided_on, '2030-01-01', scope, place, answers, recorded_by, recorded_at
      from register.version where document_id = ${two}::uuid`.execute(house.database.owner);
    await turn();
    expect(await remindersOf(two)).toEqual([["2028-08-01", "inför", "nekat"]]);
  });

  test("are refused an address that is none, at its field", async () => {
    for (const reminderAddress of ["enhetschefen", "a@example.se, b@example.se", "a@example.se\nBcc: b@example.se"])
      expect(faultsOf(await house.act(house.staff.analyst, addDocument, routine({ reminderAddress })))).toBe("reminderAddress");
  });
});
