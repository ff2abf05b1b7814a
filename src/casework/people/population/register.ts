/** The ways to a population register that the operator has set up: a peer that is asked over HTTP, or a folder that files are dropped in. */
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readOutgoingUrl } from "../../../platform/basics/outgoing-url.ts";
import { postSigned } from "../../../platform/messages/carriers/webhook.ts";
import { readAnswer } from "./record.ts";
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
      const body = JSON.stringify({ ask: "person", identityNumber });
      const answered = await postSigned({ url, secret }, body, now, { key: id, longestAnswer });
      if ("fault" in answered || answered.status !== 200) return "unreachable";
      const read = readAnswer(answered.text);
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

/** The files that wait, in the order of their names, each with what to do when it has been read. */
export async function waitingFiles(
  folder: string,
): Promise<readonly { readonly name: string; readonly read: () => Promise<string>; readonly done: () => Promise<void> }[]> {
  const [from, to] = [join(folder, "in"), join(folder, "klart")];
  await mkdir(from, { recursive: true });
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).filter((name) => name.endsWith(".json")).toSorted();
  return names.map((name) => ({
    name,
    read: () => readFile(join(from, name), "utf8"),
    done: () => rename(join(from, name), join(to, name)),
  }));
}
