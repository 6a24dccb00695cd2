import type { PolicyFile } from '../contract/policy.ts';
import { createConsumerDomains } from './adapters/consumer-domains.ts';
import { parseAnyAddress, parseDomain } from './adapters/international-domain.ts';
import { isPublicSuffix } from './adapters/public-suffix.ts';

/** Something that every key allows by itself, and that makes no sense. */
export interface Nonsense {
  /** Where: a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** What is wrong and what to do, one sentence or two. */
  readonly what: string;
}

/** What a schema cannot say of a policy: names that come twice, domains that are none, own domains that are everybody's. */
export function nonsenseIn(policy: PolicyFile): readonly Nonsense[] {
  return [
    ...ownDomains(policy),
    ...mailboxes(policy),
    ...directories(policy),
    ...trustAnchors(policy),
    ...tunnelList(policy),
    ...consumerDomains(policy),
  ];
}

/** An own domain counts as safe for everything: it must be the organisation's alone. */
function ownDomains({ organisation, consumerDomains: { additional } }: PolicyFile): readonly Nonsense[] {
  const findConsumer = createConsumerDomains({ additional });
  const entries = [
    ...organisation.domains.map((domain, at) => ({ domain, pointer: `/organisation/domains/${at}` })),
    ...organisation.studentDomains.map((domain, at) => ({
      domain,
      pointer: `/organisation/studentDomains/${at}`,
    })),
  ];
  const wrong = entries.flatMap(({ domain, pointer }) => {
    if (!isDomain(domain)) return { pointer, what: notADomain(domain) };
    if (isPublicSuffix(domain))
      return { pointer, what: `Anybody can have a domain below "${domain}". Remove it.` };
    if (findConsumer(domain) === undefined) return [];
    return { pointer, what: `"${domain}" is consumer mail, open to everybody. Remove it here or there.` };
  });
  return [
    ...wrong,
    ...twice(
      entries.map(({ domain, pointer }) => ({ name: domain, pointer })),
      'The domain',
    ),
  ];
}

function mailboxes({ functionalMailboxes }: PolicyFile): readonly Nonsense[] {
  const at = (index: number) => `/functionalMailboxes/${index}`;
  const wrong = functionalMailboxes.flatMap(({ address, allowedSenders = [] }, index) => [
    ...(parseAnyAddress(address).ok
      ? []
      : [{ pointer: `${at(index)}/address`, what: `"${address}" is no mail address. Correct it.` }]),
    ...allowedSenders.flatMap((sender, number) =>
      isSender(sender)
        ? []
        : {
            pointer: `${at(index)}/allowedSenders/${number}`,
            what: `"${sender}" is nobody. Write an address, or a domain with @ in front of it.`,
          },
    ),
  ]);
  const [, ...tooMany] = functionalMailboxes.flatMap(({ isDefault }, index) =>
    isDefault === true ? [index] : [],
  );
  return [
    ...wrong,
    ...tooMany.map((index) => ({
      pointer: `${at(index)}/isDefault`,
      what: 'This is more than one default functional mailbox. Keep "isDefault" on one.',
    })),
    ...twice(
      functionalMailboxes.map(({ address }, index) => ({
        name: address.toLowerCase(),
        pointer: `${at(index)}/address`,
      })),
      'The functional mailbox',
    ),
  ];
}

function directories({ certificateDirectories }: PolicyFile): readonly Nonsense[] {
  const entries = certificateDirectories.map((entry, index) => ({
    ...entry,
    at: `/certificateDirectories/${index}`,
  }));
  const wrong = entries.flatMap(({ at, ...entry }, index) => {
    const what = entry.kind === 'ldap' ? wrongInAddress(entry.url) : undefined;
    return what === undefined
      ? []
      : { pointer: `${at}/url`, what: `certificateDirectories[${index}].url ${what}` };
  });
  const once = entries.filter(({ kind }) => kind === 'uploads' || kind === 'smimea');
  return [
    ...wrong,
    ...twice(
      entries.map(({ name, at }) => ({ name, pointer: `${at}/name` })),
      'The certificate directory',
    ),
    ...twice(
      once.map(({ kind, at }) => ({ name: kind, pointer: `${at}/kind` })),
      'The kind of directory',
    ),
  ];
}

/** What is wrong with the address of an LDAP directory. It may hold a password: nothing of it is repeated. */
function wrongInAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hostname === '' || url.port === '0') {
    return 'is no address. Write it like ldaps://directory.example.org or ldap://directory.example.org:3389.';
  }
  if (url.username !== '' || url.password !== '') {
    return 'holds a name or a password. Directories are asked without: remove them.';
  }
  // RFC 4516 §2 puts base, attributes and filter there.
  return ['', '/'].includes(url.pathname) && !/[?#]/.test(text)
    ? undefined
    : 'has more behind the host. Remove it: "base" and "filterAttribute" say what is searched.';
}

/** DNS may vouch for a certificate that no authority issued (RFC 6698 §2.1.1, usage 3); no other directory does. */
function trustAnchors({ certificateDirectories, certificateTrustAnchors }: PolicyFile): readonly Nonsense[] {
  const needing = certificateDirectories.find(({ kind }) => kind !== 'smimea');
  if (needing === undefined || certificateTrustAnchors.length > 0) return [];
  const what =
    `certificateTrustAnchors is empty, so that no certificate of "${needing.name}" could ever be trusted. ` +
    'Name the PEM files with the roots that recipients’ certificates chain to, or remove the directory.';
  return [{ pointer: '/certificateTrustAnchors', what }];
}

/** What the fetch would refuse later, when nobody looks. */
function tunnelList({ tunnelList: entry }: PolicyFile): readonly Nonsense[] {
  if (!('url' in entry)) return [];
  const pointer = '/tunnelList/url';
  const url = URL.canParse(entry.url) ? new URL(entry.url) : undefined;
  if (url === undefined)
    return [
      { pointer, what: 'tunnelList.url is no address. Write it like https://lists.example.org/tunnel.csv.' },
    ];
  if (url.username !== '' || url.password !== '') {
    return [{ pointer, what: 'tunnelList.url holds a name or a password, which are not sent. Remove them.' }];
  }
  return url.port === ''
    ? []
    : [{ pointer, what: `tunnelList.url names port ${url.port}. Only the usual one is asked: remove it.` }];
}

function consumerDomains({ consumerDomains: { additional } }: PolicyFile): readonly Nonsense[] {
  return additional.flatMap((domain, at) =>
    isDomain(domain) ? [] : { pointer: `/consumerDomains/additional/${at}`, what: notADomain(domain) },
  );
}

/** All but the first of each name. */
function twice(
  entries: readonly { readonly name: string; readonly pointer: string }[],
  kind: string,
): readonly Nonsense[] {
  const seen = new Set<string>();
  return entries.flatMap(({ name, pointer }) => {
    if (seen.has(name)) return { pointer, what: `${kind} "${name}" is here a second time. Keep one.` };
    seen.add(name);
    return [];
  });
}

function isDomain(text: string): boolean {
  return parseDomain(text) === text;
}

function isSender(text: string): boolean {
  return text.startsWith('@') ? parseDomain(text.slice(1)) !== undefined : parseAnyAddress(text).ok;
}

function notADomain(text: string): string {
  return `"${text}" is no domain. Write it like example.org, international ones as xn--….`;
}
