import './channels.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleLine, RulePreview, RuleTableInForce } from '../../../src/channels/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { UnclassifiedPanel } from './unclassified-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleList } from './rule-list.tsx';
import { channelTexts } from './texts.ts';
import { TryPanel } from './try-panel.tsx';

const empty: RuleLine = { field: 'source', match: 'exact', value: '', set: {} };

/** The workspace's own rules for channels. */
export function ChannelSettings() {
  const { data, error, refetch } = useQuery(resource<RuleTableInForce>('/channel-rules'));
  const [previewId, setPreviewId] = useState<string | null>(null);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  return <Rules key={data.version} table={data} previewId={previewId ?? data.running} onPreview={setPreviewId} />;
}

/** Edits a draft of one version; once another is in force one begins anew from that. */
function Rules(props: { table: RuleTableInForce; previewId: string | null; onPreview: (id: string | null) => void }) {
  const { table, previewId, onPreview } = props;
  const t = useText(channelTexts);
  const may = useMay();
  const mayChange = may('marketing');
  const [rules, setRules] = useState<readonly RuleLine[]>(table.rules);
  const [open, setOpen] = useState<{ place: number; rule: RuleLine } | null>(null);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(table.rules);
  const change = (next: readonly RuleLine[]) => {
    setRules(next);
    onPreview(null);
  };
  const add = (rule: RuleLine) => setOpen({ place: rules.length, rule });
  const preview = useCommand(() => api.post<RulePreview>('/channel-rules/previews', { rules }), {
    refresh: [],
    done: ({ id }) => onPreview(id),
  });
  const save = useCommand(() => api.put<RuleTableInForce>('/channel-rules', { version: table.version, rules }), {
    refresh: ['/channel-rules'],
  });
  return (
    <>
      <PageHeading answer={t('answer', { n: table.rules.length })} sub={t('sub')} />
      <div className="columns">
        <div className="stack">
          <Panel
            flush
            title={t('rules')}
            sub={t('rulesSub')}
            {...(mayChange && {
              aside: (
                <Button variant="default" size="compact-sm" onClick={() => add(empty)}>
                  {t('addRule')}
                </Button>
              ),
            })}
          >
            {rules.length === 0 ? (
              <EmptyState title={t('noRules')} {...(mayChange && { detail: t('noRulesDetail') })} />
            ) : (
              <RuleList
                rules={rules}
                onChange={mayChange ? change : undefined}
                onEdit={(place) => setOpen({ place, rule: rules[place] ?? empty })}
              />
            )}
            {mayChange && (
              <div className="rule-bar">
                {isChanged && <p>{t('unsaved')}</p>}
                <div className="row">
                  <Button
                    variant={isChanged ? 'filled' : 'default'}
                    loading={preview.isPending}
                    disabled={table.running !== null}
                    onClick={() => preview.mutate()}
                  >
                    {isChanged ? t('preview') : t('previewPast')}
                  </Button>
                  {isChanged && (
                    <>
                      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
                        {t('saveForNew')}
                      </Button>
                      <Button variant="subtle" onClick={() => change(table.rules)}>
                        {t('discard')}
                      </Button>
                    </>
                  )}
                </div>
                <Failure error={preview.error} />
                <Failure error={save.error} when={{ 409: t('changedMeanwhile') }} />
              </div>
            )}
          </Panel>
          {previewId && <PreviewPanel key={previewId} id={previewId} mayRun={mayChange} />}
        </div>
        <div className="stack">
          <TryPanel rules={rules} />
          <HistoryPanel inForce={table.version} onTakeUp={mayChange ? change : undefined} />
        </div>
      </div>
      <UnclassifiedPanel onRule={mayChange ? add : undefined} />
      {open && (
        <RuleDialog
          rule={open.rule}
          isNew={open.place === rules.length}
          onClose={() => setOpen(null)}
          onDone={(rule) => {
            change(rules.toSpliced(open.place, 1, rule));
            setOpen(null);
          }}
        />
      )}
    </>
  );
}
