import type { FastifyInstance } from 'fastify';
import { AppError } from './app-error.ts';
import { readSettings } from './config.ts';
import { openService } from './open-service.ts';

const STOP_MS = 5000;

/** Starts the service from the environment, tells where it listens, and stops on signals or when its parent leaves. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const app = await openService(settings);
  stopWhenTold(app);
  await app.listen({ host: settings.host, port: settings.port });
  const [address] = app.addresses();
  const port = typeof address === 'object' ? address.port : settings.port;
  app.log.info({ port, origin: settings.origin }, 'Secure Send is ready');
  process.send?.({ kind: 'ready', port });
}

function stopWhenTold(app: FastifyInstance): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop).once('SIGTERM', stop).once('disconnect', stop);
}

function explain(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken. Set SECURE_SEND_PORT to a free one, or to 0 for any.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

start().catch((error: unknown) => {
  process.stderr.write(`Secure Send cannot start.\n${explain(error)}\n`);
  process.exit(1);
});
