/** A font file, inlined by the build as a `data:` URL: the demo's PDF needs no file of its own beside the app. */
declare module '*.woff?inline' {
  const dataUrl: string;
  export default dataUrl;
}
