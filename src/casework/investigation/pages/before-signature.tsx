import type { FC } from "hono/jsx";
import { Alert, Link } from "../../../ui/components/text.tsx";
import type { BodyPart } from "../body.ts";
import { investigationLinks } from "../links.ts";

type Props = { readonly body: Pick<BodyPart, "signature">; readonly caseId: string; readonly investigationId: string };

/** In a decision's form while the investigation is not signed: that it will show, and the way to what is left. */
export const BeforeSignature: FC<Props> = ({ body, caseId, investigationId }) =>
  body.signature ? null : (
    <Alert tone="warning" heading="Utredningen är inte underskriven än">
      Beslutet kan fattas ändå, och då syns det i utredningen att det fattades före underskriften. Efteråt går den inte att skriva under.{" "}
      <Link href={investigationLinks.body(caseId, investigationId)}>Gör klart utredningen först</Link>
    </Alert>
  );
