/**
 * Lint rules against code for one system only: hand-joined paths, paths of one system, signals by
 * process number, and commands that a shell splits. docs/platforms.md names the exceptions. Also
 * rules against fixed waits and useless `void`.
 */

/** Matches names of folders and files, such as `folder`, `dataFolder`, `PROJECT` or `tmpdir()`. */
const PLACE = '/(?:folder|dir|path|root|home|home_dir|project|unpacked)$/i';
const AFTER_SLASH = String.raw`/^[\u002f\\]/`;
const HAND_JOINED = ['Identifier[name', 'MemberExpression[property.name', 'CallExpression[callee.name']
  .flatMap((name) => [
    `TemplateLiteral:has(> ${name}=${PLACE}].expressions) > TemplateElement:not(:first-child)[value.cooked=${AFTER_SLASH}]`,
    `BinaryExpression[operator='+']:has(> ${name}=${PLACE}].left) > Literal.right[value=${AFTER_SLASH}]`,
  ])
  .map((selector) => ({
    selector,
    message: 'Join paths with node:path: Windows separates them differently.',
  }));

const CHILD_PROCESS = 'ImportDeclaration[source.value=/^(?:node:)?child_process$/]';
const ONE_SYSTEMS_PATH = String.raw`/^\u002f(?:bin|dev|proc|tmp|usr|var)(?:\u002f|$)/`;
const PATH_MESSAGE =
  'Only some systems have this path: ask node:os (tmpdir, homedir, devNull), or list the file in LINUX_ONLY.';

const SHELLS_AND_SIGNALS = [
  {
    selector: `${CHILD_PROCESS} ImportSpecifier[imported.name=/^exec(?:Sync)?$/]`,
    message: 'A shell splits the command, and each system has a different one: use execFile or spawn.',
  },
  {
    selector: "ObjectExpression > Property[key.name='shell']:not([value.value=false])",
    message: 'A shell splits the command, and each system has a different one: name the program itself.',
  },
  {
    // Signal 0 only checks whether the process exists.
    selector:
      "CallExpression[callee.object.name='process'][callee.property.name='kill']:not([arguments.1.value=0])",
    message:
      'Windows has no signals: end a process by its ChildProcess, or with run and runToEnd (scripts/process/programs.mjs).',
  },
];
const PLACES = [
  { selector: `Literal[value=${ONE_SYSTEMS_PATH}]`, message: PATH_MESSAGE },
  { selector: `TemplateElement[value.raw=${ONE_SYSTEMS_PATH}]`, message: PATH_MESSAGE },
];

/** Rules against moving, copying or removing files directly: a virus scanner may hold them. */
const IN_PLACE = [
  {
    selector:
      'ImportDeclaration[source.value="node:fs"] ImportSpecifier[imported.name=/^(?:renameSync|rmSync|unlinkSync|copyFileSync)$/]',
    message: 'On Windows another program may hold the file: use main/base/held-files.ts.',
  },
];

/** The files that run on Linux only and may name its paths. */
export const LINUX_ONLY = [
  // Debian's packages and libraries, with apt-get and ldd.
  'scripts/setup/system-packages.mjs',
  // The parent process of the parent, which only /proc shows.
  'scripts/process/programs.mjs',
  // The kernel's settings for Chromium's sandbox.
  'scripts/process/sandbox.mjs',
  'scripts/process/sandbox.test.ts',
  // A folder in memory, which other systems lack.
  'scripts/process/memory-folder.mjs',
  // Disk encryption, which each system reports in its own way.
  'main/app/data-folder/disk-encryption.ts',
  'main/app/data-folder/disk-encryption.test.ts',
  // Memory, sockets, variables and open files of processes, from /proc.
  'tests/helpers/process-tree.ts',
  'tests/bench/**',
];

/** A fixed wait is too short on a busy machine, and too long on all others. */
const FIXED_WAIT = "CallExpression[callee.name='setTimeout'][arguments.1]";
const PROMISE = "NewExpression[callee.name='Promise'] > ArrowFunctionExpression";
const FIXED_WAITS = [
  `${PROMISE} > ${FIXED_WAIT}`,
  `${PROMISE} > BlockStatement > ExpressionStatement > ${FIXED_WAIT}`,
  "MemberExpression[property.name='waitForTimeout']",
  'ImportDeclaration[source.value=/^(?:node:)?timers.promises$/]',
].map((selector) => ({
  selector,
  message: 'Wait for the event, or move the injected clock: no fixed wait.',
}));

/** Uses of `void` that oxlint's no-meaningless-void-operator does not see. */
const USELESS_VOIDS = [
  {
    selector: "UnaryExpression[operator='void'] > :matches(Identifier, MemberExpression, Literal)",
    message: 'void only discards what a call returns.',
  },
];

const EVERYWHERE = [...SHELLS_AND_SIGNALS, ...HAND_JOINED, ...FIXED_WAITS, ...USELESS_VOIDS];

/** @type {import('eslint').Linter.Config[]} */
export const portable = [
  { rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...PLACES] } },
  {
    files: ['main/**'],
    // The log must not wait for held files (log-files.ts), and no scanner holds the files of tests.
    ignores: ['main/base/held-files.ts', 'main/app/support/log-files.ts', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...PLACES, ...IN_PLACE] },
  },
  { files: LINUX_ONLY, rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] } },
];
