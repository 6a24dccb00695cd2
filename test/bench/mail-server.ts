/** Child process of the probe bench: a mail server with STARTTLS and TLS 1.3; tells its port and its authority. */
import { makeAuthority, makeCertificate } from '../support/certificates.ts';
import { startMailServer } from '../support/servers/mail-server.ts';

const root = await makeAuthority('CN=Bench Root');
const wish = { subject: 'CN=mx', dns: 'mx.bench.example', extended: 'serverAuth', issuer: root } as const;
const { pem, keyPem } = await makeCertificate(wish);
const { port } = await startMailServer({ tls: { cert: pem, key: keyPem } });
process.send?.({ port, anchor: root.pem });
process.once('disconnect', () => process.exit(0));
