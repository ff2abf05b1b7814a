import type { FC } from "hono/jsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { links } from "../../case/links.ts";
import { consentForm } from "../weigh-consent.ts";

type Props = { parts: CaseWith<"guardians" | "guardian_claims">; form: FormState; today: string };

/** What each has answered, when and how; what must be said when somebody does not consent, is not asked or is prevented. */
export const ConsentAnswers: FC<Props> = ({ parts, form, today }) => {
  const said = { form, of: consentForm, child: nameOf(parts) };
  return (
    <Fieldset legend="Samtycke" hint="Skriv när och hur var och en svarade. Svaren ska vara lämnade senast på beslutsdagen.">
      {parts.guardians.map((guardian, place) => (
        <>
          <input type="hidden" name={`guardians.${place}.personId`} value={guardian.id} />
          <FieldOf
            {...said}
            name={`guardians.${place}.answer`}
            label={`${guardian.given_name} ${guardian.family_name}, ${guardian.kind}`}
          />
          <FieldsOf {...said} names={["givenOn", "form", "place"].map((name) => `guardians.${place}.${name}`)} />
        </>
      ))}
      {parts.guardians.length === 0 ? <Paragraph>Ingen vårdnadshavare är bekräftad.</Paragraph> : null}
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
