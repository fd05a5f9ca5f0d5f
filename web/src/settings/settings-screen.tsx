import './settings.css';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { SectionTabs } from '../ui/section-tabs.tsx';
import { Loading } from '../ui/states.tsx';
import { settingsTexts } from './texts.ts';

// Each section is loaded when it is first shown: most people only ever see the first.
const sections = {
  look: lazy(() => import('./look-settings.tsx').then(({ LookSettings }) => ({ default: LookSettings }))),
  news: lazy(() => import('../notifications/news-settings.tsx').then(({ NewsSettings }) => ({ default: NewsSettings }))),
  members: lazy(() => import('./member-settings.tsx').then(({ MemberSettings }) => ({ default: MemberSettings }))),
  calendars: lazy(() =>
    import('../calendars/calendar-settings.tsx').then(({ CalendarSettings }) => ({ default: CalendarSettings })),
  ),
  information: lazy(() =>
    import('../information/information-settings.tsx').then(({ InformationSettings }) => ({ default: InformationSettings })),
  ),
  forms: lazy(() => import('../forms/form-settings.tsx').then(({ FormSettings }) => ({ default: FormSettings }))),
  routing: lazy(() => import('../routing/routing-settings.tsx').then(({ RoutingSettings }) => ({ default: RoutingSettings }))),
  outreach: lazy(() =>
    import('../outreach/outreach-settings.tsx').then(({ OutreachSettings }) => ({ default: OutreachSettings })),
  ),
  channels: lazy(() => import('../channels/channel-settings.tsx').then(({ ChannelSettings }) => ({ default: ChannelSettings }))),
  reasons: lazy(() => import('../reasons/reason-settings.tsx').then(({ ReasonSettings }) => ({ default: ReasonSettings }))),
  consents: lazy(() => import('../consents/privacy-settings.tsx').then(({ PrivacySettings }) => ({ default: PrivacySettings }))),
  sources: lazy(() => import('../tracking/source-settings.tsx').then(({ SourceSettings }) => ({ default: SourceSettings }))),
  quarantine: lazy(() =>
    import('../tracking/quarantine-settings.tsx').then(({ QuarantineSettings }) => ({ default: QuarantineSettings })),
  ),
  workspace: lazy(() => import('./workspace-settings.tsx').then(({ WorkspaceSettings }) => ({ default: WorkspaceSettings }))),
  keys: lazy(() => import('./key-settings.tsx').then(({ KeySettings }) => ({ default: KeySettings }))),
} as const satisfies Record<string, ComponentType>;

type SectionKey = keyof typeof sections;
const isSection = (key: string): key is SectionKey => Object.hasOwn(sections, key);

/** What holds for the reader alone, and what holds for the workspace. Each section has its address. */
export function SettingsScreen() {
  const t = useText(settingsTexts);
  const app = useText(appTexts);
  const { section: asked = 'look' } = useParams({ strict: false });
  const section = isSection(asked) ? asked : 'look';
  const Section = sections[section];
  const may = useMay();
  const isShown: Partial<Record<SectionKey, boolean>> = {
    keys: may(),
    sources: may('marketing', 'sales'),
    quarantine: may('marketing', 'sales'),
  };
  const shown = (Object.keys(sections) as SectionKey[]).filter((key) => isShown[key] ?? true);
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
