import type { FC } from "hono/jsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { links } from "../../case/links.ts";
import { holdsDuring, holdsOn } from "../../people/guardian-on.ts";
import type { GuardianRow } from "../../people/queries/find-guardians.ts";
import { consentForm } from "../weigh-consent.ts";

type Props = {
  parts: CaseWith<"guardians" | "guardian_claims">;
  /** Those who have been guardians while the matter went on and are so no longer: a decision of an earlier day may rest on them. */
  former: readonly GuardianRow[];
  form: FormState;
  today: string;
};

/** Everybody who may have a say about a decision of some day since `from`: guardians of today, then those of before. */
export const formerGuardians = (guardians: readonly GuardianRow[], from: string, today: string): readonly GuardianRow[] =>
  guardians.filter(
    (one) =>
      one.stands &&
      holdsDuring(one, from, today) &&
      !holdsOn(one, today) &&
      !guardians.some((each) => each.stands && each.personId === one.personId && holdsOn(each, today)),
  );

/** What each has answered, when and how; what must be said when somebody does not consent, is not asked or is prevented. */
export const ConsentAnswers: FC<Props> = ({ parts, former, form, today }) => {
  const people = [
    ...parts.guardians.map((one) => ({ id: one.id, label: `${one.given_name} ${one.family_name}, ${one.kind}` })),
    ...former.map((one) => ({
      id: one.personId,
      label: `${one.givenName} ${one.familyName}, ${one.kind} till och med ${one.validTo ?? ""}`,
    })),
  ];
  const said = { form, of: consentForm, child: nameOf(parts) };
  return (
    <Fieldset legend="Samtycke" hint="Skriv när och hur var och en svarade. Svaren ska vara lämnade senast på beslutsdagen.">
      {people.map((guardian, place) => (
        <>
          <input type="hidden" name={`guardians.${place}.personId`} value={guardian.id} />
          <FieldOf {...said} name={`guardians.${place}.answer`} label={guardian.label} />
          <FieldsOf {...said} names={["givenOn", "form", "place"].map((name) => `guardians.${place}.${name}`)} />
        </>
      ))}
      {former.length > 0 ? (
        <Paragraph subtle>
          Bara den som var vårdnadshavare på beslutsdagen kan samtycka. För den som inte var det: välj att ingen har frågat.
        </Paragraph>
      ) : null}
      {people.length === 0 ? <Paragraph>Ingen vårdnadshavare är bekräftad.</Paragraph> : null}
      {parts.guardian_claims.length > 0 ? (
        <Alert tone="warning" heading="Alla som nämns som vårdnadshavare är inte bekräftade">
          <Paragraph>
            {`${parts.guardian_claims.map((one) => `${one.given_name} ${one.family_name}`).join(" och ")} kan samtycka först när det är kontrollerat. `}
            <Link href={links.guardians(parts.file.id)}>Kontrollera och bekräfta</Link>
          </Paragraph>
        </Alert>
      ) : null}
      <FieldsOf {...said} names={["childAnswer", "childAnsweredOn", "childAnswerForm", "childAnswerPlace"]} />
      <FieldsOf {...said} names={["suitable", "consentReasoning"]} />
      <FieldsOf
        {...said}
        names={["cannotWait", "farReaching"]}
        intro={
          <div class="f-with-law">
            <Paragraph>
              Är en vårdnadshavare förhindrad bestämmer den andra ensam, men bara i det som inte kan skjutas upp utan olägenhet. Beslut av
              ingripande betydelse för barnets framtid fattas så bara om barnets bästa uppenbarligen kräver det.
            </Paragraph>
            <LawNote>{citationOn("guardian-prevented", today)}</LawNote>
          </div>
        }
      />
    </Fieldset>
  );
};
