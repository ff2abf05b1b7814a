import { z } from "zod";
import type { Actor } from "../../../platform/core/actor.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Permit } from "../../../platform/core/permit.ts";
import { ok } from "../../../platform/basics/result.ts";
import { envelopeSchema } from "../../collection/delivery/envelope.ts";
import { receiptFields } from "../../collection/delivery/receipt.ts";
import { notAccepted } from "../refusals.ts";
import { takeSigned } from "../take-signed.ts";

type Unknown = Extract<Actor, { kind: "public" }>;

/** The signature in the delivery is what shows who sends it; `takeSigned` asks for it before anything else. */
const showsSignature: Permit<Unknown> = {
  name: "signature(keyId)",
  who: "den som har signerat leveransen, utan inloggning",
  roles: [],
  kinds: ["public"],
  holds: () => Promise.resolve(true),
};

/**
 * Takes a signed delivery from another program, without sign-on. Gives the receipt, the same for the same answers. Problems: `delivery-not-accepted`
 * while nobody is known; then those of `refusals.ts`.
 */
export const deliver = defineAction({
  name: "delivery.deliver",
  title: "Lämna en signerad leverans till en myndighets enkät",
  input: envelopeSchema,
  output: z.object(receiptFields),
  permit: [showsSignature],
  open: {
    tenant: "agency",
    unknown: notAccepted,
    failures: { name: "delivery.failed", most: 60, seconds: 60, message: "Det har gjorts många försök att leverera från ert nät." },
  },
  async run(tx, envelope, context) {
    const taken = await takeSigned(tx, context, envelope, "signerat anrop");
    return taken.ok ? ok(taken.value.receipt) : taken;
  },
});
