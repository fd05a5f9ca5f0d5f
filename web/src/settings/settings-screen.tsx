import './settings.css';
import { useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { SectionTabs } from '../ui/section-tabs.tsx';
import { CalendarSettings } from './calendar-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { LookSettings } from './look-settings.tsx';
import { MemberSettings } from './member-settings.tsx';
import { ReasonSettings } from './reason-settings.tsx';
import { settingsTexts } from './texts.ts';
import { WorkspaceSettings } from './workspace-settings.tsx';

const sections = {
  look: LookSettings,
  members: MemberSettings,
  calendars: CalendarSettings,
  reasons: ReasonSettings,
  workspace: WorkspaceSettings,
  keys: KeySettings,
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
      <Section />
    </>
  );
}
