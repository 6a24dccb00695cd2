import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { API } from '../../src/contract/paths.ts';
import { createApi } from '../../src/taskpane/api.ts';
import { fakeApi } from './fake-api.ts';
import { headline, renderPane, stopPanes } from './render-pane.tsx';
import { ANSWERS, SCENES } from './scenes.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  stopPanes();
  server.resetHandlers();
});
afterAll(() => server.close());

/** The pane with its real directory calls; drafts and look-ups are fakes. */
const api = { ...fakeApi({ answers: ANSWERS }), ...directory() };

function directory() {
  const { tunnelOrganisations, certificates } = createApi({ classifyMs: 1000, otherMs: 1000 });
  return { tunnelOrganisations, certificates };
}

async function openPage(link: string) {
  const rendered = await renderPane(SCENES['all internal'], { api });
  await headline('Klar. Alle modtagere er interne.');
  await rendered.user.click(screen.getByRole('button', { name: link }));
  return rendered;
}

describe('search for a certificate by hand (A6)', () => {
  const use = {
    key: 'RSA 3072',
    signature: 'sha256WithRSAEncryption',
    usage: ['keyEncipherment', 'emailProtection'],
    revocation: { state: 'good', method: 'crl', source: 'http://crl.example/a.crl' },
  };
  const certificate = {
    subject: 'CN=Firma Advokater',
    issuer: 'CN=OCES udstedende-CA 1',
    serialNumber: '4c8c',
    notBefore: '2025-03-01T00:00:00.000Z',
    notAfter: '2028-03-01T00:00:00.000Z',
    fingerprint: '9A:1F',
  };
  const answers = (reply: Readonly<Record<string, unknown>>): void =>
    server.use(
      http.get(`http://localhost${API.certificates}`, ({ request }) =>
        HttpResponse.json({
          address: new URL(request.url).searchParams.get('address'),
          certificates: [],
          unreachable: [],
          ...reply,
        }),
      ),
    );

  async function search(address: string) {
    const { user } = await openPage('Søg certifikat');
    await user.type(await screen.findByRole('textbox', { name: 'Mailadresse' }), `${address}{Enter}`);
  }

  it('shows issuer, validity and whether it can be used', async () => {
    answers({
      certificates: [
        { source: 'Register', certificate, isUsable: true, problems: [] },
        { source: 'Register 2', certificate, isUsable: false, problems: ['certificate-expired'] },
      ],
    });
    await search('kontakt@advokat.example');
    expect(await screen.findByRole('heading', { name: 'Kan bruges' })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Kan ikke bruges' })).toBeVisible();
    expect(screen.getByText('Certifikatet er udløbet.')).toBeVisible();
    expect(screen.getAllByText('1. mar. 2025 – 1. mar. 2028')).toHaveLength(2);
  });

  it('shows use, revocation and key, and hands out the file', async () => {
    const fingerprint = Array.from({ length: 32 }, () => '9A').join(':');
    const found = { source: 'Register', certificate: { ...certificate, fingerprint } };
    answers({ certificates: [{ ...found, use, isUsable: true, problems: [] }] });
    await search('kontakt+a@advokat.example');
    expect(await screen.findByText('kryptering af nøgler, sikker mail')).toBeVisible();
    expect(screen.getByText('ikke spærret')).toBeVisible();
    expect(screen.getByText('RSA 3072')).toBeVisible();
    const link = screen.getByRole('link', { name: 'Hent certifikatet fra Register' });
    const address = new URL(link.getAttribute('href') ?? '', 'https://addin.example');
    expect(address.pathname).toBe(API.certificateFile);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      address: 'kontakt+a@advokat.example',
      fingerprint,
    });
    expect(link).toHaveAttribute('target', '_blank');
  });

  it('names the organisation’s address that a certificate was found by', async () => {
    const foundBy = 'sikkermail@advokat.example';
    answers({ certificates: [{ source: 'Register', certificate, foundBy, isUsable: true, problems: [] }] });
    await search('kontakt@advokat.example');
    expect(await screen.findByText(foundBy)).toBeVisible();
  });

  it.each([
    ['a use without revocation', { ...use, revocation: undefined }],
    ['a state of revocation that nobody knows', { ...use, revocation: { state: 'fine' } }],
    ['a purpose that nobody knows', { ...use, usage: ['everything'] }],
  ])('takes an answer with %s for none at all', async (_what, broken) => {
    answers({
      certificates: [{ source: 'Register', certificate, use: broken, isUsable: true, problems: [] }],
    });
    await search('kontakt@advokat.example');
    expect(await screen.findByRole('alert')).toHaveTextContent('Tjenesten svarede ikke.');
  });

  it('says when there is none', async () => {
    answers({});
    await search('ingen@firma.example');
    expect(await screen.findByText('Der er intet certifikat til ingen@firma.example.')).toBeVisible();
  });

  it('does not say "none" when a directory could not be asked (C6)', async () => {
    answers({ unreachable: ['Register'] });
    await search('ingen@firma.example');
    expect(await screen.findByText(/Svarede ikke: Register\./)).toBeVisible();
    expect(screen.queryByText(/Der er intet certifikat/)).not.toBeInTheDocument();
  });

  it('does not say "none" where something lies that cannot be read', async () => {
    answers({ unreadable: ['Register'] });
    await search('ingen@firma.example');
    expect(await screen.findByText(/Kunne ikke læses: Register\./)).toBeVisible();
    expect(screen.queryByText(/Der er intet certifikat/)).not.toBeInTheDocument();
  });

  const refuses = (status: number, code: string): void =>
    server.use(
      http.get(`http://localhost${API.certificates}`, () =>
        HttpResponse.json({ code, message: 'No.' }, { status }),
      ),
    );

  it('names what is no address and says how one is written', async () => {
    refuses(400, 'address.invalid');
    await search('anna lund');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '»anna lund« er ikke en mailadresse. Skriv én adresse, fx anna@firma.dk.',
    );
    expect(screen.queryByRole('button', { name: 'Prøv igen' })).not.toBeInTheDocument();
  });

  it.each([
    ['address.mixed-scripts', 'anna@gma\u0456l.com', /blander bogstaver fra flere alfabeter/],
    ['address.ip-address', 'anna@192.0.2.10', /^Der står tal i stedet for et domænenavn/],
  ])('says what is wrong with an address that may look right: %s', async (code, address, sentence) => {
    refuses(400, code);
    await search(address);
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence);
    expect(screen.getByRole('alert')).toHaveTextContent(address);
  });

  it('can be asked again when the service has had too many questions', async () => {
    refuses(429, 'requests.too-many');
    await search('anna@firma.example');
    expect(await screen.findByRole('button', { name: 'Prøv igen' })).toBeVisible();
  });

  it('takes an answer of another shape for none at all', async () => {
    answers({ certificates: [{ isUsable: 'yes' }] });
    await search('ingen@firma.example');
    expect(await screen.findByRole('alert')).toHaveTextContent('Tjenesten svarede ikke.');
  });
});
