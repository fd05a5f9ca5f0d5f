import { Button, Group, Modal } from '@mantine/core';
import { useText } from '../app/language.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { uiTexts } from '../ui/texts.ts';
import { settingsTexts } from './texts.ts';

export interface Invited {
  readonly name: string;
  /** Null for somebody who has a password already. */
  readonly link: string | null;
}

/** The link of an invitation, shown this once. */
export function InvitationDialog({ invited: { name, link }, onClose }: { invited: Invited; onClose: () => void }) {
  const t = useText(settingsTexts);
  const ui = useText(uiTexts);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('linkTitle', { name })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <div className="stack">
        <p className="second">{link === null ? t('noLinkNeeded', { name }) : t('linkOnce')}</p>
        {link !== null && <CopyLine label={t('invitationLink')} text={new URL(link, window.location.origin).href} />}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('done')}</Button>
        </Group>
      </div>
    </Modal>
  );
}
