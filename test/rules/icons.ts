/** `npm run icons`: draws assets/icon*.svg as the PNG files that the manifest names. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../support/chromium.ts';

const assets = join(import.meta.dirname, '../../assets');
const SIZES = [16, 32, 64, 80, 128];

const browser = await launchChromium();
const page = await browser.newPage();
for (const size of SIZES) {
  const drawing = await readFile(join(assets, size === 16 ? 'icon-16.svg' : 'icon.svg'), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  );
  await writeFile(join(assets, `icon-${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
