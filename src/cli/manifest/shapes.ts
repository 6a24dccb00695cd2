/**
 * What may stand where in the manifest of a mail add-in, in the order that the vendor's schemas demand (MS-OWEMXML 5.2,
 * 5.4, 5.5 and 5.6), narrowed to what this product uses: anything else is unknown here.
 */
export interface Shape {
  /** Children in order, one word each: `Name`, `Name?` (may lack), `Name+` (one or more), `Name=shape` (if not its own). */
  readonly children?: string;
  readonly attributes?: Readonly<Record<string, RegExp>>;
  readonly text?: RegExp;
}

const ANY = /^[^]+$/;
const TRUE = /^true$/;
const VERSION_NUMBER = /^\d{1,2}\.\d{1,2}$/;
const RESID = { resid: ANY };
const VALUE = { DefaultValue: ANY };
const OVERRIDE_HEAD = 'Description=reference Requirements=overrideRequirements';

const mailHost = (children: string): Shape => ({ children, attributes: { 'xsi:type': /^MailHost$/ } });
const namespaced = (namespace: string, type: string, children: string): Shape => ({
  children,
  attributes: { xmlns: new RegExp(`^${namespace}$`), 'xsi:type': new RegExp(`^${type}$`) },
});

/** By shape name; `name[type]` where `xsi:type` decides. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  OfficeApp: {
    children:
      'Id Version ProviderName DefaultLocale DisplayName=localised Description=localised IconUrl=url ' +
      'HighResolutionIconUrl=url SupportUrl=url AppDomains Hosts Requirements FormSettings Permissions Rule ' +
      'DisableEntityHighlighting VersionOverrides=overrides1.0',
    attributes: {
      xmlns: /^http:\/\/schemas\.microsoft\.com\/office\/appforoffice\/1\.1$/,
      'xmlns:xsi': /^http:\/\/www\.w3\.org\/2001\/XMLSchema-instance$/,
      'xmlns:bt': /^http:\/\/schemas\.microsoft\.com\/office\/officeappbasictypes\/1\.0$/,
      'xsi:type': /^MailApp$/,
    },
  },
  Id: { text: /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i },
  Version: { text: /^[1-9]\d{0,4}(?:\.\d{1,5}){1,3}$/ },
  ProviderName: { text: ANY },
  DefaultLocale: { text: /^en-US$/ },
  localised: { children: 'Override*=localeOverride', attributes: VALUE },
  localeOverride: { attributes: { Locale: /^[a-z]{2}-[A-Z]{2}$/, Value: ANY } },
  url: { attributes: VALUE },
  AppDomains: { children: 'AppDomain+' },
  AppDomain: { text: ANY },
  Hosts: { children: 'Host' },
  Host: { attributes: { Name: /^Mailbox$/ } },
  Requirements: { children: 'Sets' },
  Sets: { children: 'Set' },
  Set: { attributes: { Name: /^Mailbox$/, MinVersion: VERSION_NUMBER } },
  FormSettings: { children: 'Form' },
  Form: { children: 'DesktopSettings', attributes: { 'xsi:type': /^ItemEdit$/ } },
  DesktopSettings: { children: 'SourceLocation=url' },
  Permissions: { text: ANY },
  'Rule[RuleCollection]': { children: 'Rule+', attributes: { 'xsi:type': ANY, Mode: /^Or$/ } },
  'Rule[ItemIs]': { attributes: { 'xsi:type': ANY, ItemType: /^Message$/, FormType: /^Edit$/ } },
  DisableEntityHighlighting: { text: TRUE },

  'overrides1.0': namespaced(
    'http://schemas\\.microsoft\\.com/office/mailappversionoverrides',
    'VersionOverridesV1_0',
    `${OVERRIDE_HEAD} Hosts=overrideHosts1.0 Resources VersionOverrides=overrides1.1`,
  ),
  'overrideHosts1.0': { children: 'Host=host1.0' },
  'host1.0': mailHost('DesktopFormFactor=desktop1.0'),
  'desktop1.0': { children: 'FunctionFile=reference ExtensionPoint=surface1.0' },

  'overrides1.1': namespaced(
    'http://schemas\\.microsoft\\.com/office/mailappversionoverrides/1\\.1',
    'VersionOverridesV1_1',
    `${OVERRIDE_HEAD} Hosts=overrideHosts1.1 Resources`,
  ),
  'overrideHosts1.1': { children: 'Host=host1.1' },
  'host1.1': mailHost('Runtimes DesktopFormFactor=desktop1.1'),
  'desktop1.1': { children: 'SupportsSharedFolders FunctionFile=reference ExtensionPoint+=surface1.1' },
  SupportsSharedFolders: { text: TRUE },
  Runtimes: { children: 'Runtime' },
  Runtime: { children: 'Override=runtimeOverride', attributes: RESID },
  runtimeOverride: { attributes: { type: /^javascript$/, ...RESID } },

  overrideRequirements: { children: 'bt:Sets' },
  'bt:Sets': { children: 'bt:Set', attributes: { DefaultMinVersion: VERSION_NUMBER } },
  'bt:Set': { attributes: { Name: /^Mailbox$/ } },
  reference: { attributes: RESID },

  'surface1.0[MessageComposeCommandSurface]': {
    children: 'OfficeTab=tab1.0',
    attributes: { 'xsi:type': ANY },
  },
  'surface1.1[MessageComposeCommandSurface]': {
    children: 'OfficeTab=tab1.1',
    attributes: { 'xsi:type': ANY },
  },
  'surface1.1[LaunchEvent]': {
    children: 'LaunchEvents SourceLocation=reference',
    attributes: { 'xsi:type': ANY },
  },
  'tab1.0': { children: 'Group=group1.0', attributes: { id: /^TabDefault$/ } },
  'tab1.1': { children: 'Group=group1.1', attributes: { id: /^TabDefault$/ } },
  'group1.0': { children: 'Label=reference Control=button1.0', attributes: { id: ANY } },
  'group1.1': { children: 'Label=reference Control=button1.1', attributes: { id: ANY } },
  'button1.0[Button]': {
    children: 'Label=reference Supertip Icon Action=action1.0',
    attributes: { 'xsi:type': ANY, id: ANY },
  },
  'button1.1[Button]': {
    children: 'Label=reference Supertip Icon Action=action1.1',
    attributes: { 'xsi:type': ANY, id: ANY },
  },
  Supertip: { children: 'Title=reference Description=reference' },
  Icon: { children: 'bt:Image+=iconImage' },
  iconImage: { attributes: { size: /^\d+$/, ...RESID } },
  'action1.0[ShowTaskpane]': { children: 'SourceLocation=reference', attributes: { 'xsi:type': ANY } },
  'action1.1[ShowTaskpane]': {
    children: 'SourceLocation=reference SupportsPinning',
    attributes: { 'xsi:type': ANY },
  },
  SupportsPinning: { text: TRUE },
  LaunchEvents: { children: 'LaunchEvent+' },
  LaunchEvent: {
    attributes: { Type: ANY, FunctionName: ANY, 'SendMode?': /^(?:Block|SoftBlock|PromptUser)$/ },
  },

  Resources: { children: 'bt:Images bt:Urls bt:ShortStrings bt:LongStrings' },
  'bt:Images': { children: 'bt:Image+=resource' },
  'bt:Urls': { children: 'bt:Url+=resource' },
  'bt:ShortStrings': { children: 'bt:String+=stringResource' },
  'bt:LongStrings': { children: 'bt:String+=stringResource' },
  resource: { attributes: { id: ANY, ...VALUE } },
  stringResource: { children: 'bt:Override*=localeOverride', attributes: { id: ANY, ...VALUE } },
};
