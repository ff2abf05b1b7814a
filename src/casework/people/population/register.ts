/** The ways to a population register that the operator has set up: a peer that is asked over HTTP, or a folder that files are dropped in. */
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, open, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { readOutgoingUrl } from "../../../platform/basics/outgoing-url.ts";
import { postSigned } from "../../../platform/messages/carriers/webhook.ts";
import { longestFile, readAnswer } from "./record.ts";
import type { PopulationRecord } from "./record.ts";

/** What came of a question: the record, that nobody has the number, that the answer comes in a file, or that there was none. */
export type Answered = PopulationRecord | "unknown" | "asked" | "unreachable";
export type PopulationRegister = {
  /** Never throws. `id` is what the register knows the same question again by. */
  readonly ask: (identityNumber: string, question: { readonly id: string; readonly now: Date }) => Promise<Answered>;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Fewer signs than this are no secret. */
const shortestSecret = 32;
const longestAnswer = 20_000;
/** Whoever asks waits with the database: no longer than this, and no more than so many at once in a process, so that a register that hangs stops nobody else. */
const longestWait = 8_000;
const mostAtOnce = 2;
let asking = 0;

/** The register, by POPULATION_URL and POPULATION_SECRET, or POPULATION_FOLDER; undefined where none is set up, or it is set up in a way that is not safe. */
export function openRegister(env: Environment = process.env): PopulationRegister | undefined {
  const [address, secret = "", folder] = [env["POPULATION_URL"], env["POPULATION_SECRET"], env["POPULATION_FOLDER"]];
  if (!address) return folder ? dropped(folder) : undefined;
  const url = readOutgoingUrl(address);
  return url && secret.length >= shortestSecret ? peer(url, secret) : undefined;
}

/** A peer that answers in our form: signed POST `{ "ask": "person", "identityNumber" }`. The number stands in the body alone, never in an address. */
function peer(url: URL, secret: string): PopulationRegister {
  return {
    async ask(identityNumber, { id, now }) {
      if (asking >= mostAtOnce) return "unreachable";
      asking += 1;
      const body = JSON.stringify({ ask: "person", identityNumber });
      const answered = await postSigned({ url, secret }, body, now, { key: id, longestAnswer, longestWait }).finally(() => (asking -= 1));
      if ("fault" in answered || answered.status !== 200) return "unreachable";
      const read = readAnswer(answered.text, stockholmDate(now));
      // Somebody else's record is no answer.
      return read === undefined || (read !== "unknown" && read.identityNumber !== identityNumber) ? "unreachable" : read;
    },
  };
}

/** A folder: what is asked for lies in `ut`, what the register says comes in `in` and lies in `klart` when it has been read. */
function dropped(folder: string): PopulationRegister {
  return {
    async ask(identityNumber, { id }) {
      try {
        await mkdir(join(folder, "ut"), { recursive: true });
        // Named by the question alone; whole when it has its name.
        const path = join(folder, "ut", `${id}.json`);
        await writeFile(`${path}.part`, JSON.stringify({ ask: "person", identityNumber }), { mode: 0o600 });
        await rename(`${path}.part`, path);
        return "asked";
      } catch {
        return "unreachable";
      }
    },
  };
}

type Waiting = {
  readonly name: string;
  /** Undefined for what is no file of its own (a link, a folder, a pipe), is larger than any file is, or is not written in UTF-8. */
  readonly read: () => Promise<string | undefined>;
  readonly done: () => Promise<void>;
};

/** The files that wait, in the order of their names, each with what to do when it has been read. */
export async function waitingFiles(folder: string): Promise<readonly Waiting[]> {
  const [from, to] = [join(folder, "in"), join(folder, "klart")];
  await mkdir(from, { recursive: true });
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).filter((name) => name.endsWith(".json")).toSorted();
  return names.map((name) => ({
    name,
    read: () => readOwnFile(join(from, name)),
    async done() {
      // What was read before by the same name stays.
      const isTaken = await access(join(to, name)).then(
        () => true,
        () => false,
      );
      await rename(join(from, name), join(to, isTaken ? name.replace(/\.json$/u, `-${randomUUID()}.json`) : name));
    },
  }));
}

async function readOwnFile(path: string): Promise<string | undefined> {
  try {
    // A link is not followed and a pipe not waited for: whoever may drop a file is not whoever may read another's.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size > longestFile) return undefined;
      return new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
