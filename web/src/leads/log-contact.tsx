import { useState } from 'react';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { Failure } from '../ui/failure.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import ContactForm from './contact-form.tsx';
import type { ContactKind, ContactReport } from './contact.ts';
import { leadTexts } from './texts.ts';

/** Tells of a contact with a lead. Not a dialog, so that one key says how it went. */
export function LogContact({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const t = useText(leadTexts);
  const say = useUndo();
  const [kind, setKind] = useState<ContactKind>('call');
  const log = useCommand((report: ContactReport) => api.post(`/leads/${leadId}/attempts`, report), {
    refresh: ['/leads', '/people', '/handoffs', '/today'],
    done: () => {
      say(t('contactLogged'));
      onClose();
    },
  });
  return (
    <Panel title={t('logContact')}>
      <div className="stack">
        <ContactForm
          kind={kind}
          onKind={setKind}
          pending={log.isPending}
          onClose={onClose}
          onLog={(report) => log.mutate(report)}
        />
        <Failure error={log.error} />
      </div>
    </Panel>
  );
}
