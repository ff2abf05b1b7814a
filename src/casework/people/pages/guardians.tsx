import type { FC } from "hono/jsx";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { Timeline } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, LawNote, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { ProtectedMark } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import type { CaseWith } from "../../case/case-parts.ts";
import { findGuardians } from "../queries/find-guardians.ts";
import type { ClaimRow, GuardianRow } from "../queries/find-guardians.ts";
import { guardianLinks, numberWords, peopleLinks, sourceWords } from "./parts.tsx";

/** The child's guardians: who is confirmed and on which source, what reports claim, and all that was written before. */
export const guardiansPage = definePage({
  path: "/arenden/:caseId/vardnadshavare",
  title: "Vårdnadshavare",
  asks: findGuardians,
  load: async ({ ask, params }) => {
    const [parts, found] = await Promise.all([partsOf(ask, params.caseId, "staff"), ask(findGuardians, { caseId: params.caseId })]);
    return { parts, ...found };
  },
  view: ({ data: { parts, guardians, claims, dismissed }, actor, today }) => {
    const caseId = parts.file.id;
    const isExpected = parts.child.birth_date_known === "väntat";
    const may = rightsOf(parts, actor);
    const standing = guardians.filter((one) => one.stands);
    return (
      <>
        <CaseFormHead parts={parts} heading="Vårdnadshavare" lead="Den som är bekräftad med en källa räknas som vårdnadshavare." />
        {isExpected ? (
          <Alert tone="info">Barnet är inte fött. Vårdnaden börjar vid födelsen: bekräfta då vem som är vårdnadshavare.</Alert>
        ) : null}
        {claims.length > 0 ? <Claims claims={claims} caseId={caseId} mayConfirm={may.confirm} isExpected={isExpected} /> : null}
        <Card heading="Bekräftade">
          {standing.length === 0 ? <Paragraph subtle>Ingen är bekräftad än.</Paragraph> : null}
          <ul class="f-guardians">
            {standing.map((one) => (
              <Guardian of={one} caseId={caseId} mayChange={may.change} today={today} />
            ))}
          </ul>
          {isExpected ? null : may.confirm ? (
            <ButtonRow>
              <LinkButton href={guardianLinks.confirm(caseId)} variant="secondary">
                Lägg till en vårdnadshavare
              </LinkButton>
            </ButtonRow>
          ) : (
            <Paragraph subtle>Den som är ansvarig för ärendet bekräftar vårdnadshavare.</Paragraph>
          )}
          <LawNote>6 kap. 2 § föräldrabalken</LawNote>
        </Card>
        {guardians.length > standing.length || dismissed.length > 0 ? (
          <Card heading="Tidigare uppgifter">
            <Timeline
              label="Tidigare uppgifter om vårdnadshavare"
              items={[
                ...guardians.filter((one) => !one.stands || one.change !== "bekräftad").map(pastItem),
                ...dismissed.map((one) => ({
                  on: stockholmDate(new Date(one.on)),
                  by: one.by,
                  heading: `${one.givenName} ${one.familyName} är inte vårdnadshavare`,
                  text: one.reason,
                })),
              ].toSorted((a, b) => (a.on < b.on ? 1 : -1))}
            />
          </Card>
        ) : null}
      </>
    );
  },
});

/** The responsible caseworker confirms; he or she and the unit's team leader correct. In a closed case only what stands is corrected. */
function rightsOf(parts: CaseWith<"staff">, actor: StaffActor): { confirm: boolean; change: boolean } {
  const isResponsible = parts.staff.some((one) => one.role === "ansvarig" && one.staff_id === actor.staffId);
  return { confirm: isResponsible, change: isResponsible || hasRole(actor, "team_leader") };
}

const Claims: FC<{ claims: readonly ClaimRow[]; caseId: string; mayConfirm: boolean; isExpected: boolean }> = ({
  claims,
  caseId,
  mayConfirm,
  isExpected,
}) => (
  <Card heading="Uppgifter att kontrollera" tinted>
    <Alert tone="warning">
      De här personerna har nämnts som vårdnadshavare i en anmälan eller ansökan. Ingen har kontrollerat det. De räknas inte som
      vårdnadshavare förrän de är bekräftade.
    </Alert>
    <ul class="f-guardians">
      {claims.map((one) => (
        <li>
          <div>
            <strong>{`${one.givenName} ${one.familyName}`}</strong>
            <p class="f-subtle f-small">
              {[numberWords(one.identityNumber), one.phone, one.saidOn ? `nämnd ${one.saidOn}` : null].filter(Boolean).join(" · ")}
            </p>
          </div>
          {mayConfirm ? (
            <ButtonRow>
              {isExpected ? null : (
                <LinkButton href={guardianLinks.confirm(caseId, one.id)} variant="secondary">
                  Bekräfta
                </LinkButton>
              )}
              <Link href={guardianLinks.dismiss(caseId, one.id)}>Stämmer inte</Link>
            </ButtonRow>
          ) : null}
        </li>
      ))}
    </ul>
  </Card>
);

const Guardian: FC<{ of: GuardianRow; caseId: string; mayChange: boolean; today: string }> = ({ of, caseId, mayChange, today }) => (
  <li>
    <div>
      <Link href={peopleLinks.person(caseId, of.personId)}>{`${of.givenName} ${of.familyName}`}</Link>
      <ProtectedMark kind={of.protectedIdentity} />
      {of.validTo !== null && of.validTo < today ? <Tag>{`Till ${of.validTo}`}</Tag> : null}
      <p class="f-subtle f-small">{[of.kind, numberWords(of.identityNumber), of.phone].filter(Boolean).join(" · ")}</p>
      <p class="f-subtle f-small">
        {`Från ${of.validFrom}${of.validTo ? ` till ${of.validTo}` : ""}. Källa: ${sourceWords(of)}${of.by ? `. ${of.by}` : ""}.`}
      </p>
    </div>
    {mayChange ? (
      <Link href={guardianLinks.change(caseId, of.id)}>
        Ändra<span class="ds-sr-only">{` ${of.givenName} ${of.familyName}`}</span>
      </Link>
    ) : null}
  </li>
);

const pastWords: Readonly<Record<GuardianRow["change"], string>> = {
  bekräftad: "bekräftades",
  rättad: "rättades",
  upphörd: "är inte längre vårdnadshavare",
  återtagen: "var fel och räknas inte",
};

function pastItem(one: GuardianRow) {
  return {
    on: stockholmDate(new Date(one.recordedAt)),
    ...(one.by ? { by: one.by } : {}),
    heading: `${one.givenName} ${one.familyName} ${pastWords[one.change]}`,
    text: [one.reason, `${one.kind}, från ${one.validFrom}${one.validTo ? ` till ${one.validTo}` : ""}. Källa: ${sourceWords(one)}.`]
      .filter(Boolean)
      .join(" "),
  };
}
