import type { FC } from "hono/jsx";
import { SummaryList } from "../../../../ui/components/lists.tsx";
import { Details, Heading, Link } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import { contentsOf } from "../../contents.ts";

/** What the case holds, part by part; what is going on stands open. */
export const CaseContents: FC<{ parts: CaseParts; today: string }> = ({ parts, today }) => {
  const contents = contentsOf(parts, today);
  // A case that its only report was moved from holds nothing.
  if (contents.length === 0) return <></>;
  return (
    <section>
      <Heading level={2} size="xs">
        Ärendets delar
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
