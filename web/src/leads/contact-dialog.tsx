import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { uiTexts } from '../ui/texts.ts';
import ContactForm from './contact-form.tsx';
import type { ContactKind, ContactReport } from './contact.ts';

/** Tells of a contact where there is no page of the lead around it. */
export default function ContactDialog(props: {
  name: string;
  pending: boolean;
  onLog: (report: ContactReport) => void;
  onClose: () => void;
}) {
  const { name, pending, onLog, onClose } = props;
  const ui = useText(uiTexts);
  const [kind, setKind] = useState<ContactKind>('call');
  return (
    <Modal opened onClose={onClose} size="lg" title={name} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <ContactForm kind={kind} onKind={setKind} onLog={onLog} onClose={onClose} pending={pending} />
    </Modal>
  );
}
