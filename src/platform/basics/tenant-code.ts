/** Codes of tenants: a municipality's (SCB, "0680"), a district's ("0180-11"), an agency's organisation number ("202100-0555"). */
import { checkDigit } from "./identity-number.ts";

/** The form of a municipality's or district's code. */
const municipalityCode = /^\d{4}(-\d{2})?$/u;
const organisationNumber = /^\d{6}-\d{4}$/u;

/** True for what has the form of a tenant's code. */
export const isTenantCode = (text: string): boolean => municipalityCode.test(text) || organisationNumber.test(text);

/**
 * An organisation number as it is written, with or without the dash, in the form "202100-0555". Undefined where it is none: its third digit is 2 or
 * more, which no birth date's is, and its last digit follows from the others (Skatteverket SKV 709).
 */
export function readOrganisationNumber(text: string): string | undefined {
  const [, first = "", last = ""] = /^(\d{2}[2-9]\d{3})-?(\d{4})$/u.exec(text.trim()) ?? [];
  if (first === "" || checkDigit(`${first}${last.slice(0, 3)}`) !== Number(last[3])) return undefined;
  return `${first}-${last}`;
}
