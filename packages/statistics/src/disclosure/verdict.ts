/** What the bounds so far say of the levels. Part of the audit; the suppressor uses none of it. */
import type { Highs } from "highs";
import type { Bounds } from "./intruder.ts";
import { connectedParts } from "./connected.ts";
import { Intruder, propagate, startBounds } from "./intruder.ts";
import type { System } from "./system.ts";
import { WholeIntruder } from "./whole-intruder.ts";

const tolerance = 1e-6;

/** Each verdict is true, false, or undefined while the bounds leave it open. */
export class Judge {
  private readonly system: System;
  private readonly bounds: Bounds;
  private readonly floors: Floors;

  constructor(highs: Highs, system: System, bounds: Bounds) {
    this.system = system;
    this.bounds = bounds;
    this.floors = new Floors(highs, system);
  }

  isSettled(cell: number, direction: 1 | -1): boolean {
    const { outerLow, outerHigh, innerLow, innerHigh } = this.bounds;
    return direction === -1
      ? (innerLow[cell] ?? 0) <= (outerLow[cell] ?? 0) + tolerance
      : innerHigh[cell] === outerHigh[cell] || (innerHigh[cell] ?? 0) >= (outerHigh[cell] ?? 0) - tolerance;
  }

  isExact(cell: number): boolean | undefined {
    const { outerLow, outerHigh, innerLow, innerHigh } = this.bounds;
    if ((innerHigh[cell] ?? 0) - (innerLow[cell] ?? 0) >= 1 - tolerance) return true;
    return (outerHigh[cell] ?? 0) - (outerLow[cell] ?? 0) < 1 - tolerance ? false : undefined;
  }

  isHighEnough(cell: number): boolean | undefined {
    const needed = this.system.threshold - 1;
    if ((this.bounds.innerHigh[cell] ?? 0) >= needed - tolerance) return true;
    return (this.bounds.outerHigh[cell] ?? 0) < needed - tolerance ? false : undefined;
  }

  isLowEnough(cell: number): boolean | undefined {
    const least = this.system.zerosAreShown ? 1 : 0;
    const low = this.bounds.innerLow[cell] ?? 0;
    if (low <= least + tolerance) return true;
    if (!this.isSettled(cell, -1)) return undefined;
    return this.floors.isAtLeast(cell, low);
  }

  isRange(cell: number): boolean | undefined {
    const [a, b] = [this.isLowEnough(cell), this.isHighEnough(cell)];
    return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
  }

  /** Is a low value, in whole numbers, as low as the cell can be when everything is hidden? undefined where the search was cut. */
  isWholeFloor(cell: number, low: number): boolean | undefined {
    return this.floors.isWholeAtLeast(cell, low);
  }

  dispose(): void {
    this.floors.dispose();
  }
}

/** The least values when every cell that is not zero is hidden (structural minimum). Worked out once, when first asked for. */
class Floors {
  private readonly highs: Highs;
  private readonly system: System;
  private bounds: Bounds | undefined;
  private parts: readonly (readonly number[])[] = [];
  private readonly models = new Map<readonly number[], Intruder>();

  constructor(highs: Highs, system: System) {
    this.highs = highs;
    this.system = system;
  }

  /** Is the floor of the cell at least this low value? Then the pattern gives away no more of it than every pattern does. */
  isAtLeast(cell: number, low: number): boolean {
    const bounds = this.bounds ?? this.start();
    if ((bounds.outerLow[cell] ?? 0) >= low - tolerance) return true;
    if ((bounds.innerLow[cell] ?? 0) < low - tolerance) return false;
    this.modelOf(cell).ask(cell, -1);
    return (bounds.outerLow[cell] ?? 0) >= low - tolerance;
  }

  isWholeAtLeast(cell: number, low: number): boolean | undefined {
    if (this.isAtLeast(cell, low)) return true;
    const bounds = this.bounds ?? this.start();
    if (Math.ceil((bounds.outerLow[cell] ?? 0) - tolerance) >= low) return true;
    if ((bounds.wholeLow[cell] ?? 0) < low) return false;
    const part = this.parts.find((cells) => cells.includes(cell)) ?? [cell];
    const whole = new WholeIntruder(this.highs, this.system, part, bounds);
    const { reach } = whole.reach(cell, low - 1 - (this.system.value[cell] ?? 0));
    whole.dispose();
    return reach === "open" ? undefined : reach === "no";
  }

  private start(): Bounds {
    const { value, isHideable } = this.system;
    const everything = Uint8Array.from(value, (v, i) => (v > 0 || isHideable[i] === 1 ? 1 : 0));
    const bounds = startBounds(this.system, everything);
    propagate(this.system, bounds);
    this.bounds = bounds;
    this.parts = connectedParts(this.system, everything);
    return bounds;
  }

  private modelOf(cell: number): Intruder {
    const part = this.parts.find((cells) => cells.includes(cell)) ?? [cell];
    const known = this.models.get(part);
    if (known) return known;
    const model = new Intruder(this.highs, this.system, part, this.bounds ?? this.start());
    this.models.set(part, model);
    return model;
  }

  dispose(): void {
    for (const model of this.models.values()) model.dispose();
  }
}
