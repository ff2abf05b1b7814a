import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { askForInformation } from "../../src/casework/investigation/actions/ask-for-information.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { recordRequestReply } from "../../src/casework/investigation/actions/record-request-reply.ts";
import { remindOfRequest } from "../../src/casework/investigation/actions/remind-of-request.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { getBody } from "../../src/casework/investigation/queries/get-body.ts";
import { getRequestLetter } from "../../src/casework/investigation/queries/get-request-letter.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { investigatedCase } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { codeOf, faultsOf, saidOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** What an investigation asks of others: on which ground, a clock, a reply that becomes a finding, and no signature while it is waited for. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const key = ({ caseId, investigationId }: Investigated) => ({ caseId, investigationId });
const question = { askedOf: "skola", askedName: "Rektor på Ekskolan", askedFor: "Hur går det i skolan?", ground: "uppgiftsskyldighet" };
const when = { way: "brev", askedOn: day, replyBy: "2026-03-16" };
const asks = (one: Investigated, given: object = {}, actor = me()) =>
  house.act(actor, askForInformation, { ...key(one), ...question, ...when, ...given });
const came = {
  outcome: "svar",
  repliedOn: day,
  repliedBy: "Rektor Ek",
  replyForm: "skriftligt",
  kind: "risk",
  statement: "Borta fredagar.",
};
const replies = (one: Investigated, requestId: string, given: object = {}) =>
  house.act(me(), recordRequestReply, { caseId: one.caseId, requestId, ...came, ...given });
const clockOf = async ({ caseId }: Investigated) => {
  const { rows } = await sql<{ due: string; stopped: string | null }>`select due_on as due, stopped_by as stopped from due.clock
    where case_id = ${caseId}::uuid and rule_id = 'request-reply' order by started_at`.execute(house.database.owner);
  return rows;
};

async function written(one: Investigated): Promise<void> {
  for (const section of ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser", "förslag"])
    await house.do(me(), writePassage, { ...key(one), section, text: `Om ${section}.` });
  const found = { kind: "risk", source: "egen iakttagelse", foundOn: day, statement: "Trött." };
  const { findingId } = await house.do(me(), recordFinding, { ...key(one), ...found });
  await house.do(me(), writePassage, { ...key(one), section: "analys", text: "Analys.", restsUpon: [findingId] });
}

describe("asking", () => {
  test("faults come at their fields, all at once: who has no duty, a day that does not lie after, consent without whose", async () => {
    const one = await investigatedCase(house);
    expect(faultsOf(await asks(one, { askedOf: "enskild person" }))).toBe("ground");
    expect(faultsOf(await asks(one, { askedOf: "familjerådgivning" }))).toBe("ground");
    expect(faultsOf(await asks(one, { replyBy: day }))).toBe("replyBy");
    expect(faultsOf(await asks(one, { askedOn: "2026-03-01", askedOf: "enskild person" }))).toBe("askedOn,ground");
    expect(faultsOf(await asks(one, { ground: "samtycke" }))).toBe("consentOf,consentOn");
    expect(faultsOf(await asks(one, { ground: "samtycke", consentOf: "Mamma", consentOn: "2026-03-03" }))).toBe("consentOn");
    expect(codeOf(await asks(one, { ground: "samtycke", askedOf: "familjerådgivning", consentOf: "Mamma", consentOn: day }))).toBe("ok");
  });

  test("who is not in the case asks nothing, reads nothing and writes no reply", async () => {
    const one = await investigatedCase(house);
    const { requestId } = valueOf(await asks(one));
    const { stranger } = house.staff;
    expect(codeOf(await asks(one, {}, stranger))).toBe("not-permitted");
    expect(codeOf(await house.act(stranger, recordRequestReply, { caseId: one.caseId, requestId, ...came }))).toBe("not-permitted");
    expect(codeOf(await house.read(stranger, getRequestLetter, { caseId: one.caseId, requestId }))).toBe("not-permitted");
    // Nor by a case of one's own.
    const own = await investigatedCase(house);
    expect(codeOf(await house.act(me(), recordRequestReply, { caseId: own.caseId, requestId, ...came }))).toBe("not-found");
    expect(codeOf(await house.read(me(), getRequestLetter, { caseId: own.caseId, requestId }))).toBe("not-found");
  });

  test("the database refuses what the form does: a duty that is none, consent that nobody gave, a reply before the question", async () => {
    const one = await investigatedCase(house);
    const { requestId } = valueOf(await asks(one));
    const copy = (set: string) => () =>
      writeAsOwner(house, (tx) =>
        sql`insert into investigation.request select (jsonb_populate_record(q, jsonb_build_object('id', gen_random_uuid()) || ${set}::jsonb)).*
          from investigation.request q where id = ${requestId}::uuid`.execute(tx),
      );
    await expect(copy('{"asked_of":"enskild person"}')()).rejects.toThrow(/request_on_duty_is_of_somebody_who_has_it/u);
    await expect(copy('{"ground":"samtycke"}')()).rejects.toThrow(/request_on_consent_says_whose/u);
    await expect(copy('{"reply_by":"2026-03-02"}')()).rejects.toThrow(/request_is_answered_later/u);
    expect(faultsOf(await replies(one, requestId, { repliedOn: "2026-03-01" }))).toBe("repliedOn");
  });
});

describe("the clock and the reply", () => {
  test("a reminder moves the day, and the reply stops it and becomes a finding with its source", async () => {
    const one = await investigatedCase(house);
    const { requestId } = valueOf(await asks(one));
    expect(await clockOf(one)).toEqual([{ due: "2026-03-16", stopped: null }]);
    house.at("2026-03-17");
    const reminded = { remindedOn: "2026-03-17", way: "telefon", replyBy: "2026-03-24" };
    await house.do(me(), remindOfRequest, { caseId: one.caseId, requestId, ...reminded });
    expect((await clockOf(one)).at(-1)).toEqual({ due: "2026-03-24", stopped: null });
    const { letter } = valueOf(await house.read(me(), getRequestLetter, { caseId: one.caseId, requestId }));
    expect(letter.title).toContain("Påminnelse");
    expect(JSON.stringify(letter)).toContain("20 kap. 6 § SoL");
    const { findingId } = valueOf(await replies(one, requestId, { repliedOn: "2026-03-17", areaCode: "skola" }));
    expect((await clockOf(one)).at(-1)).toEqual({ due: "2026-03-24", stopped: "investigation.record-request-reply" });
    const { findings } = valueOf(await house.read(me(), getBody, key(one)));
    expect(findings).toMatchObject([
      {
        id: findingId,
        source: "handling",
        source_name: "Rektor Ek",
        request_id: requestId,
        area_code: "skola",
        statement: "Borta fredagar.",
      },
    ]);
    // Once only, and no reminder of what is answered.
    expect(codeOf(await replies(one, requestId, { repliedOn: "2026-03-17" }))).toBe("already-done");
    expect(codeOf(await house.act(me(), remindOfRequest, { caseId: one.caseId, requestId, ...reminded }))).toBe("already-done");
    // More of the reply is another finding of the same request.
    const more = {
      kind: "skydd",
      source: "handling",
      sourceName: "Rektor Ek",
      foundOn: "2026-03-17",
      statement: "Läser mycket.",
      requestId,
    };
    await house.do(me(), recordFinding, { ...key(one), ...more });
    const { requests } = valueOf(await house.read(me(), getCase, { caseId: one.caseId }));
    expect(requests).toMatchObject([{ reminders: [{ way: "telefon" }], reply: { outcome: "svar", replied_by: "Rektor Ek" } }]);
  });

  test("a finding names no request of another investigation", async () => {
    const [one, other] = [await investigatedCase(house), await investigatedCase(house)];
    const { requestId } = valueOf(await asks(other));
    await house.do(me(), writePassage, { ...key(one), section: "förslag", text: "F." });
    const found = { kind: "risk", source: "egen iakttagelse", foundOn: day, statement: "Trött.", requestId };
    expect(codeOf(await house.act(me(), recordFinding, { ...key(one), ...found }))).toBe("not-in-case");
  });
});

describe("the signature", () => {
  test("waits for a reply, or for why none is waited for; so does the database", async () => {
    const one = await investigatedCase(house);
    await written(one);
    const { requestId } = valueOf(await asks(one));
    const signs = () => house.act(me(), signInvestigation, { ...key(one), hasRead: true });
    const refused = await signs();
    expect(codeOf(refused)).toBe("unfinished");
    expect(saidOf(refused)).toContain("Utredningen väntar på uppgifter från andra.");
    const past = writeAsOwner(house, (tx) =>
      sql`insert into investigation.signature select municipality_id, investigation_id, case_id, ${day}::date, recorded_by, recorded_at
        from investigation.body where investigation_id = ${one.investigationId}::uuid`.execute(tx),
    );
    await expect(past).rejects.toThrow(/information is waited for/u);
    expect(faultsOf(await replies(one, requestId, { outcome: "inget svar" }))).toContain("noReplyReason");
    const none = { caseId: one.caseId, requestId, outcome: "inget svar", repliedOn: day, noReplyReason: "Skolan har stängt." };
    await house.do(me(), recordRequestReply, none);
    valueOf(await signs());
    // What is signed takes no more questions.
    expect(codeOf(await asks(one))).toBe("already-done");
  });
});
