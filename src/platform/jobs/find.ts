import { findInRooms } from "../core/find-rooms.ts";
import type { Job } from "../core/job.ts";

/** Every kind of job of the house, found in the rooms' `jobs/`, in order of name. None can be forgotten. */
export async function findJobs(): Promise<Job[]> {
  const found = await findInRooms("jobs", isJob);
  return found.map(({ value }) => value).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isJob(value: unknown): value is Job {
  return typeof value === "object" && value !== null && "attempts" in value && "payload" in value && "title" in value && "run" in value;
}
