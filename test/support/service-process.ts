/** Child process of tests: the product's service by its environment, with patience for a busy machine's database. */
import { readSettings } from '../../src/server/config.ts';
import { openService } from '../../src/server/open-service.ts';

const PATIENCE_MS = Number(process.env['PATIENCE_MS'] ?? 10_000);

const app = await openService(readSettings(process.env), { keepWithinMs: PATIENCE_MS });
await app.listen({ host: '127.0.0.1', port: 0 });
const [address] = app.addresses();
process.send?.({ port: typeof address === 'object' ? address.port : 0 });
process.once('disconnect', () => {
  void app.close().then(() => process.exit(0));
});
