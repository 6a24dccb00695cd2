export interface TunnelOrganisation {
  readonly domain: string;
  readonly name: string;
  /** Date, ISO 8601. */
  readonly since: string;
  /** All domains below it are joined too. */
  readonly includesSubdomains?: true;
}

/** A department with a mail domain of its own, below one that is joined with all that is below it. */
export const TUNNEL_SUBDOMAIN = 'skadestuen.sygehus-vestkyst.example';

/** Invented public bodies of the Nordics that are joined by tunnel mail. */
export const TUNNEL_ORGANISATIONS: readonly TunnelOrganisation[] = [
  { domain: 'byens-kommune.example', name: 'Byens Kommune', since: '2016-03-01' },
  { domain: 'vesterhavet-kommune.example', name: 'Vesterhavet Kommune', since: '2016-03-01' },
  { domain: 'fjordby-kommune.example', name: 'Fjordby Kommune', since: '2016-04-15' },
  { domain: 'oestermark-kommune.example', name: 'Østermark Kommune', since: '2016-09-01' },
  { domain: 'nordstrand-kommune.example', name: 'Nordstrand Kommune', since: '2017-01-10' },
  { domain: 'soelund-kommune.example', name: 'Sølund Kommune', since: '2017-02-01' },
  { domain: 'bakkedal-kommune.example', name: 'Bakkedal Kommune', since: '2017-02-01' },
  { domain: 'lindeskov-kommune.example', name: 'Lindeskov Kommune', since: '2017-08-21' },
  { domain: 'havneby-kommune.example', name: 'Havneby Kommune', since: '2018-01-02' },
  { domain: 'storaa-kommune.example', name: 'Storå Kommune', since: '2018-05-25' },
  { domain: 'hedelund-kommune.example', name: 'Hedelund Kommune', since: '2018-05-25' },
  { domain: 'klitborg-kommune.example', name: 'Klitborg Kommune', since: '2018-11-01' },
  { domain: 'aasum-kommune.example', name: 'Åsum Kommune', since: '2019-02-04' },
  { domain: 'engdrup-kommune.example', name: 'Engdrup Kommune', since: '2019-06-17' },
  { domain: 'region-vestkyst.example', name: 'Region Vestkyst', since: '2016-03-01' },
  { domain: 'region-oestfjord.example', name: 'Region Østfjord', since: '2016-03-01' },
  { domain: 'region-midtsund.example', name: 'Region Midtsund', since: '2017-01-10' },
  {
    domain: 'sygehus-vestkyst.example',
    name: 'Sygehus Vestkyst',
    since: '2016-06-01',
    includesSubdomains: true,
  },
  {
    domain: 'universitetshospitalet-oestfjord.example',
    name: 'Universitetshospitalet Østfjord',
    since: '2016-06-01',
  },
  { domain: 'psykiatrien-midtsund.example', name: 'Psykiatrien Midtsund', since: '2017-03-15' },
  { domain: 'boernehuset-vest.example', name: 'Børnehuset Vest', since: '2019-09-01' },
  { domain: 'familieretten-syd.example', name: 'Familieretten Syd', since: '2018-01-02' },
  { domain: 'proevestyrelsen.example', name: 'Prøvestyrelsen for Uddannelse', since: '2016-03-01' },
  { domain: 'styrelsen-for-stipendier.example', name: 'Styrelsen for Stipendier', since: '2016-03-01' },
  { domain: 'laerernes-tilsyn.example', name: 'Lærernes Tilsyn', since: '2017-10-01' },
  { domain: 'arbejdsmarkedstilsynet.example', name: 'Arbejdsmarkedstilsynet', since: '2018-03-12' },
  { domain: 'patientombuddet-nord.example', name: 'Patientombuddet Nord', since: '2018-03-12' },
  { domain: 'politikreds-vestkyst.example', name: 'Vestkystens Politikreds', since: '2016-12-01' },
  {
    domain: 'professionshoejskolen-sundet.example',
    name: 'Professionshøjskolen Sundet',
    since: '2017-08-01',
  },
  { domain: 'professionshoejskolen-heden.example', name: 'Professionshøjskolen Heden', since: '2017-08-01' },
  { domain: 'erhvervsakademi-havn.example', name: 'Erhvervsakademi Havn', since: '2018-08-01' },
  { domain: 'maritimt-akademi.example', name: 'Maritimt Akademi Vest', since: '2019-01-15' },
  { domain: 'universitetet-fjordby.example', name: 'Universitetet i Fjordby', since: '2016-09-01' },
  { domain: 'gymnasiefaellesskabet-vest.example', name: 'Gymnasiefællesskabet Vest', since: '2020-02-03' },
  { domain: 'sosu-skolen-vest.example', name: 'SOSU-skolen Vest', since: '2020-08-10' },
  { domain: 'vikaskogens-kommun.example', name: 'Vikaskogens kommun', since: '2021-01-18' },
  { domain: 'solberga-region.example', name: 'Region Solberga', since: '2021-01-18' },
  { domain: 'hogskolan-norrviken.example', name: 'Högskolan Norrviken', since: '2021-09-01' },
  { domain: 'fjellstrand-kommune.example', name: 'Fjellstrand kommune', since: '2022-03-01' },
  { domain: 'helsetilsynet-nord.example', name: 'Helsetilsynet Nord', since: '2022-03-01' },
  { domain: 'saarijarven-kunta.example', name: 'Saarijärvi-Itäranta kunta', since: '2023-05-02' },
  { domain: 'hafnarvik-baer.example', name: 'Hafnarvíkurbær', since: '2023-11-20' },
];

/** The list as the file that the service reads: header line, commas, no quotes needed. */
export function formatTunnelList(organisations: readonly TunnelOrganisation[]): string {
  const lines = organisations.map(
    ({ domain, name, since, includesSubdomains = false }) =>
      `${domain},${name},${since},${includesSubdomains ? 'yes' : 'no'}`,
  );
  return ['domain,name,since,subdomains', ...lines, ''].join('\n');
}
