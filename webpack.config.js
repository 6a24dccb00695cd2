import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';

const root = import.meta.dirname;
const at = (...path) => join(root, ...path);

/** What swc reads; `lowering` says down to which language. */
const swc = (lowering) => ({
  loader: 'swc-loader',
  options: {
    ...lowering,
    jsc: {
      ...lowering.jsc,
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  },
});

/** The pane and the playground run in evergreen web views; packages come ready for those. */
const evergreen = {
  test: /\.[cm]?[jt]sx?$/,
  exclude: /node_modules/,
  use: swc({ jsc: { target: 'es2020' } }),
};

/**
 * Classic Outlook's event runtime takes ES5 only (5-outlook.md), packages included: syntax is lowered wholly. core-js
 * itself is ES5 already.
 */
const classicRuntime = {
  test: /\.[cm]?[jt]sx?$/,
  exclude: /node_modules[\\/]core-js[\\/]/,
  use: swc({
    env: { targets: 'ie 11', forceAllTransforms: true },
    jsc: { externalHelpers: true },
    isModule: 'unknown',
  }),
};

/**
 * The built-ins that the event bundle uses, packages included, and that an old engine may lack. Listed by hand: by
 * usage swc adds some twenty kilobytes of repairs (typed arrays, regular expressions) that no Outlook needs.
 */
const classicPolyfills = [
  'es.promise',
  'es.map',
  'es.set',
  'es.array.iterator',
  'es.string.iterator',
  'es.array.from',
  'es.array.find',
  'es.array.flat-map',
  'es.array.includes',
  'es.math.imul',
  'es.object.assign',
  'es.object.entries',
  'es.string.ends-with',
  'es.string.from-code-point',
  'es.string.includes',
  'es.string.starts-with',
].map((name) => `core-js/modules/${name}.js`);

/** Puts the manifest's icons beside the pages: /assets/icon-16.png … */
const icons = {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('icons', (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'icons', stage }, () => {
        for (const file of readdirSync(at('assets')).filter((name) => /^icon.*\.(png|svg)$/.test(name))) {
          compilation.fileDependencies.add(at('assets', file));
          compilation.emitAsset(
            `assets/${file}`,
            new webpack.sources.RawSource(readFileSync(at('assets', file))),
          );
        }
      });
    });
  },
};

const page = (template, filename, chunk) =>
  new HtmlWebpackPlugin({ template, filename, chunks: [chunk], minify: false, scriptLoading: 'defer' });

const common = (name) => ({
  name,
  context: root,
  mode: 'production',
  devtool: 'source-map',
  target: 'web',
  resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js'], extensionAlias: { '.js': ['.js', '.ts', '.tsx'] } },
  optimization: {
    moduleIds: 'deterministic',
    chunkIds: 'deterministic',
    // The service fills signs such as {{CSP_NONCE}} in: their quotation marks must stay.
    minimizeOptions: { html: false },
    // A third of the time of webpack's own choice, at the same size.
    minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })],
  },
  experiments: { css: true },
  performance: false,
  stats: 'errors-warnings',
  cache: {
    type: 'filesystem',
    cacheDirectory: at('node_modules/.cache/webpack'),
    buildDependencies: { config: [import.meta.filename] },
  },
});

const addin = {
  ...common('addin'),
  entry: { taskpane: at('src/taskpane/index.tsx') },
  output: {
    path: at('dist/addin'),
    publicPath: '/',
    filename: '[name].[contenthash].js',
    chunkFilename: 'taskpane.[name].[contenthash].js',
    clean: { keep: /^launchevent\./ },
  },
  module: { rules: [evergreen] },
  plugins: [icons, page(at('src/taskpane/taskpane.html'), 'taskpane.html', 'taskpane')],
};

const launchevent = {
  ...common('launchevent'),
  target: ['web', 'es5'],
  entry: { launchevent: [...classicPolyfills, at('src/launchevent/index.ts')] },
  output: { path: at('dist/addin'), publicPath: '/', filename: '[name].js' },
  module: { rules: [classicRuntime], parser: { javascript: { dynamicImportMode: 'eager' } } },
  optimization: { ...common('launchevent').optimization, splitChunks: false, runtimeChunk: false },
  plugins: [page(at('src/launchevent/launchevent.html'), 'launchevent.html', 'launchevent')],
};

/** Every `src/playground/host/NAME.html` with a `NAME.ts` beside it is a page of its own. */
function playgroundPages() {
  const host = at('src/playground/host');
  const pages = [
    {
      chunk: 'index',
      entry: at('src/playground/ui/index.tsx'),
      template: at('src/playground/ui/index.html'),
    },
  ];
  for (const file of existsSync(host) ? readdirSync(host) : []) {
    const { name, ext } = parse(file);
    const entry = join(host, `${name}.ts`);
    if (ext === '.html' && existsSync(entry)) pages.push({ chunk: name, entry, template: join(host, file) });
  }
  return pages;
}

const playground = {
  ...common('playground'),
  entry: Object.fromEntries(playgroundPages().map(({ chunk, entry }) => [chunk, entry])),
  output: { path: at('dist/playground'), publicPath: '/', filename: '[name].[contenthash].js', clean: true },
  module: { rules: [evergreen] },
  plugins: playgroundPages().map(({ chunk, template }) => page(template, `${chunk}.html`, chunk)),
};

export default [addin, launchevent, playground];
