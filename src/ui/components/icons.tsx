import type { FC } from "hono/jsx";

const SHAPES = {
  done: "M9.2 16.6 4.9 12.3l1.4-1.4 2.9 2.9 8-8 1.4 1.4z",
  missing: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1 4.5h2v6h-2zm0 7.5h2v2h-2z",
  reason: "M4 4h16v12H9l-5 4zm3 3.5v1.8h10V7.500zm0 3.700V13h7v-1.800z",
  waiting: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm-1 2.500v5.100l4.100 2.500 1-1.600-3.200-1.900V7.500z",
  sparse: "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z",
  arrow: "M13.200 5.800 12 7l4.100 4.100H4v1.800h12.100L12 17l1.200 1.200 6.200-6.200z",
  lock: "M7 10V8a5 5 0 0 1 10 0v2h1v10H6V10zm2 0h6V8a3 3 0 0 0-6 0z",
} as const;

export type IconName = keyof typeof SHAPES;

/** A small drawing beside words; hidden from screen readers, because the words say the same. */
export const Icon: FC<{ name: IconName }> = ({ name }) => (
  <svg class="f-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d={SHAPES[name]} fill="currentColor" />
  </svg>
);

/** The mark of Förtrogen: two arcs that hold each other. */
export const Mark: FC = () => (
  <svg class="f-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
    <path d="M6 20a10 10 0 0 1 20 0" fill="none" stroke="currentColor" stroke-width="3.500" stroke-linecap="round" />
    <path d="M11 21.500a5.200 5.200 0 0 0 10 0" fill="none" stroke="#c8663c" stroke-width="3.500" stroke-linecap="round" />
    <circle cx="16" cy="14.500" r="2.400" fill="#c8663c" />
  </svg>
);
