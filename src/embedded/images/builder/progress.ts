/** The output of a build, in the format of BuildKit's plain progress. */

export interface Vertex {
  /** One line of the step's output. */
  line(text: string): void;
  cached(): void;
  done(): void;
  error(message: string): void;
}

export class Progress {
  readonly #write: (text: string) => void;
  #count = -1;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  begin(title: string): Vertex {
    this.#count += 1;
    const prefix = `#${this.#count}`;
    const started = performance.now();
    const elapsed = (digits: number) => ((performance.now() - started) / 1000).toFixed(digits);
    const put = (text: string) => this.#write(`${prefix} ${text}\n`);
    const end = (text: string) => {
      put(text);
      this.#write('\n');
    };
    put(title);
    return {
      line: (text) => put(`${elapsed(3)} ${text}`),
      cached: () => end('CACHED'),
      done: () => end(`DONE ${elapsed(1)}s`),
      error: (message) => end(`ERROR: ${message}`),
    };
  }

  /** A step of one line, without a duration. */
  note(title: string, ...lines: string[]): void {
    const vertex = this.begin(title);
    for (const line of lines) this.#write(`#${this.#count} ${line}\n`);
    vertex.done();
  }
}
