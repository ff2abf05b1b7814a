import type { FC } from "hono/jsx";
import { DateField, Fieldset, Radios, TextField, YesNo } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { protectedIdentities } from "../../people/codes.ts";
import { options } from "./parts.tsx";

/** Who the child is that something came in about. */
export const ChildFields: FC<{ form: FormState }> = ({ form }) => (
  <Fieldset legend="Barnet">
    <TextField
      {...form.field("identityNumber")}
      label="Personnummer"
      hint="ÅÅÅÅMMDD-NNNN. Är barnet känt sedan tidigare jämförs det du skriver med det som finns, också utan nummer."
      width={16}
      inputMode="numeric"
      maxLength={13}
      optional
    />
    <DateField {...form.field("birthDate")} label="Födelsedatum" hint="Behövs när personnummer saknas." optional="om personnummer finns" />
    <div class="f-pair">
      <TextField {...form.field("givenName")} label="Förnamn" />
      <TextField {...form.field("familyName")} label="Efternamn" />
    </div>
    <Radios
      {...form.field("sex")}
      label="Kön"
      inline
      options={[
        { value: "kvinna", label: "Flicka" },
        { value: "man", label: "Pojke" },
        { value: "okänt", label: "Vet inte" },
      ]}
    />
    <Radios {...form.field("protectedIdentity")} label="Skyddade personuppgifter" options={options(protectedIdentities)} />
    <TextField {...form.field("language")} label="Barnets språk" hint="Om det inte är svenska." optional />
    <YesNo {...form.field("interpreterNeed")} label="Behövs tolk?" />
  </Fieldset>
);
