import './outreach.css';
import { Button, Group, Modal, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, momentAt } from '../../../src/calendars/local-day.ts';
import { stages } from '../../../src/leads/lifecycle.ts';
import type { LeadView } from '../../../src/leads/views/schema.ts';
import type { AnnouncedItem, PlannedContactItem } from '../../../src/outreach/schema.ts';
import { api, ApiProblem, resource, useCommand, type Page, type Query } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useViewName } from '../leads/lead-views.tsx';
import { addressOf, filtersOf } from '../leads/lead-query.ts';
import { stageNames } from '../leads/stage-texts.ts';
import { Failure } from '../ui/failure.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { MomentField } from '../ui/moment-field.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { addressesIn, inParts } from './addresses.ts';
import { announceTexts } from './announce-texts.ts';

/** So many addresses go in one request. */
const PART = 2000;

type Message = { kind: string; title: string; campaign?: string; at: string };
type Recipients = { email: string }[] | { leads: Query };

/** A list goes part by part: the first that holds somebody known here announces the message, the others are added to it. */
async function announce(message: Message, who: { leads: Query } | { addresses: readonly string[] }): Promise<AnnouncedItem> {
  const first = (recipients: Recipients) => api.post<AnnouncedItem>('/planned-contacts', { ...message, recipients });
  if ('leads' in who) return first({ leads: who.leads });
  let made: AnnouncedItem | undefined;
  let unknown = 0;
  const parts = inParts(who.addresses, PART);
  for (const [index, part] of parts.entries()) {
    const recipients = part.map((email) => ({ email }));
    try {
      made = made
        ? await api.post<AnnouncedItem>(`/planned-contacts/${made.id}/recipients`, { recipients })
        : await first(recipients);
      unknown += made.unknown;
    } catch (error) {
      const nobodyKnown = error instanceof ApiProblem && error.errors.some(({ pointer }) => pointer === '/recipients');
      if (!nobodyKnown || index === parts.length - 1) throw error;
      unknown += part.length;
    }
  }
  if (!made) throw new ApiProblem(0, {});
  return { ...made, unknown };
}

/** Tells both teams of a message that marketing is about to send: what, when and to whom. Nothing is sent by it. */
export default function AnnounceDialog(props: {
  /** Whom it goes to, where that is chosen already. */
  leads?: { filters: Query; n: number };
  onDone?: (message: PlannedContactItem) => void;
  onClose: () => void;
}) {
  const { leads, onDone, onClose } = props;
  const t = useText(announceTexts);
  const ui = useText(uiTexts);
  const say = useUndo();
  const { timeZone } = useSession().workspace;
  const today = dayIn(timeZone, useNow());
  const [kind, setKind] = useState('mail');
  const [title, setTitle] = useState('');
  const [campaign, setCampaign] = useState('');
  const [at, setAt] = useState(`${addDays(today, 1)}T09:00`);
  const [by, setBy] = useState<'leads' | 'addresses'>('leads');
  const [chosen, setChosen] = useState<Query>({});
  const [text, setText] = useState('');
  const addresses = addressesIn(text);
  const save = useCommand(
    () =>
      announce(
        {
          kind,
          title: title.trim(),
          ...(campaign.trim() && { campaign: campaign.trim() }),
          at: momentAt(at, timeZone).toISOString(),
        },
        leads ? { leads: leads.filters } : by === 'leads' ? { leads: chosen } : { addresses },
      ),
    {
      refresh: ['/planned-contacts', '/people', '/follow-ups'],
      done: (made) => {
        say(t('announced', { n: made.recipients, unknown: made.unknown }));
        onDone?.(made);
        onClose();
      },
    },
  );
  const complete = title.trim() !== '' && at !== '' && (leads !== undefined || by === 'leads' || addresses.length > 0);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('announce')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="second">{t('announceSub')}</p>
        <TextInput
          label={t('title')}
          description={t('titleHint')}
          required
          maxLength={200}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          data-autofocus
        />
        <div className="announce-fields">
          <NativeSelect
            label={t('channel')}
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value)}
            data={(['mail', 'event', 'ad'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <MomentField label={t('when')} required min={today} value={at} onChange={setAt} />
          <TextInput
            label={t('campaign')}
            maxLength={200}
            value={campaign}
            onChange={({ currentTarget }) => setCampaign(currentTarget.value)}
          />
        </div>
        {leads ? (
          <p>{t('toLeads', { n: leads.n })}</p>
        ) : (
          <>
            <Radio.Group label={t('who')} value={by} onChange={(value) => setBy(value === 'leads' ? 'leads' : 'addresses')}>
              <div className="radio-list">
                <Radio value="leads" color="ink" iconColor="var(--panel)" label={t('byLeads')} />
                <Radio value="addresses" color="ink" iconColor="var(--panel)" label={t('byAddresses')} />
              </div>
            </Radio.Group>
            {by === 'leads' ? (
              <ByLeads chosen={chosen} onChoose={setChosen} />
            ) : (
              <>
                <Textarea
                  label={t('addresses')}
                  description={t('addressesHint')}
                  autosize
                  minRows={3}
                  maxRows={8}
                  value={text}
                  onChange={({ currentTarget }) => setText(currentTarget.value)}
                />
                <FileDrop
                  accept=".csv,.txt"
                  hint={t('fileHint')}
                  onFile={(file) =>
                    void file.text().then((read) => setText((before) => `${before}\n${addressesIn(read).join('\n')}`.trim()))
                  }
                />
                <output className="second small">{t('found', { n: addresses.length })}</output>
              </>
            )}
          </>
        )}
        <Failure error={save.error} when={{ 422: t(hasPassed(save.error) ? 'passed' : 'nobodyKnown') }} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={save.isPending}>
            {t('doAnnounce')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const hasPassed = (error: unknown) => error instanceof ApiProblem && error.errors.some(({ pointer }) => pointer === '/at');

/** The people of all leads of a view or at a stage. */
function ByLeads({ chosen, onChoose }: { chosen: Query; onChoose: (filters: Query) => void }) {
  const t = useText(announceTexts);
  const names = useText(stageNames);
  const nameOf = useViewName();
  const [choice, setChoice] = useState('all');
  const { data } = useQuery({ ...resource<Page<LeadView>>('/lead-views'), staleTime: 30_000 });
  const { data: counts } = useQuery(resource<{ all: number }>('/leads/counts', chosen));
  const choose = (value: string) => {
    setChoice(value);
    const view = data?.items.find(({ key }) => key === value);
    onChoose(view ? filtersOf(addressOf(view)) : value.startsWith('stage ') ? { stage: value.slice(6) } : {});
  };
  return (
    <>
      <NativeSelect
        label={t('leads')}
        value={choice}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          { group: t('views'), items: (data?.items ?? []).map((view) => ({ value: view.key, label: nameOf(view) })) },
          { group: t('stages'), items: stages.map((stage) => ({ value: `stage ${stage}`, label: names(stage) })) },
        ]}
      />
      <output className="second small">{counts && t('toLeads', { n: counts.all })}</output>
    </>
  );
}
