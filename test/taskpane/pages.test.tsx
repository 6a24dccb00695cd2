import { screen, waitFor, within } from '@testing-library/react';
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

const ORGANISATIONS = [
  { name: 'Byens Kommune', domain: 'bykommune.example', since: '2019-05-01' },
  { name: 'Region Nordkyst', domain: 'region-nordkyst.example' },
];

function tunnelList(): void {
  server.use(
    http.get(`http://localhost${API.tunnelOrganisations}`, ({ request }) => {
      const q = new URL(request.url).searchParams.get('q') ?? '';
      const organisations = ORGANISATIONS.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
      return HttpResponse.json({ organisations, total: 2, listedAt: '2026-11-01T00:00:00.000Z' });
    }),
  );
}

async function openPage(link: string) {
  const rendered = await renderPane(SCENES['all internal'], { api });
  await headline('Klar. Alle modtagere er interne.');
  await rendered.user.click(screen.getByRole('button', { name: link }));
  return rendered;
}

describe('organisations on tunnel mail (A7)', () => {
  it('are listed with domain and date; the way back takes the focus and says the page’s name', async () => {
    tunnelList();
    await openPage('Tunnelmail');
    const back = await screen.findByRole('button', { name: 'Tilbage' });
    expect(back).toHaveFocus();
    expect(back).toHaveAccessibleDescription('Organisationer på tunnelmail');
    expect(await screen.findByText('Byens Kommune')).toBeVisible();
    expect(screen.getByText(/siden 1. maj 2019/)).toBeVisible();
    expect(screen.getByText(/Listen er fra 1. nov. 2026/)).toBeVisible();
  });

  it('can be searched', async () => {
    tunnelList();
    const { user } = await openPage('Tunnelmail');
    await screen.findByText('Byens Kommune');
    await user.type(screen.getByRole('searchbox', { name: 'Søg på navn eller domæne' }), 'nordkyst');
    await waitFor(() => expect(screen.queryByText('Byens Kommune')).not.toBeInTheDocument());
    expect(await screen.findByText('Region Nordkyst')).toBeVisible();
  });

  it('say so when none fits', async () => {
    tunnelList();
    const { user } = await openPage('Tunnelmail');
    await user.type(await screen.findByRole('searchbox'), 'zzz');
    expect(await screen.findByText('Ingen organisation passer på »zzz«.')).toBeVisible();
  });

  const one = (organisation: object, reply: object = {}): void =>
    server.use(
      http.get(`http://localhost${API.tunnelOrganisations}`, () =>
        HttpResponse.json({
          organisations: [{ name: 'Sygehus Vest', domain: 'sygehus.example', ...organisation }],
          total: 1,
          listedAt: '2026-11-01T00:00:00.000Z',
          ...reply,
        }),
      ),
    );

  it('say where the domains below are joined too', async () => {
    one({ since: '2016-06-01', includesSubdomains: true });
    await openPage('Tunnelmail');
    const item = (await screen.findByText('Sygehus Vest')).closest('li');
    expect(item).toHaveTextContent('sygehus.example · også alle domæner under det · siden 1. jun. 2016');
  });

  it('say from when one that is not joined yet will be', async () => {
    one({ since: '2131-01-01' });
    await openPage('Tunnelmail');
    const item = (await screen.findByText('Sygehus Vest')).closest('li');
    expect(item).toHaveTextContent('sygehus.example · fra 1. jan. 2131');
  });

  it('say of an entry for the domains below that the domain itself is not meant', async () => {
    one({ domain: '*.sygehus.example', includesSubdomains: true });
    await openPage('Tunnelmail');
    const item = (await screen.findByText('Sygehus Vest')).closest('li');
    expect(item).toHaveTextContent('Sygehus Vestsygehus.example · kun domæner under det');
  });

  it('say so when the list is old, and are still shown', async () => {
    one({}, { isStale: true });
    await openPage('Tunnelmail');
    expect(await screen.findByText(/Det er længe siden, listen er blevet fornyet/)).toBeVisible();
    expect(screen.getByText('sygehus.example')).toBeVisible();
  });

  it('say nothing of age while the list is fresh', async () => {
    one({}, { isStale: false });
    await openPage('Tunnelmail');
    expect(await screen.findByText('Sygehus Vest')).toBeVisible();
    expect(screen.queryByText(/længe siden/)).not.toBeInTheDocument();
  });

  it('can be asked for again when the service did not answer', async () => {
    server.use(http.get(`http://localhost${API.tunnelOrganisations}`, () => HttpResponse.error()));
    const { user } = await openPage('Tunnelmail');
    expect(await screen.findByRole('alert')).toHaveTextContent('Tjenesten svarede ikke.');
    tunnelList();
    await user.click(screen.getByRole('button', { name: 'Prøv igen' }));
    expect(await screen.findByText('Byens Kommune')).toBeVisible();
  });

  it('are counted in the singular where there is one', async () => {
    const organisations = ORGANISATIONS.slice(0, 1);
    server.use(
      http.get(`http://localhost${API.tunnelOrganisations}`, () =>
        HttpResponse.json({ organisations, total: 1, listedAt: '2026-11-01T00:00:00.000Z' }),
      ),
    );
    await openPage('Tunnelmail');
    expect(await screen.findByText(/^1 organisation\. Listen/)).toBeVisible();
  });

  it('say what was typed when the service will not search for it, and offer no second try', async () => {
    const { user } = await openAfterRefusal();
    await user.type(await screen.findByRole('searchbox'), 'x');
    expect(await screen.findByText('Der kan ikke søges på »x«. Ret det, og søg igen.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Prøv igen' })).not.toBeInTheDocument();
  });

  it('are left with Back, and the focus goes where it came from', async () => {
    tunnelList();
    const { user } = await openPage('Tunnelmail');
    await user.click(await screen.findByRole('button', { name: 'Tilbage' }));
    expect(screen.getByRole('button', { name: 'Tunnelmail' })).toHaveFocus();
  });
});

async function openAfterRefusal() {
  server.use(
    http.get(`http://localhost${API.tunnelOrganisations}`, () =>
      HttpResponse.json({ code: 'request.invalid', message: 'No.' }, { status: 400 }),
    ),
  );
  return openPage('Tunnelmail');
}

describe('the other pages', () => {
  it('explain the four methods with "personal data OK?" (A4)', async () => {
    const { user } = await renderPane(SCENES['all secure']);
    await headline('Klar. Alle modtagere kan modtage sikkert.');
    await user.click(screen.getByRole('button', { name: 'Hvad betyder metoderne?' }));
    const rows = within(await screen.findByRole('table'))
      .getAllByRole('row')
      .slice(1);
    const answers = rows.map((row) => within(row).getByRole('cell').textContent);
    expect(answers).toEqual(['Ja', 'Ja', 'Ja', 'Kommer an på', 'Nej']);
    expect(screen.getByText(/interne studiemail \(@stud.phv.example\)/)).toBeVisible();
  });

  it('give support what it asks for', async () => {
    await openPage('Hjælp');
    expect(await screen.findByText('OfficeOnline')).toBeVisible();
    expect(screen.getByText('hentet fra tjenesten')).toBeVisible();
  });
});
