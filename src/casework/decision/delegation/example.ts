/** A neutral order to begin with. An example: no municipality has decided it, and it says so wherever it is shown. */
import type { Point } from "./points.ts";

const one = (point: string, decisionType: Point["decisionType"], level: Point["level"], more: Partial<Point> = {}): Point => ({
  ...{ point, decisionType, level, grounds: [], interventions: [], mostMonths: null, mostKronor: null, restriction: null },
  qualified: level !== "utskott" && level !== "nämnd",
  ...more,
});

export const exampleOrder: readonly Point[] = [
  one("2.1", "inleda utredning", "handläggare"),
  one("2.2", "inte inleda utredning", "enhetschef"),
  one("2.3", "förlänga förhandsbedömning", "enhetschef"),
  one("2.4", "förlänga utredning", "enhetschef"),
  one("3.1", "avsluta utredning utan insats", "handläggare"),
  one("3.2", "avslå ansökan om insats", "förste socialsekreterare"),
  one("4.1", "bevilja insats", "handläggare", {
    grounds: ["right-to-intervention"],
    interventions: ["föräldrastöd", "stöd till barn enskilt", "stöd till barn i grupp"],
  }),
  one("4.2", "bevilja insats", "förste socialsekreterare", { grounds: ["right-to-intervention", "contact-person"], mostMonths: 12 }),
  one("4.3", "bevilja insats", "enhetschef"),
  one("4.4", "bevilja insats", "utskott", { grounds: ["one-guardian-refuses"] }),
  one("5.1", "bevilja placering", "enhetschef", {
    interventions: ["stödboende", "HVB", "skyddat boende"],
    restriction: "Högst fyra månader; därefter utskott.",
  }),
  one("5.2", "bevilja placering", "utskott", { interventions: ["familjehem", "nätverkshem", "jourhem"] }),
  one("5.3", "övervägande av vård", "utskott"),
  one("6.1", "uppföljning utan samtycke", "enhetschef"),
  one("6.2", "avvisa överklagande", "förste socialsekreterare", { qualified: false }),
  one("6.3", "neka insyn", "förste socialsekreterare", { qualified: false }),
  one("6.4", "avslå begäran om avgörande", "förste socialsekreterare", { qualified: false }),
  one("7.1", "ansökan om vård enligt LVU", "utskott"),
  one("7.2", "omedelbart omhändertagande", "utskott"),
];
