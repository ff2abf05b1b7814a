import type { JSX } from "hono/jsx/jsx-runtime";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { roleNames, roles, rolesIn } from "../../../platform/core/actor.ts";

const anyRole = new Intl.ListFormat("sv", { type: "disjunction" }).format(rolesIn("kommun", roles).map((role) => roleNames[role]));

/** Pages that anyone may read. */
export const aboutPages: readonly { path: string; title: string; view: () => JSX.Element }[] = [
  { path: "/om", title: "Om Förtrogen", view: () => <About /> },
  { path: "/om/tillganglighet", title: "Tillgänglighet", view: () => <Accessibility /> },
];

const About = () => (
  <>
    <PageHead heading="Om Förtrogen" lead="Ett öppet system för den sociala barn- och ungdomsvården." />
    <Paragraph>
      Att vara väl förtrogen med någon är att känna den väl. Förtroende är det som socialtjänsten behöver. Båda är meningen med namnet.
    </Paragraph>
    <Heading level={2}>Vad det gör</Heading>
    <ul class="ds-list">
      <li>Följer ärendet från anmälan till uppföljning och visar vad som ska göras, när det ska vara gjort och enligt vilken paragraf.</li>
      <li>
        Frågar i varje fas om barnet är informerat, hört, om åsikten är vägd och om barnet har fått veta hur det blev. Varje steg är gjort
        eller har ett skäl. Annars går fasen inte att avsluta.
      </li>
      <li>
        Låter dig dokumentera ett samtal med barnet på en sida, med barnets egna ord och det som vårdnadshavare inte får veta för sig.
      </li>
      <li>Svarar på den nationella enkäten ur ärendena, med små grupper skyddade så att ingen kan räkna fram dem.</li>
      <li>Läser in uppgifter ur kommunens nuvarande verksamhetssystem och lämnar ut dem i samma öppna format.</li>
    </ul>
    <Heading level={2}>Hur det skyddar uppgifterna</Heading>
    <Paragraph>
      Bara den som arbetar i ärendet och enhetens gruppledare kommer åt det. Varje läsning, ändring och nekat försök loggas, och loggen går
      inte att ändra utan att det märks.
    </Paragraph>
    <Heading level={2}>Prova själv</Heading>
    <Paragraph>
      På <Link href="/">startsidan</Link> finns en påhittad kommun där du kan logga in som {anyRole}, när systemet körs som demo.
    </Paragraph>
    <Heading level={2}>Öppen källkod</Heading>
    <Paragraph>Programmet är fritt att använda, granska och ändra under licensen EUPL-1.2.</Paragraph>
  </>
);

const Accessibility = () => (
  <>
    <PageHead heading="Tillgänglighet" lead="Förtrogen ska gå att använda för alla som arbetar i det." />
    <Paragraph>
      Sidorna byggs för att följa WCAG 2.2 på nivå AA. Varje sida prövas automatiskt, med och utan JavaScript, och i smala fönster.
    </Paragraph>
    <ul class="ds-list">
      <li>Allt går att göra med tangentbord, och det syns var du är.</li>
      <li>Fel beskrivs med ord vid fältet och samlas överst på sidan.</li>
      <li>Färg är aldrig det enda som säger något.</li>
      <li>Det du har skrivit försvinner inte om du blir utloggad.</li>
    </ul>
    <Paragraph>
      Hittar du ett hinder? Kontakta kommunens systemförvaltare. För den som bygger hjälpmedel eller andra program finns{" "}
      <Link href="/api">gränssnittet för program</Link>.
    </Paragraph>
  </>
);
