// The body of an investigation: finished and signed where the investigation has ended, half done where it goes on.
import { fingerprintOf, neutralStructure } from "../../src/casework/investigation/structure-file.ts";
import { ageOn, dateOf } from "../calendar.ts";
import type { Investigation } from "../lives/types.ts";
import { Random } from "../random.ts";
import { idFor, stampOf } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import { tell } from "./tell.ts";
import { writeInstrument, writeVisit } from "./visits.ts";

/** The investigation by its identifier, the talk in which the child was heard, and what its texts say was found. */
type Of = { readonly id: string; readonly talk: string | undefined; readonly found: "support" | "need" | "none" };

/** The days after the start when it is planned and when what is found is written. */
const plannedAfter = 1;
const foundAfter = 3;
/** As many days are given for a reply, and taken. */
const replyWithin = 14;
const repliedAfter = 10;
/** The year in which school begins. */
const schoolAge = 6;

/** Writes the body of an investigation told by hand. One that began in the last days has its plan at most. */
export function writeBody(paper: CasePaper, one: Investigation, place: number, of: Of): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId } = desk;
  const { referenceDay } = desk.municipality;
  const last = one.endedOn ?? referenceDay;
  if (one.startedOn + plannedAfter > last) return;
  const structureId = writeStructure(paper);
  // What is written here takes no turn of the chance that the rest of the life is told by.
  const own = { ...paper, random: new Random(life.number, place, 63) };
  const day = (after: number) => Math.min(last, one.startedOn + after);
  const id = (what: string, on: number) => idFor(desk, life, on, `utredningstext/${place}/${what}`);
  const text = (key: string, on: number) => tell(own, key, on);
  const keys = [caseId, of.id] as const;
  const written = [...keys, structureId, neutralStructure.analysisCites] as const;
  const plan = day(plannedAfter);
  tables.body.add(municipalityId, of.id, caseId, structureId, neutralStructure.analysisCites, ...stampOf(paper, plan, 10 * 60));
  tables.investigationPlan.add(
    municipalityId, id("plan", plan), ...keys, dateOf(plan), text("body/questions", plan), text("body/sources", plan), text("body/timetable", plan),
    text("body/childTakesPart", plan), ...stampOf(paper, plan, 10 * 60),
  ); // prettier-ignore
  if (one.startedOn + foundAfter > last) return;
  const found = day(foundAfter);
  const finding = (
    what: string,
    area: string | null,
    kind: string,
    source: string,
    more: readonly [person: string | null, name: string | null],
    key: string,
    kept = false,
    of: { readonly on?: number; readonly request?: string; readonly visit?: string } = {},
  ) => {
    const on = of.on ?? found;
    const findingId = id(what, on);
    tables.finding.add(
      municipalityId, findingId, ...written, area, kind, source, ...more, dateOf(on), text(key, on), kept ? text("body/kept", on) : null,
      kept ? text("body/keptReason", on) : null, of.request ?? null, of.visit ?? null, ...stampOf(paper, on, 11 * 60),
    ); // prettier-ignore
    return findingId;
  };
  const risk = finding("risk", "omsorg", "risk", "professionell", [null, "Personal som möter barnet på dagarna"], "body/findingRisk");
  const protection = finding(
    "skydd",
    "fritid-och-natverk",
    "skydd",
    "närstående",
    [null, "Mormor"],
    "body/findingProtection",
    life.number % 2 === 1,
  );
  paper.guardians.slice(0, 2).forEach((guardian, n) => {
    finding(
      `vårdnadshavare/${n}`,
      null,
      "åsikt",
      "vårdnadshavare",
      [guardian, null],
      n === 0 ? "body/guardianFirst" : "body/guardianSecond",
    );
  });
  // Every third child is seen at home; another third by an instrument.
  const seen = { caseId, investigationId: of.id, place, on: found };
  if (life.number % 3 === 0) {
    const visit = writeVisit(own, seen);
    finding("hembesök", "omsorg", "skydd", "egen iakttagelse", [null, null], "body/visitFound", false, { visit });
  }
  if (life.number % 3 === 1 && ageOn(life.birth, found) > 1) writeInstrument(own, seen);
  // The school has replied when a week and a half has gone; health care is waited for while the investigation goes on.
  const ask = (what: string, of: string, name: string, key: string) => {
    const requestId = id(what, found);
    const asked = [of, name, text(key, found), "uppgiftsskyldighet", "brev", dateOf(found), dateOf(found + replyWithin)] as const;
    tables.request.add(municipalityId, requestId, ...keys, ...asked, ...stampOf(paper, found, 13 * 60));
    return requestId;
  };
  const repliedOn = found + repliedAfter;
  const age = ageOn(life.birth, found);
  if (age > 0) {
    const [of, who] = age < schoolAge ? (["förskola", "Pedagog på förskolan"] as const) : (["skola", "Mentor på skolan"] as const);
    const request = ask("fråga/skola", of, who, "body/requestSchool");
    const replied = (on: number, form: string) =>
      tables.requestReply.add(municipalityId, request, caseId, "svar", dateOf(on), who, form, ...stampOf(paper, on, 11 * 60));
    if (repliedOn <= last) {
      replied(repliedOn, "skriftligt");
      finding("svar/skola", "skola", "skydd", "handling", [null, who], "body/replySchool", false, { on: repliedOn, request });
    } else if (one.endedOn !== undefined) replied(last, "muntligt");
  }
  if (one.endedOn === undefined) ask("fråga/vård", "hälso- och sjukvård", "Barnhälsovården", "body/requestCare");
  const passage = (section: string, area: string | null, said: string, on: number, follows: string | null = null) => {
    const passageId = id(`${section}/${area ?? ""}/${follows ?? ""}`, on);
    const rests = section === "analys" ? [risk, of.talk ?? null] : [null, null];
    tables.passage.add(
      municipalityId,
      passageId,
      ...written,
      section,
      area,
      said,
      ...rests,
      follows,
      ...stampOf(paper, on, 11 * 60 + (follows ? 45 : 30)),
    );
    return passageId;
  };
  const home = text("body/areaHome", found);
  const first = passage("område", "omsorg", home, found);
  passage("område", "omsorg", `${home} Mormor är med när föräldrarna talas vid.`, found, first);
  passage("område", "fritid-och-natverk", text("body/areaNetwork", found), found);
  if (one.endedOn === undefined) return;
  const ended = one.endedOn;
  passage("område", "kanslor-och-beteende", text("body/areaEveryday", ended), ended);
  passage("barnets åsikt", null, text("body/opinion", ended), ended);
  passage("hur åsikten vägs", null, text(`weighed/${of.found}`, ended), ended);
  passage("barnets bästa", null, text(`bestInterests/${of.found}`, ended), ended);
  passage("konsekvenser", null, text("body/consequences", ended), ended);
  const analysis = passage("analys", null, text(`assessment/${of.found}`, ended), ended);
  passage("förslag", null, text("body/proposal", ended), ended);
  const cite = (what: string, finding: string | null, talk: string | null) =>
    tables.citation.add(
      municipalityId,
      id(`vilar på/${what}`, ended),
      ...keys,
      analysis,
      finding,
      talk,
      ...stampOf(paper, ended, 11 * 60 + 30),
    );
  cite("risk", risk, null);
  cite("skydd", protection, null);
  if (of.talk !== undefined) cite("samtal", null, of.talk);
  tables.signature.add(municipalityId, of.id, caseId, dateOf(ended), ...stampOf(paper, ended, 11 * 60 + 50));
  if (ended + 1 > referenceDay || life.number % 2 === 0) return;
  tables.supplement.add(
    municipalityId, id("tillägg", ended + 1), ...keys, dateOf(ended + 1), "Fritid och nätverk", text("body/supplement", ended + 1), ...stampOf(paper, ended + 1, 9 * 60),
  ); // prettier-ignore
}

/** The neutral structure, which the first that is written keeps for the municipality. */
function writeStructure(paper: CasePaper): string {
  const { desk } = paper;
  const { tables, municipalityId, municipality } = desk;
  const id = idFor(desk, { ...paper.life, number: 0 }, municipality.referenceDay - 365, "utredningsmall");
  if (desk.kept.has(id)) return id;
  desk.kept.add(id);
  const { name, source, analysisCites, areas } = neutralStructure;
  tables.structure.add(
    municipalityId, id, fingerprintOf(neutralStructure), name, source, analysisCites, areas.length, ...stampOf(paper, municipality.referenceDay - 365),
  ); // prettier-ignore
  areas.forEach(({ code, heading, help, variable }, at) => {
    tables.structureArea.add(municipalityId, id, code, at + 1, areas.length, heading, help, variable);
  });
  return id;
}
