import type { ManifestSendMode } from '../model/types.ts';
import type { AddinManifest, LaunchEventName, ManifestLaunchEvent, ManifestPaneCommand } from './types.ts';

const LAUNCH_EVENTS: readonly LaunchEventName[] = [
  'OnNewMessageCompose',
  'OnMessageCompose',
  'OnMessageRecipientsChanged',
  'OnMessageAttachmentsChanged',
  'OnMessageFromChanged',
  'OnMessageSend',
];

const SEND_MODES: readonly ManifestSendMode[] = ['Block', 'SoftBlock', 'PromptUser'];

/** The names of the add-in only manifest; by name since 2019, by number before. */
const PERMISSIONS: Readonly<Record<string, AddinManifest['permission']>> = {
  Restricted: 'Restricted',
  ReadItem: 'ReadItem',
  ReadWriteItem: 'ReadWriteItem',
  ReadWriteMailbox: 'ReadWriteMailbox',
};

/** Reads what Outlook uses for message compose, in one language. Throws an Error that names what is missing. */
export function readManifest(xml: string, locale: string): AddinManifest {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const root = document.documentElement;
  if (root.localName !== 'OfficeApp')
    throw new Error('The manifest is not XML of an Office add-in (OfficeApp).');
  const overrides = newestOverrides(root);
  const host = required(descendant(overrides, 'Hosts', 'Host'), 'VersionOverrides/Hosts/Host');
  const resources = readResources(overrides, locale);
  const runtime = descendant(host, 'Runtimes', 'Runtime');
  const override = runtime === undefined ? undefined : children(runtime, 'Override').find(isJavaScript);
  const eventPage = runtime === undefined ? undefined : resources(runtime.getAttribute('resid'));
  const eventScript = override === undefined ? undefined : resources(override.getAttribute('resid'));
  return {
    id: textOf(root, 'Id'),
    version: textOf(root, 'Version'),
    providerName: textOf(root, 'ProviderName'),
    displayName: localized(root, 'DisplayName', locale),
    description: localized(root, 'Description', locale),
    iconUrl: child(root, 'IconUrl')?.getAttribute('DefaultValue') ?? '',
    permission: PERMISSIONS[textOf(root, 'Permissions')] ?? 'Restricted',
    appDomains: children(child(root, 'AppDomains'), 'AppDomain').map((each) => each.textContent.trim()),
    commands: composeCommands(host, resources),
    launchEvents: launchEvents(host),
    ...(eventPage === undefined ? {} : { eventPageUrl: eventPage }),
    ...(eventScript === undefined ? {} : { eventScriptUrl: eventScript }),
  };
}

type Resources = (id: string | null | undefined) => string | undefined;

/** V1_1 stands inside V1_0 and replaces it wholly. */
function newestOverrides(root: Element): Element {
  const first = required(child(root, 'VersionOverrides'), 'VersionOverrides');
  return child(first, 'VersionOverrides') ?? first;
}

function readResources(overrides: Element, locale: string): Resources {
  const lists = Array.from(child(overrides, 'Resources')?.children ?? []);
  const entries = lists.flatMap((list) => Array.from(list.children));
  const values = new Map(entries.map((entry) => [entry.getAttribute('id'), inLocale(entry, locale)]));
  return (id) => (id === null || id === undefined ? undefined : values.get(id));
}

function composeCommands(host: Element, resources: Resources): readonly ManifestPaneCommand[] {
  const points = Array.from(host.querySelectorAll('ExtensionPoint'));
  const compose = points.filter((each) => typeOf(each) === 'MessageComposeCommandSurface');
  return compose
    .flatMap((point) => Array.from(point.querySelectorAll('Control')))
    .flatMap((control) => paneCommand(control, resources));
}

function paneCommand(control: Element, resources: Resources): readonly ManifestPaneCommand[] {
  const action = child(control, 'Action');
  const paneUrl = resources(child(action, 'SourceLocation')?.getAttribute('resid'));
  if (typeOf(action) !== 'ShowTaskpane' || paneUrl === undefined) return [];
  const resource = (parent: Element | undefined | null, name: string): string =>
    resources(child(parent, name)?.getAttribute('resid')) ?? '';
  const tip = child(control, 'Supertip');
  const images = children(child(control, 'Icon'), 'Image');
  const id = control.getAttribute('id') ?? '';
  return [
    {
      controlId: id,
      commandId: id,
      taskpaneId: textOf(action, 'TaskpaneId'),
      label: resource(control, 'Label'),
      groupLabel: resource(control.closest('Group'), 'Label'),
      tipTitle: resource(tip, 'Title'),
      tipText: resource(tip, 'Description'),
      icons: Object.fromEntries(
        images.map((image) => [
          Number(image.getAttribute('size')),
          resources(image.getAttribute('resid')) ?? '',
        ]),
      ),
      paneUrl,
      isPinnable: textOf(action, 'SupportsPinning').toLowerCase() === 'true',
    },
  ];
}

function launchEvents(host: Element): readonly ManifestLaunchEvent[] {
  return Array.from(host.querySelectorAll('LaunchEvent')).flatMap((element) => {
    const name = LAUNCH_EVENTS.find((each) => each === element.getAttribute('Type'));
    const functionName = element.getAttribute('FunctionName');
    if (name === undefined || functionName === null) return [];
    const sendMode = SEND_MODES.find((each) => each === element.getAttribute('SendMode'));
    return [{ name, functionName, ...(sendMode === undefined ? {} : { sendMode }) }];
  });
}

function isJavaScript(override: Element): boolean {
  return override.getAttribute('type') === 'javascript';
}

function typeOf(element: Element | undefined): string | null {
  // The prefix of the schema-instance namespace is the author's to choose.
  return element?.getAttributeNS('http://www.w3.org/2001/XMLSchema-instance', 'type') ?? null;
}

function localized(parent: Element, name: string, locale: string): string {
  const element = child(parent, name);
  return element === undefined ? '' : inLocale(element, locale);
}

/** The text for the language: its exact locale, another of the same language, else the default. */
function inLocale(element: Element, locale: string): string {
  const overrides = children(element, 'Override');
  const localeOf = (each: Element): string => each.getAttribute('Locale')?.toLowerCase() ?? '';
  const wanted = locale.toLowerCase();
  const language = wanted.split('-')[0];
  const chosen =
    overrides.find((each) => localeOf(each) === wanted) ??
    overrides.find((each) => localeOf(each).split('-')[0] === language);
  const isDefault = chosen === undefined;
  return (isDefault ? element.getAttribute('DefaultValue') : chosen.getAttribute('Value')) ?? '';
}

function textOf(parent: Element | undefined, name: string): string {
  return child(parent, name)?.textContent.trim() ?? '';
}

function descendant(parent: Element, ...names: readonly string[]): Element | undefined {
  return names.reduce<Element | undefined>((element, name) => child(element, name), parent);
}

function child(parent: Element | undefined | null, name: string): Element | undefined {
  return children(parent, name)[0];
}

function children(parent: Element | undefined | null, name: string): readonly Element[] {
  return Array.from(parent?.children ?? []).filter((each) => each.localName === name);
}

function required(element: Element | undefined, path: string): Element {
  if (element === undefined) throw new Error(`The manifest has no ${path}.`);
  return element;
}
