import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadOperations } from "../../src/app/web/operations.ts";
import { findAbout } from "../../src/platform/core/about.ts";
import type { Fields } from "../../src/platform/core/about.ts";
import { decidedByFields } from "../../src/platform/core/decided-by.ts";
import { typedOnce } from "../../src/casework/investigation/typed-once.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { confirmClaims, openCaseFor } from "../support/casework.ts";
import { lookAt } from "../support/investigated.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/**
 * Nothing is asked twice: every question that stands in more than one form of casework, by its words, and why it is asked again or from where it is filled in. A
 * question that comes to stand in a second form has no line here, and the test falls until somebody says which it is. The fields of the investigation's texts are
 * tried one by one by investigation-body.db.test.ts (`typedOnce`).
 */
const body = "filled in from the investigation's text, field by field (typedOnce); only one of the two forms ends an investigation";
const talk =
  "one of two forms for the same meeting: whoever writes in one does not write in the other, and another meeting is another talk";
const other = "another person, or a correction that stands filled in with what is known (tried below)";
const message = "an address is used for the one message and kept nowhere else (skyddade uppgifter); the way is chosen for each";
const because: Readonly<Record<string, string>> = {
  "Det som gällde när formuläret öppnades": "a mark of what was on the page, which nobody types",
  "Gäller från": "each decision of the board holds from its own day",
  "Varför?": "each has reasons of its own",
  "Samlad bedömning": body,
  Lagrum: "stands chosen from the start; only one of the two forms ends an investigation",
  Motivering: body,
  "Vem har återtagit den?": "an application is withdrawn once: with the decision that ends its investigation, or without an investigation",
  "Vad blev det?": "another meeting: the committee's, or with the child",
  Kommentar: "each has reasons of its own",
  "Skälen för beslutet": "one page with two outcomes: only one of the two is sent",
  "Kontakter under förhandsbedömningen": "one page with two outcomes, filled in from the contacts that are written down",
  Skäl: "each has reasons of its own",
  "Förslag till beslut": "put to a committee, or to a second pair of eyes: never both for one decision",
  Skälen: "each has reasons of its own",
  "Ska det hållas hemligt vem som har anmält?": "the second form changes what the first said, and shows it",
  "Vad kan det antas att den som har anmält, eller någon närstående, utsätts för?":
    "the second form changes what the first said, and shows it",
  Personnummer: other,
  Födelsedatum: other,
  Förnamn: other,
  Efternamn: other,
  Kön: other,
  "Skyddade personuppgifter": other,
  "Barnets språk": other,
  "Behövs tolk?": other,
  "Var är den rätta uppgiften hämtad?": "each correction has its own source",
  "Vem eller vilken handling?": "each has its own source",
  "Hur?": "each contact has its own way",
  "Hur lämnades svaret?": "another answer: to a talk, or to an intervention",
  "Hur gick det?": "of an intervention that ends, or of a talk",
  "Varför inte?": "each step has its own reason",
  "Vilken orsak?": "each step has its own reason",
  Plats: talk,
  Mål: "the plan stands filled in with the decision's goals (tried below)",
  "Hur gick det till?": "each happened in its own way",
  "Vilken vårdnadshavare?": "another matter: who a file is kept from, or who said something",
  "Vem gäller det?": "chosen from the start where one is left",
  "Vad är det?": "of a finding, or of a person",
  "Det här får inte visas för vårdnadshavare":
    "what is kept from guardians is said of each text by itself, so that nothing is shown by mistake",
  "Hur möts ni?": "a meeting that is moved stands filled in (tried below)",
  "Var?": "a meeting that is moved stands filled in (tried below)",
  "E-postadress": message,
  Telefonnummer: message,
  "Varför är e-postadressen eller numret säkert?": message,
  "Vilken dag ska det vara gjort?": talk,
  "Vill {barnet} veta hur det gick?": talk,
  Form: talk,
  Sätt: talk,
  "Vilka var med, utöver dig och {barnet}?": talk,
  "Det här fick {barnet} veta": talk,
  "Förstod {barnet}?": talk,
  Hjälpmedel: talk,
  "Metod eller bedömningsinstrument": talk,
  "Det här sa {barnet}": talk,
  "Din egen tolkning": talk,
  "Vad händer nu för {barnet}?": talk,
  "På vilket sätt?": message,
  "Gäller från och med": "each change has its own day",
  "Var är uppgiften hämtad?": "each has its own source",
  "Vad är personen för den andra?": "another relation each time",
  "Från och med": "each relation has its own day; a correction stands filled in",
  Födelseår: other,
  Avliden: other,
  "Vad bedömningen bygger på": "assessed with the report or by itself: whoever writes it in one is not asked in the other",
  "Vad ni gör nu för att skydda barnet": "assessed with the report or by itself: whoever writes it in one is not asked in the other",
  Insatsen: "of what the municipality offers: whoever counts or ends an offer names which one",
  "Vad ska ändras?": "each change is one of its own",
  "Varför blev det fel?": "each correction has reasons of its own",
  Telefon: other,
  "Vad är personen för barnet?": other,
};

/** Said of all: when each thing happened and who decided it is its own (31 § FvL); the form begins with today and with whoever writes. */
const isOfEach = (name: string) => name in decidedByFields || /(?:On|At|To)$|^(?:day|time|minutes|from|to)$/u.test(name);

async function sharedQuestions(): Promise<ReadonlyMap<string, readonly string[]>> {
  const rooms = readdirSync("src/casework");
  const forms = new Map<string, Set<string>>();
  for (const { kind, name, input } of await loadOperations()) {
    if (kind !== "action" || !rooms.includes(name.split(".")[0] ?? "")) continue;
    for (const [field, schema] of Object.entries(input.shape as Fields)) {
      const described = findAbout(schema);
      if (described && !isOfEach(field)) forms.set(described.label, (forms.get(described.label) ?? new Set()).add(name));
    }
  }
  return new Map([...forms].filter(([, those]) => those.size > 1).map(([label, those]) => [label, [...those]]));
}

test("every question of more than one form says why it is asked again, or from where it is filled in", async () => {
  const shared = await sharedQuestions();
  const unsaid = [...shared].filter(([label]) => !(label in because)).map(([label, forms]) => `${label}: ${forms.join(", ")}`);
  expect(unsaid).toEqual([]);
  expect(Object.keys(because).filter((label) => !shared.has(label))).toEqual([]);
  expect(typedOnce.length).toBeGreaterThanOrEqual(7);
});

let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

/** What stands in a field of the page before anybody has typed anything: of a text, a list or buttons. */
function standsIn(html: string, name: string): string {
  const escaped = name.replaceAll(".", "\\.");
  const area = new RegExp(`<textarea[^>]*name="${escaped}"[^>]*>([^<]*)<`, "u").exec(html)?.[1];
  if (area !== undefined) return area.trim();
  const list = new RegExp(`<select[^>]*name="${escaped}"[^>]*>(.*?)</select>`, "su").exec(html)?.[1];
  if (list !== undefined) return /<option[^>]*value="([^"]*)"[^>]*selected/u.exec(list)?.[1] ?? "";
  const inputs = [...html.matchAll(/<input[^>]*>/gu)].map(([input]) => input).filter((input) => input.includes(`name="${name}"`));
  const chosen = inputs.find((input) => !/type="(?:radio|checkbox)"/u.test(input) || /\schecked/u.test(input));
  return /value="([^"]*)"/u.exec(chosen ?? "")?.[1] ?? "";
}

describe("what is known stands in the form", () => {
  type Filled = readonly [field: string, says: string];
  const shows = async (path: string, ...filled: readonly Filled[]): Promise<void> => {
    const me = await visit.signIn("caseworker");
    const html = await (await me.get(path)).text();
    for (const [field, says] of filled) expect([field, standsIn(html, field)]).toEqual([field, says]);
  };

  test("the goals of the decision, in the plan", async () => {
    const planless = await makeWholeCase(visit.house, { familyName: "Planlös" }, { planned: false });
    await shows(`/arenden/${planless.caseId}/insats/${planless.interventionId}/plan`, ["goals", "Skola varje dag."]);
  });

  test("whom a report named, where a guardian is confirmed; the guardian, where one is corrected", async () => {
    const { caseId } = await openCaseFor(visit.house, { familyName: "Andersson" });
    const [claim] = (await lookAt(visit.house, caseId)).guardian_claims;
    const named: readonly Filled[] = [["givenName", claim?.given_name ?? ""], ["familyName", claim?.family_name ?? ""]]; // prettier-ignore
    await shows(`/arenden/${caseId}/vardnadshavare/ny?uppgift=${claim?.id ?? ""}`, ...named);
    const [guardianshipId = ""] = await confirmClaims(visit.house, visit.house.staff.caseworker, caseId);
    const known = (await lookAt(visit.house, caseId)).guardians.find((one) => one.guardianship_id === guardianshipId);
    await shows(`/arenden/${caseId}/vardnadshavare/${guardianshipId}`, ["givenName", known?.given_name ?? ""]);
  });

  test("the child, where what is known is corrected", async () => {
    const { caseId } = await openCaseFor(visit.house, { familyName: "Barnsson", language: "somaliska" });
    await shows(`/arenden/${caseId}/barnet`, ["givenName", "Alva"], ["familyName", "Barnsson"], ["birthDate", "2016-05-14"], ["language", "somaliska"], ["sex", "kvinna"]); // prettier-ignore
  });

  test("a meeting, where it is moved", async () => {
    const { caseId } = await openCaseFor(visit.house, { familyName: "Mötesson" });
    await confirmClaims(visit.house, visit.house.staff.caseworker, caseId);
    const [guardian] = (await lookAt(visit.house, caseId)).guardians;
    const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret" };
    const about = { kind: "uppföljningsmöte", agenda: "Skolan.", contact: "0123-45 60 11", called: [guardian?.guardianship_id] };
    const { meetingId } = await visit.house.do(visit.house.staff.caseworker, bookMeeting, { caseId, ...when, ...about });
    await shows(`/arenden/${caseId}/mote/${meetingId}/flytta`, ["day", when.day], ["time", when.time], ["minutes", "60"], ["way", "besök"], ["place", when.place]); // prettier-ignore
  });

  test("days and deciders: today, and whoever writes", async () => {
    const { caseId, preliminaryAssessmentId } = await makeWholeCase(visit.house, { familyName: "Dagsson" });
    expect(preliminaryAssessmentId).not.toBe("");
    await shows(`/arenden/${caseId}/anteckning/ny`, ["happenedOn", "2026-03-02"]);
  });
});
