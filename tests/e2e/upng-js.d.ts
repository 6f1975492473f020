declare module 'upng-js' {
  interface Decoded {
    readonly width: number;
    readonly height: number;
  }
  const UPNG: {
    readonly decode: (png: ArrayBuffer) => Decoded;
    /** One buffer per frame. */
    readonly toRGBA8: (decoded: Decoded) => ArrayBuffer[];
    readonly encode: (frames: ArrayBuffer[], width: number, height: number, colours: number) => ArrayBuffer;
  };
  export default UPNG;
}
