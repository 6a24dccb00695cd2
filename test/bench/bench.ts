/** `npm run bench [-- --json]`: our figures beside a floor or peer, measured in the same run. */
import { parseArgs } from 'node:util';
import { benchBrowser } from './browser.ts';
import { benchBundles } from './bundles.ts';
import { benchRevocationList } from './crl.ts';
import { benchDetection } from './detection.ts';
import { tableOf } from './figure.ts';
import type { Figure } from './figure.ts';
import { benchLdap } from './ldap.ts';
import { benchProbe } from './probe.ts';
import { benchCold } from './cold.ts';
import { benchMemory } from './memory.ts';
import { benchService } from './service.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const figures: Figure[] = [];
const BENCHES = [
  benchBrowser,
  benchService,
  benchCold,
  benchMemory,
  benchLdap,
  benchProbe,
  benchRevocationList,
  benchDetection,
  benchBundles,
];
for (const bench of BENCHES) {
  const measured = await bench();
  figures.push(...measured);
  if (values.json) for (const figure of measured) console.log(JSON.stringify(figure));
}
if (!values.json) console.log(tableOf(figures));
