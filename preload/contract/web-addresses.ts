/** Signs that stand around an address or part it from the next one. */
const AROUND = /[\s;,|/<>()[\]"]+/;
const MAIL_ADDRESS = /^[^\s@,;?&<>"]+@[^\s@,;?&<>".]+(?:\.[^\s@,;?&<>".]+)+$/;

/** The e-mail addresses of a cell, each once, in their order. */
export function mailAddressesIn(cell: string | null): readonly string[] {
  const words = (cell ?? '').split(AROUND).map((word) => word.replace(/^(?:mailto:)|[.:]+$/gi, ''));
  return [...new Set(words.filter((word) => MAIL_ADDRESS.test(word)))];
}

/** The site by https; `null` for a cell that is no address of one. */
export function siteLink(url: string | null): string | null {
  const host = /^(?:https?:\/\/)?([\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:\/\S*)?)$/iu.exec(url?.trim() ?? '')?.[1];
  return host !== undefined && URL.canParse(`https://${host}`) ? `https://${host}` : null;
}
