import { escapeHtml, sanitiseHtml } from '../../../../src/playground/ui/body/sanitise-html.ts';

describe('Pasted HTML', () => {
  test('keeps what a mail is written with', () => {
    const html =
      '<p>Hej <b>Anna</b></p><ul><li>en</li></ul><table><tbody><tr><td colspan="2">x</td></tr></tbody></table>';
    expect(sanitiseHtml(html)).toBe(html);
  });

  test.each([
    ['scripts', 'a<script>alert(1)</script>b', 'ab'],
    ['styles', '<style>p{color:red}</style>a', 'a'],
    ['frames', '<iframe src="https://x.example"></iframe>a', 'a'],
    ['pictures drawn in the page', '<svg onload="alert(1)"><script>1</script></svg>a', 'a'],
    ['handlers', '<p onclick="alert(1)" style="position:fixed" class="x">a</p>', '<p>a</p>'],
    ['script addresses', '<a href="java\nscript:alert(1)">a</a>', '<a>a</a>'],
    [
      'pictures from elsewhere, which would tell that they were seen',
      '<img src="https://x.example/1.gif" alt="x">',
      '<img alt="x">',
    ],
    ['comments of Word', 'a<!--[if gte mso 9]>x<![endif]-->b', 'ab'],
  ])('loses %s', (_, html, expected) => {
    expect(sanitiseHtml(html)).toBe(expected);
  });

  test.each([
    ['forms', '<form action="https://x.example">a<input name="q"></form>', ''],
    ['unknown elements', '<o:p>a</o:p><font color="red">b</font>', 'ab'],
  ])('handles %s', (_, html, expected) => {
    expect(sanitiseHtml(html)).toBe(expected);
  });

  test.each(['https://a.example/', 'http://a.example/', 'mailto:a@a.example'])(
    'keeps the link %s',
    (href) => {
      expect(sanitiseHtml(`<a href="${href}">a</a>`)).toBe(`<a href="${href}">a</a>`);
    },
  );

  test('keeps a picture that came with it', () => {
    expect(sanitiseHtml('<img src="data:image/png;base64,AAAA">')).toBe(
      '<img src="data:image/png;base64,AAAA">',
    );
  });
});

test('Pasted text keeps its signs and its lines', () => {
  expect(escapeHtml('a < b & "c"\r\nd')).toBe('a &lt; b &amp; &quot;c&quot;<br>d');
});
