import { readFile } from "node:fs/promises";
import { systemClock } from "../../../platform/basics/clock.ts";
import { isIsoDate, stockholmDate } from "../../../platform/basics/dates.ts";
import { isId, newId } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { isWithin, tidied } from "../../../platform/basics/text.ts";
import { machineIn } from "../../../platform/core/actor.ts";
import { writeAuditEvent } from "../../../platform/core/audit.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { usualTexts } from "../../../survey/rounds/sending-text.ts";
import type { SendingText } from "../../../survey/rounds/sending-text.ts";
import { writeSending } from "../../../survey/rounds/write-sending.ts";
import type { plannedKinds } from "../../../survey/rounds/write-sending.ts";
import { openAgencyContext } from "../context.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "../outcome.ts";

/** What `fortrogen survey invite` and `remind` were asked for. */
export type SendOptions = {
  readonly round?: string;
  readonly agency?: string;
  readonly day?: string;
  readonly text?: string;
  readonly format: "table" | "json";
};
type Kind = (typeof plannedKinds)[number];
const longest = { subject: 150, words: 5000 };

/** Plans a sending to the units of a round that have not delivered, and tells how many it goes to. A web process sends it. */
export async function sendAtCommand(kind: Kind, options: SendOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const text = options.text === undefined ? ok(usualTexts[kind]) : await readText(options.text);
    if (!text.ok) return text;
    if (options.day !== undefined && !isIsoDate(options.day))
      return failed(wrongUsage("Ange dagen som ÅÅÅÅ-MM-DD, till exempel 2026-03-14."));
    if (options.round !== undefined && !isId(options.round))
      return failed(wrongUsage("Det är ingen omgångs id.", "Det är sista delen av adressen till omgångens sida."));
    const opened = await openAgencyContext(options);
    if (!opened.ok) return opened;
    const { db, municipality, close } = opened.value;
    try {
      const now = systemClock();
      const today = stockholmDate(now);
      const sendOn = options.day ?? today;
      const planned = await inMunicipality(db.app, municipality.id, async (tx) => {
        const round = await chooseRound(tx, municipality.id, options.round, today);
        if (!round.ok) return round;
        const by = { municipalityId: municipality.id, staffId: null, now, today };
        const written = await writeSending(tx, by, { roundId: round.value.id, kind, sendOn, ...text.value });
        if (!written.ok) return written;
        const about = { requestId: newId(now), action: "rounds.plan-sending", kind: "write", outcome: "ok" } as const;
        await writeAuditEvent(tx, { actor: machineIn(municipality.id), ...about, subjectIds: [round.value.id, written.value] }, now);
        return ok({ ...round.value, sendingId: written.value, ...(await countReceivers(tx, municipality.id, round.value.id)) });
      });
      if (planned.ok) tell(kind, sendOn, planned.value, options.format);
      return planned;
    } finally {
      await close();
    }
  });
}

type Round = { readonly id: string; readonly title: string };

/** The round with the id, or the only one that is not closed. */
async function chooseRound(tx: Tx, municipalityId: number, id: string | undefined, today: string): Promise<Result<Round>> {
  const rounds = await tx
    .selectFrom("survey.round")
    .select(["id", "title"])
    .where("municipality_id", "=", municipalityId)
    .where((where) => (id === undefined ? where("closes_on", ">=", today) : where("id", "=", id)))
    .orderBy("recorded_at", "desc")
    .execute();
  const [one] = rounds;
  if (one && rounds.length === 1) return ok(one);
  if (one === undefined)
    return failed({ code: "not-found", message: "Ingen sådan omgång pågår hos myndigheten.", hint: "Lägg upp den på webben." });
  return failed(
    wrongUsage("Flera omgångar pågår. Ange vilken med --round.", rounds.map((round) => `${round.id}  ${round.title}`).join("\n")),
  );
}

type Counted = { readonly receivers: number; readonly withoutAddress: number };

async function countReceivers(tx: Tx, municipalityId: number, roundId: string): Promise<Counted> {
  const rows = await tx
    .selectFrom("survey.unit_standing")
    .select("address")
    .where("municipality_id", "=", municipalityId)
    .where("round_id", "=", roundId)
    .where("deliveries", "is", null)
    .execute();
  const receivers = rows.filter(({ address }) => address !== null).length;
  return { receivers, withoutAddress: rows.length - receivers };
}

function tell(
  kind: Kind,
  sendOn: string,
  { title, id, sendingId, receivers, withoutAddress }: Round & Counted & { sendingId: string },
  format: string,
): void {
  if (format === "json") return sayJson({ ok: true, kind, sendOn, round: id, sending: sendingId, receivers, withoutAddress });
  say(
    `${kind === "inbjudan" ? "Inbjudan" : "Påminnelsen"} till ${title} är planerad till ${sendOn}: ${receivers} enheter som inte har svarat.`,
  );
  if (withoutAddress > 0) say(`${withoutAddress} saknar adress och nås inte. Läs in adresser på omgångens sida.`);
  say("Den skickas av webben (fortrogen serve), och bara till dem som då inte har svarat.");
}

async function readText(path: string): Promise<Result<SendingText>> {
  const content = await readFile(path, "utf8").catch(() => undefined);
  if (content === undefined) return failed(wrongUsage(`Filen ${path} går inte att läsa.`));
  const [first = "", ...rest] = tidied(content).split("\n");
  const [subject, words] = [tidied(first), tidied(rest.join("\n"))];
  const isTooLong = !isWithin(subject, longest.subject) || !isWithin(words, longest.words);
  if (subject === "" || words === "" || isTooLong || /\p{Cc}/u.test(subject))
    return failed(
      wrongUsage(
        `${path} ska ha ämnesraden först (högst ${longest.subject} tecken), en tom rad, och sedan brevet (högst ${longest.words}).`,
      ),
    );
  return ok({ subject, words });
}
