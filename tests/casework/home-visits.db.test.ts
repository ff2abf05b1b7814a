import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correctEntry } from "../../src/casework/case/actions/correct-entry.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWithheld } from "../../src/casework/case/queries/get-withheld.ts";
import { addInstrument, endInstrument } from "../../src/casework/investigation/actions/keep-instruments.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { recordHomeVisit } from "../../src/casework/investigation/actions/record-home-visit.ts";
import { recordInstrument } from "../../src/casework/investigation/actions/record-instrument.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { findEarlier } from "../../src/casework/investigation/queries/find-earlier.ts";
import { getBody } from "../../src/casework/investigation/queries/get-body.ts";
import { recordAccount } from "../../src/casework/party/actions/record-account.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { getInvestigationExtract } from "../../src/portals/desk/queries/get-investigation-extract.ts";
import { openVisit, submit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import type { House } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { children, numberAt } from "../support/identities.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** Visits to a home and instruments in an investigation: on which ground, what was seen, who may read it, and that an analysis may rest on them. */
let visit: Visit;
let house: House;
beforeAll(async () => {
  visit = await openVisit();
  ({ house } = visit);
});
afterAll(() => visit.close());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const key = ({ caseId, investigationId }: Investigated) => ({ caseId, investigationId });
const came = { visitedOn: day, visitedAt: "16:30", announced: "anmält", home: "gemensamt hem", outcome: "genomfört" };
const inside = { ground: "samtycke", consentOf: "Mamma", present: "Mamma och barnet", childThere: "ja", talkedWithChild: "nej" };
const seen = { seen: "Städat, mat hemma.", childRoom: "Eget rum med lampa." };
const visits = (one: Investigated, given: object = {}, actor = me()) =>
  house.act(actor, recordHomeVisit, { ...key(one), ...came, ...inside, ...seen, ...given });
const blank = { ground: "", consentOf: "", present: "", childThere: "", talkedWithChild: "", seen: "", childRoom: "" };

describe("a visit", () => {
  test("says what it lacks at its fields, all at once; where nobody came in, nothing of the inside is asked for", async () => {
    const one = await investigatedCase(house);
    expect(faultsOf(await visits(one, { announced: "oanmält", home: "", ...blank }))).toBe(
      "home,whyUnannounced,ground,present,childThere,seen,childRoom",
    );
    expect(faultsOf(await visits(one, { visitedOn: "2026-02-27" }))).toBe("visitedOn");
    expect(faultsOf(await visits(one, { home: "en vårdnadshavares hem", personId: one.caseId }))).toBe("personId");
    expect(faultsOf(await visits(one, { withheldFromGuardians: "Blåmärken." }))).toBe("withheldReason");
    expect(codeOf(await visits(one, { outcome: "fick inte komma in", ...blank }))).toBe("ok");
  });

  test("nobody who is not in the case writes one, nor by a case of their own", async () => {
    const [one, own] = [await investigatedCase(house), await investigatedCase(house)];
    expect(codeOf(await visits(one, {}, house.staff.stranger))).toBe("not-permitted");
    expect(codeOf(await visits({ ...one, caseId: own.caseId }))).toBe("not-in-case");
  });

  test("gives findings with their source, and what may not be shown to guardians is asked for by itself", async () => {
    const one = await investigatedCase(house);
    const more = { risk: "Barnet hukar sig.", protection: "Mormor bor i huset.", areaCode: "skola" };
    const { visitId, talked } = valueOf(await visits(one, { ...more, withheldFromGuardians: "XQ-hemma", withheldReason: "Lider men." }));
    expect(talked).toBe(false);
    const { findings } = valueOf(await house.read(me(), getBody, key(one)));
    expect(findings.map(({ kind, source, visit_id: of, area_code: area }) => [kind, source, of, area]).toSorted()).toEqual([
      ["risk", "egen iakttagelse", visitId, "skola"],
      ["skydd", "egen iakttagelse", visitId, "skola"],
    ]);
    const read = valueOf(await house.read(me(), getCase, { caseId: one.caseId }));
    expect(read.visits).toMatchObject([{ id: visitId, announced: "anmält", seen: "Städat, mat hemma.", withheld: true }]);
    expect(JSON.stringify(read)).not.toContain("XQ-hemma");
    const { withheld } = valueOf(await house.read(me(), getWithheld, { caseId: one.caseId }));
    expect(withheld.map(({ text }) => text)).toContain("XQ-hemma");
  });

  test("the database refuses what the form does: inside without a ground, somebody's home without whose, a guardian of another child", async () => {
    const [one, other] = [await investigatedCase(house), await investigatedCase(house)];
    const { visitId } = valueOf(await visits(one));
    const stranger = (await lookAt(house, other.caseId)).guardians[0]?.id ?? "";
    const copy = (set: object) =>
      writeAsOwner(house, (tx) =>
        sql`insert into investigation.home_visit select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid()) || ${JSON.stringify(set)}::jsonb)).*
          from investigation.home_visit v where id = ${visitId}::uuid`.execute(tx),
      );
    await expect(copy({ ground: null, consent_of: null })).rejects.toThrow(/visit_inside_says_on_which_ground/u);
    await expect(copy({ seen: null })).rejects.toThrow(/visit_inside_says_what_was_seen/u);
    await expect(copy({ announced: "oanmält" })).rejects.toThrow(/visit_unannounced_says_why/u);
    await expect(copy({ home: "en vårdnadshavares hem" })).rejects.toThrow(/visit_says_whose_home/u);
    await expect(copy({ home: "en vårdnadshavares hem", person_id: stranger })).rejects.toThrow(/no guardian of the child/u);
  });
});

describe("instruments", () => {
  const added = (name: string, validFrom = "2026-01-01") =>
    house.do(house.staff.leader, addInstrument, { instrumentName: name, validFrom }).then(({ instrumentId }) => instrumentId);
  const uses = (one: Investigated, instrumentId: string, given: object = {}) =>
    house.act(me(), recordInstrument, {
      ...key(one),
      ...{ instrumentId, usedOn: day, usedBy: "Karin", about: "barnet", summary: "Oro och sömn." },
      ...given,
    });

  test("are of the municipality's list, on a day that they stood there; so does the database have it", async () => {
    const one = await investigatedCase(house);
    const instrumentId = await added("Styrkor");
    expect(faultsOf(await house.act(house.staff.leader, addInstrument, { instrumentName: "styrkor", validFrom: day }))).toBe(
      "instrumentName",
    );
    expect(faultsOf(await uses(one, await added("Senare", "2026-04-01")))).toBe("instrumentId");
    expect(faultsOf(await uses(one, instrumentId, { about: "en vårdnadshavare" }))).toBe("personId");
    const { useId } = valueOf(await uses(one, instrumentId));
    await house.do(house.staff.leader, endInstrument, { instrumentId, lastOn: "2026-03-01" });
    expect(faultsOf(await uses(one, instrumentId))).toBe("instrumentId");
    const past = writeAsOwner(house, (tx) =>
      sql`insert into investigation.instrument_use select (jsonb_populate_record(u, jsonb_build_object('id', gen_random_uuid()))).*
        from investigation.instrument_use u where id = ${useId}::uuid`.execute(tx),
    );
    await expect(past).rejects.toThrow(/was not on the list that day/u);
    expect(codeOf(await house.act(me(), addInstrument, { instrumentName: "Mitt", validFrom: day }))).toBe("not-permitted");
  });
});

describe("the analysis", () => {
  test("rests on a visit, an instrument and what a party has told; what it rests on is not struck, and what is struck is not cited", async () => {
    const one = await investigatedCase(house);
    const [guardian] = (await lookAt(house, one.caseId)).guardians;
    const { visitId } = valueOf(await visits(one));
    const tells = { ...key(one), personId: guardian?.id, happenedOn: day, way: "möte" };
    const { accountId } = await house.do(me(), recordAccount, { ...tells, ownAccount: "Vi behöver hjälp." });
    const { accountId: wrong } = await house.do(me(), recordAccount, { ...tells, ownAccount: "Fel barn." });
    const strike = (id: string) =>
      house.act(me(), correctEntry, { caseId: one.caseId, entry: `party_accounts.${id}`, field: "felskriven", why: "Fel barn." });
    valueOf(await strike(wrong));
    const analysis = (restsUpon: readonly string[]) =>
      house.act(me(), writePassage, { ...key(one), section: "analys", text: "Analys.", restsUpon });
    expect(codeOf(await analysis([wrong]))).not.toBe("ok");
    valueOf(await analysis([accountId, visitId]));
    expect(codeOf(await strike(accountId))).not.toBe("ok");
    const { passages } = valueOf(await house.read(me(), getBody, key(one)));
    expect(passages[0]?.cites.map(({ account_id: told, visit_id: of }) => told ?? of).toSorted()).toEqual([accountId, visitId].toSorted());
    // Nothing of another investigation.
    const other = await investigatedCase(house);
    expect(codeOf(await house.act(me(), writePassage, { ...key(other), section: "analys", text: "A.", restsUpon: [visitId] }))).toBe(
      "not-in-case",
    );
  });
});

test("one guardian does not read of a visit in the other's home, nor that anything rests on it", async () => {
  const one = await investigatedCase(house);
  const [first, second] = (await lookAt(house, one.caseId)).guardians;
  const at = (personId: string | undefined, words: string) => ({
    home: "en vårdnadshavares hem",
    personId,
    seen: words,
    protection: `${words}-skydd`,
  });
  const { visitId } = valueOf(await visits(one, at(first?.id, "XQ-hos-ena")));
  valueOf(await visits(one, at(second?.id, "XQ-hos-andra")));
  valueOf(await visits(one, { home: "ett annat hem", homeOf: "XQ-mormor", seen: "XQ-hos-mormor" }));
  const found = { kind: "risk", source: "egen iakttagelse", foundOn: day, statement: "Trött." };
  const { findingId } = await house.do(me(), recordFinding, { ...key(one), ...found });
  for (const section of ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser", "analys"])
    await house.do(me(), writePassage, { ...key(one), section, text: "Text.", restsUpon: [findingId, visitId] });
  await house.do(me(), signInvestigation, { ...key(one), hasRead: "ja" });
  const of = async (guardianshipId: string | undefined) => {
    const asked = { harmReasoning: "Inget talar för det.", reporter: "visas" };
    const { extractId } = await house.do(me(), makeGuardianExtract, { caseId: one.caseId, guardianshipId, ...asked });
    return JSON.stringify(valueOf(await house.read(me(), getInvestigationExtract, { ...key(one), extractId })).investigation);
  };
  const [own, others] = [await of(first?.guardianship_id), await of(second?.guardianship_id)];
  for (const words of ["XQ-hos-ena", "XQ-hos-ena-skydd", `Hembesök ${day}`]) expect(own).toContain(words);
  for (const words of ["XQ-hos-andra", "XQ-mormor", "XQ-hos-mormor"]) expect(own).not.toContain(words);
  expect(others).toContain("XQ-hos-andra");
  for (const words of ["XQ-hos-ena", `"Hembesök ${day}"`]) expect(others).not.toContain(words);
});

test("an earlier investigation of the child is read beside, where the reader may see its case, and logged there; of another nothing is told", async () => {
  const number = {
    birthDate: undefined,
    identityNumber: numberAt(
      children.filter((one) => one > "2014"),
      5,
    ),
  };
  const before = await investigatedCase(house, number);
  await house.do(me(), writePassage, { ...key(before), section: "förslag", text: "XQ-då." });
  await finishCase(house, me(), before.caseId, day, "09:50");
  const now = await investigatedCase(house, number, "2026-03-05");
  visit.at("2026-03-05");
  expect(now.caseId).not.toBe(before.caseId);
  const find = () => house.read(me(), findEarlier, key(now)).then((found) => valueOf(found).earlier);
  expect(await find()).toMatchObject([{ case_id: before.caseId, investigation_id: before.investigationId, started_on: day }]);
  const browser = await visit.signIn("caseworker");
  const path = `/arenden/${now.caseId}/utredning/${now.investigationId}/tidigare`;
  const looks = async () => {
    const { rows } = await sql<{ times: string }>`select count(*) as times from audit.event where action = 'investigation.get-body'
      and ${before.investigationId}::uuid = any(subject_ids)`.execute(house.database.owner);
    return Number(rows[0]?.times);
  };
  const list = await (await browser.get(path)).text();
  expect([list.includes("Läs bredvid"), list.includes("XQ-då."), await looks()]).toEqual([true, false, 0]);
  const beside = await (await browser.get(`${path}?visa=${before.investigationId}`)).text();
  expect([beside.includes("XQ-då."), await looks()]).toEqual([true, 1]);
  // A case of another unit is not for whoever works with the child now: nor is it told that there is one.
  await sql`update intake.case_file set unit_id = (select u.id from access.unit u where u.municipality_id = ${house.municipalityId} and u.name = 'Enhet Söder')
    where id = ${before.caseId}::uuid`.execute(house.database.owner);
  await sql`update intake.assignment_ending set finishes_by = ${day}::date where case_id = ${before.caseId}::uuid`.execute(
    house.database.owner,
  );
  expect(await find()).toEqual([]);
  expect(await (await browser.get(`${path}?visa=${before.investigationId}`)).text()).not.toContain("XQ-då.");
  visit.at(day);
});

test("a form leads back to the tab that it was opened from, and nowhere else", async () => {
  const browser = await visit.signIn("caseworker");
  const { caseId } = await investigatedCase(house);
  const note = `/arenden/${caseId}/anteckning/ny`;
  const opens = async (from: string) => (await browser.get(note, { referer: `${visit.app.address}${from}` })).text();
  const form = await opens(`/arenden/${caseId}/journal`);
  expect(form).toContain('name="_tab" value="journal"');
  expect(form).toContain(`name="_cancel" value="/arenden/${caseId}/journal"`);
  for (const from of [`/arenden/${caseId}`, "/arenden/00000000-0000-7000-8000-000000000000/journal", `/arenden/${caseId}/logg`])
    expect(await opens(from)).not.toContain("_tab");
  const sends = async (tab: string) => {
    const answer = await submit(browser, note, { happenedOn: day, text: `Ringt skolan ${tab}.`, _tab: tab });
    return answer.headers.get("location")?.replace(/[?#].*$/u, "");
  };
  expect([await sends("utredning"), await sends("//evil.example")]).toEqual([`/arenden/${caseId}/utredning`, `/arenden/${caseId}`]);
});

test("in the browser without JavaScript: from the investigation to the visit, on to the conversation with day and place, and what was said after it", async () => {
  const browser = await visit.signIn("caseworker");
  const mainOf = async (path: string) => {
    const html = await (await browser.get(path)).text();
    return html.slice(html.indexOf("<main"));
  };
  const one = await investigatedCase(house);
  const body = `/arenden/${one.caseId}/utredning/${one.investigationId}`;
  expect(await mainOf(body)).toContain(`${body}/hembesok`);
  const wrong = await submit(browser, `${body}/hembesok`, { ...came, home: "", seen: "Det vi såg." });
  expect(wrong.status).toBe(422);
  const told = await wrong.text();
  for (const words of ["Det vi såg.", "Välj på vilken grund ni gick in.", "Skriv om barnets rum"]) expect(told).toContain(words);
  const done = await submit(browser, `${body}/hembesok`, { ...came, ...inside, ...seen, talkedWithChild: "ja" });
  const at = done.headers.get("location") ?? "";
  expect(at).toMatch(/\/samtal\/ny\?fas=[0-9a-f-]{36}&besok=[0-9a-f-]{36}/u);
  const form = await mainOf(at);
  for (const words of [/value="Vid hembesök"/u, /value="16:30"/u]) expect(form).toMatch(words);
  // Until it is written it lies near.
  expect(await mainOf(`/arenden/${one.caseId}`)).toContain("Dokumentera samtalet vid hembesöket");
  const talk = { phaseId: one.phaseId, heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag trivs." };
  expect((await submit(browser, at.replace(/&meddelande=.*/u, ""), talk)).status).toBe(303);
  expect(await mainOf(`/arenden/${one.caseId}`)).not.toContain("Dokumentera samtalet vid hembesöket");
  const now = await mainOf(body);
  for (const words of ["Hembesök, anmält", "Eget rum med lampa.", "Samtycke från"]) expect(now).toContain(words);
  const more = (/href="([^"]*uppgift\?besok=[^"]*)"/u.exec(now)?.[1] ?? "").replaceAll("&amp;", "&");
  expect(await mainOf(more)).toMatch(/name="visitId" value="[0-9a-f-]{36}"/u);
});
