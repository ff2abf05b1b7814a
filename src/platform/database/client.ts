import pg from "pg";
import { asOutage } from "./outage.ts";

/**
 * A connection that no loss can end the process with. The loss comes out as the failure of the statement at work, or of the next one, as a
 * `DatabaseOutage`; the event that the driver sends beside it has a listener from the beginning, also while the connection is lent out.
 */
export class HouseClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
    const plain = this.query.bind(this) as Query;
    this.query = ((...all: unknown[]) => this.#watch(plain(...all))) as typeof this.query;
  }

  /** Statements as promises fail with an outage; what has waited too long for an answer takes the connection with it. */
  #watch(answer: unknown): unknown {
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      // The answer may still come, and would be taken for the next statement's: this connection is of no more use.
      if (error instanceof Error && error.message === "Query read timeout") this.#hangUp(error);
      throw asOutage(error);
    });
  }

  #hangUp(cause: Error): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(cause: Error): void } } };
    connection.stream.destroy(cause);
  }
}

type Query = (...all: unknown[]) => unknown;

const mostNamed = 400;

/** Names of the statements of one pool: the same text has the same name on each of its connections. */
class StatementNames {
  readonly #names = new Map<string, string>();

  /** The name of a statement's text; none when there are too many different ones already. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= mostNamed) return known;
    const name = `fortrogen_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

/** What a pool makes its connections of. Each pool gets a class of its own, so that what one asks takes no name from another. */
export function clientsOfPool(): new (config?: pg.ClientConfig) => pg.Client {
  const names = new StatementNames();
  return class extends PlanningClient {
    constructor(config?: pg.ClientConfig) {
      super(names, config);
    }
  };
}

/**
 * Prepares each statement once for each connection, so that PostgreSQL can keep its plan: the plan of a page like the case takes
 * longer to make than to run. Statements without parameters go as they are. Statements do not wait for the answers of those before
 * them (pipeline mode), and those that are asked for in one go travel in one write.
 */
class PlanningClient extends HouseClient {
  #isGathering = false;
  constructor(names: StatementNames, config?: pg.ClientConfig) {
    super({ ...config, pipeline: true } as pg.ClientConfig);
    const plain = this.query.bind(this) as Query;
    const query = (first: unknown, values?: unknown, ...rest: unknown[]): unknown => {
      this.#gather();
      const name = typeof first === "string" && Array.isArray(values) && values.length > 0 ? names.of(first) : undefined;
      return name === undefined ? plain(first, values, ...rest) : plain({ name, text: first, values }, ...rest);
    };
    this.query = query as typeof this.query;
  }

  /** Holds what is written until everybody who can go on at once has gone on. */
  #gather(): void {
    if (this.#isGathering) return;
    const { stream } = (this as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
    this.#isGathering = true;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}
