import { spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = join(import.meta.dirname, "..", "..");

/** A folder of the test's own under `.build`, where what is generated finds the packages of the house. */
export async function makeFolder(): Promise<string> {
  await mkdir(join(root, ".build"), { recursive: true });
  return mkdtemp(join(root, ".build", "api-"));
}

/** What a program of node_modules said and how it ended. Tools ask nobody outside: no telemetry, no look for a newer version. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ code: number | null; said: string }> {
  const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}

type Found = {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly location: readonly { readonly pointer?: string }[];
};

/** What `redocly lint` finds with the rules it recommends, none turned off. */
export async function lint(document: object, folder: string): Promise<string[]> {
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(document));
  const answer = await run(["node_modules/@redocly/cli/bin/cli.js", "lint", file, "--extends", "recommended", "--format", "json"]);
  const json = answer.said.slice(answer.said.indexOf("{"), answer.said.lastIndexOf("}") + 1);
  const { problems } = JSON.parse(json) as { problems: readonly Found[] };
  return problems.map((one) => `${one.severity} ${one.ruleId} ${one.location[0]?.pointer ?? ""}: ${one.message}`);
}

/** Writes `schema.d.ts`: the types of a client, made of the document. */
export async function generateTypes(document: object, folder: string): Promise<void> {
  await writeFile(join(folder, "schema.d.ts"), astToString(await openapiTS(document as Parameters<typeof openapiTS>[0])));
}

/** What TypeScript says of a program that lies beside the types; nothing when it is right. */
export async function typeCheck(program: string, folder: string): Promise<string> {
  const file = join(folder, "program.ts");
  await writeFile(file, program);
  const options = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--allowImportingTsExtensions"];
  const modules = ["--module", "NodeNext", "--moduleResolution", "NodeNext", "--target", "ES2024", "--types", "node", "--ignoreConfig"];
  return (await run(["node_modules/typescript7/bin/tsc", ...options, ...modules, file])).said;
}
