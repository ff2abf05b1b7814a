// A PostgreSQL of the distribution's own, run as an operator runs it, in folders of the drill's own.
import { execFile } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { familyOf, freePort } from "../../../bench/support/processes.ts";

/** Where the programs of PostgreSQL lie, the newest first; undefined where they are not installed. */
export function findPrograms(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => Number(name) >= 15) : [];
  const folders = [...versions.sort((a, b) => Number(b) - Number(a)).map((name) => join(debian, name, "bin")), ...(process.env["PATH"] ?? "").split(delimiter)]; // prettier-ignore
  return folders.find((folder) => ["initdb", "pg_ctl", "pg_basebackup", "postgres"].every((name) => existsSync(join(folder, name))));
}

/** Whether a program can be found on the path. */
export function isInstalled(name: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** A folder that the servers of the drill, and nobody else, may write in. */
export function makeWorkFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fortrogen-recovery-"));
  chmodSync(folder, 0o711);
  giveToServer(folder);
  return folder;
}

/** PostgreSQL refuses to run as root: then it is the system's own user `postgres`. */
const isRoot = process.getuid?.() === 0;
const account = "postgres";

function giveToServer(path: string): void {
  if (!isRoot) return;
  const line = readFileSync("/etc/passwd", "utf8").split("\n").find((one) => one.startsWith(`${account}:`)); // prettier-ignore
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid) throw new Error("There is no user postgres.");
  chownSync(path, Number(uid), Number(gid));
}

/** One server on disk. */
export class Cluster {
  readonly folder: string;
  readonly port: number;
  readonly #work: string;
  readonly #programs: string;
  readonly #password: string;

  private constructor(work: string, programs: string, name: string, port: number, password: string) {
    this.#work = work;
    this.#programs = programs;
    this.folder = join(work, name);
    this.port = port;
    this.#password = password;
  }

  /** A place for a server; nothing is made yet. */
  static async at(work: string, programs: string, name: string, password: string): Promise<Cluster> {
    return new Cluster(work, programs, name, await freePort(), password);
  }

  /** The administrator's address. */
  url(database = "postgres"): string {
    return this.urlOf(account, this.#password, database);
  }

  urlOf(user: string, password: string, database = "fortrogen"): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Makes an empty server. */
  async init(): Promise<void> {
    const secret = join(this.#work, "administrator");
    writeFileSync(secret, this.#password, { mode: 0o600 });
    giveToServer(secret);
    await this.run(`initdb --pgdata=${this.folder} --username=${account} --pwfile=${secret} --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --data-checksums`); // prettier-ignore
  }

  /** Starts it with further lines of postgresql.conf, and waits until it answers or has recovered. */
  async start(lines: string): Promise<void> {
    const own = [`port = ${this.port}`, "listen_addresses = '127.0.0.1'", `unix_socket_directories = '${this.#work}'`];
    appendFileSync(join(this.folder, "postgresql.conf"), `\n${[...own, lines].join("\n")}\n`);
    await this.run(`pg_ctl start --pgdata=${this.folder} --log=${this.folder}.log --wait --timeout=900`);
  }

  async stop(): Promise<void> {
    if (this.#postmaster() !== undefined) await this.run(`pg_ctl stop --pgdata=${this.folder} --mode=fast --wait`).catch(() => undefined);
  }

  /** kill -9 of all of it. */
  kill(): void {
    const postmaster = this.#postmaster();
    for (const pid of postmaster === undefined ? [] : familyOf(postmaster)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // Ended by itself in the meantime.
      }
    }
  }

  /** Runs a line of the shell as the server's user, with the programs of PostgreSQL and this server's place in pgBackRest's settings. */
  async run(line: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const env = {
      PATH: `${this.#programs}:${process.env["PATH"] ?? ""}`,
      LC_ALL: "C.UTF-8",
      PGBACKREST_CONFIG: join(this.#work, "pgbackrest.conf"),
      PGBACKREST_PG1_PATH: this.folder,
      PGBACKREST_PG1_PORT: String(this.port),
      PGBACKREST_PG1_SOCKET_PATH: this.#work,
      PGBACKREST_LOCK_PATH: join(this.#work, "lock"),
      PGBACKREST_LOG_PATH: join(this.#work, "log"),
      PGPASSWORD: this.#password,
      ...more,
    };
    const [program, args] = isRoot ? ["setpriv", [`--reuid=${account}`, `--regid=${account}`, "--init-groups", "sh", "-c", line]] : ["sh", ["-c", line]];
    const { stdout } = await promisify(execFile)(program as string, args as string[], { env, cwd: this.#work, maxBuffer: 16e6 });
    return stdout;
  } // prettier-ignore

  /** Makes a folder of the servers' own beside this one. */
  makeFolder(name: string): string {
    const folder = join(this.#work, name);
    mkdirSync(folder, { mode: 0o700 });
    giveToServer(folder);
    return folder;
  }

  /** Writes a file that the servers' user alone may read. */
  write(name: string, text: string): void {
    const file = join(this.#work, name);
    writeFileSync(file, text, { mode: 0o600 });
    giveToServer(file);
  }

  #postmaster(): number | undefined {
    const file = join(this.folder, "postmaster.pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) || undefined : undefined;
  }
}
