// Finds out whether a browser runs on this machine, and how: prints the environment that it needs as one line of JSON (exit code 0), or in
// Swedish what to install (exit code 1). The Chromium from npm needs four libraries that a bare Debian lacks; npm brings those too.
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import chromium, { inflate } from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const advice = `Ingen webbläsare går att starta på den här datorn.
Debian och Ubuntu: apt-get install chromium
(eller, för den Chromium som npm hämtar: apt-get install libnss3 libnspr4 libexpat1 fontconfig fonts-dejavu-core)
Annars: ange sökvägen till en Chromium eller Chrome i CHROMIUM.`;

const environment = await findEnvironment();
if (environment) console.log(JSON.stringify(environment));
else {
  console.error(advice);
  process.exitCode = 1;
}

async function findEnvironment() {
  const named = process.env.CHROMIUM;
  if (named) return (await starts(named, {})) ? {} : undefined;
  const packaged = process.platform === "linux" && process.arch === "x64" ? await chromium.executablePath() : undefined;
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(tmpdir(), "fonts") };
  if (packaged && (await starts(packaged, fonts))) return fonts;
  const own = packaged ? await withLibraries(fonts) : undefined;
  if (own && (await starts(packaged, own))) return own;
  for (const path of usual) {
    if (existsSync(path) && (await starts(path, {}))) return { CHROMIUM: path };
  }
  return undefined;
}

/** The libraries that the package brings for a machine without them. */
async function withLibraries(fonts) {
  const archive = join(import.meta.dirname, "..", "node_modules", "@sparticuz", "chromium", "bin", "al2023.tar.br");
  if (!existsSync(archive)) return undefined;
  const folder = await inflate(archive);
  return { ...fonts, LD_LIBRARY_PATH: [join(folder, "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) };
}

/**
 * Whether the program shows a page: that needs its libraries, a font and a sandbox that may be switched off. A program that cannot start ends
 * at once; one that starts may be slow on a busy machine, and only what hangs runs into the bounds.
 */
async function starts(program, added) {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
  try {
    const browser = await playwright.launch({ executablePath: program, args, env: { ...process.env, ...added }, timeout: 180_000 });
    const page = await browser.newPage();
    await page.setContent("<p>hej</p>", { timeout: 120_000 });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}
