import {
  IconBook,
  IconChecklist,
  IconCoin,
  IconInbox,
  IconMessages,
  IconSettings,
  IconSignature,
  IconSun,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { Role } from './session.tsx';
import type { appTexts } from './texts.ts';

export interface MenuEntry {
  readonly to: '/' | '/handoffs' | '/my-day' | '/leads' | '/feedback' | '/agreement' | '/revenue' | '/glossary' | '/settings';
  readonly text: keyof typeof appTexts;
  readonly icon: Icon;
  /** The letter after `G` that goes there. */
  readonly key: string;
  readonly foot?: boolean;
  /** Who has it in their menu; everybody unless said. */
  readonly roles?: readonly Role[];
}

/** One menu for both teams. */
const entries: readonly MenuEntry[] = [
  { to: '/', text: 'today', icon: IconSun, key: 't' },
  { to: '/handoffs', text: 'handoffs', icon: IconInbox, key: 'h' },
  { to: '/my-day', text: 'myDay', icon: IconChecklist, key: 'm', roles: ['admin', 'sales'] },
  { to: '/leads', text: 'leads', icon: IconUsers, key: 'l' },
  { to: '/feedback', text: 'feedback', icon: IconMessages, key: 'f' },
  { to: '/agreement', text: 'agreement', icon: IconSignature, key: 'a' },
  { to: '/revenue', text: 'revenue', icon: IconCoin, key: 'r' },
  { to: '/glossary', text: 'glossary', icon: IconBook, key: 'w', foot: true },
  { to: '/settings', text: 'settings', icon: IconSettings, key: 's', foot: true },
];

/** The menu as a role sees it. */
export function menuOf(role: Role): readonly MenuEntry[] {
  return entries.filter(({ roles }) => roles?.includes(role) ?? true);
}
