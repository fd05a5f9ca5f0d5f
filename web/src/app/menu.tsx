import {
  IconCoin,
  IconInbox,
  IconMessages,
  IconSettings,
  IconSignature,
  IconSun,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { appTexts } from './texts.ts';

export interface MenuEntry {
  readonly to: '/' | '/handoffs' | '/leads' | '/feedback' | '/agreement' | '/revenue' | '/settings';
  readonly text: keyof typeof appTexts;
  readonly icon: Icon;
  /** The letter after `G` that goes there. */
  readonly key: string;
  readonly foot?: boolean;
}

/** One menu for both teams. */
export const menu: readonly MenuEntry[] = [
  { to: '/', text: 'today', icon: IconSun, key: 't' },
  { to: '/handoffs', text: 'handoffs', icon: IconInbox, key: 'h' },
  { to: '/leads', text: 'leads', icon: IconUsers, key: 'l' },
  { to: '/feedback', text: 'feedback', icon: IconMessages, key: 'f' },
  { to: '/agreement', text: 'agreement', icon: IconSignature, key: 'a' },
  { to: '/revenue', text: 'revenue', icon: IconCoin, key: 'r' },
  { to: '/settings', text: 'settings', icon: IconSettings, key: 's', foot: true },
];
