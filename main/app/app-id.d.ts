/** `appId` of electron-builder.yml, put in by the build. */
declare const APP_ID: string;
