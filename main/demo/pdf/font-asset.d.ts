/** A font file, inlined by the build as a `data:` URL, so that the demo needs no separate file. */
declare module '*.woff?inline' {
  const dataUrl: string;
  export default dataUrl;
}
