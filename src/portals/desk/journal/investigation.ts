/** An investigation as a document: what stands in it, in full or for a guardian. Pure but for the name of its template's file. */
import { z } from "zod";
import { termsOf } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineTemplate } from "../../../platform/documents/template.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import type { WithheldPart } from "../../../casework/case/queries/get-withheld.ts";
import { kindWords, ownSources, sourceWords } from "../../../casework/investigation/body-fields.ts";
import type { BodyPart, CitationPart, FindingPart } from "../../../casework/investigation/body.ts";
import { headings } from "../../../casework/investigation/headings.ts";
import { instrumentFields, visitFields, visitHeading } from "../../../casework/investigation/visit-fields.ts";
import { asCorrected, correctedSince } from "./as-signed.ts";
import type { AsSigned, Since } from "./as-signed.ts";
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
  /** The visits to a home and the instruments. */
  visits: answer.list(z.object({ heading: answer.text(500), facts: answer.list(fact) })),
  sections: answer.list(
    z.object({ heading: answer.text(300), passage: words, findings: answer.list(fact), rests: answer.list(answer.text(500)) }),
  ),
  supplements: answer.list(fact),
  /** What the case says otherwise since it was signed. */
  later: answer.list(z.object({ heading: answer.text(500), passage: words })),
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
  /** What it says of the rest of the case as that stood when it was signed; left out where it is not, and then it says it as it stands. */
  readonly then?: AsSigned | undefined;
  /** The mark and the making of the extract that it belongs to. */
  readonly journal: Pick<JournalValues, "mark" | "made">;
};

/** A guardian gets what is signed, or what has ended without a signature and changes no more; never a draft, which nobody has answered for. */
export function mayBeGivenOut({ investigations }: Pick<CaseParts, "investigations">, id: string, isSigned: boolean): boolean {
  return isSigned || investigations.some((one) => one.id === id && one.conclusion !== null);
}

/** All of it, with what guardians may not be shown. */
export function fullInvestigation(given: InvestigationToShow, withheld: readonly WithheldPart[]): InvestigationValues {
  const of = { ...given, parts: given.then ? { ...given.parts, ...given.then.parts } : given.parts };
  const kept = withheld.filter((one) => one.kind === "utredning" || one.kind === "samtal");
  return {
    ...valuesOf(
      of,
      { shown: (text) => text, isShown: () => true, isCited: () => true, isOwn: () => true, isVisited: () => true },
      "fullständig version",
    ),
    later: given.then
      ? correctedSince(given.parts, given.then, given.investigationId).map(({ heading, passage }) => ({ heading, passage }))
      : [],
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
export function guardianInvestigation(given: InvestigationToShow, view: GuardianView): InvestigationValues {
  const of = given.then ? { ...given, parts: asCorrected(given.parts, given.then) } : given;
  const shown = (text: string): string => (view.hidesWhereabouts ? (text === "" ? "" : leftOut) : withoutNumbers(text, view.othersNumbers));
  const isOwn = (id: string): boolean => id === view.personId;
  // What was seen in the home of another, or by an instrument about another, is of that one.
  const isVisited = (one: Visited): boolean =>
    one.person_id === null ? !("home" in one) || one.home === "gemensamt hem" : isOwn(one.person_id);
  const others = new Set([...of.parts.visits, ...of.parts.instruments].filter((one) => !isVisited(one)).map(({ id }) => id));
  const isShown = ({ source, person_id, visit_id }: FindingPart): boolean =>
    !others.has(visit_id ?? "") && (source === "vårdnadshavare" ? person_id === view.personId : source !== "närstående");
  const findings = new Map(of.body.findings.map((one) => [one.id, one]));
  const accounts = new Set(of.parts.party_accounts.filter(({ person_id: id }) => isOwn(id)).map(({ id }) => id));
  const isCited = ({ finding_id: id, account_id: account, visit_id: visit, instrument_use_id: used, source }: CitationPart): boolean => {
    if (account !== null) return accounts.has(account);
    if (id === null) return !others.has(visit ?? used ?? "");
    const finding = findings.get(id);
    return finding ? isShown(finding) : !ownSources.some((one) => one === source);
  };
  const reader = { shown, isShown, isCited, isOwn, isVisited };
  // What was corrected may have been so because it was not to be shown: a guardian reads it as corrected, and that it was.
  const since = given.then ? correctedSince(given.parts, given.then, given.investigationId) : [];
  const mayKnow = ({ part, id }: Since): boolean =>
    part === "conversations" || part === "investigations" || (part === "party_accounts" ? accounts.has(id) : !others.has(id));
  const later = since.filter(mayKnow).map(({ heading }) => ({ heading, passage: "I utredningen står det här som det rättades." }));
  return { ...valuesOf(of, reader, "version för vårdnadshavare"), later, withheld: null };
}

/** What a reader is shown: of a text, of what is found, and of what a party has told. */
type Reader = {
  readonly shown: (text: string) => string;
  readonly isShown: (one: FindingPart) => boolean;
  /** Of what a text rests on: nothing tells that somebody else has told something. */
  readonly isCited: (one: CitationPart) => boolean;
  readonly isOwn: (personId: string) => boolean;
  /** Of the visits to a home and the instruments. */
  readonly isVisited: (one: Visited) => boolean;
};
type Visited = CaseParts["visits"][number] | CaseParts["instruments"][number];

function valuesOf(
  { parts, body, investigationId, journal, logo }: InvestigationToShow,
  { shown, isShown, isCited, isOwn, isVisited }: Reader,
  version: string,
): Omit<InvestigationValues, "withheld" | "later"> {
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
        .filter(({ area_code }) => area_code === null)
        .map((one) => ({
          heading: `${one.kind === "åsikt" ? "" : `${kindWords[one.kind]}: `}${shown(sourceOf(one))}, ${one.found_on}`,
          passage: shown(one.statement),
        })),
    ],
    visits: [
      ...parts.visits
        .filter((one) => one.investigation_id === investigationId && isVisited(one))
        .map((one) => ({
          heading: `${visitHeading(one)}, ${one.visited_on}`,
          facts: termed(termsOf(visitFields, { ...one, person_id: one.person })),
        })),
      ...parts.instruments
        .filter((one) => one.investigation_id === investigationId && isVisited(one))
        .map((one) => ({
          heading: `${one.instrument}, ${one.used_on}`,
          facts: termed(termsOf(instrumentFields, { ...one, person_id: one.person })),
        })),
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

  function termed(rows: readonly { readonly term: string; readonly value: string }[]): [string, string][] {
    return rows.map(({ term, value }) => [term, shown(value)]);
  }

  function section(
    heading: string,
    passage: BodyPart["passages"][number] | undefined,
    area: string | null,
  ): InvestigationValues["sections"][number] {
    const found = area === null ? [] : findings.filter(({ area_code }) => area_code === area);
    const rests = (passage?.cites ?? []).filter(isCited).map((one) => `${citedWords(one)} ${one.on}`);
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

function citedWords(one: CitationPart): string {
  if (one.conversation_id !== null) return "Samtal med barnet";
  if (one.account_id !== null) return "En parts berättelse";
  if (one.visit_id !== null) return "Hembesök";
  return one.instrument_use_id === null ? kindWords[one.what as keyof typeof kindWords] : one.what;
}

const sourceOf = (one: FindingPart): string => one.person ?? one.source_name ?? sourceWords[one.source];
