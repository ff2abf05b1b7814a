import type { DemoMunicipality } from "../municipality.ts";
import type { Random } from "../random.ts";
import type { Life } from "./types.ts";
export const showcaseSize = 0;
export function showcaseLife(_m: DemoMunicipality, _n: number, _r: Random): Life { throw new Error("not yet"); }
