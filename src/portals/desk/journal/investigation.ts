/** An investigation as a document: what stands in it, in full or for a guardian. Pure but for the name of its template's file. */
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { defineTemplate } from "../../../platform/documents/template.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import type { WithheldPart } from "../../../casework/case/queries/get-withheld.ts";
import { kindWords, ownSources, sourceWords } from "../../../casework/investigation/body-fields.ts";
import type { BodyPart, CitationPart, FindingPart } from "../../../casework/investigation/body.ts";
import { headings } from "../../../casework/investigation/headings.ts";
import { leftOut, withoutNumbers } from "./guardian-view.ts";
import type { GuardianView } from "./guardian-view.ts";
import type { JournalValues } from "./extract.ts";

const words = answer.text(200_000);
const fact = z.tuple([answer.text(500), words]);

/** What the document shows; no name stands in its title or running head. */
export const investigationValues = z.object({
  title: answer.text(200),
  /** The bytes of the municipality's logo; null where its areas have none. */
  logo: answer.list(answer.count).nullable(),
  head: answer.text(200),
  mark: z.object({ heading: answer.text(300), about: words }),
  facts: answer.list(fact),
  accounts: answer.list(z.object({ heading: answer.text(500), passage: words })),
  sections: answer.list(
    z.object({ heading: answer.text(300), passage: words, findings: answer.list(fact), rests: answer.list(answer.text(500)) }),
  ),
  supplements: answer.list(fact),
  /** What guardians may not be shown; null in the version for a guardian. */
  withheld: answer.list(z.object({ heading: answer.text(300), passage: words, ground: answer.text(1200) })).nullable(),
  made: answer.text(300),
});
export type InvestigationValues = z.output<typeof investigationValues>;

/** The investigation as a document. */
export const investigationTemplate = defineTemplate({
  name: "investigation",
  file: new URL("investigation.typ", import.meta.url),
  values: investigationValues,
});

export type InvestigationToShow = {
  readonly parts: CaseParts;
  readonly body: BodyPart;
  readonly investigationId: string;
  readonly logo: readonly number[] | null;
  /** The mark and the making of the extract that it belongs to. */
  readonly journal: Pick<JournalValues, "mark" | "made">;
};

/** A guardian gets what is signed, or what has ended without a signature and changes no more; never a draft, which nobody has answered for. */
export function mayBeGivenOut({ investigations }: Pick<CaseParts, "investigations">, id: string, isSigned: boolean): boolean {
  return isSigned || investigations.some((one) => one.id === id && one.conclusion !== null);
}

/** All of it, with what guardians may not be shown. */
export function fullInvestigation(of: InvestigationToShow, withheld: readonly WithheldPart[]): InvestigationValues {
  const kept = withheld.filter((one) => one.kind === "utredning" || one.kind === "samtal");
  return {
    ...valuesOf(of, { shown: (text) => text, isShown: () => true, isCited: () => true, isOwn: () => true }, "fullständig version"),
    withheld: kept.map((one) => ({
      heading: `${one.kind === "samtal" ? "Samtal" : "Utredning"} ${one.on}`,
      passage: one.text,
      ground: one.reason,
    })),
  };
}

/**
 * As one guardian may be shown it: without what guardians may not be shown, and without what another guardian or somebody close has said. That it is left
 * out is said in the same words whether anything is or not; where somebody must not be found nothing that is written freely stands in it.
 */
export function guardianInvestigation(of: InvestigationToShow, view: GuardianView): InvestigationValues {
  const shown = (text: string): string => (view.hidesWhereabouts ? (text === "" ? "" : leftOut) : withoutNumbers(text, view.othersNumbers));
  const isShown = ({ source, person_id }: FindingPart): boolean =>
    source === "vårdnadshavare" ? person_id === view.personId : source !== "närstående";
  const own = new Set(of.body.findings.filter(isShown).map(({ id }) => id));
  const isCited = ({ finding_id: id, source }: CitationPart): boolean =>
    id === null || own.has(id) || !ownSources.some((one) => one === source);
  const reader = { shown, isShown, isCited, isOwn: (id: string) => id === view.personId };
  return { ...valuesOf(of, reader, "version för vårdnadshavare"), withheld: null };
}

/** What a reader is shown: of a text, of what is found, and of what a party has told. */
type Reader = {
  readonly shown: (text: string) => string;
  readonly isShown: (one: FindingPart) => boolean;
  /** Of what a text rests on: nothing tells that somebody else has told something. */
  readonly isCited: (one: CitationPart) => boolean;
  readonly isOwn: (personId: string) => boolean;
};

function valuesOf(
  { parts, body, investigationId, journal, logo }: InvestigationToShow,
  { shown, isShown, isCited, isOwn }: Reader,
  version: string,
): Omit<InvestigationValues, "withheld"> {
  const number = parts.file.case_number;
  const investigation = parts.investigations.find(({ id }) => id === investigationId);
  const findings = body.findings.filter(isShown);
  const { plan, signature } = body;
  const isDraft = !mayBeGivenOut(parts, investigationId, signature !== null);
  const said = (rows: readonly (readonly [string, string | null | undefined])[]) =>
    rows.flatMap(([term, value]): [string, string][] => (value ? [[term, value]] : []));
  return {
    title: `${isDraft ? "Utkast till utredning" : "Utredning"}, ärende ${number}`,
    logo: logo === null ? null : [...logo],
    head: `Ärende ${number} · ${isDraft ? "Utkast till utredning" : "Utredning"}, ${version}`,
    mark: isDraft ? { ...journal.mark, about: `${draftWords}\n${journal.mark.about}` } : journal.mark,
    made: journal.made,
    facts: said([
      ["Barnet", `${parts.child.given_name} ${parts.child.family_name}`],
      ["Inledd", investigation?.started_on],
      ["Avslutad", investigation?.conclusion?.concluded_on],
      [
        "Underskriven",
        signature
          ? `${signature.signed_on}, ${signature.by}`
          : isDraft
            ? "Nej, utredningen är inte färdig"
            : "Nej, utredningen avslutades utan underskrift",
      ],
      ["Vad som utreds", shown(investigation?.purpose ?? "")],
      ["Frågor", shown(plan?.questions ?? "")],
      ["Källor", shown(plan?.sources ?? "")],
      ["Tidsplan", shown(plan?.timetable ?? "")],
      ["Så är barnet med", shown(plan?.child_takes_part ?? "")],
      ["Områden enligt", `${body.structure.name}. Källa: ${body.structure.source}`],
    ]),
    accounts: [
      ...parts.conversations
        .filter((talk) => talk.phase_id === investigation?.phase_id && talk.child_words !== null)
        .map((talk) => ({
          heading: `Barnet, ${talk.form === "observation" ? "observation" : "samtal"} ${talk.held_on}`,
          passage: shown(talk.child_words ?? ""),
        })),
      ...parts.party_accounts
        .filter((one) => one.investigation_id === investigationId && isOwn(one.person_id))
        .map((one) => ({ heading: `${one.name}, ${one.happened_on}`, passage: shown(one.own_account) })),
      ...findings
        .filter(({ kind, area_code }) => kind === "åsikt" && area_code === null)
        .map((one) => ({ heading: `${shown(sourceOf(one))}, ${one.found_on}`, passage: shown(one.statement) })),
    ],
    sections: [
      ...body.structure.areas.map(({ code, heading }) =>
        section(
          heading,
          body.passages.find((one) => one.area_code === code),
          code,
        ),
      ),
      ...headings.map(({ section: which, label }) =>
        section(
          label,
          body.passages.find((one) => one.section === which && one.area_code === null),
          null,
        ),
      ),
    ],
    supplements: body.supplements.map((one): [string, string] => [
      `${one.added_on}, ${shown(one.concerns)}`,
      `${shown(one.text)}\n${one.by}`,
    ]),
  };

  function section(
    heading: string,
    passage: BodyPart["passages"][number] | undefined,
    area: string | null,
  ): InvestigationValues["sections"][number] {
    const found = area === null ? [] : findings.filter(({ area_code }) => area_code === area);
    const rests = (passage?.cites ?? [])
      .filter(isCited)
      .map((one) => `${one.conversation_id === null ? citedWords(one.what) : "Samtal med barnet"} ${one.on}`);
    return {
      heading,
      passage: shown(passage?.text ?? ""),
      findings: found.map((one): [string, string] => [
        `${kindWords[one.kind]}: ${shown(sourceOf(one))}, ${one.found_on}`,
        shown(one.statement),
      ]),
      rests,
    };
  }
}

const draftWords = "Utkast: utredningen är inte underskriven och kan ändras. Utkastet lämnas inte ut.";
const citedWords = (what: string): string => kindWords[what as keyof typeof kindWords];
const sourceOf = (one: FindingPart): string => one.person ?? one.source_name ?? sourceWords[one.source];
