import { readFile, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { z } from "zod";
import { settleClocks } from "../../../casework/case/clocks.ts";
import { systemClock } from "../../../platform/basics/clock.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { machineIn } from "../../../platform/core/actor.ts";
import type { Actor } from "../../../platform/core/actor.ts";
import { ask, perform } from "../../../platform/core/door.ts";
import type { Action, Door, Query } from "../../../platform/core/door.ts";
import { publicText } from "../../../platform/core/signing-key.ts";
import { keepReceiptOfFile } from "../../../survey/collection/actions/keep-receipt.ts";
import { noteKey } from "../../../survey/collection/actions/note-key.ts";
import { keyIdOf } from "../../../survey/collection/delivery/envelope.ts";
import { keyFolderOf, makeOwnKey, readOwnKey } from "../../../survey/collection/delivery/own-key.ts";
import { fingerprintOfKey } from "../../../survey/collection/delivery/recipient.ts";
import { postDelivery } from "../../../survey/collection/delivery/post-delivery.ts";
import { sealAtCommand } from "../../../survey/collection/queries/seal-answers.ts";
import { longestFile, receiveFile } from "../../../survey/deliveries/actions/receive-file.ts";
import { agenciesOf, cliEnvironment, openContext, withCasework } from "../context.ts";
import type { Context } from "../context.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "../outcome.ts";

type Machine = Extract<Actor, { kind: "machine" }>;
type Chosen = { readonly municipality?: string; readonly format: "table" | "json" };
export type KeyOptions = Chosen & { readonly replace?: boolean; readonly show?: boolean };
export type SendOptions = Chosen & { readonly to?: string; readonly out?: string };
export type ReceiveOptions = Chosen & { readonly receipts?: string };

/** The door as the program, for the municipality or agency of the command. */
type Inside = {
  readonly code: string;
  readonly folder: string;
  readonly do: <I extends z.ZodObject, O>(action: Action<I, O, Machine>, input: z.input<I>) => Promise<Result<O>>;
  readonly ask: <I extends z.ZodObject, O>(query: Query<I, O, Machine>, input: z.input<I>) => Promise<Result<O>>;
};

async function inside(
  { municipality }: Chosen,
  among: typeof withCasework,
  work: (inside: Inside) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const opened = await openContext({ municipality, among });
  if (!opened.ok) return opened;
  try {
    return await work(insideOf(opened.value));
  } finally {
    await opened.value.close();
  }
}

function insideOf({ db, municipality }: Context): Inside {
  const folder = keyFolderOf(cliEnvironment());
  const door: Door = { db: db.app, clock: systemClock, settle: settleClocks, signingKeys: folder };
  const actor = machineIn(municipality.id);
  const mark = () => ({ requestId: newId(systemClock()) });
  return {
    code: municipality.code,
    folder,
    do: (action, input) => perform(door, action, actor, input, mark()),
    ask: (query, input) => ask(door, query, actor, input, mark()),
  };
}

/** Makes the key of a municipality or an agency, or shows its public half. */
export async function keyAtCommand(options: KeyOptions): Promise<void> {
  await reportOutcome(options.format, () =>
    inside(
      options,
      (all) => all,
      async ({ folder, code, do: perform }) => {
        const known = options.show ? await readOwnKey(folder, code) : undefined;
        if (known && !known.ok) return known;
        const made = known ? ok(known.value.publicKey) : await makeOwnKey(folder, code, options.replace === true);
        if (!made.ok) return made;
        const publicKey = publicText(made.value);
        const noted = await perform(noteKey, { publicKey });
        if (!noted.ok) return noted;
        const fingerprint = fingerprintOfKey(publicKey);
        if (options.format === "json") sayJson({ ok: true, code, keyId: keyIdOf(made.value), publicKey, fingerprint });
        else {
          say(publicKey);
          say(`Fingeravtryck: ${fingerprint}`);
          say(`Det är den publika nyckeln för ${code}. Lämna den till mottagaren på ett annat sätt än med det som signeras.`);
        }
        return ok(undefined);
      },
    ),
  );
}

/** Writes the signed answers of a questionnaire to a file, or sends them to an agency and keeps the receipt. */
export async function sendAtCommand(questionnaire: string, options: SendOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    if ((options.to === undefined) === (options.out === undefined))
      return failed(wrongUsage("Ange antingen --to med adressen eller --out med en fil."));
    return inside(options, withCasework, async ({ ask: query, do: perform }) => {
      const sealed = await query(sealAtCommand, { questionnaire });
      if (!sealed.ok) return sealed;
      const { delivery, answerSetId } = sealed.value;
      if (options.out !== undefined) {
        const written = await writeTo(options.out, delivery);
        if (written.ok) tell(options, { file: options.out }, `Den signerade leveransen är skriven till ${options.out}.`);
        return written;
      }
      const sent = await postDelivery(options.to ?? "", delivery);
      if (!sent.ok) return sent;
      const kept = await perform(keepReceiptOfFile, { answerSetId, receiptFile: sent.value });
      if (!kept.ok) return kept;
      const { verified } = kept.value;
      const words = verified
        ? "Kvittot är styrkt med myndighetens nyckel."
        : "Kvittot går inte att styrka: myndighetens nyckel är inte angiven.";
      tell(options, { verified }, `Leveransen är mottagen. ${words}`);
      return ok(undefined);
    });
  });
}

/** Takes files with signed deliveries, each by itself; one that is refused stops none of the others. */
export async function receiveAtCommandLine(files: readonly string[], options: ReceiveOptions): Promise<void> {
  await reportOutcome(options.format, () =>
    inside(options, agenciesOf, async ({ do: perform }) => {
      const outcomes: { file: string; ok: boolean; number?: number; repeated?: boolean; error?: Problem }[] = [];
      for (const file of files) {
        const text = await readDelivery(file);
        const taken = text.ok ? await perform(receiveFile, { deliveryFile: text.value }) : text;
        if (!taken.ok) {
          outcomes.push({ file, ok: false, error: taken.error });
          continue;
        }
        const { number, repeated, receipt, keyId, signature } = taken.value;
        outcomes.push({ file, ok: true, number, repeated });
        if (options.receipts !== undefined) {
          const written = await writeTo(
            `${options.receipts}/kvitto-${basename(file)}`,
            `${JSON.stringify({ receipt, keyId, signature })}\n`,
          );
          if (!written.ok) return written;
        }
      }
      const refused = outcomes.filter((one) => !one.ok);
      if (options.format === "json") sayJson({ ok: refused.length === 0, deliveries: outcomes });
      else {
        for (const { file, error, number, repeated } of outcomes)
          say(
            error
              ? `${file}: ${error.message} ${error.hint ?? ""}`.trimEnd()
              : `${file}: mottagen som nummer ${number}${repeated ? ", fanns redan" : ""}.`,
          );
      }
      if (refused.length > 0) process.exitCode = 1;
      return ok(undefined);
    }),
  );
}

function tell({ format }: Chosen, value: Readonly<Record<string, unknown>>, words: string): void {
  if (format === "json") sayJson({ ok: true, ...value });
  else say(words);
}

async function readDelivery(file: string): Promise<Result<string>> {
  const size = await stat(file).then(
    (about) => about.size,
    () => null,
  );
  const text = size === null || size > longestFile ? null : await readFile(file, "utf8").catch(() => null);
  if (text !== null && text !== "") return ok(text);
  return failed({
    code: "file-unreadable",
    message: size !== null && size > longestFile ? "Filen är för stor för en leverans." : "Filen går inte att läsa.",
    hint: "Kontrollera att den finns, att du får läsa den och att den är en signerad leverans.",
  });
}

async function writeTo(file: string, text: string): Promise<Result<undefined>> {
  try {
    await writeFile(file, text, { mode: 0o600 });
    return ok(undefined);
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    const hint = "Kontrollera att mappen finns och att du får skriva i den.";
    return failed({ code: "file-not-written", message: `Filen ${file} gick inte att skriva (${code}).`, hint });
  }
}
