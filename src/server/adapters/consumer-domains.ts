import providers from 'email-providers/all.json' with { type: 'json' };
import { parseDomain } from './international-domain.ts';
import nordic from './consumer-domains-nordic.json' with { type: 'json' };
import { isPublicSuffix } from './public-suffix.ts';

/** Where it stands that a domain gives mailboxes to private persons; undefined when it does not stand anywhere. */
export type FindConsumerDomain = (
  domain: string,
) => { readonly domain: string; readonly source: string } | undefined;

export interface ConsumerPolicy {
  readonly additional: readonly string[];
}

const PROVIDERS: ReadonlySet<string> = new Set(providers.flatMap((domain) => parseDomain(domain) ?? []));
const NORDIC: ReadonlySet<string> = new Set(Object.values(nordic.domains).flat());

/**
 * Knows consumer mail by domain, and domains below one of them; the policy adds and can take none away (A8). Only the
 * domain's own name counts: an organisation that has its mail at a large provider is no consumer.
 */
export function createConsumerDomains({ additional }: ConsumerPolicy): FindConsumerDomain {
  const added = new Set(additional);
  const sourceOf = (domain: string) => {
    if (added.has(domain)) return 'policy';
    if (NORDIC.has(domain)) return nordic.name;
    return PROVIDERS.has(domain) ? 'email-providers' : undefined;
  };
  return (domain) => {
    for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const source = sourceOf(name);
      // Some entries of the lists are public suffixes: those below them are others' (free host names).
      if (source !== undefined && (name === domain || !isPublicSuffix(name))) return { domain: name, source };
    }
    return undefined;
  };
}
