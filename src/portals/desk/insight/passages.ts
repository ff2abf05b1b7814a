/**
 * The material of a case piece by piece, as a party may be given it: each event of the journal, each section of an investigation that is signed, and what guardians
 * may not be shown. What is given of a piece is what a guardian's extract shows of it, never more. Pure.
 */
import { createHash } from "node:crypto";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { partNames, partsByName } from "../../../casework/case/case-parts.ts";
import type { CaseParts, PartName } from "../../../casework/case/case-parts.ts";
import { placeOf } from "../../../casework/case/outlook.ts";
import { withheldWords } from "../../../casework/case/queries/get-withheld.ts";
import type { WithheldPart } from "../../../casework/case/queries/get-withheld.ts";
import type { BodyPart } from "../../../casework/investigation/body.ts";
import type { CaseEvent } from "../../../casework/part/case-event.ts";
import type { WithholdingGround } from "../../../casework/party/codes.ts";
import { proposedGround } from "../../../casework/party/rules-insight.ts";
import { eventOf } from "../journal/extract.ts";
import type { JournalValues } from "../journal/extract.ts";
import { viewOfGuardian, viewOfRecord } from "../journal/guardian-view.ts";
import type { GuardianView } from "../journal/guardian-view.ts";
import { fullInvestigation, guardianInvestigation } from "../journal/investigation.ts";
import type { InvestigationValues } from "../journal/investigation.ts";

export type Passage = {
  /** Known by its row, and by a digest of what may be given of it: what is another after it was gone through is another piece. */
  readonly key: string;
  readonly on: string;
  /** As the caseworker knows it. */
  readonly heading: string;
  readonly text: string;
  /** What a party may be given of it; null where it is masked. */
  readonly given: JournalValues["events"][number] | null;
  /** What is given is less than all of it. */
  readonly isPartly: boolean;
  /** On which ground it is proposed to be withheld. */
  readonly ground: WithholdingGround | null;
};

type Material = {
  readonly parts: CaseParts;
  readonly bodies: readonly { readonly investigationId: string; readonly body: BodyPart }[];
  /** What guardians may not be shown: that it is there, not its words. */
  readonly withheld: readonly WithheldPart[];
  readonly view: GuardianView;
};

/** Everything that there is, the oldest first. */
export function passagesOf(material: Material): readonly Passage[] {
  const { parts, view, bodies, withheld } = material;
  const shown = viewOfGuardian(parts, view);
  // What of an investigation's body is in it stands in its sections.
  const ofParts = partNames.filter((name) => name !== "bodies").flatMap((name) => piecesOf(name, material, shown));
  const ofBodies = bodies.flatMap((one) => sectionsOf(one, material));
  const kept = withheld.map((one): Passage => {
    const heading = `${withheldWords[one.kind] ?? ""}: får inte visas för vårdnadshavare`;
    return {
      key: `skyddat:${one.kind}:${one.id}`,
      on: one.on,
      heading,
      text: "",
      given: null,
      isPartly: false,
      ground: proposedGround({ ...plain, isProtectedWords: true }),
    };
  });
  return keyed([...ofParts, ...ofBodies, ...kept].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.key < b.key ? -1 : 1)));
}

/** What is written of the case and its people for whoever works here: nothing that was added to the matter (10 § FvL). */
const ofStaff: ReadonlySet<PartName> = new Set<PartName>(["person_reviews", "doubles", "left", "moves"]);
/** What a child is promised, and says before it is a party of its own, is the child's. */
const ofChild: ReadonlySet<PartName> = new Set<PartName>(["promises", "birthdays"]);

const plain = {
  isMasked: false,
  isProtectedWords: false,
  isSecretReport: false,
  isOfAnother: false,
  hidesWhereabouts: false,
  isOfStaff: false,
};

function piecesOf(name: PartName, { parts, view }: Material, shown: CaseParts): readonly Passage[] {
  const part: unknown = parts[name];
  const events = partsByName[name].events ?? [];
  if (events.length === 0) return [];
  const place = placeOf(parts);
  const said = (of: CaseParts) => events.flatMap((one) => one.of(of, place));
  const [isOfStaff, isProtectedWords] = [ofStaff.has(name), ofChild.has(name)];
  if (!Array.isArray(part)) {
    const isNever = partsByName[name].guardian[""] === "never";
    return pairs(`${name}`, said(parts), isNever ? [] : said(shown), { isOfStaff, hidesWhereabouts: view.hidesWhereabouts });
  }
  return (part as readonly Readonly<Record<string, unknown>>[]).flatMap((record, index) => {
    const own = viewOfRecord(name, record, view);
    const full = said({ ...parts, [name]: [record] });
    const less = own.shown === undefined ? [] : said({ ...shown, [name]: [own.shown] });
    const id = typeof record["id"] === "string" ? record["id"] : `${String(record["recorded_at"] ?? "")}/${index}`;
    const isSecretReport = record["reporter_masked"] === true;
    return pairs(`${name}:${id}`, full, less, {
      ...{ isOfStaff, isProtectedWords },
      isOfAnother: own.isOfAnother,
      isSecretReport,
      hidesWhereabouts: view.hidesWhereabouts,
    });
  });
}

const digestOf = (given: NonNullable<Passage["given"]>): string =>
  createHash("sha256")
    .update(JSON.stringify([given.heading, given.when, given.account, given.inChildsWords]))
    .digest("hex")
    .slice(0, 16);

/** What is given is known by its words too; of those alike in the same row, by their order. */
function keyed(passages: readonly Passage[]): readonly Passage[] {
  const taken = new Map<string, number>();
  return passages.map((one) => {
    if (one.given === null) return one;
    const key = `${one.key.slice(0, one.key.lastIndexOf(":"))}:${digestOf(one.given)}`;
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    return { ...one, key: before === 0 ? key : `${key}-${before}` };
  });
}

/** What is said of a record in full beside what a party may be given: the same thing has the same day, moment and kind. What is given of nothing in full stands by itself. */
function pairs(key: string, full: readonly CaseEvent[], less: readonly CaseEvent[], of: Partial<typeof plain>): readonly Passage[] {
  const left = [...less];
  return full.map((event, place): Passage => {
    const at = left.findIndex((one) => one.on === event.on && one.recordedAt === event.recordedAt && one.kind === event.kind);
    const [given] = at < 0 ? [] : left.splice(at, 1);
    const words = eventOf(event);
    const mine = given && eventOf(given);
    return {
      ...{
        key: `${key}:${place}`,
        on: event.on,
        heading: words.heading,
        text: [words.account, words.inChildsWords].filter(Boolean).join("\n\n"),
      },
      given: mine ?? null,
      isPartly:
        mine !== undefined &&
        (mine.heading !== words.heading || mine.account !== words.account || mine.inChildsWords !== words.inChildsWords),
      ground: proposedGround({ ...plain, ...of, isMasked: mine === undefined }),
    };
  });
}

const nobody = { mark: { heading: "", about: "" }, made: "" };

function sectionsOf({ investigationId, body }: Material["bodies"][number], { parts, view }: Material): readonly Passage[] {
  const of = { parts, body, investigationId, logo: null, journal: nobody };
  const [full, less] = [fullInvestigation(of, []), guardianInvestigation(of, view)];
  const on = body.signature?.signed_on ?? parts.investigations.find(({ id }) => id === investigationId)?.conclusion?.concluded_on ?? "";
  const when = body.signature ? `${on} · ${body.signature.by}` : on;
  const piece = (key: string, heading: string, text: string, given: string | undefined, isOfAnother: boolean): Passage => ({
    ...{ key: `utredning:${investigationId}:${key}`, on, heading: `Utredningen: ${heading}`, text },
    given: given === undefined ? null : { heading: `Utredningen: ${heading}`, when, account: given, inChildsWords: "" },
    isPartly: given !== undefined && given !== text,
    ground: proposedGround({ ...plain, isMasked: given === undefined, isOfAnother, hidesWhereabouts: view.hidesWhereabouts }),
  });
  const sections = full.sections.flatMap((section, place) => {
    const [text, given] = [wordsOf(section), wordsOf(less.sections[place])];
    return text === "" ? [] : [piece(`rubrik:${place}`, section.heading, text, given === "" ? undefined : given, given === "")];
  });
  const added = full.supplements.map(([heading, text], place) =>
    piece(`tillägg:${place}`, `tillägg ${heading}`, text, less.supplements[place]?.[1], false),
  );
  return [...sections, ...added];
}

function wordsOf(section: InvestigationValues["sections"][number] | undefined): string {
  if (!section) return "";
  const { passage, findings, rests } = section;
  const found = findings.map(([heading, text]) => `${heading}\n${text}`);
  return [passage, ...found, rests.length > 0 ? `Vilar på: ${rests.join(", ")}` : ""].filter(Boolean).join("\n\n");
}

const askAnew = "Du kan begära att få se det på nytt.";
const oneChanged = `Ett stycke har ändrats efter beslutet och är inte med. ${askAnew}`;

/** The material as a document: the pieces that were gone through and given, and that still may be. */
export function givenMaterial(
  { parts, passages, given }: { readonly parts: CaseParts; readonly passages: readonly Passage[]; readonly given: ReadonlySet<string> },
  { to, at, by }: { readonly to: string; readonly at: Date; readonly by: string },
): JournalValues {
  const number = parts.file.case_number;
  const events = passages.flatMap((one) => (one.given !== null && given.has(one.key) ? [one.given] : []));
  const changed = given.size - events.length;
  const about = [
    "Det här är det material i ärendet som du har rätt att ta del av (10 § FvL). Vad som har beslutats om det står i beslutet som följer med.",
    "Uppgifterna kan gälla andra än dig. Tänk på vem du visar dem för.",
    ...(changed > 0 ? [changed === 1 ? oneChanged : `${changed} stycken har ändrats efter beslutet och är inte med. ${askAnew}`] : []),
  ];
  return {
    title: `Material i ärende ${number}`,
    head: `Ärende ${number} · Material till part`,
    mark: { heading: `Till ${to}`, about: about.join("\n") },
    facts: [["Ärende", number]],
    contents: [],
    events,
    withheld: null,
    made: `Framtaget ${formatDateTime(at)} av ${by}.`,
  };
}
