import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { loadDemo } from "../../demo/load.ts";
import { demoCode } from "../../demo/municipality.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { routes } from "../../src/app/web/routes.ts";
import { PlainBrowser, addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectNoAxeViolations, launchBrowser, leaveBy, overflowsSideways, unfitIn } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** Walks the whole demo as each role: every link answers, and every kind of page is sound, wide, narrow, enlarged and without scripts. */
let database: TestDatabase;
let app: TestApp;
let browser: Browser;

const today = "2026-11-22";
const people = ["caseworker", "team_leader", "analyst", "operator", "director"] as const;
const mostPages = 320;
const mostOfOneKind = 18;
const publicTitles = ["Välkommen", "Om Förtrogen", "Tillgänglighet", "Gränssnitt för program"];
const titles = new Set([...routes.map((route) => route.title), ...publicTitles].map((title) => `${title} – Förtrogen`));
const decision = "/arenden/:caseId/utredning/:investigationId/beslut";
/** Pages that the demo has no way to, and why; each is visited by another test. Files are no pages. */
const elsewhere: Readonly<Record<string, string>> = {
  "/anmalningar/mottagen": "comes after a report about a child whose case somebody else has",
  "/arenden/:caseId/inled-utredning/:intakeId": "needs an application that waits",
  "/arenden/:caseId/utreds-inte/:intakeId": "needs an application that waits",
  "/arenden/:caseId/ansokan/:intakeId/drojer": "needs an application that waits",
  "/arenden/:caseId/ansokan/:intakeId/begar-avgorande": "needs an application that waits",
  "/arenden/:caseId/begaran-om-avgorande/:decisionRequestId": "needs a request that an application is decided",
  "/arenden/:caseId/drojsmal/:noticeId/brev/granska": "needs an application that waits (`every-letter.db.test.ts`)",
  "/arenden/:caseId/begaran-om-avgorande/:decisionRequestId/brev/granska": "needs a request that is refused (`every-letter.db.test.ts`)",
  "/arenden/:caseId/mote/:meetingId/kallelse/:calledId/granska": "needs a meeting (`every-letter.db.test.ts`)",
  "/arenden/:caseId/overklagande/:appealId/brev/granska": "needs an appeal that came too late (`every-letter.db.test.ts`)",
  "/arenden/:caseId/insyn/:insightId/brev/granska": "needs a decision on what a party may see (`every-letter.db.test.ts`)",
  "/arenden/:caseId/medhandlaggare": "needs somebody who works beside the one responsible",
  "/uppfoljning/uttag/:runId": "needs an import",
  "/nodoppning": "needs a case that one may not see, by its number",
  "/att-granska/:itemId": "needs something to review",
  "/att-granska/egen-familj/:caseId/:staffId": "needs a match between a guardian and a member of staff",
  "/arenden/:caseId/utdrag/:extractId/anmalare": "needs a name that is to be secret in an extract (`secret-reporter.db.test.ts`)",
  "/arenden/:caseId/genogram/syskon/:childId": "needs two children of one report (`siblings.db.test.ts`)",
  "/dubbletter/:oneId/:otherId": "needs two children who may be one (`doubles.db.test.ts`)",
  "/arenden/:caseId/vardnadshavare/uppgift/:claimId": "needs a claim that waits",
  "/arenden/:caseId/fodelsedag/:age": "needs a birthday that is near",
  "/arenden/:caseId/personer/:personId/folkbokforing": "needs a population register that is set up (`double-pages.test.ts`)",
  "/arenden/:caseId/personer/:personId/folkbokforing/svar": "as above",
  "/arenden/:caseId/fodelse": "needs a child who is expected (`double-pages.test.ts`)",
  "/arenden/:caseId/personer/:personId/skyddat": "needs somebody with a protected identity",
  "/arenden/:caseId/personer/:personId/uppgift/:detailId": "needs an address or the like that is written",
  "/arenden/:caseId/skyddat": "needs something that guardians may not be shown",
  "/arenden/:caseId/utdrag/:extractId": "comes after an extract of the journal is made",
  "/arenden/:caseId/mote/:meetingId": "needs a meeting",
  "/arenden/:caseId/mote/:meetingId/flytta": "needs a meeting",
  "/arenden/:caseId/mote/:meetingId/stall-in": "needs a meeting",
  "/arenden/:caseId/mote/:meetingId/hur-det-gick": "needs a meeting",
  "/arenden/:caseId/mote/:meetingId/kalla/:calledId": "needs a meeting",
  "/arenden/:caseId/utredning/:investigationId/beslut/till-utskott": "needs a decision that is not prepared yet (`party-pages.test.ts`)",
  "/arenden/:caseId/arendelista/:agendaItemId": "needs an item that waits for its meeting (`party-pages.test.ts`)",
  "/arenden/:caseId/beslut/:decisionId/ratta": "needs a decision among the cases that are walked (`party-pages.test.ts`)",
  "/arenden/:caseId/utredning/:investigationId/part/:personId/kommunicering":
    "needs a party to whom nothing is sent (`party-pages.test.ts`)",
  "/arenden/:caseId/insyn/:insightId/lamna-ut": "needs a decision on what a party may see (`party-pages.test.ts`)",
  "/arenden/:caseId/overklagande/:appealId": "needs an appeal that is not tried (`party-pages.test.ts`)",
  "/arenden/:caseId/overklagande/:appealId/overlamna": "needs an appeal in time (`party-pages.test.ts`)",
  "/arenden/:caseId/utredning/:investigationId/ingen-part": "needs an investigation without any known party",
  "/anmals-till-namnden": "needs a decision of the chair that waits for the board",
  "/arenden/:caseId/anmal-till-namnden": "needs a decision of the chair that waits for the board",
  "/arenden/:caseId/samtal/:conversationId/skyddat": "needs something that guardians may not be shown",
  "/arenden/:caseId/insats/:interventionId/borjan": "needs an intervention that has not begun",
  "/arenden/:caseId/insats/:interventionId/uppgifter": "needs something said after the hand-over (`casework-pages.test.ts`)",
  "/arenden/:caseId/insats/:interventionId/rapport": "needs a decision that is not carried out in time",
  "/enkater/:answerSetId": "needs a survey that is begun",
  "/enkater/:answerSetId/sida/:page": "needs a survey that is begun",
  "/enkater/:answerSetId/skriv-under": "needs a survey that is begun",
  "/enkater/:answerSetId/skriv-ut": "needs a survey that is begun",
  "/enkater/:answerSetId/jamforelse": "needs a survey that is begun",
  "/enkater/:answerSetId/kvittens": "needs a survey that is signed",
  "/rutiner/:documentId/fil/:number/ta-bort": "needs a file that is attached",
  "/myndighet": "needs an agency",
  "/omgangar": "needs an agency",
  "/omgangar/ny": "needs an agency",
  "/omgangar/:roundId": "needs an agency",
  "/omgangar/:roundId/utskick": "needs an agency",
  "/omgangar/:roundId/kontakter": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/kontakt": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/lank": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/mer-tid": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/anteckning": "needs an agency",
  "/omgangar/:roundId/insamling": "needs an agency",
  "/omgangar/:roundId/insamling/vantar": "needs an agency",
  "/resultat": "needs an agency",
  "/resultat/:roundId": "needs an agency",
  "/resultat/:roundId/ny": "needs an agency",
  "/publiceringar/:publicationId": "needs an agency",
  "/publiceringar/:publicationId/tabell/:number": "needs an agency",
  "/publiceringar/:publicationId/kvalitet": "needs an agency",
  "/publiceringar/:publicationId/leveranser": "needs an agency",
  "/publiceringar/:publicationId/lage": "news for the page of a publication",
  "/omgangar/:roundId/kodning": "needs an agency",
  "/omgangar/:roundId/kodning/:column": "needs an agency",
  "/omgangar/:roundId/kodning/:column/kodbok": "needs an agency",
  "/omgangar/:roundId/kodning/:column/koda": "needs an agency",
  "/omgangar/:roundId/kodning/:column/las-in": "needs an agency",
  "/omgangar/:roundId/kodning/:column/avgor/:unitId": "needs an agency",
  "/omgangar/:roundId/kodning/:column/citat": "needs an agency",
  "/omgangar/:roundId/kodning/:column/citat-ur/:unitId": "needs an agency",
  "/omgangar/:roundId/kodning/:column/citat/:quoteId": "needs an agency",
  "/enkater/:answerSetId/skicka": "needs a survey that is begun",
  "/enkater/:answerSetId/mottagare": "needs a survey that is begun",
  "/enkater/:answerSetId/spara-kvitto": "needs a survey that is begun",
  "/leveranser": "needs an agency",
  "/leveranser/ta-emot": "needs an agency",
  "/leveranser/avvisade": "needs an agency",
  "/omgangar/:roundId/leveranser": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/leveranser": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/nyckel": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/aterkalla-nyckel": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/svar-at-enheten": "needs an agency",
  "/omgangar/:roundId/enheter/:unitId/folj-upp": "needs an agency",
  "/formular/egna/:form": "needs a form of one's own",
  "/formular/egna/:form/om": "needs a form of one's own",
  "/formular/egna/:form/sida/:formPage": "needs a form of one's own",
  "/formular/egna/:form/ny-sida": "needs a form of one's own",
  "/formular/egna/:form/fraga/:question": "needs a form of one's own",
  "/formular/egna/:form/sida/:formPage/ny-fraga": "needs a form of one's own",
  "/formular/egna/:form/fil": "needs a form of one's own",
  "/formular/egna/:form/sprak": "needs a form of one's own",
  "/formular/egna/:form/publicera": "needs a form of one's own",
  "/formular/egna/:form/fraga/:question/ta-bort": "needs a form of one's own",
  "/formular/egna/:form/prova": "needs a form of one's own",
  "/arenden/:caseId/utredning/:investigationId/skriv-under": "needs an investigation with all its headings",
  "/arenden/:caseId/utredning/:investigationId/tillagg": "needs an investigation that is signed (`approval-pages.test.ts`)",
  "/arenden/:caseId/overflyttning/:transferId": "needs a matter that another municipality was asked to take over (`two-ways.test.ts`)",
  "/arenden/:caseId/godkannande/:approvalId": "needs a decision that waits for somebody else's approval (`approval-pages.test.ts`)",
  "/arenden/:caseId/lofte/:promiseId": "needs a promise to a child",
  "/uppfoljning/uttag/:runId/lage": "news for the page of an import",
};

beforeAll(async () => {
  database = await createTestDatabase();
  const loaded = await loadDemo(database.ownerUrl, { seed: 1, children: 80, today });
  if (!loaded.ok) throw new Error(loaded.error.message);
  // No name is too long for its page: a third of the children have very long ones.
  await sql`update people.person set given_name = 'Maximilianaalexandrinawilhelminaelisabet', family_name = 'Schleswigholsteinsonderburgglücksburg'
    where id in (select child_id from intake.case_file where right(case_number, 1) in ('1', '4', '7'))`.execute(database.owner);
  app = await startTestApp(database, { now: stockholmInstant(today, "10:00") });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database.drop();
});

type Role = (typeof people)[number];

async function staffOf(role: Role, unit?: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select s.id from access.staff s join access.staff_role r on r.staff_id = s.id
    where r.role = ${role} and s.subject like 'demo:%' and (${unit ?? null}::uuid is null or s.unit_id = ${unit ?? null}::uuid)
    order by length(s.subject), s.subject limit 1`.execute(database.owner);
  const id = rows[0]?.id;
  if (!id) throw new Error(`The demo has no ${role}.`);
  return id;
}

async function signIn(staffId: string, code = demoCode): Promise<PlainBrowser> {
  const person = new PlainBrowser(app.address);
  expect((await person.signInAsDemo(code, staffId)).status).toBe(303);
  return person;
}

/** The route that an address belongs to, by its path with names for ids; the one with fewest names wins. */
function kindOf(path: string): string {
  const { pathname } = new URL(path, app.address);
  const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll(/:[^/]+/gu, "[^/]+")}$`, "u").test(pathname);
  const names = (pattern: string) => pattern.split("/:").length;
  return (
    routes
      .map((route) => route.path)
      .filter(fits)
      .sort((a, b) => names(a) - names(b))[0] ?? pathname
  );
}

/** What every page has, read as a browser without scripts reads it. */
function expectSoundHtml(path: string, html: string): void {
  const main = html.slice(html.indexOf("<main"));
  expect([path, html.match(/<h1[\s>]/gu)?.length]).toEqual([path, 1]);
  expect(titles).toContain(/<title>([^<]*)<\/title>/u.exec(html)?.[1]);
  // Nothing waits for a script to be shown, and every form can be sent.
  expect([path, /<(?!input)[a-z]+[^>]*\shidden[\s=>]/u.test(main)]).toEqual([path, false]);
  for (const [form] of main.matchAll(/<form method="post"[\s\S]*?<\/form>/gu)) {
    if (!path.startsWith("/?") && path !== "/") expect([path, form.includes('name="_csrf"')]).toEqual([path, true]);
    expect([path, /<button type="submit"/u.test(form)]).toEqual([path, true]);
  }
  // A time of day is written in one way: 08:12.
  const times = /(?<![\d.,])(?:[01]\d|2[0-3])\.[0-5]\d(?![\d.])/gu;
  expect([path, main.replaceAll(/<[^>]*>/gu, " ").match(times)]).toEqual([path, null]);
  for (const [, id] of html.matchAll(/href="#([^"]+)"/gu)) expect([path, id, html.includes(`id="${id}"`)]).toEqual([path, id, true]);
}

/** Follows links, rare kinds of pages first; gives one address of each kind. */
async function crawl(person: PlainBrowser): Promise<Map<string, string>> {
  const first = new Map<string, string>();
  const seen = new Map<string, number>();
  const known = new Set<string>();
  const queue = ["/", "/om"];
  for (let visited = 0; queue.length > 0 && visited < mostPages; visited++) {
    const path = queue.shift() ?? "";
    const answer = await person.get(path);
    // Only the front page leads on: to the first page of one's own.
    expect([path, answer.status]).toEqual([path, path === "/" && answer.status === 303 ? 303 : 200]);
    const isPage = answer.headers.get("content-type")?.startsWith("text/html") === true;
    const html = isPage ? await answer.text() : "";
    if (isPage && answer.status === 200) {
      expectSoundHtml(path, html);
      if (!first.has(kindOf(path))) first.set(kindOf(path), path);
    }
    const leads = [...html.matchAll(/href="(\/[^"#]*)/gu)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    for (const next of [...leads, answer.headers.get("location") ?? ""]) {
      const kind = kindOf(next);
      const times = seen.get(kind) ?? 0;
      if (!next.startsWith("/") || known.has(next) || times >= mostOfOneKind) continue;
      known.add(next);
      seen.set(kind, times + 1);
      if (times === 0) queue.unshift(next);
      else queue.push(next);
    }
  }
  return first;
}

async function openAs(person: PlainBrowser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: app.address })));
  return context.newPage();
}

/** What does not fit, of all pages: told together, last. */
const unfit: string[] = [];

/** As it is, enlarged to 200 % (a window of half the width), and on a telephone. */
async function expectSoundPage(page: Page, looksWithAxe = true): Promise<void> {
  if (looksWithAxe) await expectNoAxeViolations(page);
  for (const width of [640, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect([page.url(), width, await overflowsSideways(page)]).toEqual([page.url(), width, false]);
    unfit.push(...(await unfitIn(page, width)));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  unfit.push(...(await unfitIn(page, 1280)));
}

const clearAll = `for (const e of document.querySelectorAll("main form.f-form :is(input:not([type=hidden]), textarea, select)"))
  if (e.type === "radio" || e.type === "checkbox") e.checked = false; else e.value = "";`;

/** What a fault looks like is the components' own: axe looks at each set of components with faults once, whatever form it is in. */
const faultyAlike = new Set<string>();
const faultyParts = `[...new Set([...document.querySelectorAll("main form.f-form :is(input:not([type=hidden]), textarea, select, fieldset, details)")].map((e) =>
  [e.tagName, e.type ?? "", e.getAttribute("aria-invalid") ?? "", e.className].join(" ")))].sort().join("|")`;

/** Sends the page's form with nothing in it: the faults are told in Swedish, at the top with the focus and at the fields. */
async function expectFaultsTold(page: Page): Promise<void> {
  const send = page.locator("main form.f-form button[type=submit]:not([name])").last();
  if ((await send.count()) === 0) return;
  await page.evaluate(clearAll);
  await leaveBy(page, () => send.click());
  const summary = page.locator("[data-error-summary]");
  await summary.waitFor();
  await page.waitForFunction("document.activeElement?.matches('[data-error-summary]')");
  expect(await summary.innerText()).not.toMatch(/invalid|expected|required/iu);
  expect(await page.title()).toMatch(/^Fel: /u);
  const parts = await page.evaluate<string>(faultyParts);
  await expectSoundPage(page, !faultyAlike.has(parts));
  faultyAlike.add(parts);
}

const visited = new Set<string>();

describe.each(people)("as %s", (role) => {
  test("every link answers and every kind of page is sound", async () => {
    const person = await signIn(await staffOf(role));
    const kinds = await crawl(person);
    // Only an investigation with everything in place leads on to these; before that they say what is lacking.
    const decide = kinds.get(decision);
    for (const way of decide ? ["insats", "ingen-insats"] : []) kinds.set(`${decision}/${way}`, `${decide}/${way}`);
    const page = await openAs(person);
    for (const [kind, path] of kinds) {
      // What another role has seen looks the same, but for the pages that everybody starts from.
      if (visited.has(kind) && kind !== "/arenden") continue;
      visited.add(kind);
      await page.goto(app.address + path);
      await expectSoundPage(page);
      await expectFaultsTold(page);
    }
    await page.context().close();
  });
});

test("no page is left out", () => {
  // What somebody outside sees is looked at in `answer-by-link.test.ts`.
  const pages = routes.filter((route) => route.kind === "staff" && route.method !== "POST" && !route.file);
  const missed = pages.map((route) => route.path).filter((path) => !visited.has(path) && !(path in elsewhere));
  expect(missed).toEqual([]);
});

test("no page is longer than somebody scrolls through, and no word is broken because its column is narrow", () => {
  expect([...new Set(unfit)]).toEqual([]);
});

test("the front page is sound before anybody has signed in, and leads to the answers and to the work list at one press", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(app.address);
  await expectSoundPage(page);
  await leaveBy(page, () => page.getByRole("button", { name: "Visa svaren på enkäten" }).click());
  await page.getByRole("heading", { level: 1, name: "Svar på den nationella enkäten" }).waitFor();
  await leaveBy(page, () => page.getByRole("button", { name: "Logga ut" }).click());
  await leaveBy(page, () => page.getByRole("button", { name: "Öppna arbetslistan" }).click());
  await page.getByRole("heading", { level: 1, name: "Mina ärenden" }).waitFor();
  await page.context().close();
});

test.each(["caseworker", "team_leader", "analyst"] as const)(
  "a municipality without a single case has sound pages for its %s",
  async (role) => {
    const code = { caseworker: "9996", team_leader: "9997", analyst: "9998" }[role];
    const municipalityId = await addMunicipality(database, { code, name: "Tomköping", isDemo: true });
    const person = await signIn(await addDemoStaff(database, municipalityId, { name: "Ny Person", roles: [role], unit: "Enheten" }), code);
    const page = await openAs(person);
    for (const [kind, path] of await crawl(person)) {
      if (!["/arenden", "/uppfoljning/svar", "/uppfoljning/uttag"].includes(kind)) continue;
      await page.goto(app.address + path);
      await expectSoundPage(page);
      expect(await page.locator("main").innerText()).toMatch(/inga öppna ärenden|0 av 56 svar är klara|Inget uttag/u);
    }
    await page.context().close();
  },
);

test("the forms of a closed case say that it is closed", async () => {
  const { rows } = await sql<{ unit: string; paths: string[] }>`select c.unit_id as unit, array[
      'anteckning/ny', 'fordela', 'samtal/ny?fas=' || f.id, 'delaktighet/' || f.id || '/hord', 'delaktighet/' || f.id || '/berattad',
      'utredning/' || u.id || '/forlang', 'utredning/' || u.id || '/barnets-basta', 'utredning/' || u.id || '/beslut/insats',
      'utredning/' || u.id || '/beslut/ingen-insats', 'insats/' || i.id || '/plan', 'insats/' || i.id || '/uppfoljning',
      'insats/' || i.id || '/avslut', 'skyddsbedomning/' || n.id, 'inled-utredning/' || n.id, 'aterkoppling/' || n.id] as paths, c.id
    from intake.case_closure k join intake.case_file c on c.id = k.case_id
      join participation.phase f on f.case_id = c.id join investigation.investigation u on u.case_id = c.id
      join intervention.intervention i on i.case_id = c.id join intake.intake n on n.case_id = c.id
    order by c.id, f.id, u.id, i.id, n.id limit 1`.execute(database.owner);
  const [closed] = rows as unknown as { unit: string; paths: string[]; id: string }[];
  if (!closed) throw new Error("The demo has no closed case with an intervention.");
  const leader = await signIn(await staffOf("team_leader", closed.unit));
  for (const path of closed.paths) {
    const answer = await leader.get(`/arenden/${closed.id}/${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    const html = await answer.text();
    expect([path, html.includes("Ärendet är avslutat"), html.includes('class="f-form"')]).toEqual([path, true, false]);
    expectSoundHtml(path, html);
  }
  const whole = await (await leader.get(`/arenden/${closed.id}`)).text();
  expect(
    whole
      .slice(whole.indexOf("<main"))
      .match(/href="[^"]*(?:\/ny|\/plan|\/avslut|\/avsluta|\/uppfoljning|\/flytta\/[^"]*|rattar=[^"]*)"/gu),
  ).toBeNull();
});
