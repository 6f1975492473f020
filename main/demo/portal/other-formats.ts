import type { DemoExportType } from '../options';

/** The recognisable start of each format: old Excel files are OLE, new ones a ZIP with `xl/`. */
const HEADS: Readonly<Record<Exclude<DemoExportType, 'PDF'>, string>> = {
  XLS: '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1',
  XLSX: 'PK\x03\x04\x14\x00\x06\x00[Content_Types].xml xl/workbook.xml',
  CSV: 'ID;NOME;CITTÀ\r\n1001;Rossi Srl;Verona\r\n',
};
const SIZE_BYTES = 4_096;

/** Makes an export without customers in another format, as accounts with that format get it. */
export function otherFormat(type: Exclude<DemoExportType, 'PDF'>): Buffer {
  const head = Buffer.from(HEADS[type], 'latin1');
  return type === 'CSV' ? head : Buffer.concat([head, Buffer.alloc(SIZE_BYTES - head.length)]);
}
