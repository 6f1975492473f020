import type { Log } from '../../main/base/log';

/** Keeps what is logged, so that a test can look at it. */
export class TestLog implements Log {
  readonly lines: string[] = [];

  info(line: string): void {
    this.lines.push(line);
  }

  warn(line: string): void {
    this.lines.push(line);
  }

  error(line: string): void {
    this.lines.push(line);
  }
}
