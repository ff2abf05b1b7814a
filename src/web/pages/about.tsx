import type { JSX } from "hono/jsx/jsx-runtime";
import { PageHead } from "../components/layout.tsx";
import { Heading, Link, Paragraph } from "../components/text.tsx";

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
      <li>Följer ärendet från anmälan till uppföljning, med lagens tider och paragrafer synliga.</li>
      <li>Gör barnets delaktighet till uppgifter som finns eller har ett skäl till varför de inte finns.</li>
      <li>Svarar på den nationella enkäten ur ärendena själva, med små tal skyddade.</li>
    </ul>
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
      Hittar du ett hinder? Kontakta kommunens systemförvaltare. Maskinläsbara uppgifter finns i{" "}
      <Link href="/api">gränssnittet för maskiner</Link>.
    </Paragraph>
  </>
);
