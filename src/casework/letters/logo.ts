/** A logo as it is loaded: a PNG of at most 100 kB, as Base64. Pure. */
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";

const KILOBYTE = 1024;
/** Most bytes of a logo; the checks of `investigation.structure_logo` and `intake.letterhead` say the same. */
export const mostLogoBytes = 100 * KILOBYTE;
/** Most signs of it as Base64. */
export const longestLogo = Math.ceil(mostLogoBytes / 3) * 4;
const mostPixels = 4000;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const wrong = (message: string) => failed({ code: "no-logo", message, hint: "Spara bilden som PNG, högst 100 kB, och välj den igen." });

/** The bytes of a logo, by its content: begins and ends as a PNG does, and is of a size that fits a page. */
export function readLogo(base64: string): Result<Buffer> {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > mostLogoBytes) return wrong("Bilden är större än 100 kB.");
  const isPng =
    bytes.subarray(0, 8).equals(signature) && bytes.toString("latin1", 12, 16) === "IHDR" && bytes.toString("latin1").includes("IEND");
  if (!isPng) return wrong("Bilden är ingen PNG.");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width < 1 || height < 1 || width > mostPixels || height > mostPixels) return wrong(`Bilden är större än ${mostPixels} bildpunkter.`);
  return ok(bytes);
}
