/** An asset that the build copies beside the code; the import gives its path. */
declare module '*?asset' {
  const path: string;
  export default path;
}
