import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { roleNames } from "../../src/platform/core/actor.ts";
import type { Role } from "../../src/platform/core/actor.ts";
import { areas, routes } from "../../src/app/web/routes.ts";
import { apiPath } from "../../src/app/web/openapi.ts";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import type { Route } from "../../src/ui/page.tsx";
import { PlainBrowser } from "../support/app.ts";
import { addLink, addRound, agencyOf, comeIn, sendPage } from "../support/asked-unit.ts";
import { openHouse, staffNames } from "../support/casework.ts";
import type { StaffName } from "../support/casework.ts";
import { differenceOf } from "./difference.ts";
import { makeMunicipality } from "./municipality.ts";
import type { CaseName, Ids, Municipality } from "./municipality.ts";
import { partsOfPage, withoutIds } from "./page-text.ts";

/**
 * Every page as every role, read as text and held to what `recorded/` keeps of it, so that a change of what somebody sees is read as a
 * difference in review. `npm run record:walk` writes the files anew.
 */
const folder = join(import.meta.dirname, "recorded");
const isRecording = process.env["RECORD_WALK"] === "1";

const names: Partial<Record<StaffName, string>> = {
  caseworker: "ansvarig socialsekreterare",
  colleague: "medhandläggare",
  stranger: "socialsekreterare i en annan enhet",
  leader: "gruppledare",
};
const nameOf = (name: StaffName) => names[name] ?? roleNames[name as Role];
/** Those who can sign in; a leader of another unit sees what the caseworker there sees. */
const people = staffNames.filter((name) => name !== "nobody" && name !== "otherLeader");

/** The cases whose pages are shown, where it is another than the one that is followed up, or several. */
const shownOf: Readonly<Record<string, readonly CaseName[]>> = {
  "/arenden/:caseId": ["reported", "applied", "unassigned", "investigated", "granted", "followed", "closed"],
  "/arenden/:caseId/journal": ["reported", "followed", "closed"],
  "/arenden/:caseId/utredning": ["reported", "applied", "investigated", "followed"],
  "/arenden/:caseId/insatser": ["reported", "granted", "followed"],
  "/arenden/:caseId/anmal-till-namnden": ["urgent"],
  "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId": ["reported"],
  "/arenden/:caseId/anmalare/:intakeId": ["reported"],
  "/arenden/:caseId/anmalarmote/:intakeId": ["reported"],
  "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId/forlang": ["reported"],
  "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId/kontakt": ["reported"],
  "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId/samtycke": ["reported"],
  "/arenden/:caseId/inled-utredning/:intakeId": ["applied"],
  "/arenden/:caseId/skyddsbedomning/:intakeId": ["reported"],
  "/arenden/:caseId/utreds-inte/:intakeId": ["applied"],
  "/arenden/:caseId/insats/:interventionId/blir-inte-av": ["granted"],
  "/arenden/:caseId/insats/:interventionId/borjan": ["granted"],
  "/arenden/:caseId/insats/:interventionId/plan": ["granted"],
  "/arenden/:caseId/utredning/:investigationId/barnets-basta": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/beslut": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/beslut/ingen-insats": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/beslut/insats": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/forlang": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/information": ["investigated"],
  "/arenden/:caseId/godkannande": ["investigated"],
  "/arenden/:caseId/godkannande/:approvalId": ["investigated"],
  "/arenden/:caseId/parter": ["investigated", "refused", "followed"],
  "/arenden/:caseId/part/:personId/insyn": ["investigated"],
  "/arenden/:caseId/insyn/:insightId": ["investigated"],
  "/arenden/:caseId/insyn/:insightId/lamna-ut": ["investigated"],
  "/arenden/:caseId/overklagande/:appealId": ["refused"],
  "/arenden/:caseId/overklagande/:appealId/overlamna": ["refused"],
  "/arenden/:caseId/utredning/:investigationId/part/:personId/underrattelse": ["refused"],
  "/arenden/:caseId/utredning/:investigationId/part/:personId/overklagande": ["refused"],
  "/arenden/:caseId/kommunicering/:communicationId/svar": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/fraga-andra": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/hembesok": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/instrument": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/tidigare": ["investigated"],
  "/arenden/:caseId/ansokan/:intakeId/drojer": ["applied"],
  "/arenden/:caseId/ansokan/:intakeId/begar-avgorande": ["applied"],
  "/arenden/:caseId/begaran-om-avgorande/:decisionRequestId": ["refused"],
  "/arenden/:caseId/overflyttning/:transferId": ["investigated"],
  "/arenden/:caseId/uppgifter/:requestId": ["investigated"],
  "/arenden/:caseId/uppgifter/:requestId/brev/granska": ["investigated"],
  "/arenden/:caseId/kommunicering/:communicationId/brev/granska": ["investigated"],
  "/arenden/:caseId/insyn/:insightId/brev/granska": ["investigated"],
  "/arenden/:caseId/overklagande/:appealId/brev/granska": ["refused"],
  "/arenden/:caseId/drojsmal/:noticeId/brev/granska": ["refused"],
  "/arenden/:caseId/begaran-om-avgorande/:decisionRequestId/brev/granska": ["refused"],
  "/arenden/:caseId/uppgifter/:requestId/paminn": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/part/:personId/kommunicering": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/part/:personId/redogorelse": ["investigated"],
  "/arenden/:caseId/utredning/:investigationId/ingen-part": ["investigated"],
  "/arenden/:caseId/genogram/syskon/:childId": ["reported"],
  "/arenden/:caseId/personer/:personId": ["reported", "followed"],
  "/arenden/:caseId/vardnadshavare": ["reported", "followed"],
  "/arenden/:caseId/vardnadshavare/ny": ["reported"],
  "/arenden/:caseId/vardnadshavare/uppgift/:claimId": ["reported"],
};
const states: Readonly<Record<CaseName, string>> = {
  refused: "en ansökan som är avslagen",
  reported: "en anmälan som bedöms",
  applied: "en ansökan som väntar",
  unassigned: "ett ärende utan ansvarig",
  investigated: "en utredning inför beslut",
  granted: "en insats som inte har börjat",
  urgent: "ett beslut av ordföranden",
  followed: "en insats som har följts upp",
  closed: "ett avslutat ärende",
};

let municipality: Municipality;
const browsers = new Map<StaffName, PlainBrowser>();
const kept = new Set<string>();

beforeAll(async () => {
  municipality = await makeMunicipality();
  for (const name of people)
    browsers.set(name, name === "agency" ? await municipality.signInAtAgency() : await municipality.visit.signIn(name));
});
afterAll(() => municipality.visit.close());

function addressOf(path: string, ids: Ids): string {
  return path.replaceAll(/:([A-Za-z]+)/gu, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${path}: say in municipality.ts what :${name} stands for.`);
    return id;
  });
}

const get = (name: StaffName, address: string) => (browsers.get(name) as PlainBrowser).get(address);

async function textFor(name: StaffName, address: string): Promise<string> {
  const answer = await get(name, address);
  if (answer.status === 303) return `leds till ${withoutIds(answer.headers.get("location") ?? "")}`;
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return withoutIds(columnsOf(await answer.text()));
  const { title, main } = partsOfPage(await answer.text());
  return answer.status === 200 ? `${title}\n${main}` : `${answer.status} ${main.replaceAll("\n", " ")}`;
}

/** Of a table as a file: its columns. */
const columnsOf = (text: string) => text.split(/\r?\n/u)[0] ?? "";

/** What those with a role of the page see, said once for all who see the same; of whoever sees nearly the same, the difference. */
async function shownTo(route: Route, address: string): Promise<string> {
  const seen = new Map<string, string[]>();
  for (const name of people.filter((one) => mayOpen(route, one))) {
    const text = await textFor(name, address);
    seen.set(text, [...(seen.get(text) ?? []), nameOf(name)]);
  }
  const [[first = ""] = []] = seen;
  return [...seen].map(([text, who]) => `══ ${who.join(", ")}\n${text === first ? text : differenceOf(first, text)}\n`).join("\n");
}

const mayOpen = (route: Route, name: StaffName) => municipality.visit.house.staff[name].roles.some((role) => route.roles.includes(role));

/** Nobody without a role of the page gets to it, and nobody who is not signed in. */
async function expectRefused(route: Route, address: string): Promise<void> {
  for (const name of people.filter((one) => !mayOpen(route, one))) {
    const answer = await get(name, address);
    expect([name, answer.status, await answer.text()]).toEqual([name, 403, expect.stringContaining("Sidan hör inte till din roll.")]);
  }
  const answer = await new PlainBrowser(municipality.visit.app.address).get(address);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/?tillbaka=${encodeURIComponent(address)}`]);
}

function hold(file: string, text: string): void {
  kept.add(file);
  if (isRecording) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const before = existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "";
  expect(text, "A screen has changed: `npm run record:walk`, and read the difference.").toBe(before);
}

const isHtml = ({ file }: Route) => file === undefined;
const isText = ({ file }: Route) => file === undefined || file.type.startsWith("text/");
/** The log of a case first: it shows who has looked, and the walk looks. */
const isLog = ({ path }: Route) => path.endsWith("/logg");
/** What somebody outside sees is walked by itself, below. */
const walked = routes
  .filter((route) => route.kind === "staff" && route.method !== "POST" && isText(route))
  .sort((a, b) => Number(isLog(b)) - Number(isLog(a)));

test.each(walked.map((route) => [route.path, route] as const))("%s", async (path, route) => {
  const texts: string[] = [];
  for (const [place, name] of (shownOf[path] ?? (["followed"] as const)).entries()) {
    const address = addressOf(path, { ...municipality.cases.followed, ...municipality.cases[name] });
    if (place === 0) await expectRefused(route, address);
    texts.push(`${path}${path.includes(":caseId") ? ` (${states[name]})` : ""}\n\n${await shownTo(route, address)}`);
  }
  hold(`${path.slice(1).replaceAll("/", ".").replaceAll(":", "")}.txt`, texts.join("\n"));
});

test("what somebody outside sees, who answers for a unit by its link", async () => {
  const { house, app } = municipality.visit;
  const agency = agencyOf(await openHouse({ code: "202100-2114", database: house.database }));
  const [unitId = ""] = await addRound(agency, ["0114"], { opens_on: "2026-03-02", last_day: "2099-03-31", closes_on: "2099-04-14" });
  const link = await addLink(agency, unitId);
  const browser = new PlainBrowser(app.address);
  const told = async (address: string) => {
    const { title, main } = partsOfPage(await (await browser.get(address)).text());
    return `${title}\n${main}`;
  };
  const texts = [`/svara/:token\n\n${await told(link)}`];
  const at = await comeIn(browser, link);
  const setId = at.split("/").at(-1) ?? "";
  await sendPage(browser, `${at}/sida/planering`, { q13: "Ja" });
  await sendPage(browser, `${at}/skriv-under`, { signerName: "Siv Chef", signerTitle: "socialchef" });
  const paths = routes.filter((route) => route.kind === "respondent" && route.method !== "POST" && isHtml(route)).map(({ path }) => path);
  for (const path of paths.sort()) {
    const address = addressOf(path, { answerSetId: setId, page: "planering" });
    texts.push(`${path}\n\n${withoutIds(await told(address))}`);
  }
  hold("svara.txt", `${texts.join("\n\n══\n")}\n`);
});

test("the pages that need no role", async () => {
  const nobody = new PlainBrowser(municipality.visit.app.address);
  for (const path of ["/", "/om", "/om/tillganglighet"]) {
    const { title, main } = partsOfPage(await (await nobody.get(path)).text());
    hold(`${path.slice(1).replaceAll("/", ".") || "start"}.txt`, `${path}\n\n══ alla\n${title}\n${main}\n`);
  }
});

test("what stands around a page", async () => {
  const texts: string[] = [];
  for (const name of people)
    texts.push(`══ ${nameOf(name)}\n${partsOfPage(await (await get(name, "/mina-inloggningar")).text()).around}\n`);
  hold("ram.txt", `Runt sidan\n\n${texts.join("\n")}`);
});

test("the operations of the API, and the addresses that take or give a file", async () => {
  const files = routes.filter(({ file, method }) => file !== undefined || method === "POST");
  const lines = [
    ...Object.entries(areas).map(([area, words]) => `${area}: ${words}`),
    "",
    ...(await loadOperations())
      .filter(isOfApi)
      .map((one) => `${apiPath(one)}  ${one.title}  (${one.permit.map(({ who }) => who).join("; ")})`),
    "",
    ...files.map(({ method, path, title, file }) => `${method} ${path}  ${title}${file ? `  ${file.type}` : ""}`).sort(),
  ];
  hold("api.txt", `${lines.join("\n")}\n`);
});

test("nothing is kept of a page that is not there", () => {
  const gone = readdirSync(folder).filter((file) => !kept.has(file));
  if (isRecording) for (const file of gone) rmSync(join(folder, file));
  else expect(gone).toEqual([]);
});
