import { complain, type Complaint } from './complaint.ts';
import { elementsAt, withDescendants, type XmlElement } from './read-manifest.ts';
import { bothOverrides } from './resources.ts';

const PANE_COMMAND = 'SecureSendPane';
const PERMISSION = 'ReadWriteItem';

/** What the event page associates (src/launchevent), by event. */
const HANDLERS: Readonly<Record<string, string>> = {
  OnMessageSend: 'onMessageSendHandler',
  OnMessageCompose: 'onMessageComposeHandler',
  OnMessageRecipientsChanged: 'onMessageRecipientsChangedHandler',
  OnMessageFromChanged: 'onMessageFromChangedHandler',
};

/**
 * Newest requirement set each part may ask for: a higher one hides that part from clients in use (5-outlook.md), a
 * lower one than the part's own schema is meaningless. Internet headers need 1.8.
 */
const BASE_SET = { least: 1, most: 3 };
const PART_SETS = [
  { least: 3, most: 3 },
  { least: 8, most: 9 },
];

function checkSet(
  sets: XmlElement | undefined,
  attribute: string,
  range: { least: number; most: number },
): Complaint[] {
  const version = sets?.attributes[attribute];
  if (sets === undefined || version === undefined) return [];
  const [major, minor] = version.split('.').map(Number);
  if (major === 1 && minor !== undefined && minor >= range.least && minor <= range.most) return [];
  const bounds = range.least === range.most ? `1.${range.least}` : `1.${range.least} to 1.${range.most}`;
  return [complain(sets, `asks for Mailbox ${version}`, `Ask for ${bounds}: more is found out at run time`)];
}

function checkPermission(root: XmlElement): Complaint[] {
  return elementsAt(root, 'Permissions')
    .filter(({ text }) => text !== PERMISSION)
    .map((element) => {
      const problem = element.text.startsWith('ReadWriteMailbox')
        ? `asks for ${element.text}, more than the add-in needs`
        : `asks for ${element.text}, which does not let the add-in set its header`;
      return complain(element, problem, `Write ${PERMISSION}`);
    });
}

function checkEvent(event: XmlElement, before: readonly XmlElement[]): Complaint[] {
  const { Type: type = '', FunctionName: name, SendMode: mode } = event.attributes;
  const handler = HANDLERS[type];
  if (handler === undefined)
    return [
      complain(
        event,
        `names the event ${type}, which has no handler`,
        `Use ${Object.keys(HANDLERS).join(', ')}`,
      ),
    ];
  if (before.some(({ attributes }) => attributes['Type'] === type))
    return [complain(event, `names ${type} again`, 'Keep one of them')];
  if (name !== handler)
    return [
      complain(event, `calls ${name ?? 'nothing'}, which the event page does not have`, `Write ${handler}`),
    ];
  if (type === 'OnMessageSend' && mode === undefined)
    return [
      complain(
        event,
        'has no SendMode, so mail leaves unchecked when the add-in is away',
        'Add SendMode="Block"',
      ),
    ];
  if (type !== 'OnMessageSend' && mode !== undefined)
    return [complain(event, `has a SendMode, which ${type} does not know`, 'Remove it')];
  return [];
}

const isSurface = (type: string) => (point: XmlElement) => point.attributes['xsi:type'] === type;

function checkEvents(desktop: XmlElement, runtimes: readonly XmlElement[]): Complaint[] {
  const [point] = elementsAt(desktop, 'ExtensionPoint').filter(isSurface('LaunchEvent'));
  if (point === undefined)
    return [
      complain(
        desktop,
        'has no ExtensionPoint for LaunchEvent',
        'Add it: without it nothing is checked at Send',
      ),
    ];
  const events = elementsAt(point, 'LaunchEvents', 'LaunchEvent');
  const lacking = Object.keys(HANDLERS).filter((type) =>
    events.every(({ attributes }) => attributes['Type'] !== type),
  );
  const [source] = elementsAt(point, 'SourceLocation');
  const hasRuntime = runtimes.some(({ attributes }) => attributes['resid'] === source?.attributes['resid']);
  return [
    ...events.flatMap((event, index) => checkEvent(event, events.slice(0, index))),
    ...lacking.map((type) =>
      complain(point, `has no LaunchEvent for ${type}`, `Add it with FunctionName="${HANDLERS[type] ?? ''}"`),
    ),
    ...(source !== undefined && !hasRuntime
      ? [complain(source, 'names another page than the Runtime', 'Give both the same resid')]
      : []),
  ];
}

/** The runtime's page is a page and its override a script, for clients that run events without a page. */
function checkRuntime(part: XmlElement, runtime: XmlElement): Complaint[] {
  const urls = elementsAt(part, 'Resources', 'bt:Urls', 'bt:Url');
  const wanted: [XmlElement | undefined, string][] = [
    [runtime, '.html'],
    [elementsAt(runtime, 'Override')[0], '.js'],
  ];
  return wanted.flatMap(([element, ending]) => {
    const url = urls.find(({ attributes }) => attributes['id'] === element?.attributes['resid']);
    const address = url?.attributes['DefaultValue'];
    if (element === undefined || address === undefined || address.endsWith(ending)) return [];
    return [complain(element, `leads to ${address}`, `Refer to an address that ends with ${ending}`)];
  });
}

function checkCommands(part: XmlElement, desktop: XmlElement): Complaint[] {
  const surfaces = elementsAt(desktop, 'ExtensionPoint').filter(isSurface('MessageComposeCommandSurface'));
  if (surfaces.length !== 1)
    return [
      complain(desktop, `has ${surfaces.length} ExtensionPoints for the compose ribbon`, 'Have exactly one'),
    ];
  return withDescendants(part)
    .filter(({ name, attributes }) => name === 'Control' && attributes['id'] !== PANE_COMMAND)
    .map((control) =>
      complain(
        control,
        `has the id ${control.attributes['id'] ?? ''}`,
        `Write ${PANE_COMMAND}: Send's dialog opens it`,
      ),
    );
}

/** Permission, requirement sets, command, runtime and events: what Outlook will do with the add-in. */
export function checkBehaviour(root: XmlElement): Complaint[] {
  const [baseSet] = elementsAt(root, 'Requirements', 'Sets', 'Set');
  const parts = bothOverrides(root);
  return [
    ...checkPermission(root),
    ...checkSet(baseSet, 'MinVersion', BASE_SET),
    ...parts.flatMap((part, index) => {
      const [sets] = elementsAt(part, 'Requirements', 'bt:Sets');
      const range = PART_SETS[index] ?? BASE_SET;
      const desktops = elementsAt(part, 'Hosts', 'Host', 'DesktopFormFactor');
      const runtimes = elementsAt(part, 'Hosts', 'Host', 'Runtimes', 'Runtime');
      return [
        ...checkSet(sets, 'DefaultMinVersion', range),
        ...desktops.flatMap((desktop) => checkCommands(part, desktop)),
        ...(index === 1 ? desktops.flatMap((desktop) => checkEvents(desktop, runtimes)) : []),
        ...runtimes.flatMap((runtime) => checkRuntime(part, runtime)),
      ];
    }),
  ];
}
