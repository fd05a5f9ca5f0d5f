import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutreachPolicyItem } from '../../../src/outreach/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { outreachTexts } from './outreach-texts.ts';
import { PlannedContacts } from './planned-contacts.tsx';

/** How often both teams together contact somebody, and whom the messages that marketing plans collide with. */
export function OutreachSettings() {
  const t = useText(outreachTexts);
  const { data, error, refetch } = useQuery(resource<OutreachPolicyItem>('/outreach-policy'));
  return (
    <>
      <PageHeading answer={t('title')} sub={t('sub')} />
      {data ? (
        <Policy key={data.version} policy={data} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={4} />
      )}
      <PlannedContacts />
    </>
  );
}

function Policy({ policy }: { policy: OutreachPolicyItem }) {
  const t = useText(outreachTexts);
  const format = useFormat();
  const now = useNow();
  const say = useUndo();
  const { member } = useSession();
  const { version, setAt, setBy, ...agreed } = policy;
  const [terms, setTerms] = useState(agreed);
  const heads = member.head && (member.role === 'marketing' || member.role === 'sales');
  const readOnly = !useMay()() && !heads;
  const save = useCommand(() => api.put<OutreachPolicyItem>('/outreach-policy', { version, ...terms }), {
    refresh: ['/outreach-policy', '/people', '/planned-contacts'],
    done: () => say(t('saved')),
  });
  const isChanged =
    terms.most !== agreed.most || terms.days !== agreed.days || terms.pausesColleagues !== agreed.pausesColleagues;
  const number = (field: 'most' | 'days', most: number) => (
    <NumberInput
      label={t(field)}
      min={1}
      max={most}
      allowDecimal={false}
      disabled={readOnly}
      value={terms[field]}
      onChange={(value) => typeof value === 'number' && setTerms({ ...terms, [field]: value })}
    />
  );
  return (
    <Panel title={t('agreed')} sub={t('agreedSub')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div className="row">
          {number('most', 50)}
          {number('days', 90)}
        </div>
        <Checkbox
          label={t('pausesColleagues')}
          disabled={readOnly}
          checked={terms.pausesColleagues}
          onChange={({ currentTarget: { checked } }) => setTerms({ ...terms, pausesColleagues: checked })}
        />
        <p className="second small">
          {setAt === null ? t('standard') : t('setBy', { name: setBy?.name ?? t('aProgram'), when: format.moment(setAt, now) })}
        </p>
        <Failure error={save.error} />
        {!readOnly && (
          <div className="row">
            <Button type="submit" disabled={!isChanged} loading={save.isPending}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}
