import './settings.css';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { SectionTabs } from '../ui/section-tabs.tsx';
import { Loading } from '../ui/states.tsx';
import { settingsTexts } from './texts.ts';

// Each section is loaded when it is first shown: most people only ever see the first.
const sections = {
  look: lazy(() => import('./look-settings.tsx').then(({ LookSettings }) => ({ default: LookSettings }))),
  members: lazy(() => import('./member-settings.tsx').then(({ MemberSettings }) => ({ default: MemberSettings }))),
  calendars: lazy(() => import('./calendar-settings.tsx').then(({ CalendarSettings }) => ({ default: CalendarSettings }))),
  channels: lazy(() => import('../channels/channel-settings.tsx').then(({ ChannelSettings }) => ({ default: ChannelSettings }))),
  reasons: lazy(() => import('./reason-settings.tsx').then(({ ReasonSettings }) => ({ default: ReasonSettings }))),
  consents: lazy(() => import('../consents/privacy-settings.tsx').then(({ PrivacySettings }) => ({ default: PrivacySettings }))),
  workspace: lazy(() => import('./workspace-settings.tsx').then(({ WorkspaceSettings }) => ({ default: WorkspaceSettings }))),
  keys: lazy(() => import('./key-settings.tsx').then(({ KeySettings }) => ({ default: KeySettings }))),
} as const satisfies Record<string, ComponentType>;

type SectionKey = keyof typeof sections;
const isSection = (key: string): key is SectionKey => Object.hasOwn(sections, key);

/** What holds for the reader alone, and what holds for the workspace. Each section has its address. */
export function SettingsScreen() {
  const t = useText(settingsTexts);
  const app = useText(appTexts);
  const { member } = useSession();
  const { section: asked = 'look' } = useParams({ strict: false });
  const section = isSection(asked) ? asked : 'look';
  const Section = sections[section];
  const shown = (Object.keys(sections) as SectionKey[]).filter((key) => key !== 'keys' || member.role === 'admin');
  return (
    <>
      <SectionTabs
        label={app('settings')}
        sections={[
          ...shown.map((key) => ({ to: key === 'look' ? '/settings' : `/settings/${key}`, name: t(key) })),
          { to: '/definition', name: t('definition') },
        ]}
      />
      <Suspense fallback={<Loading lines={4} />}>
        <Section />
      </Suspense>
    </>
  );
}
