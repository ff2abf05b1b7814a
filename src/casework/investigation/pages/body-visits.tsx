import type { FC } from "hono/jsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { termsOf } from "../../../platform/core/about.ts";
import type { CaseWith } from "../../case/case-parts.ts";
import { visitTalkLink } from "../../participation/phase-steps.ts";
import type { BodyPart } from "../body.ts";
import { investigationLinks } from "../links.ts";
import type { VisitPart } from "../visit-part.ts";
import { instrumentFields, visitFields, visitHeading } from "../visit-fields.ts";
import { Findings, KeptMark } from "./body-parts.tsx";

type Parts = CaseWith<"visits" | "instruments" | "conversations">;
type Where = { readonly caseId: string; readonly investigationId: string; readonly isOpen: boolean };

export const visitsOf = ({ visits }: Pick<Parts, "visits">, investigationId: string): readonly VisitPart[] =>
  visits.filter((one) => one.investigation_id === investigationId);

/** "Hembesök: 2". */
export const counted = (word: string, count: number): string => (count === 0 ? word : `${word}: ${count}`);

const namesOf = {
  always: ["announced", "whyUnannounced", "home", "personId", "homeOf", "ground", "consentOf", "otherGround", "present"],
  seen: ["childThere", "seen", "childRoom"],
} as const;

/** The visits to a home, each with what was seen and the findings that came of it. */
export const Visits: FC<Where & { parts: Parts; body: BodyPart; phaseId: string }> = ({ parts, body, phaseId, ...where }) => {
  const { caseId, investigationId, isOpen } = where;
  const visits = visitsOf(parts, investigationId);
  return (
    <>
      {visits.length === 0 ? <Paragraph subtle>Inget hembesök är dokumenterat.</Paragraph> : null}
      {visits.map((one) => {
        const talked = one.talked_with_child === "ja";
        const written = parts.conversations.find(({ held_on: on }) => on === one.visited_on);
        const row = { ...one, person_id: one.person };
        return (
          <div id={`besok-${one.id}`}>
            <Heading
              level={3}
            >{`${visitHeading(one)}, ${[one.visited_on, one.visited_at?.slice(0, 5)].filter(Boolean).join(" kl. ")}`}</Heading>
            <SummaryList rows={[...termsOf(visitFields, row, ...namesOf.always), ...termsOf(visitFields, row, ...namesOf.seen)]} />
            {one.withheld ? <KeptMark caseId={caseId} /> : null}
            <Findings of={body.findings.filter(({ visit_id: id }) => id === one.id)} label="Uppgifter från besöket" {...where} />
            <p class="f-small f-subtle">{one.by}</p>
            {isOpen ? (
              <ul class="f-more f-not-printed">
                {talked && !written ? (
                  <li>
                    <Link href={visitTalkLink(caseId, phaseId, one.id)}>{`Dokumentera samtalet vid besöket ${one.visited_on}`}</Link>
                  </li>
                ) : null}
                {one.outcome === "genomfört" ? (
                  <li>
                    <Link href={`${investigationLinks.finding(caseId, investigationId)}?besok=${one.id}`}>
                      {`Skriv vad någon sa eller vad ni såg: besöket ${one.visited_on}`}
                    </Link>
                  </li>
                ) : null}
              </ul>
            ) : null}
          </div>
        );
      })}
      {isOpen ? (
        <p class="f-not-printed">
          <Link href={investigationLinks.visit(caseId, investigationId)}>Dokumentera ett hembesök</Link>
        </p>
      ) : null}
    </>
  );
};

/** The instruments that were used: which, when, by whom and what they came to. */
export const Instruments: FC<Where & { parts: Parts }> = ({ parts, caseId, investigationId, isOpen }) => {
  const used = parts.instruments.filter((one) => one.investigation_id === investigationId);
  return (
    <>
      {used.length === 0 ? <Paragraph subtle>Inget bedömningsinstrument är dokumenterat.</Paragraph> : null}
      {used.map((one) => (
        <div>
          <Heading level={3}>{`${one.instrument}, ${one.used_on}`}</Heading>
          <SummaryList rows={termsOf(instrumentFields, { ...one, person_id: one.person }, "usedBy", "about", "personId", "summary")} />
          {one.withheld ? <KeptMark caseId={caseId} /> : null}
        </div>
      ))}
      {isOpen ? (
        <p class="f-not-printed">
          <Link href={investigationLinks.instrument(caseId, investigationId)}>Skriv att ett instrument användes</Link>
        </p>
      ) : null}
    </>
  );
};
