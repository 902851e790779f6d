/**
 * The simple commands of a step's script, for lint: enough of bash's grammar to see which programs are called with
 * which arguments, and where. A full parser would be larger than everything else in lint.
 */

export interface Word {
  /** Without quotes; a variable is written `${NAME}`. */
  text: string;
  /** Of its first character in the script, from 0. */
  offset: number;
  /** It contains a substitution, so its text is known only at run time. */
  unknown: boolean;
}

/** Words before the name of a command. */
const BEFORE = /^(if|then|elif|else|do|while|until|time|sudo|exec|env|nohup|command|!|\w+=.*)$/s;

/** Each begins with the name of its program; includes those in substitutions. */
export function simpleCommands(script: string): Word[][] {
  const reader = new Reader(script);
  reader.read(0, '');
  return reader.commands
    .map((words) => words.slice(words.findIndex(({ text }) => !BEFORE.test(text))))
    .filter((words) => words.length > 0 && !BEFORE.test(words[0]!.text));
}

class Reader {
  readonly commands: Word[][] = [];
  readonly #script: string;
  #at = 0;
  /** Ends of the here-documents that begin with the next line. */
  #documents: string[] = [];

  constructor(script: string) {
    this.#script = script;
  }

  /** Reads up to and including `end`: `)` or a backtick in a substitution. */
  read(from: number, end: string): void {
    this.#at = from;
    let words: Word[] = [];
    const finish = () => {
      if (words.length > 0) this.commands.push(words);
      words = [];
    };
    while (this.#at < this.#script.length) {
      const rest = this.#script.slice(this.#at);
      const char = rest[0]!;
      if (char === end) break;
      const document = /^<<-?[ \t]*(['"]?)(\w+)\1/.exec(rest);
      if (document && !rest.startsWith('<<<')) {
        this.#documents.push(document[2]!);
        this.#at += document[0].length;
      } else if (char === '\n') {
        finish();
        this.#at += 1;
        this.#skipDocuments();
      } else if (char === '#') {
        this.#at += /^[^\n]*/.exec(rest)![0].length;
      } else if (rest.startsWith('\\\n')) {
        this.#at += 2;
      } else if (/^[ \t\r]/.test(char)) {
        this.#at += 1;
      } else if (/^(\d*[<>]&?|&>)/.test(rest)) {
        // A redirection: the file that follows is taken as a word, which does no harm.
        this.#at += /^(\d*[<>]+&?|&>+)/.exec(rest)![0].length;
      } else if (char === '(') {
        finish();
        this.read(this.#at + 1, ')');
      } else if (/^[;&|){}]/.test(char) && !(char === '}' && words.length > 0)) {
        finish();
        this.#at += 1;
      } else {
        words.push(this.#word(end));
      }
    }
    finish();
    this.#at += end.length;
  }

  #skipDocuments(): void {
    for (const end of this.#documents.splice(0)) {
      const last = new RegExp(`^\\t*${end}[ \\t]*$`, 'm').exec(this.#script.slice(this.#at));
      this.#at = last ? this.#at + last.index + last[0].length : this.#script.length;
    }
  }

  #word(end: string): Word {
    const word: Word = { text: '', offset: this.#at, unknown: false };
    let quoted = false;
    for (;;) {
      const rest = this.#script.slice(this.#at);
      if (rest === '' || (!quoted && (/^[\s;&|()<>]/.test(rest) || (end !== '' && rest.startsWith(end)))))
        return word;
      this.#at += 1;
      if (rest[0] === '"') quoted = !quoted;
      else if (rest[0] === "'" && !quoted) this.#take(word, /^[^']*/.exec(rest.slice(1))![0], 1);
      else if (rest.startsWith('\\\n')) this.#at += 1;
      else if (rest[0] === '\\') this.#take(word, rest[1] ?? '', 0);
      else if (rest[0] === '$') this.#dollar(rest, word);
      else if (rest[0] === '`') this.#substitution(word, this.#at, '`');
      else word.text += rest[0];
    }
  }

  /** @param more characters that are read and not taken */
  #take(word: Word, text: string, more: number): void {
    word.text += text;
    this.#at += text.length + more;
  }

  #dollar(rest: string, word: Word): void {
    const variable = /^\$(?:(\w+)|\{(\w+)\})/.exec(rest);
    if (variable) {
      word.text += `\${${variable[1] ?? variable[2]}}`;
      this.#at += variable[0].length - 1;
    } else if (rest[1] === '(') {
      this.#substitution(word, this.#at + 1, ')');
    } else if (!/^\$['"]/.test(rest)) {
      // A default, a pattern, a special parameter: its value is not known.
      word.unknown = true;
      this.#at += /^\$(\{[^}]*\}|.)?/s.exec(rest)![0].length - 1;
    }
  }

  #substitution(word: Word, from: number, end: string): void {
    word.unknown = true;
    this.read(from, end);
  }
}
