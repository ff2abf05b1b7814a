import type { FC } from "hono/jsx";
import { citationsOn } from "../../../platform/law/provision.ts";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import type { IntakePart } from "../../intake/intake-schema.ts";

/** Says that applications wait for an answer in the decision, and which answers there are. Nothing when none waits. */
export const WaitingApplications: FC<{ of: readonly IntakePart[]; today: string }> = ({ of, today }) =>
  of.length === 0 ? null : (
    <Alert tone="info" heading={of.length === 1 ? "En ansökan väntar på svar" : `${of.length} ansökningar väntar på svar`}>
      <Paragraph>
        {`Kom in ${of.map((one) => one.received_on).join(" och ")}. En ansökan slutar i bifall, i avslag som kan överklagas, eller i att den återtas.`}
      </Paragraph>
      <LawNote>{citationsOn(["right-to-intervention", "appeal"], today)}</LawNote>
    </Alert>
  );
