import type { z } from "zod";

/** Checks that have been met before: a schema may belong to several operations. */
const met = new WeakSet<object>();

/**
 * Lets all faults come at once: what a schema asks of several fields together (`refine`) is asked also where another field is at fault, which
 * Zod itself leaves for the next time. Of a field that is at fault itself nothing more is asked. Gives the schema back.
 */
export function allAtOnce<Schema extends z.ZodObject>(schema: Schema): Schema {
  for (const { _zod: check } of schema._zod.def.checks ?? []) {
    if (met.has(check)) continue;
    met.add(check);
    const judge = check.check.bind(check);
    check.def.when ??= () => true;
    check.check = (payload) => {
      if (payload.issues.length === 0) return judge(payload);
      const faulty = new Set(payload.issues.map(({ path = [] }) => String(path[0])));
      const { value, reads } = watched(payload.value);
      const judged = { ...payload, value, issues: [] as typeof payload.issues } as typeof payload;
      // Asked of what passed no check of its own, so it may stumble: then it says nothing.
      try {
        void judge(judged);
      } catch {
        return;
      }
      if (![...reads].some((field) => faulty.has(field))) payload.issues.push(...judged.issues);
    };
  }
  return schema;
}

/** The value, and the fields of it that have been looked at. */
function watched<Value>(value: Value): { value: Value; reads: Set<string> } {
  const reads = new Set<string>();
  if (typeof value !== "object" || value === null) return { value, reads };
  const seen = new Proxy(value, {
    get(target, field) {
      reads.add(String(field));
      return Reflect.get(target, field) as unknown;
    },
  });
  return { value: seen, reads };
}
