import type { Failed } from "../../../platform/basics/result.ts";
import { z } from "zod";
import { about, aboutOf } from "../../../platform/core/about.ts";
import { choice, optionalDate, optionalText } from "../../../platform/core/fields.ts";
import { FieldOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { inputOf } from "../../../ui/form-body.ts";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { allFaults, invalidField } from "../../../platform/basics/result.ts";
import { CaseFormHead, CaseFormPage } from "../../case/pages/case-form.tsx";
import { latestOf } from "../../part/corrections.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import { correctGuardian, endGuardianship, withdrawGuardianship } from "../actions/change-guardian.ts";
import { confirmGuardian } from "../actions/confirm-guardian.ts";
import { dismissClaim } from "../actions/dismiss-claim.ts";
import { guardianFields, sourceFields } from "../guardian-fields.ts";
import { findGuardians } from "../queries/find-guardians.ts";
import { PersonFields, SourceFields, guardianLinks, numberWords } from "./parts.tsx";

/** The responsible caseworker confirms a guardian, with the source; from what a report said or from nothing. */
export const confirmGuardianPage = defineForm({
  path: "/arenden/:caseId/vardnadshavare/ny",
  title: "Bekräfta en vårdnadshavare",
  load: async ({ ask, params, search }) => {
    const { caseId } = params;
    const [parts, { claims }] = await Promise.all([partsOf(ask, caseId), ask(findGuardians, { caseId })]);
    return { parts, claims, claim: claims.find((one) => one.id === search.get("uppgift")) };
  },
  values: ({ data: { parts, claim } }) => ({
    givenName: claim?.givenName,
    familyName: claim?.familyName,
    identityNumber: claim?.identityNumber,
    phone: claim?.phone,
    claimId: claim?.id,
    kind: "vårdnadshavare",
    validFrom: parts.child.birth_date,
  }),
  action: confirmGuardian,
  done: (_out, { params }) => guardianLinks.all(params.caseId),
  notice: "Vårdnadshavaren är bekräftad.",
  view: ({ data: { parts, claims }, form }) => {
    const claimId = form.field("claimId").value;
    const others = claims.filter((one) => one.id !== claimId);
    return (
      <CaseFormPage
        parts={parts}
        heading="Bekräfta en vårdnadshavare"
        lead="Läs källan först. Den som är bekräftad får samtycka och ta del av uppgifter för barnet."
        back={{ href: guardianLinks.all(parts.file.id), text: "Vårdnadshavare" }}
      >
        <Form form={form} submit="Bekräfta" onward cancel={guardianLinks.all(parts.file.id)}>
          {claimId ? <input type="hidden" name="claimId" value={claimId} /> : null}
          <PersonFields form={form} />
          <SourceFields form={form} />
          {claimId && others.length > 0 ? (
            <FieldOf
              form={form}
              of={confirmGuardian.input.shape}
              name="alsoClaimIds"
              options={{
                alsoClaimIds: others.map((one) => ({
                  value: one.id,
                  label: [`${one.givenName} ${one.familyName}`, numberWords(one.identityNumber)].filter(Boolean).join(", "),
                })),
              }}
            />
          ) : null}
        </Form>
      </CaseFormPage>
    );
  },
});

/** The responsible caseworker says that whoever a report named is not a guardian. */
export const dismissClaimPage = defineForm({
  path: "/arenden/:caseId/vardnadshavare/uppgift/:claimId",
  title: "Uppgiften stämmer inte",
  load: async ({ ask, params: { caseId, claimId } }) => {
    const [parts, { claims }] = await Promise.all([partsOf(ask, caseId), ask(findGuardians, { caseId })]);
    return { parts, claim: claims.find((one) => one.id === claimId) };
  },
  action: dismissClaim,
  done: (_out, { params }) => guardianLinks.all(params.caseId),
  notice: "Det är antecknat att personen inte är vårdnadshavare.",
  view: ({ data: { parts, claim }, form }) => (
    <CaseFormPage
      parts={parts}
      heading="Uppgiften stämmer inte"
      lead={claim ? `${claim.givenName} ${claim.familyName} är inte barnets vårdnadshavare` : "Uppgiften är redan besvarad"}
      back={{ href: guardianLinks.all(parts.file.id), text: "Vårdnadshavare" }}
    >
      <Form form={form} submit="Spara" cancel={guardianLinks.all(parts.file.id)}>
        <FieldOf form={form} of={dismissClaim.input.shape} name="reason" />
        <Paragraph subtle>Det som står i anmälan ändras inte.</Paragraph>
      </Form>
    </CaseFormPage>
  ),
});

const changed = (way: string) => ({ field: "way", is: [way] });
const { endedOn } = endGuardianship.input.shape;
const { reason } = withdrawGuardianship.input.shape;

/** The whole form: what is to be changed, and what each way asks for. Whoever the guardian is, is filled in from the start. */
const of = {
  way: about(choice(["rätta", "upphörd", "fel"], "vad som ska ändras"), {
    label: "Vad ska ändras?",
    words: {
      rätta: "Uppgifterna ska rättas",
      upphörd: "Vårdnaden har upphört",
      fel: "Personen har aldrig varit vårdnadshavare",
    },
  }),
  ...guardianFields,
  endedOn: about(optionalDate(), { ...aboutOf({ endedOn }, "endedOn"), when: changed("upphörd") }),
  reason: about(optionalText(2000), { ...aboutOf({ reason }, "reason"), when: changed("fel"), optional: false }),
  ...sourceFields,
};
const whole = z.object(of);

type Filled = Readonly<Record<string, unknown>>;

/** What was changed of who the guardian is, where nothing of that is to be corrected: neither kept nor dropped in silence. */
function changedBeside(input: Filled, guardian: Filled): Failed | undefined {
  const names = Object.keys(guardianFields).filter((name) => (input[name] ?? null) !== (guardian[name] ?? null));
  return allFaults(
    ...names.map((name) => invalidField(name, "Gäller bara om uppgifterna ska rättas. Skriv som det stod, eller välj att rätta.")),
  );
}

const changes = { rätta: correctGuardian, upphörd: endGuardianship, fel: withdrawGuardianship } as const;

/** Corrects a guardian, ends the guardianship or takes back what was wrong. What stood before stays in the history. */
export const changeGuardianPage = defineForm({
  path: "/arenden/:caseId/vardnadshavare/:guardianshipId",
  title: "Ändra en vårdnadshavare",
  asks: [correctGuardian, endGuardianship, withdrawGuardianship],
  load: async ({ ask, params: { caseId, guardianshipId } }) => {
    const [parts, { guardians }] = await Promise.all([partsOf(ask, caseId), ask(findGuardians, { caseId })]);
    return { parts, guardians, guardian: guardians.find((one) => one.id === guardianshipId) ?? notFound() };
  },
  fields: of,
  values: ({ data: { guardian }, today }) => ({ ...guardian, sourceOn: today, source: undefined, sourceDetail: undefined }),
  submit: async ({ body, params, perform, data: { guardian } }) => {
    const input = inputOf(body, whole);
    const { way } = input;
    if (way !== "rätta" && way !== "upphörd" && way !== "fel") return invalidField("way", "Välj vad som ska ändras.");
    const beside = way === "rätta" ? undefined : changedBeside(input, guardian);
    if (beside) return beside;
    return perform(changes[way] as typeof correctGuardian, { ...input, ...params });
  },
  standing: ({ data }) => {
    const { guardians, guardian } = data;
    const latest = latestOf(
      guardians.map((one) => ({ ...one, corrects_id: one.correctsId })),
      { ...guardian, corrects_id: null },
    );
    if (latest.id === guardian.id) return null;
    const { givenName, familyName, identityNumber, phone, kind, validFrom, validTo, source, sourceDetail, sourceOn } = latest;
    const words = { givenName, familyName, identityNumber, phone, kind, validFrom, endedOn: validTo, source, sourceDetail, sourceOn };
    return { words, goOn: latest.stands ? guardianLinks.change(data.parts.file.id, latest.id) : undefined };
  },
  done: (_out, { params }) => guardianLinks.all(params.caseId),
  notice: "Ändringen är sparad.",
  view: ({ data: { parts, guardian }, form }) => {
    const ways = optionsFor(of, "way").map((one) => (one.value === "rätta" ? { ...one, reveal: <PersonFields form={form} /> } : one));
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading="Ändra en vårdnadshavare"
          lead={`${guardian.givenName} ${guardian.familyName}`}
          back={{ href: guardianLinks.all(parts.file.id), text: "Vårdnadshavare" }}
        />
        <Form form={form} submit="Spara ändringen" cancel={guardianLinks.all(parts.file.id)}>
          <FieldOf form={form} of={of} name="way" options={{ way: ways }} />
          <SourceFields form={form} />
        </Form>
      </>
    );
  },
});
