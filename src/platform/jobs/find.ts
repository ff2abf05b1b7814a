import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Job } from "../core/job.ts";

const source = fileURLToPath(new URL("../..", import.meta.url));
const here = ["platform", "jobs"].join(sep) + sep;

/** Every kind of job of the house, found in the rooms' `jobs/`, in order of name. None can be forgotten. */
export async function findJobs(): Promise<Job[]> {
  const found = new Map<string, Job>();
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((path) => path.split(sep).at(-2) === "jobs" && path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith(here))
    .sort();
  for (const file of files) {
    const module = (await import(pathToFileURL(join(source, file)).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) if (isJob(value)) found.set(value.name, value);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isJob(value: unknown): value is Job {
  return typeof value === "object" && value !== null && "attempts" in value && "payload" in value && "title" in value && "run" in value;
}
