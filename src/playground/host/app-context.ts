import type { ClientProfile, MailIdentity } from '../model/types.ts';
import type { AddinManifest } from './types.ts';

/** OutlookWebApp in office.js's list of applications. */
const OUTLOOK_WEB_APP = 64;
const MESSAGE_COMPOSE = 4;

/** The numbers of the wire are not in order of power. */
const PERMISSION_LEVELS: Readonly<Record<AddinManifest['permission'], number>> = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteItem: 3,
  ReadWriteMailbox: 2,
};

interface AppContextParts {
  readonly controlId: string;
  readonly locale: string;
  readonly profile: ClientProfile;
  readonly manifest: AddinManifest;
  readonly roamingSettings: Readonly<Record<string, string>>;
}

/** What `ContextActivationManager_getAppContextAsync` gives: application, languages, requirement sets, roaming settings. */
export function appContext(parts: AppContextParts): Readonly<Record<string, unknown>> {
  const { controlId, locale, profile, manifest, roamingSettings } = parts;
  return {
    _id: controlId,
    _appName: OUTLOOK_WEB_APP,
    _appVersion: '16.0',
    _appUILocale: locale,
    _dataLocale: locale,
    _docUrl: '',
    _clientMode: 1,
    _settings: roamingSettings,
    _reason: 'documentOpened',
    _requirementMatrix: JSON.stringify(profile.requirementSets),
    _hostFullVersion: profile.hostVersion,
    _appInstanceId: controlId,
    _addinName: manifest.displayName,
    _appDomains: manifest.appDomains,
    _featureGates: {},
    _osfControlType: 1,
    _eToken: '',
    _correlationId: '',
    _appMinorVersion: 0,
    _initialDisplayMode: 0,
    _touchEnabled: false,
    _commerceAllowed: false,
  };
}

/** What `GetInitialData` and ItemChanged give for a message that is being written. */
export function initialData(parts: {
  readonly user: MailIdentity;
  readonly profile: ClientProfile;
  readonly manifest: AddinManifest;
}): Readonly<Record<string, unknown>> {
  const { user, profile, manifest } = parts;
  return {
    itemType: MESSAGE_COMPOSE,
    permissionLevel: PERMISSION_LEVELS[manifest.permission],
    userDisplayName: user.name,
    userEmailAddress: user.address,
    userProfileType: 'enterprise',
    userTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hostVersion: profile.hostVersion,
    owaView: 'ThreeColumns',
    isFromSharedFolder: false,
    isRestIdSupported: true,
    extensionId: manifest.id,
  };
}
