/** What `--help` prints. */
export const HELP = `Archibald Agent keeps a field sales agent's Archibald customers fresh, local and searchable.

  (nothing)                 opens the window
  --hidden                  starts in the tray, without the window
  --data DIR                keeps settings, customers and logs there instead of the usual folder
  --demo                    a made-up portal with 1,452 customers; --once quits after the first sync
  --sync-once               one sync without a window: --portal URL --user NAME --data DIR, the password in the
                            environment variable ARCHIBALD_PASSWORD, or with --password-stdin as a line of standard
                            input; --retries N, --retry-delay MS; a password that the portal has not accepted is
                            sent again only with --send-same-password: repeated, it locks the account
  --print-metrics           the figures of the metrics panel as JSON: --data DIR
  --read-export FILE        reads an export and prints its customers as JSON
  --version                 the version of the app
  --help                    this text
  archibald-agent://cliente/ID   opens that customer
`;
