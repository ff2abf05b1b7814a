import type { FC } from "hono/jsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { Icon } from "../../../ui/components/icons.tsx";
import { Heading, Link, OwnWords, Paragraph, Tag } from "../../../ui/components/text.tsx";
import type { Tone } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { links } from "../../case/links.ts";
import { WithheldLink } from "../../case/pages/withheld.tsx";
import { nameOf, talkWords, whatTheChildSaid } from "../../participation/pages/case-words.tsx";
import { recordedConversationLink } from "../../participation/phase-steps.ts";
import { kindWords } from "../body-fields.ts";
import type { BodyPart, FindingPart, PassagePart } from "../body.ts";
import { investigationLinks } from "../links.ts";
import { citationWords, sourceOf } from "./body-words.ts";

/** That guardians may not be shown all of it, with the way to what they may not be shown: never the words themselves. */
export const KeptMark: FC<{ caseId: string }> = ({ caseId }) => (
  <p class="f-small f-withheld-mark">
    <Icon name="lock" />{" "}
    <span class="f-not-printed">
      Något här får inte visas för vårdnadshavare. <Link href={links.withheldInCase(caseId)}>Visa det</Link>
    </span>
    <span class="f-print-only">En del av det som är skrivet står inte här.</span>
  </p>
);

const tones: Readonly<Record<FindingPart["kind"], Tone | "neutral">> = { risk: "warning", skydd: "success", åsikt: "neutral" };

type In = { readonly caseId: string; readonly investigationId: string; readonly isOpen: boolean };

/** What is found, each with its source, its day and who wrote it. */
export const Findings: FC<In & { of: readonly FindingPart[]; label: string }> = ({ of, label, caseId, investigationId, isOpen }) =>
  of.length === 0 ? null : (
    <ul class="f-findings" aria-label={label}>
      {of.map((one) => (
        <li>
          <p>
            <Tag tone={tones[one.kind]}>{kindWords[one.kind]}</Tag> <strong>{sourceOf(one)}</strong>{" "}
            <span class="f-small f-subtle f-nowrap">{one.found_on}</span>
          </p>
          <p class="ds-paragraph f-case-text">{one.statement}</p>
          {one.withheld ? <KeptMark caseId={caseId} /> : null}
          {isOpen ? (
            <p class="f-small f-not-printed">
              <Link href={`${investigationLinks.finding(caseId, investigationId)}?rattar=${one.id}`}>Rätta uppgiften</Link>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );

/** One text with what it rests on and who wrote it when. */
export const PassageText: FC<{ of: PassagePart; caseId: string }> = ({ of, caseId }) => (
  <>
    <p class="ds-paragraph f-case-text">{of.text}</p>
    {of.withheld ? <KeptMark caseId={caseId} /> : null}
    {of.cites.length > 0 ? (
      <div>
        <p class="f-small">
          <strong>Vilar på</strong>
        </p>
        <ul class="f-small">
          {of.cites.map((one) => (
            <li>
              {one.conversation_id === null ? (
                citationWords(one)
              ) : (
                <Link href={recordedConversationLink(caseId, one.conversation_id)}>{citationWords(one)}</Link>
              )}
            </li>
          ))}
        </ul>
      </div>
    ) : null}
    <p class="f-small f-subtle">{`${of.by}, ${formatDateTime(new Date(of.recorded_at))}`}</p>
  </>
);

/** What the child says and what the adults say, side by side; the child's words come from the conversations and are not written again. */
export const Accounts: FC<In & { parts: CaseWith<"conversations" | "party_accounts">; body: BodyPart }> = ({ parts, body, ...where }) => {
  const said = body.findings.filter(({ kind }) => kind === "åsikt");
  const by = (...sources: readonly FindingPart["source"][]) => said.filter(({ source }) => sources.includes(source));
  const talks = whatTheChildSaid(parts);
  const guardians = by("vårdnadshavare");
  // What the parties have told by themselves stands in their records, and is not written again.
  const told = parts.party_accounts.filter((one) => one.investigation_id === where.investigationId && one.person_id !== parts.child.id);
  const weighed = body.findings.filter((one) => one.kind !== "åsikt" && one.area_code === null);
  const others = by("närstående", "professionell", "handling", "egen iakttagelse");
  return (
    <>
      <div class="f-beside">
        <div>
          <Heading level={3}>{nameOf(parts)}</Heading>
          {talks.length === 0 && by("barnet").length === 0 ? <Paragraph subtle>Inget är dokumenterat än.</Paragraph> : null}
          {talks.map((talk) => (
            <div>
              {talk.child_words ? <OwnWords>{talk.child_words}</OwnWords> : null}
              {talk.withheld ? <WithheldLink caseId={where.caseId} conversationId={talk.id} /> : null}
              <p class="f-small">
                <Link href={recordedConversationLink(where.caseId, talk.id)}>{talkWords(talk)}</Link>
              </p>
            </div>
          ))}
          <Findings of={by("barnet")} label="Det barnet har sagt på annat sätt" {...where} />
        </div>
        <div>
          <Heading level={3}>Vårdnadshavarna</Heading>
          {guardians.length + told.length === 0 ? <Paragraph subtle>Inget är dokumenterat än.</Paragraph> : null}
          {told.map((one) => (
            <div>
              <p>
                <strong>{one.name}</strong> <span class="f-small f-subtle f-nowrap">{one.happened_on}</span>
              </p>
              <p class="ds-paragraph f-case-text">{one.own_account}</p>
            </div>
          ))}
          <Findings of={guardians} label="Det vårdnadshavarna säger" {...where} />
        </div>
      </div>
      {others.length > 0 ? (
        <div>
          <Heading level={3}>Andra</Heading>
          <Findings of={others} label="Det andra säger" {...where} />
        </div>
      ) : null}
      {weighed.length > 0 ? (
        <div>
          <Heading level={3}>Risker och skydd som inte hör till ett område</Heading>
          <Findings of={weighed} label="Risker och skydd som inte hör till ett område" {...where} />
        </div>
      ) : null}
    </>
  );
};
