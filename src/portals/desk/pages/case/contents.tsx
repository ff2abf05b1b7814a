import type { FC } from "hono/jsx";
import { SummaryList } from "../../../../ui/components/lists.tsx";
import { Details, Heading, Link, Paragraph } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import type { CaseTab } from "../../../../casework/part/case-link.ts";
import { contentsOf } from "../../contents.ts";

const headings: Partial<Readonly<Record<CaseTab, string>>> = { översikt: "På gång", journal: "Möten som har varit" };

/** What the case holds, part by part, on a tab or in all; what is going on stands open. `none`: what is said where there is nothing. */
export const CaseContents: FC<{ parts: CaseParts; today: string; tab?: CaseTab; none?: string }> = ({ parts, today, tab, none }) => {
  const contents = contentsOf(parts, today, tab);
  // A case that its only report was moved from holds nothing.
  if (contents.length === 0) return none ? <Paragraph subtle>{none}</Paragraph> : <></>;
  return (
    <section>
      <Heading level={2} size="xs">
        {(tab && headings[tab]) ?? "Ärendets delar"}
      </Heading>
      <div class="f-parts">
        {contents.map((one) => (
          <Details summary={one.heading} open={one.open}>
            <SummaryList rows={one.rows} />
            {one.move ? (
              <p class="f-small f-not-printed">
                <Link href={one.move}>Ligger det på fel barn? Flytta det</Link>
              </p>
            ) : null}
          </Details>
        ))}
      </div>
    </section>
  );
};
