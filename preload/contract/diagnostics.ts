/** The files that a diagnostics zip for support can contain. `.1` to `.4` are older logs. */
export type DiagnosticName =
  | 'versions.json'
  | 'settings.json'
  | 'status.json'
  | 'runs.json'
  | 'store.json'
  | `archibald-agent${'' | '.1' | '.2' | '.3' | '.4'}.log`;

export interface DiagnosticFile {
  readonly name: DiagnosticName;
  readonly text: string;
}
