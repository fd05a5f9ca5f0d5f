import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCalendarEvent, IconCheck, IconMail, IconPhone, IconZzz } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useFormat, useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { ContactFormOnDemand } from '../leads/contact-form-on-demand.tsx';
import { contactKinds, type ContactKind } from '../leads/contact.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useNow } from '../ui/use-now.ts';
import type { HandoffActs } from './acts.ts';
import { nameOf, type Handoff } from './handoff.ts';
import { snoozeTimes } from './snooze-times.ts';
import { handoffTexts } from './texts.ts';

const GiveBackDialog = lazy(() => import('./give-back-dialog.tsx'));

const contactIcons = { call: IconPhone, mail: IconMail, meeting: IconCalendarEvent };
/** C, E, M: each opens the report of a contact, and 1, 2, 3 there logs how it went. */
const contactLetters = { call: 'c', mail: 'e', meeting: 'm' } as const;

/** What can be done with a hand-off as it stands: answer it, or tell of the contact. */
export function HandoffActions({ handoff, acts }: { handoff: Handoff; acts: HandoffActs }) {
  if (handoff.state === 'waiting') return <Answer handoff={handoff} acts={acts} />;
  return handoff.state === 'rejected' ? null : <Contact handoff={handoff} acts={acts} />;
}

function Answer({ handoff, acts }: { handoff: Handoff; acts: HandoffActs }) {
  const t = useText(handoffTexts);
  const [givingBack, setGivingBack] = useState(false);
  const accept = () => acts.accept(handoff);
  useKeys({ '1': [t('accept'), accept], '3': [t('giveBackDo'), () => setGivingBack(true)] });
  return (
    <div className="row no-print">
      <Button color="sales" leftSection={<IconCheck size={16} aria-hidden />} onClick={accept} disabled={acts.pending}>
        {t('accept')}
      </Button>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setGivingBack(true)}>
        {t('giveBack')}
      </Button>
      <Snooze handoff={handoff} acts={acts} />
      <Suspense>
        {givingBack && (
          <GiveBackDialog
            name={nameOf(handoff)}
            pending={acts.pending}
            onClose={() => setGivingBack(false)}
            onGiveBack={(body) => {
              setGivingBack(false);
              acts.giveBack(handoff, body);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

function Snooze({ handoff, acts }: { handoff: Handoff; acts: HandoffActs }) {
  const t = useText(handoffTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const now = useNow();
  const opener = useRef<HTMLButtonElement>(null);
  useKeys({ h: [t('snooze'), () => opener.current?.click()] });
  const { due } = handoff.clock;
  const deadline = due && ui(new Date(due) < now ? 'contactWasDue' : 'contactBy', { moment: format.moment(due, now) });
  return (
    <ActionMenu
      label={t('snooze')}
      openerRef={opener}
      renderOpener={(props) => (
        <Button variant="subtle" leftSection={<IconZzz size={16} aria-hidden />} {...props}>
          {t('snooze')}
        </Button>
      )}
      actions={snoozeTimes(now).map((time) => ({
        key: time.toISOString(),
        name: t('until', { moment: format.moment(time, now) }),
        act: () => acts.snooze(handoff, time),
      }))}
      note={deadline ? t('clockRunsOn', { deadline }) : t('clockRunsOnBare')}
    />
  );
}

function Contact({ handoff, acts }: { handoff: Handoff; acts: HandoffActs }) {
  const t = useText(handoffTexts);
  const [kind, setKind] = useState<ContactKind | null>(null);
  useKeys(Object.fromEntries(contactKinds.map((each) => [contactLetters[each], [t(each), () => setKind(each)]])));
  const first = handoff.clock.firstContactAt === null;
  if (kind !== null)
    return (
      <ContactFormOnDemand
        kind={kind}
        onKind={setKind}
        pending={acts.pending}
        onClose={() => setKind(null)}
        onLog={(report) => {
          acts.contact(handoff, report);
          setKind(null);
        }}
      />
    );
  return (
    <div className="contact-start no-print">
      <span className="second">{t(first ? 'logFirst' : 'logMore')}</span>
      <div className="row">
        {contactKinds.map((each) => {
          const Icon = contactIcons[each];
          return (
            <Button
              key={each}
              variant={first && each === 'call' ? 'filled' : 'default'}
              color={first && each === 'call' ? 'sales' : 'ink'}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => setKind(each)}
            >
              {t(each)}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
