/** The packages that ship with the app, put together by the build (build/licences.mjs). */
declare module 'virtual:licences' {
  export const packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
  }[];
}
