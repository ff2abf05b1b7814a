import { keepDrafts } from "./drafts.ts";
import { nameChosenFiles } from "./files.ts";
import { focusErrors, guardDoubleSubmit, revealChosen } from "./forms.ts";
import { showLive } from "./live.ts";
import { followProgress } from "./progress.ts";
import { warnBeforeSignOff } from "./session.ts";

// Everything here makes a page pleasanter; nothing depends on it. One that fails must not stop the others.
for (const enhance of [
  focusErrors,
  revealChosen,
  guardDoubleSubmit,
  keepDrafts,
  warnBeforeSignOff,
  followProgress,
  nameChosenFiles,
  showLive,
]) {
  try {
    enhance();
  } catch (error) {
    // Told to the browser's own list of faults, and to nobody else.
    reportError(error);
  }
}
