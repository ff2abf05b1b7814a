/** What the pages of an investigation's body say of it. Pure. */
import { capital } from "../../../platform/basics/text.ts";
import type { Option } from "../../../ui/components/fields.tsx";
import type { Task } from "../../../ui/components/lists.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { lastCorrection } from "../../case/corrected.ts";
import { talkWords, whatTheChildSaid } from "../../participation/pages/case-words.tsx";
import { kindWords, sourceWords } from "../body-fields.ts";
import type { BodyPart, CitationPart, FindingPart, PassagePart } from "../body.ts";
import { headings, slugOf } from "../headings.ts";
import type { TextPlace } from "../headings.ts";
import { investigationLinks } from "../links.ts";
import { visitHeading } from "../visit-fields.ts";

/** The text that stands at a place; undefined while nothing is written there. */
export const passageAt = (body: Pick<BodyPart, "passages">, { section, areaCode }: TextPlace): PassagePart | undefined =>
  body.passages.find((one) => one.section === section && one.area_code === areaCode);

/** "Johan Testsson", "Kurator på skolan", "Barnet": whom or what something comes from. */
export const sourceOf = (one: Pick<FindingPart, "source" | "person" | "source_name">): string =>
  one.person ?? one.source_name ?? sourceWords[one.source];

/** The first words of an account, to be recognised by. */
export function beginningOf(text: string, signs = 90): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length <= signs ? line : `${line.slice(0, signs).replace(/\s\S*$/u, "")} …`;
}

/** What an analysis may rest on: what the child has said or been seen to do, then what is found. */
export function restOptions(
  parts: CaseWith<"conversations" | "party_accounts" | "visits" | "instruments" | "entry_corrections">,
  body: Pick<BodyPart, "findings">,
  investigationId: string,
): readonly Option[] {
  const isOf = (one: { readonly investigation_id: string }): boolean => one.investigation_id === investigationId;
  const talks = whatTheChildSaid(parts).map((talk) => ({
    value: talk.id,
    label: `Barnet: ${talkWords(talk)}`,
    ...(talk.child_words ? { hint: beginningOf(talk.child_words) } : {}),
  }));
  const found = body.findings.map((one) => ({
    value: one.id,
    label: `${kindWords[one.kind]}: ${sourceOf(one)}, ${one.found_on}`,
    hint: beginningOf(one.statement),
  }));
  // What is struck as wrongly written is nothing to rest on.
  const told = parts.party_accounts
    .filter((one) => isOf(one) && lastCorrection(parts, `party_accounts.${one.id}`)?.kind !== "felskriven")
    .map((one) => ({ value: one.id, label: `Berättelse: ${one.name}, ${one.happened_on}`, hint: beginningOf(one.own_account) }));
  const visits = parts.visits
    .filter((one) => isOf(one) && one.outcome === "genomfört")
    .map((one) => ({ value: one.id, label: `${visitHeading(one)}, ${one.visited_on}`, hint: beginningOf(one.seen ?? "") }));
  const used = parts.instruments
    .filter(isOf)
    .map((one) => ({ value: one.id, label: `${one.instrument}, ${one.used_on}`, hint: beginningOf(one.summary) }));
  return [...talks, ...told, ...visits, ...used, ...found];
}

/** "Risk, 2026-03-04", "Samtal, 2026-03-02": what a text rests on, as it was when it was cited. */
export function citationWords(one: CitationPart): string {
  if (one.conversation_id !== null) return `${one.what === "observation" ? "Observation" : "Samtal med barnet"} ${one.on}`;
  if (one.account_id !== null) return `En parts berättelse ${one.on}`;
  if (one.visit_id !== null) return `Hembesök ${one.on}`;
  if (one.instrument_use_id !== null) return `${one.what} ${one.on}`;
  const source = one.source === null ? "" : ` (${sourceWords[one.source as keyof typeof sourceWords].toLowerCase()})`;
  return `${kindWords[one.what as keyof typeof kindWords]} ${one.on}${source}`;
}

/** What is left before the investigation can be signed, each with its state and the way to it. */
export function bodyTasks(caseId: string, investigationId: string, body: BodyPart): readonly Task[] {
  const { areas } = body.structure;
  const written = areas.filter(({ code }) => passageAt(body, { section: "område", areaCode: code }) !== undefined).length;
  return [
    {
      text: "Plan för utredningen",
      href: investigationLinks.plan(caseId, investigationId),
      ...(body.plan
        ? { status: `Skriven ${body.plan.planned_on}`, tone: "success" as const }
        : { status: "Saknas", tone: "warning" as const }),
    },
    {
      text: "Områden",
      status: `${written} av ${areas.length} skrivna`,
      tone: written > 0 ? "success" : "warning",
    },
    ...headings.map(({ section, slug, label, isNeeded }): Task => {
      const is = passageAt(body, { section, areaCode: null });
      const lacking = isNeeded ? ({ status: "Saknas", tone: "danger" } as const) : ({ status: "Kan skrivas", tone: "neutral" } as const);
      return {
        text: label,
        href: investigationLinks.passage(caseId, investigationId, slug),
        ...(is ? { status: "Skriven", tone: "success" } : lacking),
      };
    }),
  ];
}

/** The headings that are needed and not written. */
export const lackingHeadings = (body: BodyPart): readonly string[] =>
  headings.filter(({ section, isNeeded }) => isNeeded && !passageAt(body, { section, areaCode: null })).map(({ label }) => label);

/** The name of a place in the words of the investigation's structure; undefined where it has no such area. */
export function labelOf(
  body: Pick<BodyPart, "structure">,
  { section, areaCode }: TextPlace,
): { readonly label: string; readonly help: string } | undefined {
  if (areaCode === null) return headings.find((one) => one.section === section);
  const area = body.structure.areas.find(({ code }) => code === areaCode);
  return area && { label: area.heading, help: area.help ?? "" };
}

/** Every place that a text may stand at, in the order of the investigation. */
export const placesOf = (
  body: Pick<BodyPart, "structure">,
): readonly (TextPlace & { readonly slug: string; readonly label: string; readonly help: string })[] =>
  [
    ...body.structure.areas.map(({ code }): TextPlace => ({ section: "område", areaCode: code })),
    ...headings.map(({ section }): TextPlace => ({ section, areaCode: null })),
  ].map((place) => ({ ...place, slug: slugOf(place), label: labelOf(body, place)?.label ?? "", help: labelOf(body, place)?.help ?? "" }));

/** The child's own words, each with its conversation: what the heading about the child's opinion begins with. */
export function quotesOf(parts: CaseWith<"conversations">, phaseId: string): string {
  return whatTheChildSaid(parts, [phaseId])
    .toReversed()
    .filter((talk) => talk.child_words !== null && talk.form !== "observation")
    .map((talk) => `${capital(talkWords(talk))}: ”${talk.child_words ?? ""}”`)
    .join("\n\n");
}
