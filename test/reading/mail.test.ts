import { aPicture } from '../support/files/picture.ts';
import { CPR, CPR_WITH_ZERO, placesOf, textOf, unreadOf } from './read.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');

const aMail = (parts: readonly string[], headers = '', boundary = 'b'): string =>
  [
    'From: Anna <anna@phv.example>',
    'To: bo@example.com',
    `Subject: =?utf-8?q?Pr=C3=B8ve?=`,
    'MIME-Version: 1.0',
    ...(headers === '' ? [] : [headers]),
    `Content-Type: multipart/mixed; boundary=${boundary}`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, part]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
const file = (name: string, type: string, content: string): string =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}`;

describe('a mail as a file', () => {
  test('is read: subject, text and the headers that a person wrote', async () => {
    const mail = aMail(
      ['Content-Type: text/plain\r\n\r\nHej'],
      `Received: from 2512489996\r\nX-Note: cpr ${CPR}`,
    );
    const text = await textOf(mail);
    expect(text).toContain('Prøve');
    expect(text).toContain('Hej');
    expect(text).not.toContain('2512489996');
    expect(await placesOf(mail)).toEqual([`${CPR} @ `]);
  });

  test('is read in the mails and files attached to it', async () => {
    const inner = `Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nTo: c@d.example\r\nSubject: cpr ${CPR}\r\n\r\nHej`;
    const csv = Buffer.from(`Navn;CPR\r\nBo;${CPR_WITH_ZERO}\r\n`).toString('base64');
    const places = await placesOf(aMail([inner, file('elever.csv', 'text/csv', csv)]));
    expect(places).toEqual([`${CPR} @ message/rfc822`, `${CPR_WITH_ZERO} @ elever.csv`]);
  });

  test('says both of its texts when they differ, and one when they do not', async () => {
    const alternatives = (plain: string): string =>
      `Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\n${plain}\r\n--a\r\nContent-Type: text/html\r\n\r\n<p>cpr <b>2512</b>48-9996</p>\r\n--a--`;
    expect(await placesOf(aMail([alternatives(`cpr ${CPR}`)]))).toHaveLength(1);
    expect(await placesOf(aMail([alternatives(`cpr ${CPR_WITH_ZERO}`)]))).toHaveLength(2);
  });

  test('with a picture, or with something encrypted, is read in part', async () => {
    const mail = aMail([
      file('scan.png', 'image/png', PNG),
      file('smime.p7m', 'application/pkcs7-mime', 'AAAA'),
    ]);
    expect(await unreadOf(mail)).toEqual([
      ['scan.png', 'picture'],
      ['smime.p7m', 'encrypted'],
    ]);
  });

  test('with the logo of a signature and a signature of its own is read', async () => {
    const logo = `Content-Type: image/png\r\nContent-ID: <l>\r\nContent-Transfer-Encoding: base64\r\n\r\n${PNG}`;
    const related = `Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<img src="cid:l">Hej\r\n--r\r\n${logo}\r\n--r--`;
    expect(
      await unreadOf(aMail([related, file('smime.p7s', 'application/pkcs7-signature', 'AAAA')])),
    ).toEqual([]);
  });

  test('with a screenshot in its text is read in part', async () => {
    const shot = Buffer.from(aPicture('jpeg', 900, 400)).toString('base64');
    const related = `Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<img src="cid:l">Hej\r\n--r\r\nContent-Type: image/jpeg\r\nContent-ID: <l>\r\nContent-Transfer-Encoding: base64\r\n\r\n${shot}\r\n--r--`;
    expect(await unreadOf(aMail([related]))).toEqual([['image/jpeg', 'picture']]);
  });

  test('in a mail in a mail and so on is given up', async () => {
    let mail = 'From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\ncpr';
    for (let depth = 0; depth < 7; depth++)
      mail = aMail([`Content-Type: message/rfc822\r\n\r\n${mail}`], '', `depth${depth}`);
    const unread = await unreadOf(mail);
    expect(unread.map(([, reason]) => reason)).toEqual(['too-deep']);
  });

  test('is not every text that begins with a word and a colon', async () => {
    expect(await textOf('Emne: Prøve\nNavn: Bo\n\nHej')).toBe('Emne: Prøve\nNavn: Bo\n\nHej');
  });
});
