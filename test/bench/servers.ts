/** Child process of the service bench: the product's service over the sample world, and an empty route beside it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { fastify } from 'fastify';
import { ClassificationRequest } from '../../src/contract/classification.ts';
import { API } from '../../src/contract/paths.ts';
import { startWorld } from '../../src/playground/world/world.ts';
import { readSettings } from '../../src/server/config.ts';
import { openService } from '../../src/server/open-service.ts';

const root = join(import.meta.dirname, '../..');
const world = await startWorld({ folder: await mkdtemp(join(tmpdir(), 'secure-send-bench-')) });
const service = await openService(
  readSettings({
    ...world.settings,
    SECURE_SEND_ORIGIN: 'https://localhost:3443',
    SECURE_SEND_POLICY: join(root, 'assets/policy.example.json'),
    SECURE_SEND_LOG: 'silent',
    SECURE_SEND_RATE_LIMIT: '0',
  }),
);
const empty = fastify({ logger: false }).setValidatorCompiler(TypeBoxValidatorCompiler);
empty.post(API.classifications, { schema: { body: ClassificationRequest } }, async () => ({}));

const [ours, floor] = await Promise.all([
  service.listen({ host: '127.0.0.1', port: 0 }),
  empty.listen({ host: '127.0.0.1', port: 0 }),
]);
process.send?.({ ours, floor });
process.once('disconnect', () => process.exit(0));
