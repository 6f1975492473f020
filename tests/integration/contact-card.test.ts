import { expect, test } from 'vitest';
import { CONTACT_COLUMNS, vcardFormat } from '../../main/customer-files/vcard';
import { FILE_TEXTS } from '../../main/customer-files/words';
import { en } from '../../renderer/strings/en';
import { it } from '../../renderer/strings/it';
import { contactCard } from '../../renderer/views/customers/detail/contact/contact-card';
import { aCustomer } from '../helpers/customers';

test.each([
  ['it', it],
  ['en', en],
] as const)('the contact of a file and that of a QR code agree, line by line: %s', (language, strings) => {
  const customer = aCustomer({
    name: 'Zeta; "Studio", Sorriso 😀',
    phone: '0543 12345 (12) / 340 1234567',
    mobile: '+39',
    email: 'info@zeta.example.it; b@y.it',
    url: 'www.zeta.example.it',
    attentionTo: 'Sig.ra Ines',
  });
  const written = String(vcardFormat(language).add([CONTACT_COLUMNS.map((column) => customer[column])]))
    .replaceAll('\r\n ', '')
    .trimEnd()
    .split('\r\n');
  const shown = contactCard(customer, strings.detail.fields).split('\r\n');
  const note = shown.find((line) => line.startsWith('NOTE:')) ?? '';
  expect(note).toBe(
    `NOTE:${FILE_TEXTS[language].attentionTo}: Sig.ra Ines\\n${FILE_TEXTS[language].phone}: 0543 12345 int. 12`,
  );
  expect(shown.filter((line) => line !== note)).toEqual(
    written.filter((line) => !/^(?:UID|NOTE):/.test(line)),
  );
  expect(written.find((line) => line.startsWith('NOTE:'))).toContain(note);
});
