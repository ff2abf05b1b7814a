import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { addRelative } from "../../src/casework/people/actions/add-relative.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { makeFullExtract, makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { findJournalExtracts } from "../../src/portals/desk/queries/find-journal-extracts.ts";
import { getJournalExtract } from "../../src/portals/desk/queries/get-journal-extract.ts";
import { openVisit, submit, titleOf } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { openCaseFor, staffNames } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { readPdf } from "../support/pdf.ts";
import { makeWholeCase, plantMarks } from "../support/whole-case.ts";
import type { WholeCase } from "../support/whole-case.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

const asked = { harmReasoning: "Barnet vill att båda ska veta.", reporter: "visas" } as const;

let visit: Visit;
let whole: WholeCase;
beforeAll(async () => {
  visit = await openVisit();
  whole = await makeWholeCase(visit.house);
  // Something is written in every text of the case, so that whatever stands in an extract says where it came from.
  await plantMarks(visit.house, (column) => `MARK-${column.replaceAll(/[._]/gu, "-")}-X`);
});
afterAll(() => visit.close());

async function guardianships(caseId: string): Promise<readonly { id: string; personId: string }[]> {
  return (await lookAt(visit.house, caseId)).guardians.map((one) => ({ id: one.guardianship_id, personId: one.id }));
}

/** Makes an extract as the responsible caseworker and reads what stands in it. */
async function extractOf(caseId: string, forGuardian?: Readonly<Record<string, unknown>>) {
  const { house } = visit;
  const me = house.staff.caseworker;
  const { extractId } =
    forGuardian === undefined
      ? await house.do(me, makeFullExtract, { caseId })
      : await house.do(me, makeGuardianExtract, { caseId, ...asked, ...forGuardian });
  return valueOf(await house.read(me, getJournalExtract, { caseId, extractId }));
}
const marksIn = (value: unknown): readonly string[] => [...new Set(JSON.stringify(value).match(/MARK-[a-z-]+-X/gu) ?? [])].sort();

/** What of the planted texts no guardian's extract may say: of others, and what is kept from guardians. */
const kept = [
  "MARK-participation-conversation-withheld-from-guardians-X",
  "MARK-participation-conversation-withheld-reason-X",
  "MARK-intervention-plan-withheld-X",
  "MARK-intervention-plan-passed-on-X",
  "MARK-intake-intake-reporter-name-X",
  "MARK-intake-intake-reporter-contact-X",
  "MARK-people-person-phone-X",
  "MARK-people-guardianship-phone-X",
  "MARK-people-guardian-claim-given-name-X",
  "MARK-people-guardian-claim-phone-X",
  "MARK-intake-assignment-ending-note-X",
];

describe("the two versions", () => {
  test("the full one holds what guardians may not be shown, and says so first and last", async () => {
    const { journal, forGuardian } = await extractOf(whole.caseId);
    expect(forGuardian).toBeNull();
    expect(journal.mark.heading).toBe("Fullständig version: får inte lämnas till vårdnadshavare");
    const marks = marksIn(journal);
    for (const mark of [
      "participation-conversation-withheld-from-guardians",
      "participation-conversation-withheld-reason",
      "participation-conversation-child-words",
      "intake-note-text",
      "intake-intake-concern",
      "intake-intake-reporter-name",
    ])
      expect(marks).toContain(`MARK-${mark}-X`);
  });

  test("a guardian's one holds the journal and none of what is kept, and says that something is left out", async () => {
    const [guardian] = await guardianships(whole.caseId);
    const { journal, forGuardian } = await extractOf(whole.caseId, { guardianshipId: guardian?.id });
    expect(forGuardian).not.toBeNull();
    expect(journal.mark.heading).toContain("Version för vårdnadshavaren");
    expect(journal.mark.about).toContain("Det som inte får visas för dig är utelämnat.");
    expect(journal.withheld).toBeNull();
    const marks = marksIn(journal);
    for (const mark of [
      "intake-note-text",
      "intake-intake-concern",
      "participation-conversation-child-words",
      "decision-decision-reasoning",
    ])
      expect(marks).toContain(`MARK-${mark}-X`);
    expect(kept.filter((mark) => marks.includes(mark))).toEqual([]);
  });

  test("says the same of what is left out where nothing is: it must not tell that the child has said something", async () => {
    const { caseId } = await investigatedCase(visit.house, { givenName: "Bo", guardian1Given: "Ylva", guardian2Given: "Olle" });
    const [guardian] = await guardianships(caseId);
    const [other] = await guardianships(whole.caseId);
    const without = (await extractOf(caseId, { guardianshipId: guardian?.id })).journal.mark.about;
    expect(without).toBe((await extractOf(whole.caseId, { guardianshipId: other?.id })).journal.mark.about);
  });

  test("who reported, and what was said, is left out where somebody may be harmed", async () => {
    const [guardian] = await guardianships(whole.caseId);
    const reason = { reporter: "utelämnas", reporterReason: "Mormor har blivit hotad." };
    const { journal } = await extractOf(whole.caseId, { guardianshipId: guardian?.id, ...reason });
    expect(marksIn(journal)).not.toContain("MARK-intake-intake-concern-X");
    expect(JSON.stringify(journal)).not.toMatch(/Anmälan från|Mormor har blivit hotad|Skolfrånvaro/u);
    expect(journal.mark.about).toContain("26 kap. 5 §");
  });
});

describe("a protected identity", () => {
  const protect = (who: string, identity = "sekretessmarkering") =>
    sql`update people.person set protected_identity = ${identity} where id = ${who}::uuid`.execute(visit.house.database.owner);

  test("of the child or of another guardian: nothing that is written freely, no place, no provider", async () => {
    const [guardian, other] = await guardianships(whole.caseId);
    const { child } = await lookAt(visit.house, whole.caseId);
    for (const who of [child.id, other?.personId ?? ""]) {
      await protect(who);
      const { journal } = await extractOf(whole.caseId, { guardianshipId: guardian?.id });
      const free = marksIn(journal).filter(
        (mark) => !/staff-name|person-(given|family)-name|guardianship-(given|family)-name|unit-name/u.test(mark),
      );
      expect(free.filter((mark) => /text|words|reason|content|concern|place|provider|summary|goals|purpose|plan-/u.test(mark))).toEqual([]);
      expect(JSON.stringify(journal)).not.toContain("Enhet Norr");
      expect(journal.mark.about).toContain("kan visa var någon finns");
      await protect(who, "ingen");
    }
  });

  test("of a relative whom the case alone knows: the same", async () => {
    const { house } = visit;
    const { caseId } = await investigatedCase(house, { givenName: "Dag" });
    const [guardian] = await guardianships(caseId);
    const { child } = await lookAt(house, caseId);
    const granny = {
      givenName: "Gerd",
      sex: "kvinna",
      protectedIdentity: "skyddad folkbokföring",
      toId: child.id,
      kind: "mor- eller farförälder",
    };
    await house.do(house.staff.caseworker, addRelative, { caseId, ...granny, source: "folkbokföringen", sourceOn: "2026-03-02" });
    const { journal } = await extractOf(caseId, { guardianshipId: guardian?.id });
    expect(journal.mark.about).toContain("kan visa var någon finns");
    expect(JSON.stringify(journal)).not.toContain("Behöver utredas.");
  });

  test("new personal data of the child are never given out", async () => {
    const [guardian] = await guardianships(whole.caseId);
    const { child } = await lookAt(visit.house, whole.caseId);
    await protect(child.id, "fingerade personuppgifter");
    const made = await visit.house.act(visit.house.staff.caseworker, makeGuardianExtract, {
      caseId: whole.caseId,
      ...asked,
      guardianshipId: guardian?.id,
    });
    expect(made).toMatchObject({ ok: false, error: { code: "identity-protected" } });
    await protect(child.id, "ingen");
  });

  test("the other's telephone number is nowhere, however it was written in a note", async () => {
    const { caseId } = await investigatedCase(visit.house, { givenName: "Cilla", guardian1Given: "Eva", guardian2Given: "Per" });
    const [guardian, other] = await guardianships(caseId);
    await writeAsOwner(visit.house, async (tx) => {
      await sql`update people.guardianship set phone = '070-765 43 21' where id = ${other?.id}::uuid`.execute(tx);
      await sql`update intake.intake set concern = 'Pappa nås på +46 70 765 43 21.' where case_id = ${caseId}::uuid`.execute(tx);
    });
    const { journal } = await extractOf(caseId, { guardianshipId: guardian?.id });
    expect(JSON.stringify(journal)).toContain("Pappa nås på [utelämnat].");
    const own = await extractOf(caseId, { guardianshipId: other?.id });
    expect(JSON.stringify(own.journal)).toContain("Pappa nås på +46 70 765 43 21.");
  });
});

describe("who can get one", () => {
  const refused = async (caseId: string, guardianshipId: string | undefined) => {
    const made = await visit.house.act(visit.house.staff.caseworker, makeGuardianExtract, { caseId, ...asked, guardianshipId });
    return made.ok ? "made" : made.error.code;
  };

  test("a claim is no guardian, nor is a guardian of another child", async () => {
    const { caseId } = await openCaseFor(visit.house, { givenName: "Disa" });
    const { guardian_claims: claims } = await lookAt(visit.house, caseId);
    const [elsewhere] = await guardianships(whole.caseId);
    expect(claims.length).toBeGreaterThan(0);
    for (const id of [claims[0]?.id, elsewhere?.id]) expect(await refused(caseId, id)).toBe("not-guardian");
  });

  test("nobody whose guardianship has ended or was taken back, not even with an extract that was made before", async () => {
    const { house } = visit;
    const { caseId } = await investigatedCase(house, { givenName: "Elis", guardian1Given: "Siv", guardian2Given: "Ulf" });
    const [guardian] = await guardianships(caseId);
    const me = house.staff.caseworker;
    const { extractId } = await house.do(me, makeGuardianExtract, { caseId, ...asked, guardianshipId: guardian?.id });
    const source = { source: "dom eller beslut av domstol", sourceOn: "2026-03-01" };
    await house.do(me, endGuardianship, { caseId, guardianshipId: guardian?.id, endedOn: "2026-03-01", ...source });
    expect(await refused(caseId, guardian?.id)).toBe("not-guardian");
    expect(await house.read(me, getJournalExtract, { caseId, extractId })).toMatchObject({ ok: false, error: { code: "not-guardian" } });
  });

  test("nobody who is kept uninformed of an investigation for särskilda skäl", async () => {
    // Two rows of one moment have no order: nobody is told before.
    const family = { givenName: "Freja", guardian1Given: "Mia", guardian2Given: "Leo" };
    const { caseId, investigationId } = await investigatedCase(visit.house, family, undefined, { told: false });
    const [guardian, other] = await guardianships(caseId);
    const against = { outcome: "särskilda skäl", happenedOn: "2026-03-02", content: "Fara för barnet.", reviewOn: "2026-03-20" };
    await visit.house.do(visit.house.staff.caseworker, informConcerned, {
      caseId,
      investigationId,
      personId: guardian?.personId,
      ...against,
    });
    expect(await refused(caseId, guardian?.id)).toBe("kept-uninformed");
    // To the other one it says nothing of it.
    expect(JSON.stringify(await extractOf(caseId, { guardianshipId: other?.id }))).not.toMatch(
      /särskilda skäl|Fara för barnet|informerades inte/u,
    );
  });

  test("of a child of fifteen: what the child says is asked for, and why when it does not agree; of an adult nobody", async () => {
    const { house } = visit;
    const { caseId } = await investigatedCase(house, {
      givenName: "Gun",
      birthDate: "2010-01-01",
      guardian1Given: "Ulla",
      guardian2Given: "Rut",
    });
    const [guardian] = await guardianships(caseId);
    const make = (more: Readonly<Record<string, unknown>>) =>
      house.act(house.staff.caseworker, makeGuardianExtract, { caseId, ...asked, guardianshipId: guardian?.id, ...more });
    const fieldOf = async (more: Readonly<Record<string, unknown>>) => {
      const made = await make(more);
      return made.ok ? "made" : made.error.fields?.map((one) => one.field).join();
    };
    expect(await fieldOf({})).toBe("childView");
    expect(await fieldOf({ childView: "vill inte" })).toBe("childViewReason");
    expect(await fieldOf({ reporter: "utelämnas" })).toBe("reporterReason,childView");
    expect(await fieldOf({ childView: "samtycker" })).toBe("made");
    expect(await fieldOf({ childView: "har inte tillfrågats", childViewReason: "Ligger på sjukhus." })).toBe("made");
    house.at("2028-01-01");
    expect(await make({ childView: "samtycker" })).toMatchObject({ ok: false, error: { code: "adult" } });
    visit.at("2028-01-01");
    const browser = await visit.signIn("caseworker");
    const page = await (await browser.get(`/arenden/${caseId}/utdrag`)).text();
    visit.at("2026-03-02");
    expect(page).toContain("har inte längre någon vårdnadshavare");
    expect(page).not.toContain("Ta fram utdraget");
  });
});

describe("who may make one", () => {
  test("the responsible caseworker and the unit's team leader, and nobody else; every making and every refusal is in the log, by ids", async () => {
    const { house } = visit;
    const [guardian] = await guardianships(whole.caseId);
    const may = new Set(["caseworker", "leader"]);
    for (const name of staffNames) {
      const made = await house.act(house.staff[name], makeGuardianExtract, {
        caseId: whole.caseId,
        ...asked,
        guardianshipId: guardian?.id,
      });
      expect([name, made.ok]).toEqual([name, may.has(name)]);
      const full = await house.act(house.staff[name], makeFullExtract, { caseId: whole.caseId });
      expect([name, full.ok]).toEqual([name, may.has(name)]);
    }
    const { rows } = await sql<{ outcome: string; subject_ids: string[] }>`select outcome, subject_ids from audit.event
      where action = 'workplace.make-guardian-extract' and actor_id = ${house.staff.leader.staffId}::uuid order by at`.execute(
      house.database.owner,
    );
    expect(rows.at(-1)).toMatchObject({ outcome: "ok" });
    expect(rows.at(-1)?.subject_ids).toContain(guardian?.personId);
    const { extracts } = valueOf(await house.read(house.staff.leader, findJournalExtracts, { caseId: whole.caseId }));
    expect(extracts.find((one) => one.by === "Test leader" && one.guardian === null)).toMatchObject({ version: "fullständig" });
    expect(extracts.find((one) => one.by === "Test leader" && one.version === "vårdnadshavare")).toMatchObject({
      harmReasoning: asked.harmReasoning,
      reporter: "visas",
    });
  });

  test("and only who made it fetches it, within the hour", async () => {
    const { house } = visit;
    const { caseId } = whole;
    const { extractId } = await house.do(house.staff.caseworker, makeFullExtract, { caseId });
    const read = async (name: "caseworker" | "leader" | "colleague") => {
      const found = await house.read(house.staff[name], getJournalExtract, { caseId, extractId });
      return found.ok ? "read" : found.error.code;
    };
    expect([await read("caseworker"), await read("leader"), await read("colleague")]).toEqual(["read", "not-found", "not-permitted"]);
    house.at("2026-03-02", "11:00");
    expect(await read("caseworker")).toBe("read");
    house.at("2026-03-02", "11:01");
    expect(await read("caseworker")).toBe("extract-over");
    house.at("2026-03-02");
  });

  test("the database itself keeps an extract for somebody who is no guardian of the child out, and one without its reasons", async () => {
    const { owner } = visit.house.database;
    const { child, guardian_claims } = await lookAt(visit.house, (await openCaseFor(visit.house, { givenName: "Hedda" })).caseId);
    const m = visit.house.municipalityId;
    const row = (more: string) => sql`insert into intake.journal_extract
      (municipality_id, id, case_id, child_id, version, guardianship_id, reporter, reporter_reason, harm_reasoning, recorded_by, recorded_at)
      select ${m}, gen_random_uuid(), id, child_id, ${sql.raw(more)} ${visit.house.staff.caseworker.staffId}::uuid, now()
      from intake.case_file where child_id = ${child.id}::uuid`;
    const claim = guardian_claims[0]?.id ?? "";
    await expect(row(`'vårdnadshavare', '${claim}'::uuid, 'visas', null, 'Bra',`).execute(owner)).rejects.toThrow(/foreign key/u);
    await expect(row("'vårdnadshavare', null::uuid, 'visas', null, 'Bra',").execute(owner)).rejects.toThrow(
      /extract_for_guardian_says_for_whom/u,
    );
    await expect(row("'fullständig', null::uuid, 'utelämnas', null, null,").execute(owner)).rejects.toThrow(
      /extract_without_reporter_says_why/u,
    );
  });
});

describe("the pages and the file", () => {
  test("from the form to a tagged PDF in Swedish, whose name and address tell nothing of anybody", async () => {
    const browser = await visit.signIn("caseworker");
    const [guardian] = await guardianships(whole.caseId);
    const path = `/arenden/${whole.caseId}/utdrag`;
    const sent = await submit(browser, path, { guardianshipId: guardian?.id ?? "", ...asked });
    expect(sent.status).toBe(303);
    const to = sent.headers.get("location") ?? "";
    const page = await (await browser.get(to)).text();
    expect(titleOf(page)).toContain("Journalutdraget är framtaget");
    const file = await browser.get(`${to}/fil`);
    expect(
      Object.fromEntries(["content-type", "content-disposition", "cache-control"].map((name) => [name, file.headers.get(name)])),
    ).toEqual({
      "content-type": "application/pdf",
      "content-disposition": "attachment; filename*=UTF-8''journalutdrag.pdf",
      "cache-control": "no-store",
    });
    const read = await readPdf(new Uint8Array(await file.arrayBuffer()));
    const { file: caseFile } = await lookAt(visit.house, whole.caseId);
    expect(read).toMatchObject({ language: "sv", isMarked: true });
    expect(String(read.title)).toBe(`Journalutdrag, ärende ${caseFile.case_number}`);
    read.pageTexts.forEach((text) => expect(text).toContain(`Ärende ${caseFile.case_number} · Journalutdrag, version för vårdnadshavare`));
    expect(read.roles).toEqual(expect.arrayContaining(["H1", "H2", "H3", "P", "Table", "TH", "BlockQuote"]));
    const whole_text = read.text.replaceAll(/[-\u00AD\u2010]? /gu, "");
    expect(whole_text).toContain("Detsominteärvisasfördigärutelämnat".slice(0, 9));
    expect(kept.map((mark) => mark.replaceAll("-", "")).filter((mark) => whole_text.replaceAll("-", "").includes(mark))).toEqual([]);
  });

  test("every fault stands at its field, all at once, with the words kept", async () => {
    const browser = await visit.signIn("caseworker");
    const sent = await submit(browser, `/arenden/${whole.caseId}/utdrag`, { reporterReason: "Hotad." });
    expect(sent.status).toBe(422);
    const html = await sent.text();
    for (const field of ["guardianshipId", "harmReasoning", "reporter"]) expect(html).toContain(`href="#field-${field}`);
    expect(html).toContain("Hotad.");
  });

  test("the page of a colleague who is not responsible is refused, and leads to nothing", async () => {
    const browser = await visit.signIn("colleague");
    for (const path of ["utdrag", `utdrag/${whole.noteId}`, `utdrag/${whole.noteId}/fil`])
      expect((await browser.get(`/arenden/${whole.caseId}/${path}`)).status).toBe(403);
  });
});
