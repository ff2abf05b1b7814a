import type { FC } from "hono/jsx";
import { DateField, Fieldset, Radios, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { guardianKinds, guardianSources } from "../codes.ts";

/** The addresses of the pages about a child's guardians. Only identifiers stand in them. */
export const guardianLinks = {
  all: (caseId: string) => `/arenden/${caseId}/vardnadshavare`,
  confirm: (caseId: string, claimId?: string) => `/arenden/${caseId}/vardnadshavare/ny${claimId ? `?uppgift=${claimId}` : ""}`,
  dismiss: (caseId: string, claimId: string) => `/arenden/${caseId}/vardnadshavare/uppgift/${claimId}`,
  change: (caseId: string, guardianshipId: string) => `/arenden/${caseId}/vardnadshavare/${guardianshipId}`,
} as const;

/** "20180103-2390", or nothing. */
export const numberWords = (number: string | null): string => (number ? `${number.slice(0, 8)}-${number.slice(8)}` : "");

/** "folkbokföringen, läst 2026-03-02", "uppgift från mormor, 2026-03-02". */
export function sourceWords(of: { readonly source: string; readonly sourceDetail: string | null; readonly sourceOn: string }): string {
  if (of.source === "uppgift från någon") return `uppgift från ${of.sourceDetail ?? "någon"}, ${of.sourceOn}`;
  return `${[of.source, of.sourceDetail].filter(Boolean).join(", ")}, ${of.sourceOn}`;
}

/** Who the guardian is and since when. */
export const PersonFields: FC<{ form: FormState }> = ({ form }) => (
  <>
    <div class="f-pair">
      <TextField {...form.field("givenName")} label="Förnamn" />
      <TextField {...form.field("familyName")} label="Efternamn" />
    </div>
    <div class="f-pair">
      <TextField {...form.field("identityNumber")} label="Personnummer" width={16} inputMode="numeric" maxLength={13} optional />
      <TextField {...form.field("phone")} label="Telefon" inputMode="tel" optional />
    </div>
    <Radios {...form.field("kind")} label="Vad är personen för barnet?" options={optionsOf(guardianKinds)} />
    <DateField {...form.field("validFrom")} label="Från och med" hint="Barnets födelsedag är ifylld. Ändra om vårdnaden började senare." />
  </>
);

/** Where it was read. */
export const SourceFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Källa">
    <Radios {...form.field("source")} label="Var är uppgiften hämtad?" options={optionsOf(guardianSources)} />
    <TextField
      {...form.field("sourceDetail")}
      label="Vem eller vilken handling?"
      hint="Behövs när någon har lämnat uppgiften. Annars till exempel målnummer."
      optional="utom för uppgift från någon"
    />
    <DateField {...form.field("sourceOn")} label="Dag för källan" hint="När du läste den eller fick uppgiften. I dag är ifyllt." />
  </Fieldset>
);
