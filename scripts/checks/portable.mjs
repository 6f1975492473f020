/**
 * What holds on one system only is kept out by lint: paths joined by hand, paths of one system, signals to a process by
 * its number, and commands that a shell takes apart. docs/platforms.md names the exceptions.
 */

/** A name that stands for a folder or a file, as `folder`, `dataFolder`, `PROJECT` or `tmpdir()`: an attribute's ending. */
const PLACE = '/(?:folder|dir|path|root|home|home_dir|project|unpacked)$/i';
const AFTER_SLASH = String.raw`/^[\u002f\\]/`;
const HAND_JOINED = ['Identifier[name', 'MemberExpression[property.name', 'CallExpression[callee.name']
  .flatMap((name) => [
    `TemplateLiteral:has(> ${name}=${PLACE}].expressions) > TemplateElement:not(:first-child)[value.cooked=${AFTER_SLASH}]`,
    `BinaryExpression[operator='+']:has(> ${name}=${PLACE}].left) > Literal.right[value=${AFTER_SLASH}]`,
  ])
  .map((selector) => ({ selector, message: 'Join paths with node:path: Windows divides them otherwise.' }));

const CHILD_PROCESS = 'ImportDeclaration[source.value=/^(?:node:)?child_process$/]';
const ONE_SYSTEMS_PATH = String.raw`/^\u002f(?:bin|dev|proc|tmp|usr|var)(?:\u002f|$)/`;
const PATH_MESSAGE =
  'A place that only some systems have: ask node:os (tmpdir, homedir, devNull), or name the file among LINUX_ALONE.';

/** For no-restricted-syntax. */
const SHELLS_AND_SIGNALS = [
  {
    selector: `${CHILD_PROCESS} ImportSpecifier[imported.name=/^exec(?:Sync)?$/]`,
    message: 'A shell takes the command apart, and each system has another: use execFile or spawn.',
  },
  {
    selector: "ObjectExpression > Property[key.name='shell']:not([value.value=false])",
    message: 'A shell takes the command apart, and each system has another: name the program itself.',
  },
  {
    // 0 only asks whether the process is there.
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

/** In the app, where a virus scanner may hold what was just written. */
const IN_PLACE = [
  {
    selector:
      'ImportDeclaration[source.value="node:fs"] ImportSpecifier[imported.name=/^(?:renameSync|rmSync|unlinkSync|copyFileSync)$/]',
    message: 'On Windows another program may hold the file: use main/base/held-files.ts.',
  },
];

/** What runs on Linux alone and may name its places; each says so and is never called elsewhere. */
export const LINUX_ALONE = [
  // Debian's packages and libraries, by apt-get and ldd.
  'scripts/setup/system-packages.mjs',
  // /proc: the parent's parent. Elsewhere no file names it, and less is known.
  'scripts/process/programs.mjs',
  // What the kernel allows Chromium's sandbox.
  'scripts/process/sandbox.mjs',
  'scripts/process/sandbox.test.ts',
  // A folder in memory, which elsewhere there is none.
  'scripts/process/memory-folder.mjs',
  // Whether the disk is encrypted, which each system is asked in its own place.
  'main/app/data-folder/disk-encryption.ts',
  'main/app/data-folder/disk-encryption.test.ts',
  // Weighing processes, looking at their sockets, variables and open files: /proc again.
  'tests/helpers/process-tree.ts',
  'tests/bench/**',
];

/** What waits for a fixed time is too short on a busy machine, and too long on all others. */
const FIXED_WAIT = "CallExpression[callee.name='setTimeout'][arguments.1]";
const PROMISE = "NewExpression[callee.name='Promise'] > ArrowFunctionExpression";
const FIXED_WAITS = [
  `${PROMISE} > ${FIXED_WAIT}`,
  `${PROMISE} > BlockStatement > ExpressionStatement > ${FIXED_WAIT}`,
  "MemberExpression[property.name='waitForTimeout']",
  'ImportDeclaration[source.value=/^(?:node:)?timers.promises$/]',
].map((selector) => ({
  selector,
  message: 'Wait for what is to happen, or move the clock that the app is given: no fixed wait.',
}));

/** For all files. */
const EVERYWHERE = [...SHELLS_AND_SIGNALS, ...HAND_JOINED, ...FIXED_WAITS];

/** @type {import('eslint').Linter.Config[]} */
export const portable = [
  { rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...PLACES] } },
  {
    files: ['main/**'],
    // The log is not waited for (log-files.ts); tests hold no files.
    ignores: ['main/base/held-files.ts', 'main/app/support/log-files.ts', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...PLACES, ...IN_PLACE] },
  },
  { files: LINUX_ALONE, rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] } },
];
