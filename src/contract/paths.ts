/** Where the service answers; the same for every door. */
export const API = {
  classifications: '/api/v1/classifications',
  policy: '/api/v1/policy',
  policySchema: '/api/v1/policy.schema.json',
  tunnelOrganisations: '/api/v1/tunnel-organisations',
  certificates: '/api/v1/certificates',
  certificateFile: '/api/v1/certificates/file',
  sends: '/api/v1/sends',
  openApi: '/api/openapi.json',
  live: '/health/live',
  ready: '/health/ready',
} as const;

/** Asked for in `Accept`, the classifications come one JSON line per recipient, each as soon as it is known. */
export const NDJSON = 'application/x-ndjson';
