import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { useFollowUpActs, type Followed } from '../follow-ups/acts.ts';
import { Panel } from '../ui/panel.tsx';
import ContactForm from './contact-form.tsx';
import type { ContactKind } from './contact.ts';
import { leadTexts } from './texts.ts';

/** Tells of a contact with a lead. Not a dialog, so that one key says how it went; for eight seconds it can be taken back. */
export function LogContact({ lead, onClose }: { lead: Followed; onClose: () => void }) {
  const t = useText(leadTexts);
  const [kind, setKind] = useState<ContactKind>('call');
  const { log, pending } = useFollowUpActs({ onDone: onClose });
  return (
    <Panel title={t('logContact')}>
      <ContactForm kind={kind} onKind={setKind} pending={pending} onClose={onClose} onLog={(report) => log(lead, report)} />
    </Panel>
  );
}
