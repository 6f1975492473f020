/** Returns a name without the quotation marks that the portal puts around some names. */
export function stripQuotationMarks(name: string): string {
  const plain = /^\s*["“”«'](.*)["“”»']\s*$/su.exec(name)?.[1]?.trim() ?? name;
  return plain === '' ? name : plain;
}
