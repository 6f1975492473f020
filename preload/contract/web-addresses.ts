/** Characters around an address or between two addresses. */
const AROUND = /[\s;,|/<>()[\]"]+/;
const MAIL_ADDRESS = /^[^\s@,;?&<>"]+@[^\s@,;?&<>".]+(?:\.[^\s@,;?&<>".]+)+$/;

/** Returns the distinct e-mail addresses in a cell, in their order. */
export function parseMailAddresses(cell: string | null): readonly string[] {
  const words = (cell ?? '').split(AROUND).map((word) => word.replace(/^(?:mailto:)|[.:]+$/gi, ''));
  return [...new Set(words.filter((word) => MAIL_ADDRESS.test(word)))];
}

/** Returns the https address of a web site; `null` if the cell is not an address. */
export function parseSiteLink(url: string | null): string | null {
  const host = /^(?:https?:\/\/)?([\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:\/\S*)?)$/iu.exec(url?.trim() ?? '')?.[1];
  return host !== undefined && URL.canParse(`https://${host}`) ? `https://${host}` : null;
}
