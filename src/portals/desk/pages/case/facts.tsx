import type { Child, FC } from "hono/jsx";
import type { StaffActor } from "../../../../platform/core/actor.ts";
import { hasRole } from "../../../../platform/core/actor.ts";
import { bornWords } from "../../../../casework/people/born-words.ts";
import { ownParty } from "../../../../casework/people/rules.ts";
import { siblingWords } from "../../../../casework/intake/sibling-part.ts";
import { numberWords, peopleLinks } from "../../../../casework/people/pages/parts.tsx";
import { ProtectedMark } from "../../../../casework/case/pages/due.tsx";
import { Card, Link } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import { ownEmergency } from "../../../../casework/case/own-emergency.ts";
import { links } from "../../../../casework/case/links.ts";
import { caseLink } from "../../../../casework/part/case-link.ts";
import { isOfferedExtract } from "../../journal/may-extract.ts";
import { pastEmergencies } from "./emergencies.tsx";

/** Something in the case may not be shown to guardians: said by the child, särskilda skäl, or what the child asked us to keep. */
export function hasWithheld({ conversations, investigations, bodies, interventions, attachments }: CaseParts): boolean {
  return (
    conversations.some((one) => one.withheld) ||
    investigations.some((one) => one.informed.some((each) => each.outcome === "särskilda skäl")) ||
    bodies.some((one) => one.has_withheld) ||
    interventions.some((one) => one.plan?.is_withheld === true) ||
    attachments.some((one) => one.kept_from !== "ingen")
  );
}

const Fact: FC<{ term: string; children?: Child }> = ({ term, children }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

/** The facts about the child and those around, beside the rest of the page. */
export const CaseFacts: FC<{ parts: CaseParts; today: string; actor: StaffActor }> = ({ parts, today, actor }) => {
  const { child, file, guardians, guardian_claims: claims, staff, left, siblings } = parts;
  const responsible = staff.find((one) => one.role === "ansvarig");
  const wasResponsible = left.find((one) => one.role === "ansvarig" && one.reason === "ärendet är avslutat");
  const leads = hasRole(actor, "team_leader") && !ownEmergency(parts, actor);
  const others = staff.filter((one) => one.role !== "ansvarig");
  const ends = others.length > 0 && (leads || responsible?.staff_id === actor.staffId);
  const isExpected = child.birth_date_known === "väntat";
  const party = { birthDate: child.birth_date, day: today };
  return (
    <Card heading="Barnet och ärendet">
      <dl class="f-facts">
        <Fact term={child.identity_number ? "Personnummer" : "Född"}>
          {child.identity_number ? numberWords(child.identity_number) : bornWords(child.birth_date, child.birth_date_known)}
        </Fact>
        <Fact term="Barnets talan">{isExpected ? "Barnet är inte fött." : ownParty.explain(party, ownParty.apply(party))}</Fact>
        <Fact term="Språk och tolk">
          {child.language ?? "Inte angivet"}
          {child.interpreter_need ? <strong>. Behöver tolk</strong> : null}
          {child.needs.map((one) => (
            <div>{one.detail}</div>
          ))}
        </Fact>
        <Fact term="Vårdnadshavare">
          {guardians.length === 0 ? <div>{isExpected ? "Ingen förrän barnet är fött" : "Ingen är bekräftad"}</div> : null}
          {guardians.map((one) => (
            <div>
              <Link href={peopleLinks.person(file.id, one.id)}>{`${one.given_name} ${one.family_name}`}</Link>
              {one.kind === "vårdnadshavare" ? "" : `, ${one.kind}`}
              {one.phone ? <span class="f-subtle"> · {one.phone}</span> : null}
              <ProtectedMark kind={one.protected_identity} />
            </div>
          ))}
          {claims
            .filter((one) => one.expects)
            .map((one) => (
              <div>{`${one.given_name} ${one.family_name} väntar barnet`}</div>
            ))}
          {claims.length > 0 && !isExpected ? (
            <div class="f-subtle">{`Nämns i anmälan, inte bekräftade: ${claims.map((one) => `${one.given_name} ${one.family_name}`).join(", ")}`}</div>
          ) : null}
          <Link href={links.guardians(file.id)}>
            {isExpected ? "Visa vad som gäller" : claims.length > 0 ? "Kontrollera och bekräfta" : "Visa källor och ändra"}
          </Link>
        </Fact>
        {siblings.length > 0 ? (
          <Fact term="I samma anmälan">
            {siblings.map((one) => (
              <div>
                <Link href={caseLink(one.case_id)}>{one.name}</Link>
                <span class="f-subtle">{` · ${siblingWords(one)}`}</span>
                <ProtectedMark kind={one.protected_identity} />
              </div>
            ))}
          </Fact>
        ) : null}
        {file.closed_on === null ? (
          <Fact term="Ansvarig">{responsible?.name ?? "Ingen än"}</Fact>
        ) : (
          <Fact term="Ansvarig när ärendet avslutades">{wasResponsible?.name ?? "Ingen"}</Fact>
        )}
        {others.length > 0 ? <Fact term="Medhandläggare">{others.map((one) => one.name).join(", ")}</Fact> : null}
        <Fact term="Öppnat">{file.opened_on}</Fact>
        {pastEmergencies(parts).length > 0 ? (
          <Fact term="Har varit nödöppnat">
            {pastEmergencies(parts).map((words) => (
              <div>{words}</div>
            ))}
          </Fact>
        ) : null}
      </dl>
      <ul class="f-more">
        <li>
          <Link href={peopleLinks.person(file.id, child.id)}>Visa barnets uppgifter</Link>
        </li>
        <li>
          <Link href={peopleLinks.all(file.id)}>Visa personerna i ärendet</Link>
        </li>
        <li>
          <Link href={links.print(file.id)}>Skriv ut ärendet</Link>
        </li>
        {isOfferedExtract(parts, actor) ? (
          <li>
            <Link href={links.extract(file.id)}>Ta fram journalutdrag, till exempel för en vårdnadshavare</Link>
          </li>
        ) : null}
        {leads && file.closed_on === null ? (
          <li>
            <Link href={links.assign(file.id)}>Fördela ärendet</Link>
          </li>
        ) : null}
        {ends ? (
          <li>
            <Link href={links.endAssignment(file.id)}>Avsluta en medhandläggares uppdrag</Link>
          </li>
        ) : null}
        {leads ? (
          <li>
            <Link href={links.log(file.id)}>Se vem som har tagit del av ärendet</Link>
          </li>
        ) : null}
      </ul>
    </Card>
  );
};
