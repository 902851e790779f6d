/** The life cycle of one container: created, running, exited, and possibly running again. */
import { PassThrough } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Box, Isolation, Running } from './box.ts';
import type { ChildExit } from './child.ts';
import { StartError } from './errors.ts';
import { startExec, AttachedOutput } from './exec-session.ts';
import { LogFile } from './logs/log-file.ts';
import { recordProcesses } from './orphans.ts';
import type { Container, ContainerState, ContainerUsage, ExecOptions, ExecSession } from './types.ts';
import { UsageMeter } from './usage.ts';

type Exit = { exitCode: number; signal?: NodeJS.Signals };

export class LiveContainer {
  readonly box: Box;
  readonly log: LogFile;
  readonly #isolation: Isolation;
  readonly #createdAt = new Date().toISOString();
  readonly #changed: (container: LiveContainer) => void;
  #state: ContainerState = { phase: 'created' };
  #running: Running | undefined;
  #starting: Promise<void> | undefined;
  #exit = Promise.withResolvers<Exit>();
  #launched = Promise.withResolvers<Running>();
  #meter = new UsageMeter(Date.now());
  readonly #attached = new Set<AttachedOutput>();
  readonly #sessions = new Set<number>();

  constructor(box: Box, isolation: Isolation, changed: (container: LiveContainer) => void) {
    this.box = box;
    this.log = new LogFile(`${box.folder}/log`);
    this.#isolation = isolation;
    this.#changed = changed;
  }

  snapshot(): Container {
    return { id: this.box.id, spec: this.box.spec, state: this.#state, createdAt: this.#createdAt };
  }

  start(): Promise<void> {
    if (this.#running !== undefined) return Promise.resolve();
    this.#starting ??= this.#launch().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #launch(): Promise<void> {
    if (this.#state.phase === 'exited') this.#exit = Promise.withResolvers();
    const startedAt = new Date().toISOString();
    let running: Running;
    try {
      running = await this.#isolation.launch(this.box);
    } catch (error) {
      if (error instanceof StartError) this.#finish({ code: error.exitCode }, startedAt);
      throw error;
    }
    this.log.reopen();
    this.#running = running;
    this.#meter = new UsageMeter(Date.parse(startedAt));
    recordProcesses(this.box.folder, [running.child.pid, running.initPid]);
    this.#launched.resolve(running);
    this.#setState({ phase: 'running', pid: running.initPid, startedAt });
    void this.#follow(running, startedAt);
  }

  async #follow(running: Running, startedAt: string): Promise<void> {
    const { stdout, stderr, exit } = running.child;
    const outputs = [this.#pump('stdout', stdout), ...(stderr ? [this.#pump('stderr', stderr)] : [])];
    const end = await exit;
    await this.#isolation.afterExit(this.box, running);
    await Promise.all(outputs);
    await this.log.end();
    running.child.stdin?.destroy();
    this.#running = undefined;
    this.#launched = Promise.withResolvers();
    for (const output of this.#attached) output.end();
    this.#attached.clear();
    this.#finish(end, startedAt);
  }

  async #pump(name: 'stdout' | 'stderr', stream: Readable): Promise<void> {
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        await this.log.write(name, chunk);
        await Promise.all([...this.#attached].map((output) => output.write(name, chunk)));
      }
    } catch {
      // A terminal ends with EIO after its last process.
    }
  }

  #finish({ code, signal }: ChildExit, startedAt: string): void {
    const exit: Exit = { exitCode: code, ...(signal === undefined ? {} : { signal }) };
    this.#setState({ phase: 'exited', ...exit, startedAt, finishedAt: new Date().toISOString() });
    this.#exit.resolve(exit);
  }

  #setState(state: ContainerState): void {
    this.#state = state;
    this.#changed(this);
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#running === undefined) return;
    if (signal === 'SIGKILL') this.kill();
    else this.#isolation.signal(this.#running, signal);
  }

  async stop(graceSeconds: number, stopSignal: NodeJS.Signals): Promise<void> {
    await this.#starting?.catch(() => {});
    if (this.#running === undefined) return;
    this.signal(stopSignal);
    const timeout = new AbortController();
    const late = sleep(graceSeconds * 1000, 'late', { signal: timeout.signal }).catch(() => 'aborted');
    const first = await Promise.race([this.#exit.promise, late]);
    timeout.abort();
    if (first === 'late') this.kill();
    await this.#exit.promise;
  }

  kill(): void {
    if (this.#running !== undefined) this.#isolation.killAll(this.box, this.#running);
  }

  wait(): Promise<Exit> {
    return this.#exit.promise;
  }

  usage(): ContainerUsage | undefined {
    return this.#running && this.#meter.sample([this.#running.initPid, ...this.#sessions]);
  }

  async exec(options: ExecOptions): Promise<ExecSession> {
    const running = this.#running;
    if (running === undefined) throw new Error(`container ${this.box.spec.name} is not running`);
    return startExec(this.#isolation, this.box, running, options, (pid, end) => {
      this.#sessions.add(pid);
      void end.finally(() => this.#sessions.delete(pid)).catch(() => {});
    });
  }

  attach(): ExecSession {
    const output = new AttachedOutput();
    if (this.#state.phase === 'exited' && this.#starting === undefined) output.end();
    else this.#attached.add(output);
    return {
      stdin: this.#mainInput(),
      stdout: output.stdout,
      stderr: output.stderr,
      resize: (columns, rows) => this.#running?.child.resize(columns, rows),
      signal: (signal) => this.signal(signal),
      exit: this.#exit.promise.then(({ exitCode }) => exitCode),
    };
  }

  /** Input for the main process, buffered until it starts. */
  #mainInput(): Writable {
    const input = new PassThrough();
    void this.#feed(input);
    return input;
  }

  async #feed(input: PassThrough): Promise<void> {
    const running = await Promise.race([this.#launched.promise, this.#exit.promise.then(() => undefined)]);
    const stdin = running?.child.stdin;
    // A client's end of input is passed to the container; a disconnect is not.
    if (stdin === undefined) input.resume();
    else input.pipe(stdin);
  }

  /** Ends all processes before the removal, and resolves waits for a container that never ran. */
  async destroy(): Promise<void> {
    await this.#starting?.catch(() => {});
    if (this.#running !== undefined) {
      this.kill();
      await this.#exit.promise;
    }
    for (const output of this.#attached) output.end();
    this.#exit.resolve({ exitCode: 0 });
  }
}
