/** The packages that ship with the app, collected by the build (scripts/package/licences.mjs). */
declare module 'virtual:licences' {
  export const packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
  }[];
}
