import { colourProfile } from './pdf-colour-profile';
import type { FontParts } from './pdf-font';
import { hexText, LINE, ObjectFile, pack } from './pdf-objects';
import { toUnicodeMap } from './to-unicode-map';

const PRODUCER = 'Developer Express Inc. DXperience (tm) v24.1.7';
const PROC_SET = '/ProcSet [/PDF /Text /ImageB /ImageC /ImageI]';
const FONT_NAME = '/DEVEXP#2BTimesNewRoman';
const MADE = "(D:20260112090000+01'00')";
const XMP =
  '<?xpacket begin="\xEF\xBB\xBF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
  '<x:xmpmeta xmlns:x=\'adobe:ns:meta/\'></x:xmpmeta><?xpacket end="w"?>';
/** Object numbers that are the same in every file. */
const PAGES = 2;
const FONT = 3;

/**
 * Joins packed pages to a file of the portal's form, object by object (export-pdf.md, The file).
 * Pages have low numbers, contents high ones, and the last page comes first. pdfkit supplies only
 * the font: its streams, strings, line ends and object order differ from the portal's.
 */
export function pdfFile(contents: readonly Buffer[], font: FontParts): Buffer {
  const count = contents.length;
  const pageNumber = (index: number): number => (index === 0 ? 1 : index + 3);
  // Returns the object number of a page's resources; the page's content has the next number.
  const resourcesNumber = (index: number): number => count + 8 + 2 * (count - 1 - index);
  const [info, catalog, metadata, profile, resources] = numbersFrom(count + 3);
  const [toUnicode, descriptor, system, cidFont, cidSet, fontFile] = numbersFrom(3 * count + 8);
  const file = new ObjectFile();
  file.packed(profile, '/N 3 /Alternate /DeviceRGB ', pack(colourProfile()));
  file.plain(
    catalog,
    `<</Type /Catalog /Pages ${PAGES} 0 R /Metadata ${metadata} 0 R /OutputIntents [<</Type /OutputIntent ` +
      `/S /GTS#5FPDFA1 /OutputConditionIdentifier ${hexText('sRGB IEC61966-2.1')} ` +
      `/DestOutputProfile ${profile} 0 R >>${LINE}] /Names <<>>${LINE}>>`,
  );
  file.stream(metadata, '/Type /Metadata /Subtype /XML ', Buffer.from(XMP, 'latin1'));
  const kids = contents.map((_, index) => `${pageNumber(index)} 0 R`).join(' ');
  file.plain(PAGES, `<</Resources ${resources} 0 R /Type /Pages /Count ${count} /Kids [${kids}] >>`);
  for (let index = count - 1; index >= 0; index -= 1) {
    const own = resourcesNumber(index);
    file.packed(own + 1, '', contents[index] ?? Buffer.alloc(0));
    file.plain(
      pageNumber(index),
      `<</Parent ${PAGES} 0 R /MediaBox [0 0 612 792] /CropBox [0 0 612 792] /Resources ${own} 0 R ` +
        `/Type /Page /Contents ${own + 1} 0 R >>`,
    );
    file.plain(own, `<</Font <</FNT0 ${FONT} 0 R >>${LINE} ${PROC_SET} >>`);
  }
  file.plain(resources, `<<${PROC_SET} >>`);
  file.plain(
    info,
    `<</Title <FEFF> /Author <FEFF> /Subject <FEFF> /Keywords <FEFF> /Creator <FEFF> ` +
      `/Producer ${hexText(PRODUCER)} /CreationDate ${MADE} /ModDate ${MADE} >>`,
  );
  file.packed(toUnicode, '', pack(toUnicodeMap(font)));
  const widths = font.glyphs.map(({ code, width }) => `${code} [${width.toFixed(4)}]`).join(' ');
  file.plain(
    cidFont,
    `<</Type /Font /Subtype /CIDFontType2 /BaseFont ${FONT_NAME} /FontDescriptor ${descriptor} 0 R ` +
      `/CIDSystemInfo ${system} 0 R /DW 1000 /W [${widths}] /CIDToGIDMap /Identity >>`,
  );
  file.plain(
    FONT,
    `<</Type /Font /Subtype /Type0 /BaseFont ${FONT_NAME} /Encoding /Identity#2DH ` +
      `/ToUnicode ${toUnicode} 0 R /DescendantFonts [${cidFont} 0 R] >>`,
  );
  file.plain(system, '<</Registry <41646F6265> /Ordering <4964656E74697479> /Supplement 0 >>');
  file.packed(cidSet, '', pack(Buffer.alloc(200, 0xff)));
  file.packed(fontFile, `/Length1 ${font.file.length} `, pack(font.file));
  file.plain(
    descriptor,
    `<</Type /FontDescriptor /FontName ${FONT_NAME} /Flags 34 /ItalicAngle 0 /FontBBox [${font.box.join(' ')}] ` +
      `/Ascent 891 /Descent -216 /CapHeight 500 /StemV 0 /CIDSet ${cidSet} 0 R /FontFile2 ${fontFile} 0 R >>`,
  );
  return file.end(info, catalog);
}

function numbersFrom(first: number): readonly [number, number, number, number, number, number] {
  return [first, first + 1, first + 2, first + 3, first + 4, first + 5];
}
