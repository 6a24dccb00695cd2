/**
 * Which folder of src may import which (README, layout): imports point down to domain, a door never imports another
 * door. Anything that is not in a row is forbidden.
 */
const LAYERS = {
  domain: [],
  contract: ['domain'],
  outlook: ['domain'],
  reading: ['domain'],
  taskpane: ['outlook', 'reading', 'contract', 'domain'],
  launchevent: ['outlook', 'contract', 'domain'],
  server: ['contract', 'domain'],
  cli: ['server', 'reading', 'contract', 'domain'],
  playground: ['contract', 'domain'],
};

/** Packages that a folder may use; folders without a row may use any that package.json declares. */
const PACKAGES = {
  // A parser without I/O: visible text of HTML must be found alike in pane, event bundle and command line.
  domain: ['htmlparser2'],
  contract: ['typebox'],
  reading: ['htmlparser2', 'fflate', 'unpdf', 'postal-mime'],
  launchevent: [],
};

/** Folders of src/server that are not features: features do not import each other, all may import these. */
const SHARED_IN_SERVER = ['adapters'];

const oneOf = (names) => (names.length === 0 ? '(?!)' : `(?:${names.join('|')})`);

const layerRules = Object.entries(LAYERS).map(([folder, below]) => ({
  name: `${folder}-imports-down`,
  comment: `src/${folder} may import ${below.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/${oneOf([folder, ...below])}/` },
}));

const packageRules = Object.entries(PACKAGES).map(([folder, packages]) => ({
  name: `${folder}-packages`,
  comment: `src/${folder} may use the packages ${packages.join(', ') || '(none)'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { dependencyTypesNot: ['local'], pathNot: `(?:^src/|node_modules/${oneOf(packages)}/)` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...packageRules,
    {
      name: 'known-folders',
      comment: 'a new folder of src gets a row in the layer table',
      severity: 'error',
      from: { path: `^src/(?!${oneOf(Object.keys(LAYERS))}/)` },
      to: {},
    },
    {
      name: 'features-apart',
      comment: 'features of the service do not import each other; app.ts and start.ts join them',
      severity: 'error',
      from: { path: `^src/server/(?!${oneOf(SHARED_IN_SERVER)}/)([^/]+)/` },
      to: { path: '^src/server/[^/]+/', pathNot: `^src/server/(?:$1|${oneOf(SHARED_IN_SERVER)})/` },
    },
    {
      name: 'event-bundle-small',
      comment:
        'the event bundle runs without a page and holds neither React nor the helper library (5-outlook)',
      severity: 'error',
      from: { path: '^src/launchevent/' },
      to: { path: 'node_modules/(?:react|react-dom|@fluentui|@microsoft)/', reachable: true },
    },
    {
      name: 'office-behind-outlook',
      comment: 'only src/outlook knows the Office packages',
      severity: 'error',
      from: { path: '^src/(?!outlook/|playground/)' },
      to: { path: 'node_modules/@microsoft/office-js' },
    },
    {
      name: 'no-circles',
      comment: 'modules that import each other cannot be read one at a time',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-product',
      comment: 'the product does not import its tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
