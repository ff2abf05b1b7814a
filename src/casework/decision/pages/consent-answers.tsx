import type { FC } from "hono/jsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { Checkboxes, DateField, Fieldset, Radios, Revealed, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { links } from "../../case/links.ts";
import { CHILD_ANSWERS, GUARDIAN_ANSWERS } from "../consent-terms.ts";
import { consentForms } from "../weigh-consent.ts";

const ALONE = "en-bestammer-ensam";
const WITHOUT = "utan-samtycke";

/** What each has answered, when and how; what must be said when somebody does not consent, is not asked or is prevented. */
export const ConsentAnswers: FC<{ parts: CaseWith<"guardians" | "guardian_claims">; form: FormState; today: string }> = ({
  parts,
  form,
  today,
}) => (
  <Fieldset legend="Samtycke" hint="Skriv när och hur var och en svarade. Svaren ska vara lämnade senast på beslutsdagen.">
    {parts.guardians.map((guardian, place) => {
      const said = `svar-${place}`;
      return (
        <>
          <input type="hidden" name={`guardians.${place}.personId`} value={guardian.id} />
          <Radios
            {...form.field(`guardians.${place}.answer`)}
            label={`${guardian.given_name} ${guardian.family_name}, ${guardian.kind}`}
            options={optionsOf(GUARDIAN_ANSWERS).map((option) => ({ ...option, reveals: afterAnswer(option.value, said) }))}
            inline
          />
          <Revealed id={said}>
            <AnswerDay form={form} day={`guardians.${place}.givenOn`} how={`guardians.${place}.form`} where={`guardians.${place}.place`} />
          </Revealed>
        </>
      );
    })}
    {parts.guardians.length === 0 ? <Paragraph>Ingen vårdnadshavare är bekräftad.</Paragraph> : null}
    {parts.guardian_claims.length > 0 ? (
      <Alert tone="warning" heading="Alla som nämns som vårdnadshavare är inte bekräftade">
        <Paragraph>
          {`${parts.guardian_claims.map((one) => `${one.given_name} ${one.family_name}`).join(" och ")} kan samtycka först när det är kontrollerat. `}
          <Link href={links.guardians(parts.file.id)}>Kontrollera och bekräfta</Link>
        </Paragraph>
      </Alert>
    ) : null}
    <Radios {...form.field("childAnswer")} label={`${nameOf(parts)}, barnet`} options={optionsOf(CHILD_ANSWERS).map(forChild)} inline />
    <Revealed id="svar-barnet">
      <AnswerDay form={form} day="childAnsweredOn" how="childAnswerForm" where="childAnswerPlace" />
    </Revealed>
    <Revealed id={WITHOUT}>
      <Without form={form} />
    </Revealed>
    <Revealed id={ALONE}>
      <Alone form={form} today={today} />
    </Revealed>
  </Fieldset>
);

/** Which fields an answer leads to. */
function afterAnswer(answer: string, said: string): string {
  if (answer === "förhindrad") return ALONE;
  if (answer === "inte tillfrågad") return WITHOUT;
  return answer === "samtycker inte" ? `${said} ${WITHOUT}` : said;
}

const forChild = (option: Option): Option => (option.value === "inte tillfrågad" ? option : { ...option, reveals: "svar-barnet" });

const AnswerDay: FC<{ form: FormState; day: string; how: string; where: string }> = ({ form, day, how, where }) => (
  <>
    <DateField {...form.field(day)} label="Dag för svaret" />
    <Radios {...form.field(how)} label="Hur lämnades svaret?" options={optionsOf(consentForms)} inline />
    <TextField {...form.field(where)} label="Plats" hint="Till exempel hembesök eller telefon." maxLength={200} optional />
  </>
);

const Without: FC<{ form: FormState }> = ({ form }) => (
  <>
    <Checkboxes
      {...form.field("suitable")}
      label="När någon vårdnadshavare inte samtycker"
      options={[{ value: "ja", label: "Det är lämpligt att ge insatsen utan vårdnadshavares samtycke" }]}
      optional
    />
    <TextArea
      {...form.field("consentReasoning")}
      label="Skäl"
      hint="Varför behövs insatsen, med hänsyn till barnets bästa, fast någon inte samtycker?"
      rows={3}
    />
  </>
);

const Alone: FC<{ form: FormState; today: string }> = ({ form, today }) => (
  <>
    <div class="f-with-law">
      <Paragraph>
        Är en vårdnadshavare förhindrad bestämmer den andra ensam, men bara i det som inte kan skjutas upp utan olägenhet. Beslut av
        ingripande betydelse för barnets framtid fattas så bara om barnets bästa uppenbarligen kräver det.
      </Paragraph>
      <LawNote>{citationOn("guardian-prevented", today)}</LawNote>
    </div>
    <TextArea
      {...form.field("cannotWait")}
      label="Hur är vårdnadshavaren förhindrad, och varför kan beslutet inte vänta?"
      hint="Frånvaro, sjukdom eller annat, och vilken olägenhet det skulle vara att vänta."
      rows={3}
    />
    <Checkboxes
      {...form.field("farReaching")}
      label="Betydelse för barnets framtid"
      options={[
        {
          value: "ja",
          label: "Beslutet är av ingripande betydelse för barnets framtid",
          reveal: <TextArea {...form.field("clearlyDemanded")} label="Varför kräver barnets bästa uppenbarligen beslutet?" rows={3} />,
        },
      ]}
      optional
    />
  </>
);
