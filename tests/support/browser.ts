import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import type { Browser, Page, Request } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // Two tests at a time fill both cores; helper threads of the scripts' engine would only take them from each other. A third of the work less.
  "--js-flags=--single-threaded",
];
const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Starts a headless Chromium: the one `CHROMIUM` names, the one the machine has, or the one that npm brought.
 * @throws Error that says what to install, when none of them runs here. Nothing is skipped silently.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env["CHROMIUM"];
  const tries = named ? [async () => named] : [bundled, ...usual.map((path) => async () => path)];
  const reasons: string[] = [];
  for (const find of tries) {
    try {
      return patient(await chromium.launch({ executablePath: await find(), args: flags }));
    } catch (error) {
      reasons.push(String(error).split("\n")[0] ?? "");
    }
  }
  throw new Error(
    `Ingen webbläsare gick att starta. Installera Chromium (Debian: apt-get install chromium) eller ange sökvägen i CHROMIUM.\n${reasons.join("\n")}`,
  );
}

/** On a busy machine everything takes many times as long: what is waited for may come late, and only what hangs runs into the bound. */
function patient(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(600_000);
    context.setDefaultNavigationTimeout(600_000);
    return context;
  };
  return browser;
}

/** How long a click may take to make the browser ask for the next page before it is taken for lost. */
const lostAfter = 15_000;

/**
 * Does something that leads to another page, and waits until that page is loaded. A browser that has too much to do can lose a click or a
 * key: where nothing has been asked for after a while, it is done once more. What has been asked for is waited for, however long it takes.
 */
export async function leaveBy(page: Page, act: () => Promise<void>): Promise<void> {
  let hasAsked = false;
  const notice = (request: Request): void => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) hasAsked = true;
  };
  page.on("request", notice);
  const arrived = page.waitForNavigation();
  // Whoever fails first is heard below; the other must not be a fault that nobody listens to.
  arrived.catch(() => undefined);
  try {
    for (let isOver = false; !isOver;) {
      await act();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(hasAsked), lostAfter)));
      isOver = await Promise.race([arrived.then(() => true), late]);
      clearTimeout(timer);
    }
    await arrived;
  } finally {
    page.off("request", notice);
  }
}

/** The browser from npm, unpacked once into the folder that all test files share. */
async function bundled(): Promise<string> {
  const { default: packaged } = await import("@sparticuz/chromium");
  const { TMPDIR: own, SHARED_TMPDIR: shared } = process.env;
  if (own === undefined || shared === undefined) return packaged.executablePath();
  process.env["TMPDIR"] = shared;
  try {
    return await packaged.executablePath();
  } finally {
    process.env["TMPDIR"] = own;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 A and AA, and good practice. What fails is told whole; of what passes axe describes one element, not hundreds that nobody reads. */
const axeOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};
const lookWithAxe = `axe.run(document, ${JSON.stringify(axeOptions)}).then(({ violations }) => violations.flatMap((one) => [
  one.id + ": " + one.help,
  ...one.nodes.slice(0, 5).map((node) => "    " + node.target.join(" ") + ": " + (node.failureSummary ?? "").replaceAll("\\n", " ")),
]))`;

/** Of what kinds of elements a page is made: each with its class, role, type and the names of what it says to those who listen; one, or several. */
const makeOfPage = `(() => {
  const counts = new Map();
  for (const element of document.querySelectorAll("*")) {
    const said = element.getAttributeNames().filter((name) => name.startsWith("aria-"));
    const kind = [element.tagName, element.className, element.getAttribute("role"), element.getAttribute("type"), ...said].join(" ");
    counts.set(kind, Math.min(2, (counts.get(kind) ?? 0) + 1));
  }
  return [...counts].map(([kind, count]) => kind + " " + count).sort().join("|");
})()`;
/** Address without identifiers, width and make of the pages that axe has found sound. */
const foundSound = new Set<string>();
const identifier = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<=\/)\d+(?=\/|$)/giu;

/**
 * Runs axe (WCAG 2.2 A and AA, and good practice) on the page as it stands. A page of the same address but for its identifiers, at the same width
 * and made of the same kinds of elements as one that was found sound is not looked at again. @throws Error that lists every fault.
 */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const address = new URL(page.url()).pathname.replaceAll(identifier, "ID");
  const make = `${address} ${page.viewportSize()?.width} ${String(await page.evaluate(makeOfPage))}`;
  if (foundSound.has(make)) return;
  // Through the debugger, because the page's own policy forbids foreign scripts; once in each document.
  const look = `typeof axe === "undefined" ? null : ${lookWithAxe}`;
  const found = (await page.evaluate(look)) ?? (await page.evaluate(`${axeSource}\n;${lookWithAxe}`));
  const lines = found as readonly string[];
  if (lines.length > 0) throw new Error(`axe: ${new URL(page.url()).pathname}\n${lines.join("\n")}`);
  foundSound.add(make);
}

/** Looks at the page as it stands on a telephone and on a desk: sound for axe at both widths, and no wider than its window. Leaves it wide. */
export async function expectSoundAtBothWidths(page: Page): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoAxeViolations(page);
    if (await overflowsSideways(page)) throw new Error(`${new URL(page.url()).pathname} is wider than its window of ${width} px.`);
    const unfit = await unfitIn(page, width);
    if (unfit.length > 0) throw new Error(unfit.join("\n"));
  }
}

/** What is long is folded, paged or stands on tabs: in a wide window no page is longer than this. */
const longest = 2500;
/** Pages that are long for a reason. */
const longPages: readonly (readonly [RegExp, string])[] = [
  [/\/utskrift(\/fullstandig)?$/u, "the whole case for paper"],
  [/^\/enkater\/[^/]+\/skriv-ut$/u, "a whole survey for paper"],
  [/^\/(enkater\/[^/]+|svara|formular\/.+)\/sida\//u, "a page of an agency's form holds the questions that the agency has put on it"],
];

/** Words of a cell or a label that have less room than they need, as "td 12 of 84 px: Förhandsbedömning". A word of more than 14 letters may break. */
const crushed = `(() => {
  const pen = document.createElement("canvas").getContext("2d");
  const found = new Set();
  for (const cell of document.querySelectorAll("main :is(td, th, dd, dt, label, legend)")) {
    const style = getComputedStyle(cell);
    const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (cell.clientWidth < 2 || style.display === "inline" || cell.closest(".ds-sr-only")) continue;
    const own = [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ");
    pen.font = style.font;
    for (const word of own.split(/[\\s\\u00ad\\u2010-]+/u).filter(Boolean)) {
      const need = pen.measureText(word.slice(0, 14)).width;
      if (room + 1 < need) found.add(cell.tagName.toLowerCase() + " " + Math.round(room) + " of " + Math.round(need) + " px: " + word);
    }
  }
  // In a narrow window a value stands beside its heading, never under it.
  for (const cell of innerWidth < 704 ? document.querySelectorAll("main .f-table tbody td") : []) {
    const heading = getComputedStyle(cell, "::before");
    if (heading.content === "none") continue;
    const beside = cell.getBoundingClientRect().left + parseFloat(heading.width);
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const place = document.createRange();
      place.selectNodeContents(text);
      const isUnder = [...place.getClientRects()].some(({ left, width }) => width > 1 && left < beside);
      if (isUnder && text.data.trim()) found.add("td " + cell.dataset.heading + ": under its heading: " + text.data.trim().slice(0, 40));
    }
  }
  return [...found];
})()`;

/** Words that are broken because their column is narrow; and in a wide window that the page, as it is opened, is longer than somebody scrolls through. */
export async function unfitIn(page: Page, width: number): Promise<readonly string[]> {
  const { pathname } = new URL(page.url());
  const broken = ((await page.evaluate(crushed)) as readonly string[]).map((one) => `${pathname} at ${width} px: ${one}`);
  if (width < 1280 || longPages.some(([path]) => path.test(pathname))) return broken;
  const [height, isFaulty] = (await page.evaluate(
    "[document.documentElement.scrollHeight, document.querySelector('[data-error-summary]') !== null]",
  )) as [number, boolean];
  return !isFaulty && height > longest ? [...broken, `${pathname} is ${height} px long in a window of ${width} px`] : broken;
}

/** True when the page is wider than its window, which nobody should have to scroll through. */
export async function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth") as Promise<boolean>;
}
