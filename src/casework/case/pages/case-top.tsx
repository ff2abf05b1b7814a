import type { Child, FC } from "hono/jsx";
import { formatDateTime, stockholmTime } from "../../../platform/basics/dates.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { Alert, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { concernsViolence } from "../../intake/codes.ts";
import { caseLink, caseTabs } from "../../part/case-link.ts";
import type { CaseTab } from "../../part/case-link.ts";
import { openPhases, phaseAmong } from "../../participation/phase-steps.ts";
import { ageWords, bornWords } from "../../people/born-words.ts";
import type { CaseWith } from "../case-parts.ts";
import { links } from "../links.ts";
import { describeObligation } from "../obligations.ts";
import { ownEmergency } from "../own-emergency.ts";
import type { topParts } from "../top-parts.ts";
import { PrintMark } from "./case-form.tsx";
import { DueTag } from "./due.tsx";

type Top = CaseWith<(typeof topParts)[number]>;

const words: Readonly<Record<CaseTab, string>> = {
  översikt: "Översikt",
  journal: "Journal",
  utredning: "Utredning",
  insatser: "Insatser",
  personer: "Personer",
};

/**
 * The top of a case, the same on all of its tabs: who it is about, where it has come, what lies next in time, what must be known, and the way to each
 * tab. It stays in view where there is room for it.
 */
export const CaseTop: FC<{ parts: Top; tab: CaseTab; today: string; actor: StaffActor; tokens: Tokens }> = (props) => {
  const { parts, tab, today } = props;
  const { child, file } = parts;
  return (
    <>
      <PrintMark />
      <div class="f-case-top">
        <a class="ds-link f-back" href="/arenden">
          Ärenden
        </a>
        <div class="f-case-who">
          <h1 class="ds-heading" data-size="sm">{`${child.given_name} ${child.family_name}`}</h1>
          <p>{`${child.birth_date_known === "väntat" ? bornWords(child.birth_date, "väntat") : ageWords(child.birth_date, today)} · ärende ${file.case_number} · ${file.unit}`}</p>
          <Marks parts={parts} />
        </div>
        <Nearest {...props} />
        <nav aria-label="Ärendets sidor">
          <ul class="f-tabs">
            {caseTabs.map((one) => (
              <li>
                <a href={caseLink(file.id, one)} aria-current={one === tab ? "page" : undefined}>
                  {words[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {child.protected_identity === "ingen" ? null : (
        <Alert tone="danger" heading={`Skyddad identitet: ${child.protected_identity}`}>
          Lämna inte ut adress, skola eller annat som visar var barnet finns. Kontrollera varje utskick och utskrift.
        </Alert>
      )}
      {file.closed_on === null ? null : (
        <Alert tone="info" heading={`Ärendet avslutades ${file.closed_on}`}>
          {`Skäl: ${file.closure_reason ?? "inte angivet"}. Kommer det in något nytt om barnet öppnas ett nytt ärende.`}
        </Alert>
      )}
      <OpenEmergencies {...props} />
    </>
  );
};

/** Where the case has come, and what must be known of it at once. */
const Marks: FC<{ parts: Top }> = ({ parts }) => {
  const phases = openPhases(parts);
  const marks: Child[] = phases.map((one) => <Tag tone="info">{`Pågår: ${phaseAmong(phases, one)}`}</Tag>);
  if (parts.file.closed_on !== null) marks.push(<Tag>Avslutat</Tag>);
  if (parts.intakes.some((one) => concernsViolence(one.reasons))) marks.push(<Tag tone="warning">Våld</Tag>);
  if (parts.child.protected_identity !== "ingen") marks.push(<Tag tone="danger">Skyddad identitet</Tag>);
  return marks.length === 0 ? null : (
    <ul class="f-marks" aria-label="Läget i ärendet">
      {marks.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  );
};

/** What must be done first, with its day; a way to do it for whoever may. */
const Nearest: FC<{ parts: Top; today: string; actor: StaffActor }> = ({ parts, today, actor }) => {
  const [first] = parts.obligations;
  if (!first) return null;
  const due = describeObligation(first, today);
  return (
    <p class="f-case-clock">
      <span class="f-subtle">Närmaste tid:</span> {ownEmergency(parts, actor) ? due.label : <Link href={due.href}>{due.label}</Link>}{" "}
      <DueTag of={due} />
    </p>
  );
};

/** Who has the case broken open now, until when and why; with the way to close it for whoever opened it and for the team leader. */
const OpenEmergencies: FC<{ parts: Top; actor: StaffActor; tokens: Tokens }> = ({ parts, actor, tokens }) => (
  <>
    {parts.emergencies
      .filter((one) => one.is_open)
      .map((one) => {
        const isMine = one.staff_id === actor.staffId;
        const until = formatDateTime(new Date(one.closes_at));
        return (
          <Alert tone="warning" heading={isMine ? `Nödöppnat för dig till ${until}` : `Nödöppnat av ${one.name} till ${until}`}>
            <Paragraph>
              {`Sedan ${stockholmTime(new Date(one.opened_at))}. Skäl: ${one.reason}. ${one.explanation}`}
              {isMine ? " Gruppledaren granskar det efteråt." : one.unit ? ` (${one.unit})` : ""}
            </Paragraph>
            {isMine || (hasRole(actor, "team_leader") && !ownEmergency(parts, actor)) ? (
              <PostButton tokens={tokens} to={links.endEmergency(parts.file.id, one.id)}>
                Avsluta nödöppningen
              </PostButton>
            ) : null}
          </Alert>
        );
      })}
  </>
);
