/** The files that support is given; of logs, the present one and those before it, if there are any. */
export type DiagnosticName =
  | 'versions.json'
  | 'settings.json'
  | 'status.json'
  | 'runs.json'
  | 'store.json'
  | `archibald-agent${'' | '.1' | '.2' | '.3' | '.4'}.log`;

export interface DiagnosticFile {
  readonly name: DiagnosticName;
  /** All that is in it. */
  readonly text: string;
}
