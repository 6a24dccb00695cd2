import type { ClientProfile, ClientProfileId, SmartAlertSupport } from './types.ts';

const FULL_ALERTS: SmartAlertSupport = {
  sendModeOverride: true,
  cancelLabel: true,
  commandId: true,
  errorMessageMarkdown: true,
  actionButton: 'takeAction',
};

/** All but Mailbox, which differs from client to client. */
const COMMON_SETS = { AddinCommands: '1.3', DialogApi: '1.2', IdentityAPI: '1.3', NestedAppAuth: '1.1' };

/**
 * What each client has, by the vendor's table of requirement sets. The sets are those of the real client, although the
 * npm runtime stops at about Mailbox 1.12: an add-in has to check both the set and the presence of what it calls.
 */
export const CLIENT_PROFILES: Readonly<Record<ClientProfileId, ClientProfile>> = {
  web: {
    id: 'web',
    name: 'Outlook on the web',
    requirementSets: { ...COMMON_SETS, Mailbox: '1.16' },
    hostVersion: '20260814.05',
    recipientReadLimit: 1000,
    smartAlerts: FULL_ALERTS,
    eventRuntime: 'frame',
  },
  newWindows: {
    id: 'newWindows',
    name: 'New Outlook on Windows',
    requirementSets: { ...COMMON_SETS, Mailbox: '1.16' },
    hostVersion: '1.2026.803.100',
    recipientReadLimit: 1000,
    smartAlerts: FULL_ALERTS,
    eventRuntime: 'frame',
  },
  classic: {
    id: 'classic',
    name: 'Classic Outlook on Windows',
    requirementSets: { ...COMMON_SETS, Mailbox: '1.16' },
    hostVersion: '16.0.20126.20000',
    recipientReadLimit: 500,
    smartAlerts: FULL_ALERTS,
    eventRuntime: 'bare',
  },
  mac: {
    id: 'mac',
    name: 'Outlook on Mac',
    requirementSets: { ...COMMON_SETS, Mailbox: '1.14' },
    hostVersion: '16.103.25102433',
    recipientReadLimit: 500,
    smartAlerts: { ...FULL_ALERTS, errorMessageMarkdown: false, actionButton: 'dontSend' },
    eventRuntime: 'frame',
  },
};
