import { aPicture } from '../support/files/picture.ts';
import { CPR, CPR_WITH_ZERO, placesOf, textOf, unreadOf } from './read.ts';

describe('a text file', () => {
  const text = `Søren: cpr ${CPR}\r\n`;
  const utf16be = Buffer.from(text, 'utf16le').swap16();

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['UTF-16 LE without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without a mark', utf16be],
    ['Latin-1', Buffer.from(text, 'latin1')],
  ])('in %s is read', async (_encoding, content) => {
    expect(await textOf(content)).toBe(text);
  });

  test('in Windows-1252 is read with its own signs', async () => {
    expect(await textOf(Buffer.from([0x93, 0xe6, 0x94, 0x20, 0x80]))).toBe('“æ” €');
  });

  test('that is empty holds nothing', async () => {
    expect(await textOf('')).toBe('');
  });

  test('is told by its content, whatever it is called', async () => {
    expect(await placesOf(`cpr ${CPR}`, 'billede.png')).toEqual([`${CPR} @ `]);
  });

  test.each([
    ['cut in the middle of UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'unknown-kind'],
    ['with zeros in it', Buffer.from('cpr\0'), 'unknown-kind'],
    ['of random bytes', Buffer.from('8f01a07c00ff1103', 'hex'), 'unknown-kind'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'picture'],
    ['a photograph', Buffer.from('ffd8ffe000104a46', 'hex'), 'picture'],
    ['a film', Buffer.from('00000018667479706d703432', 'hex'), 'unknown-kind'],
    ['a photograph from a phone', Buffer.from('00000018667479706865696300', 'hex'), 'picture'],
    ['packed with bzip2', Buffer.from('BZh91AY&SY\0\x01', 'latin1'), 'unknown-kind'],
    ['locked with PGP', Buffer.from('-----BEGIN PGP MESSAGE-----\nabc'), 'encrypted'],
  ])('that is %s is not read, never clean', async (_what, content, reason) => {
    expect(await unreadOf(content)).toEqual([['', reason]]);
  });
});

describe('separated values', () => {
  test('are rows of cells; numbers below "CPR" get their zero back', async () => {
    const csv = 'Navn;CPR\r\n"Bo ""B"" Bo;sen";707614285\r\nÅse;2512489996\r\n';
    expect(await textOf(csv, 'elever.csv')).toBe('Navn\tCPR\nBo "B" Bo;sen\t0707614285\nÅse\t2512489996\n');
  });

  test('are told by their content when they are called otherwise', async () => {
    expect(await textOf('Navn;CPR\nBo;707614285\nIda;2512489996\n', 'elever.txt')).toContain(
      'Bo\t0707614285',
    );
    expect(await textOf('Hej; du.\nHvordan går det?\nVenlig hilsen; mig', 'brev.txt')).toContain('Hej; du.');
  });

  test('with commas, with a line break in a cell, and with a quotation mark that never ends', async () => {
    expect(await textOf('a,"b\nc",d\n1,"2', 'x.csv')).toBe('a\tb c\td\n1\t2');
  });
});

describe('pages, cards and other text', () => {
  test('of HTML are what a browser shows', async () => {
    const html = '<!doctype html><style>x{}</style><p>cpr <b>2512</b>48-9996</p><!-- 0707614285 -->';
    expect(await textOf(html)).toBe(`cpr ${CPR}`);
  });

  test('of HTML with a photograph in them are read in part', async () => {
    const page = `<html><img src="data:image/jpeg;base64,${'A'.repeat(140_000)}">Hej</html>`;
    expect(await unreadOf(page)).toEqual([['', 'picture']]);
  });

  test('of XML are read with their attributes and with signs written as numbers', async () => {
    const xml = `<?xml version="1.0"?><elev cpr="${CPR}"><b>cpr &#48;70761-&#x34;285</b></elev>`;
    expect(await placesOf(xml)).toEqual([`${CPR} @ `, `${CPR_WITH_ZERO} @ `]);
  });

  test('of JSON are read', async () => {
    expect(await placesOf(JSON.stringify({ navn: 'Bo', cpr: CPR }))).toEqual([`${CPR} @ `]);
  });

  test('of JSON are read with signs written as numbers', async () => {
    expect(
      await placesOf('{"cpr": "251248\\u002d9996", "note": "hej\\n070761-4285\\tcpr"}', 'a.json'),
    ).toEqual([`${CPR} @ `, `${CPR_WITH_ZERO} @ `]);
  });

  test('of HTML for Outlook alone are read', async () => {
    expect(
      await placesOf(`<p>Hej</p><!--[if gte mso 9]><p>cpr ${CPR}</p><![endif]-->`, 'a.html'),
    ).toHaveLength(1);
  });

  test('of HTML whose table parts a number into two cells are read', async () => {
    const row = (...cells: readonly string[]): string =>
      `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`;
    const table = `<table>${row('Navn', 'CPR dato', 'løbenr')}${row('Bo', '251248', '9996')}${row('Ib', '70761', '4285')}</table>`;
    expect(await placesOf(table)).toEqual([`${CPR} @ `, `${CPR_WITH_ZERO} @ `]);
  });

  test('of a drawing whose letters stand in spans are read, lines apart', async () => {
    const svg = (text: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${text}</svg>`;
    expect(
      await placesOf(svg('<text y="5">cpr 251248<tspan x="9">-99</tspan><tspan y="5">96</tspan></text>')),
    ).toEqual([`${CPR} @ `]);
    expect(
      await textOf(svg('<text y="5">1<tspan dy="1em">2</tspan><tspan y="9">3</tspan></text>')),
    ).toContain('1\n2\n3');
  });

  test('of a contact card are read whatever signs they are written in', async () => {
    const note = Buffer.from(`cpr ${CPR_WITH_ZERO}`).toString('base64');
    const photo = Buffer.from(aPicture('jpeg', 900, 400)).toString('base64');
    const card = (line: string): string => `BEGIN:VCARD\r\n${line}\r\nEND:VCARD\r\n`;
    expect(
      await placesOf(card('NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:cpr 251248=2D=\r\n9996')),
    ).toEqual([`${CPR} @ `]);
    expect(await placesOf(card(`NOTE;ENCODING=b:${note}`))).toEqual([`${CPR_WITH_ZERO} @ `]);
    expect(await unreadOf(card(`PHOTO;ENCODING=b;TYPE=JPEG:${photo}`))).toEqual([['', 'picture']]);
    expect(await unreadOf(card(`PHOTO:data:image/jpeg;base64,${photo}`))).toEqual([['', 'picture']]);
  });

  test('of a contact card have their lines joined', async () => {
    const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:CPR 251248\r\n -9996\r\nEND:VCARD\r\n';
    expect(await placesOf(card)).toEqual([`${CPR} @ `]);
  });
});

describe('Rich Text', () => {
  const rtf = (body: string): string => `{\\rtf1\\ansi\\uc1{\\fonttbl{\\f0 Arial 2512489996;}}\\f0 ${body}}`;

  test('is its text: escapes, Unicode with its substitutes, paragraphs, cells', async () => {
    const text = await textOf(
      rtf("cpr 2512\\'348-\\u57 ?996\\par S\\'f8ren\\tab x\\cell y\\row {\\b 1}{\\i 2}\\~\\{\\}"),
    );
    expect(text).toBe(`cpr ${CPR}\nSøren\tx\ty\n12\u00a0{}`);
  });

  test('holds headers, notes, comments and text boxes, but no fonts and programs', async () => {
    const parts = `{\\header cpr ${CPR}}{\\*\\generator Riched20 2512489996;}{\\*\\annotation cpr ${CPR_WITH_ZERO}}{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 2512489996}}{\\shptxt box}}}`;
    expect(await placesOf(rtf(parts))).toEqual([`${CPR} @ `, `${CPR_WITH_ZERO} @ `]);
    expect(await textOf(rtf(parts))).toContain('box');
  });

  test('skips raw bytes by their number, also those that look like a bracket', async () => {
    expect(await textOf(rtf(`a{\\pict\\bin3 }}}}b`))).toBe('ab');
  });

  test('with a picture is read in part, unless that is as small as a logo', async () => {
    const pict = (width: number, height: number, digits: string): string =>
      rtf(`Hej{\\pict\\pngblip\\picwgoal${width * 15}\\pichgoal${height * 15} ${digits}}`);
    expect(await unreadOf(pict(120, 60, '0f'.repeat(8000)))).toEqual([]);
    expect(await unreadOf(pict(900, 400, '0f'.repeat(30_000)))).toEqual([['', 'picture']]);
    expect(await unreadOf(rtf(`Hej{\\pict\\bin9000 ${'x'.repeat(9000)}}`))).toEqual([['', 'picture']]);
  });

  test('with a photograph or an embedded object is read in part', async () => {
    expect(await unreadOf(rtf(`Hej{\\pict ${'0f'.repeat(110_000)}}`))).toEqual([['', 'picture']]);
    expect(await unreadOf(rtf('Hej{\\object{\\*\\objdata 01050000}}'))).toEqual([['', 'unknown-kind']]);
  });

  test.each(['{\\rtf1 cpr', '{\\rtf1 }}'])('that is not whole (%s) is corrupt', async (text) => {
    expect(await unreadOf(text)).toEqual([['', 'corrupt']]);
  });
});
