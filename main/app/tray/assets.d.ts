interface ImportMeta {
  /** Vite's import of all modules whose paths match, here files as data URLs. */
  glob(
    pattern: string,
    options: { readonly query: '?inline'; readonly import: 'default'; readonly eager: true },
  ): Readonly<Record<string, string>>;
}
