import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from './language.tsx';
import { appTexts } from './texts.ts';

/** The menu as a drawer, where there is no room for it beside the screen. */
export default function PhoneMenu({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useText(appTexts);
  return (
    <Drawer
      opened
      onClose={onClose}
      title="Samspil"
      size={272}
      closeButtonProps={{ 'aria-label': t('closeMenu') }}
      classNames={{ body: 'rail-drawer', content: 'rail-drawer-content' }}
    >
      {children}
    </Drawer>
  );
}
