export type Recipe = {
  readonly name: string;
  readonly patch: string;
  readonly limit: number;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  readonly steps: number;
  readonly faults: readonly string[];
};
export function readRecipes(folder?: string): Recipe[];
export function withNextNumber(text: string, names: readonly string[]): string;
