/** The progress of work that has parts. */
import type { StageProgress, Watch } from "./pause.ts";

/** The watcher of a part of the work, which is steps `from` to `from + size` of `total` of the whole. */
export function section(watch: Watch, from: number, size: number, total: number): Watch {
  const tell = watch.onProgress;
  if (!tell) return watch;
  return {
    ...watch,
    onProgress: ({ stage, done, total: of }) => {
      tell({ stage, done: Math.round(from + (size * done) / Math.max(of, 1)), total });
    },
  };
}

/** A watcher that never hears of a step back, and can be told that all is done. */
export function steady(watch: Watch, stage: string): { readonly watch: Watch; readonly finish: () => void } {
  const tell = watch.onProgress;
  let last: StageProgress = { stage, done: 0, total: 1 };
  if (!tell) return { watch, finish: () => undefined };
  const onProgress = (progress: StageProgress) => {
    last = { ...progress, done: Math.max(progress.done, last.done) };
    tell(last);
  };
  return {
    watch: { ...watch, onProgress },
    finish: () => {
      tell({ ...last, done: last.total });
    },
  };
}
